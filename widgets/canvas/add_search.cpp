#include "widgets/canvas/add_search.h"

#include <QApplication>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScreen>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/canvas/glyphs.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr int kKind = Qt::UserRole;  // id; headings have none
constexpr int kRowHeight = 24;
constexpr int kIconRoom = 40;  // beside a title: the icon and what is left free

// 0: the title begins with it, 1: the title has it, 2: the help has it, -1: nothing has it.
int rankOf(const engine::NodeKind& kind, const QString& text) {
    if (text.isEmpty()) return 0;
    const QString title = engineText(kind.title);
    if (title.startsWith(text, Qt::CaseInsensitive)) return 0;
    if (title.contains(text, Qt::CaseInsensitive)) return 1;
    if (fromUtf8(kind.id).contains(text, Qt::CaseInsensitive)) return 1;
    return engineText(kind.help).contains(text, Qt::CaseInsensitive) ? 2 : -1;
}

}  // namespace

AddSearch::AddSearch(const Theme& theme, const engine::Catalog& catalog, QWidget* parent)
    : QFrame(parent, Qt::Popup),
      theme_(theme),
      catalog_(catalog),
      text_(new QLineEdit(this)),
      list_(new QTreeWidget(this)) {
    setObjectName(QStringLiteral("add-search"));
    setFrameShape(QFrame::Box);
    resize(520, 360);
    text_->setClearButtonEnabled(true);
    text_->installEventFilter(this);
    list_->setColumnCount(2);
    list_->setHeaderHidden(true);
    list_->setRootIsDecorated(false);
    list_->setIndentation(0);
    list_->setUniformRowHeights(true);
    list_->setFocusPolicy(Qt::NoFocus);  // the keys stay with the text
    list_->header()->setSectionResizeMode(0, QHeaderView::Fixed);
    list_->header()->setStretchLastSection(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setTextElideMode(Qt::ElideRight);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
    column->setSpacing(space::kSmall);
    column->addWidget(text_);
    column->addWidget(list_, 1);
    connect(text_, &QLineEdit::textChanged, this, &AddSearch::fill);
    connect(list_, &QTreeWidget::itemClicked, this,
            [this](QTreeWidgetItem* item) { choose(item, false); });
}

void AddSearch::offer(const std::vector<const engine::NodeKind*>& fitting, const QString& why) {
    // Here and not once: the language may be another than at the last time.
    text_->setPlaceholderText(tr("Find a node: \"fine-tune\", \"split\", \"verdict\""));
    text_->setAccessibleName(tr("Find a node to add"));
    list_->setAccessibleName(tr("Nodes that can be added"));
    fitting_ = fitting;
    why_ = why;
    text_->clear();
    fill();
}

void AddSearch::openAt(const QPoint& global) {
    const QScreen* screen = QGuiApplication::screenAt(global);
    const QRect room =
        (screen != nullptr ? screen : QGuiApplication::primaryScreen())->availableGeometry();
    const QPoint place(
        std::clamp(global.x(), room.left(), std::max(room.left(), room.right() - width())),
        std::clamp(global.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    move(place);
    show();
    text_->setFocus(Qt::PopupFocusReason);
}

QTreeWidgetItem* AddSearch::heading(const QString& title) {
    auto* item = new QTreeWidgetItem(list_, {title});
    item->setFlags(Qt::ItemIsEnabled);
    item->setFirstColumnSpanned(true);
    item->setSizeHint(0, QSize(0, kRowHeight));
    QFont font = theme_.font(TextSize::Caption);
    font.setWeight(QFont::DemiBold);
    item->setFont(0, font);
    item->setForeground(0, theme_.tokens().text2);
    return item;
}

void AddSearch::fill() {
    list_->clear();
    const QString text = text_->text().trimmed();
    std::vector<const engine::NodeKind*> kinds = fitting_;
    if (why_.isEmpty()) {
        for (const engine::NodeKind& kind : catalog_.entries()) kinds.push_back(&kind);
        std::stable_sort(kinds.begin(), kinds.end(),
                         [](const auto* a, const auto* b) { return a->lane < b->lane; });
    } else {
        heading(why_);
    }
    QTreeWidgetItem* best = nullptr;
    int widest = 0;
    int best_rank = 3;
    int lane = -1;
    for (const engine::NodeKind* kind : kinds) {
        const int rank = rankOf(*kind, text);
        if (rank < 0) continue;
        if (why_.isEmpty() && static_cast<int>(kind->lane) != lane) {
            lane = static_cast<int>(kind->lane);
            heading(engineText(engine::title_of(kind->lane)));
        }
        const QString help = engineText(kind->help);
        auto* item = new QTreeWidgetItem(list_, {engineText(kind->title), help});
        item->setData(0, kKind, fromUtf8(kind->id));
        item->setSizeHint(0, QSize(0, kRowHeight));
        item->setIcon(0, theme_.icon(kindIcon(kind->id)));
        item->setForeground(1, theme_.tokens().text2);
        item->setToolTip(1, help);
        widest = std::max(widest, list_->fontMetrics().horizontalAdvance(item->text(0)));
        if (rank < best_rank) {
            best_rank = rank;
            best = item;
        }
    }
    if (best == nullptr) {
        heading(tr("Nothing is called like that."));
        return;
    }
    list_->header()->resizeSection(0, widest + kIconRoom);
    list_->setCurrentItem(best);
}

QStringList AddSearch::shown() const {
    QStringList out;
    for (int i = 0; i < list_->topLevelItemCount(); ++i) {
        const QString id = list_->topLevelItem(i)->data(0, kKind).toString();
        if (!id.isEmpty()) out << id;
    }
    return out;
}

void AddSearch::step(int by) {
    const int count = list_->topLevelItemCount();
    int row = list_->indexOfTopLevelItem(list_->currentItem());
    for (row += by; row >= 0 && row < count; row += by) {
        QTreeWidgetItem* item = list_->topLevelItem(row);
        if (item->data(0, kKind).toString().isEmpty()) continue;
        list_->setCurrentItem(item);
        return;
    }
}

void AddSearch::choose(QTreeWidgetItem* item, bool connect) {
    if (item == nullptr) return;
    const QString kind = item->data(0, kKind).toString();
    if (kind.isEmpty()) return;
    hide();
    Q_EMIT chosen(kind, connect);
}

bool AddSearch::eventFilter(QObject* watched, QEvent* event) {
    if (watched == text_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
            case Qt::Key_Up:
                step(-1);
                return true;
            case Qt::Key_Down:
                step(1);
                return true;
            case Qt::Key_Return:
            case Qt::Key_Enter:
                choose(list_->currentItem(), key->modifiers().testFlag(Qt::ControlModifier));
                return true;
            case Qt::Key_Escape:
                hide();
                return true;
            default:
                break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace widgets
