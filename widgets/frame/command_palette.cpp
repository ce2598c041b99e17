#include "widgets/frame/command_palette.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/frame/actions.h"
#include "widgets/look/theme.h"

namespace widgets {

namespace {

constexpr int kWidth = 480, kHeight = 360, kRowHeight = 24;

}  // namespace

CommandPalette::CommandPalette(Actions& actions, const Theme& theme, QWidget* window)
    : QFrame(window, Qt::Popup), actions_(actions), theme_(theme) {
    setFrameShape(QFrame::StyledPanel);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
    column->setSpacing(space::kSmall);
    line_ = new QLineEdit(this);
    list_ = new QTreeWidget(this);
    list_->setColumnCount(2);
    list_->setHeaderHidden(true);
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setFocusPolicy(Qt::NoFocus);  // the keys go on to the line
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    column->addWidget(line_);
    column->addWidget(list_, 1);
    line_->installEventFilter(this);
    connect(line_, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(line_, &QLineEdit::returnPressed, this, [this] { trigger(list_->currentItem()); });
    connect(list_, &QTreeWidget::itemClicked, this, &CommandPalette::trigger);
}

void CommandPalette::open() {
    const QWidget* window = parentWidget();
    const int width = std::min(kWidth, window->width() - 2 * space::kPage);
    resize(width, std::min(kHeight, window->height() - 2 * space::kPage));
    move(window->mapToGlobal(QPoint((window->width() - width) / 2, 2 * space::kPage)));
    line_->clear();
    line_->setPlaceholderText(tr("Type a command"));
    line_->setAccessibleName(tr("Command"));
    list_->setAccessibleName(tr("Commands"));
    fill();
    show();
    line_->setFocus();
}

// Commands that hold every word; those whose title begins with the first word come first.
void CommandPalette::fill() {
    const QStringList words = line_->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const auto titles = menuTitles();
    list_->clear();
    for (const bool begins : {true, false}) {
        for (const Actions::Entry& entry : actions_.all()) {
            if (entry.action->isSeparator()) continue;
            QString menu;
            for (const auto& [id, title] : titles) {
                if (id == entry.menu) menu = withoutMnemonic(title);
            }
            const QString title = withoutMnemonic(entry.action->text());
            const QString all = tr("%1: %2", "a menu and a command").arg(menu, title);
            const bool found = std::all_of(words.begin(), words.end(), [&](const QString& word) {
                return all.contains(word, Qt::CaseInsensitive);
            });
            const bool front =
                words.isEmpty() || title.startsWith(words.front(), Qt::CaseInsensitive);
            if (!found || front != begins) continue;
            auto* item = new QTreeWidgetItem(
                list_, {all, entry.action->shortcut().toString(QKeySequence::NativeText)});
            item->setData(0, Qt::UserRole, entry.id);
            item->setIcon(0, entry.action->icon());
            item->setSizeHint(0, {0, kRowHeight});
            item->setForeground(1, theme_.tokens().text2);
            if (!entry.action->isEnabled()) {
                item->setForeground(0, theme_.tokens().text2);
                item->setToolTip(0, tr("Not possible just now"));
            }
        }
    }
    list_->setCurrentItem(list_->topLevelItem(0));
}

QStringList CommandPalette::shown() const {
    QStringList out;
    for (int i = 0; i < list_->topLevelItemCount(); ++i)
        out << list_->topLevelItem(i)->data(0, Qt::UserRole).toString();
    return out;
}

void CommandPalette::trigger(QTreeWidgetItem* item) {
    if (item == nullptr) return;
    QAction* action = actions_[item->data(0, Qt::UserRole).toString()];
    if (!action->isEnabled()) return;
    hide();
    // After the popup is gone: the command may open a window of its own.
    QTimer::singleShot(0, action, &QAction::trigger);
}

void CommandPalette::step(int by) {
    const int count = list_->topLevelItemCount();
    if (count == 0) return;
    const int at = list_->indexOfTopLevelItem(list_->currentItem());
    list_->setCurrentItem(list_->topLevelItem(std::clamp(at + by, 0, count - 1)));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched != line_ || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down:
            step(1);
            return true;
        case Qt::Key_Up:
            step(-1);
            return true;
        case Qt::Key_PageDown:
            step(8);
            return true;
        case Qt::Key_PageUp:
            step(-8);
            return true;
        case Qt::Key_Escape:
            hide();
            return true;
        default:
            return false;
    }
}

}  // namespace widgets
