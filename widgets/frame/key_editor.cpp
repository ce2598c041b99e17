#include "widgets/frame/key_editor.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "widgets/data/table_copy.h"
#include "widgets/frame/actions.h"
#include "widgets/frame/key_sheet.h"
#include "widgets/look/words.h"

namespace widgets {

KeyEditor::KeyEditor(Actions& actions, QSettings& settings, QWidget* parent)
    : QDialog(parent),
      actions_(actions),
      settings_(settings),
      list_(new QTreeWidget(this)),
      keys_(new QKeySequenceEdit(this)),
      set_(new QPushButton(tr("&Set"), this)),
      none_(new QPushButton(tr("&None"), this)),
      shipped_(new QPushButton(tr("As s&hipped"), this)),
      verdict_(new QLabel(this)) {
    setWindowTitle(tr("Keys"));
    resize(560, 520);
    list_->setObjectName(QStringLiteral("keys.list"));
    new TableCopy(*list_);
    build();
    connect(list_, &QTreeWidget::currentItemChanged, this, &KeyEditor::showCurrent);
    connect(keys_, &QKeySequenceEdit::keySequenceChanged, this, &KeyEditor::check);
    connect(set_, &QPushButton::clicked, this, [this] {
        actions_.setKeys(current(), QKeySequence(keys_->keySequence()[0]), settings_);
        fill();
    });
    connect(none_, &QPushButton::clicked, this, [this] {
        actions_.setKeys(current(), {}, settings_);
        fill();
    });
    connect(shipped_, &QPushButton::clicked, this, [this] {
        actions_.resetKeys(current(), settings_);
        fill();
    });
    fill();
}

void KeyEditor::build() {
    auto* column = new QVBoxLayout(this);
    list_->setHeaderLabels({tr("Command"), tr("Keys")});
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setAccessibleName(tr("Commands"));
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    column->addWidget(list_, 1);
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("New &keys:"), this);
    label->setBuddy(keys_);
    keys_->setAccessibleName(tr("New keys"));
    row->addWidget(label);
    row->addWidget(keys_, 1);
    row->addWidget(set_);
    row->addWidget(none_);
    row->addWidget(shipped_);
    column->addLayout(row);
    verdict_->setWordWrap(true);
    verdict_->setObjectName(QStringLiteral("verdict"));
    column->addWidget(verdict_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons->addButton(tr("Save as a shee&t..."), QDialogButtonBox::ActionRole),
            &QPushButton::clicked, this, &KeyEditor::printSheet);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    // Enter ends a sequence; it must not press a button.
    for (auto* button : findChildren<QPushButton*>()) button->setAutoDefault(false);
}

void KeyEditor::fill() {
    const QString was = current();
    const QSignalBlocker quiet(list_);
    list_->clear();
    for (const auto& [menu, title] : menuTitles()) {
        for (const Actions::Entry& entry : actions_.all()) {
            if (entry.menu != menu || entry.action->isSeparator()) continue;
            auto* item = new QTreeWidgetItem(
                list_,
                {tr("%1: %2", "a menu and a command")
                     .arg(withoutMnemonic(title), withoutMnemonic(entry.action->text())),
                 QKeySequence::listToString(entry.action->shortcuts(), QKeySequence::NativeText)});
            item->setData(0, Qt::UserRole, entry.id);
            if (entry.id == was || list_->currentItem() == nullptr) list_->setCurrentItem(item);
        }
    }
    showCurrent();
}

QString KeyEditor::current() const {
    const QTreeWidgetItem* item = list_->currentItem();
    return item == nullptr ? QString() : item->data(0, Qt::UserRole).toString();
}

void KeyEditor::showCurrent() {
    if (current().isEmpty()) return;
    keys_->setKeySequence(actions_[current()]->shortcut());
    check();
}

void KeyEditor::check() {
    const QKeySequence typed = keys_->keySequence();
    const QKeySequence keys = typed.isEmpty() ? typed : QKeySequence(typed[0]);
    const QString owner = actions_.ownerOf(keys, current());
    set_->setEnabled(owner.isEmpty() && !keys.isEmpty());
    verdict_->setText(owner.isEmpty() ? QString()
                                      : tr("%1 belongs to \"%2\". Take it away there first.")
                                            .arg(keys.toString(QKeySequence::NativeText),
                                                 withoutMnemonic(actions_[owner]->text())));
}

void KeyEditor::printSheet() {
    const QString file = QFileDialog::getSaveFileName(this, tr("Save the keys"),
                                                      QStringLiteral("warmstart-keys.pdf"),
                                                      tr("Sheets to print (*.pdf *.html)"));
    if (file.isEmpty()) return;
    const auto written = writeKeySheet(actions_, file);
    verdict_->setText(written ? tr("Saved as %1.").arg(file) : say(written.error()));
}

}  // namespace widgets
