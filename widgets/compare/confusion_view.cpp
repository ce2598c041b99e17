#include "widgets/compare/confusion_view.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/plots/picture.h"

namespace widgets {
namespace {

constexpr int kPanes = 3;
constexpr double kLargestCell = 120;  // logical pixels

QString signedShare(double share) {
    const QString text = percentText(share);
    return share > 0 ? QLatin1Char('+') + text : text;
}

}  // namespace

ConfusionView::ConfusionView(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setMinimumSize(480, 220);
    new Picture(this);
    connect(&theme_, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ConfusionView::setPanes(const QStringList& classes, const ConfusionPane& a,
                             const ConfusionPane& b) {
    classes_ = classes;
    panes_[0] = a;
    panes_[1] = b;
    describe();
    update();
}

void ConfusionView::setEmptyText(const QString& text) {
    classes_.clear();
    empty_text_ = text;
    setAccessibleDescription(text);
    update();
}

double ConfusionView::share(int pane, int truth, int answer) const {
    if (pane == 2) return share(0, truth, answer) - share(1, truth, answer);
    const auto n = static_cast<std::size_t>(classes_.size());
    const auto row = static_cast<std::size_t>(truth) * n;
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += panes_[pane].counts[row + i];
    return sum > 0 ? panes_[pane].counts[row + static_cast<std::size_t>(answer)] / sum : 0;
}

void ConfusionView::describe() {
    setAccessibleName(tr("Confusion of %1 and %2").arg(panes_[0].title, panes_[1].title));
    QStringList lines;
    for (int t = 0; t < classes_.size(); ++t) {
        lines << tr("%1: %2 % right by %3, %4 % by %5")
                     .arg(classes_[t], percentText(share(0, t, t)), panes_[0].title,
                          percentText(share(1, t, t)), panes_[1].title);
    }
    setAccessibleDescription(lines.join(QStringLiteral("; ")));
}

void ConfusionView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(rect(), theme_.tokens().surface);
    if (classes_.isEmpty()) {
        painter.setPen(theme_.tokens().text2);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, empty_text_);
        return;
    }
    const double width = (this->width() - 2.0 * space::kHuge - 2 * space::kSmall) / kPanes;
    for (int pane = 0; pane < kPanes; ++pane)
        paintPane(painter, pane,
                  QRectF(space::kSmall + pane * (width + space::kHuge), space::kSmall, width,
                         this->height() - 2 * space::kSmall));
}

void ConfusionView::paintPane(QPainter& painter, int pane, const QRectF& area) const {
    const Tokens& t = theme_.tokens();
    const QFontMetricsF metrics(painter.font());
    const auto n = static_cast<int>(classes_.size());
    double label = 0;
    for (const QString& one : classes_) label = std::max(label, metrics.horizontalAdvance(one));
    label = std::min(label + space::kSmall, area.width() * 0.35);
    const double head = 4 * metrics.height();
    const double cell = std::min(
        {kLargestCell, (area.width() - label) / n, (area.height() - head - metrics.height()) / n});
    const double top = area.top() + head;
    const QString title = pane == 2
                              ? tr("%1 minus %2, points").arg(panes_[0].title, panes_[1].title)
                              : panes_[pane].title;
    painter.setFont(theme_.font(TextSize::Title));
    painter.setPen(t.text);
    const QFontMetricsF bold(painter.font());
    painter.drawText(QRectF(area.left(), area.top(), area.width(), metrics.height() * 1.4),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     bold.elidedText(title, Qt::ElideRight, area.width()));
    painter.setFont(font());
    painter.setPen(t.text2);
    painter.drawText(QRectF(area.left() + label, area.top() + metrics.height() * 1.6, n * cell,
                            metrics.height()),
                     Qt::AlignLeft,
                     metrics.elidedText(tr("answered as"), Qt::ElideRight, n * cell));
    for (int i = 0; i < n; ++i) {
        const QString name = metrics.elidedText(classes_[i], Qt::ElideRight, cell - 4);
        painter.drawText(QRectF(area.left() + label + i * cell, top - metrics.height() - 2, cell,
                                metrics.height()),
                         Qt::AlignHCenter, name);
        painter.drawText(QRectF(area.left(), top + i * cell, label - space::kTiny, cell),
                         Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(classes_[i], Qt::ElideRight, label - space::kTiny));
    }
    for (int truth = 0; truth < n; ++truth) {
        for (int answer = 0; answer < n; ++answer) {
            const double value = share(pane, truth, answer);
            const QRectF box(area.left() + label + answer * cell, top + truth * cell, cell, cell);
            QColor fill = pane == 2 && value < 0 ? t.warning : t.accent;
            // One scale for all: half as strong as the colour at 100 %, so that text stays
            // readable.
            fill.setAlphaF(static_cast<float>(0.45 * std::min(1.0, std::abs(value))));
            painter.fillRect(box.adjusted(1, 1, 0, 0), fill);
            painter.setPen(t.grid);
            painter.drawRect(box);
            painter.setPen(t.text);
            QString text = pane == 2 ? signedShare(value) : percentText(value);
            if (pane < 2 && cell >= 2.6 * metrics.height()) {
                const auto i = static_cast<std::size_t>(truth * n + answer);
                const double per_run = panes_[pane].counts[i] / std::max(1, panes_[pane].runs);
                text += QLatin1Char('\n') + countText(std::llround(per_run));
            }
            if (cell >= metrics.horizontalAdvance(QStringLiteral("+88.8")))
                painter.drawText(box, Qt::AlignCenter, text);
        }
    }
}

void ConfusionView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange && !classes_.isEmpty()) describe();
    QWidget::changeEvent(event);
}

}  // namespace widgets
