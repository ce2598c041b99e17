#include "widgets/forms/flow_layout.h"

#include <QWidget>
#include <algorithm>

namespace widgets {

FlowLayout::FlowLayout(QWidget* parent, int spacing) : QLayout(parent) {
    setSpacing(spacing);
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() { qDeleteAll(items_); }

QLayoutItem* FlowLayout::takeAt(int index) {
    return index >= 0 && index < items_.size() ? items_.takeAt(index) : nullptr;
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : items_) size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    lay(rect, true);
}

int FlowLayout::lay(const QRect& rect, bool move) const {
    const QRect area = rect.marginsRemoved(contentsMargins());
    int x = area.left(), y = area.top(), line = 0;
    for (QLayoutItem* item : items_) {
        if (item->widget() != nullptr && item->widget()->isHidden()) continue;
        const int width = std::min(item->sizeHint().width(), area.width());
        if (x > area.left() && x + width > area.right() + 1) {
            x = area.left();
            y += line + spacing();
            line = 0;
        }
        // What grows takes the rest of its line.
        const bool grows = (item->expandingDirections() & Qt::Horizontal) != 0;
        const int taken = grows ? std::max(width, area.right() + 1 - x) : width;
        if (move) item->setGeometry({x, y, taken, item->sizeHint().height()});
        x += taken + spacing();
        line = std::max(line, item->sizeHint().height());
    }
    return y + line - rect.top() + contentsMargins().bottom();
}

}  // namespace widgets
