#include "widgets/data/histogram.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/plots/picture.h"

namespace widgets {
namespace {

constexpr int kHeight = 44;

}  // namespace

Histogram::Histogram(const Theme& theme, const engine::Json& histogram, const QString& what,
                     QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      from_(histogram["from"].get<double>()),
      width_(histogram["width"].get<double>()),
      counts_(histogram["counts"].get<std::vector<qint64>>()) {
    new Picture(this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(what);
    const auto most = std::max_element(counts_.begin(), counts_.end());
    setAccessibleDescription(
        tr("Most rows: %1").arg(binText(static_cast<std::size_t>(most - counts_.begin()))));
}

QSize Histogram::sizeHint() const { return {240, kHeight}; }

QString Histogram::binText(std::size_t bin) const {
    const double low = from_ + static_cast<double>(bin) * width_;
    const QString rows = countText(counts_[bin]);
    if (bin + 1 == counts_.size()) return tr("%1 and more: %2 rows").arg(numberText(low), rows);
    return tr("%1 to %2: %3 rows").arg(numberText(low), numberText(low + width_), rows);
}

void Histogram::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    QPainter painter(this);
    const auto most = static_cast<double>(*std::max_element(counts_.begin(), counts_.end()));
    const double step = static_cast<double>(width()) / static_cast<double>(counts_.size());
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        // A bin with a single row is to be seen too.
        double bar = static_cast<double>(counts_[i]) / most * (height() - 1);
        if (counts_[i] > 0) bar = std::max(bar, 1.0);
        painter.fillRect(
            QRectF(static_cast<double>(i) * step, height() - 1 - bar, std::max(step - 1, 1.0), bar),
            theme_.series(0));
    }
    painter.fillRect(0, height() - 1, width(), 1, theme_.tokens().border);
}

bool Histogram::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto bin = static_cast<std::size_t>(std::clamp<qint64>(
        help->pos().x() * std::ssize(counts_) / std::max(1, width()), 0, std::ssize(counts_) - 1));
    QToolTip::showText(help->globalPos(), binText(bin), this);
    return true;
}

}  // namespace widgets
