#include "widgets/data/bar_list.h"

#include <QPainter>
#include <algorithm>

#include "widgets/data/visible_text.h"
#include "widgets/look/theme.h"
#include "widgets/plots/picture.h"

namespace widgets {

BarList::BarList(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    new Picture(this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void BarList::setBars(std::vector<Bar> bars) {
    bars_ = std::move(bars);
    QStringList words;
    for (Bar& bar : bars_) {
        bar.name = visibleText(bar.name, 200);
        words << bar.name + QLatin1Char(' ') + bar.number;
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

int BarList::rowHeight() const { return fontMetrics().height() + space::kSmall; }

QSize BarList::sizeHint() const { return {320, static_cast<int>(bars_.size()) * rowHeight()}; }

QSize BarList::minimumSizeHint() const {
    return {160, static_cast<int>(bars_.size()) * rowHeight()};
}

void BarList::paintEvent(QPaintEvent* event) {
    Q_UNUSED(event);
    QPainter painter(this);
    const Tokens& tokens = theme_.tokens();
    const QFontMetrics metrics = painter.fontMetrics();  // of what is painted with
    int names = 0, numbers = 0;
    for (const Bar& bar : bars_) {
        names = std::max(names, metrics.horizontalAdvance(bar.name) + 1);
        numbers = std::max(numbers, metrics.horizontalAdvance(bar.number) + 1);
    }
    names = std::min(names, width() / 3);
    const int left = names + space::kSmall;
    const int room = std::max(0, width() - left - numbers - space::kSmall);
    for (std::size_t i = 0; i < bars_.size(); ++i) {
        const int top = static_cast<int>(i) * rowHeight();
        painter.setPen(tokens.text);
        painter.drawText(QRect(0, top, names, rowHeight()), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(bars_[i].name, Qt::ElideRight, names));
        const double share = std::clamp(bars_[i].share, 0.0, 1.0);
        const int length = std::max(1, static_cast<int>(room * share));
        painter.fillRect(left, top + 5, room, rowHeight() - 10, tokens.raised);
        painter.fillRect(left, top + 5, length, rowHeight() - 10, theme_.series(0));
        painter.drawText(QRect(width() - numbers, top, numbers, rowHeight()),
                         Qt::AlignRight | Qt::AlignVCenter, bars_[i].number);
    }
}

}  // namespace widgets
