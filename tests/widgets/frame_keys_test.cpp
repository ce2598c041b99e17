// Keys that the user changes, and the sheet that shows them.
#include <QAction>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

#include "tests/widgets/frame_support.h"
#include "widgets/frame/actions.h"
#include "widgets/frame/key_editor.h"
#include "widgets/frame/key_sheet.h"

namespace widgets {
namespace {

using test::TestParts;

struct KeysTest : testing::Test {
    void choose(const QString& id) {
        auto* list = editor.findChild<QTreeWidget*>();
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            if (list->topLevelItem(i)->data(0, Qt::UserRole) == id)
                list->setCurrentItem(list->topLevelItem(i));
        }
    }
    QPushButton* button(const QString& words) {
        for (auto* one : editor.findChildren<QPushButton*>()) {
            if (withoutMnemonic(one->text()) == words) return one;
        }
        return nullptr;
    }
    void type(const char* keys) {
        editor.findChild<QKeySequenceEdit*>()->setKeySequence(QKeySequence(QLatin1String(keys)));
    }
    QString verdict() { return editor.findChild<QLabel*>(QStringLiteral("verdict"))->text(); }

    TestParts parts;
    QWidget window;
    Actions actions{parts.theme, &window};
    KeyEditor editor{actions, *parts.settings, &window};
};

// checklist-23
TEST_F(KeysTest, AreChangedRememberedAndSetBack) {
    choose(QStringLiteral("pipeline.twin"));
    type("Ctrl+Alt+T");
    ASSERT_TRUE(button(QStringLiteral("Set"))->isEnabled());
    button(QStringLiteral("Set"))->click();
    const QKeySequence keys(QStringLiteral("Ctrl+Alt+T"));
    EXPECT_EQ(actions[QStringLiteral("pipeline.twin")]->shortcut(), keys);
    EXPECT_TRUE(actions[QStringLiteral("pipeline.twin")]->toolTip().contains(
        keys.toString(QKeySequence::NativeText)));
    QWidget other;
    Actions next(parts.theme, &other);
    next.readKeys(*parts.settings);
    EXPECT_EQ(next[QStringLiteral("pipeline.twin")]->shortcut(), keys);
    button(QStringLiteral("As shipped"))->click();
    EXPECT_TRUE(actions[QStringLiteral("pipeline.twin")]->shortcut().isEmpty());
    EXPECT_TRUE(parts.settings->allKeys().isEmpty());
}

// checklist-23
TEST_F(KeysTest, ThoseOfAnotherCommandAreRefused) {
    choose(QStringLiteral("pipeline.twin"));
    type("Ctrl+Y");  // the second keys of Redo
    EXPECT_FALSE(button(QStringLiteral("Set"))->isEnabled());
    EXPECT_TRUE(verdict().contains(QStringLiteral("Redo"))) << verdict().toStdString();
    actions.setKeys(QStringLiteral("pipeline.twin"), QKeySequence(QStringLiteral("Ctrl+Y")),
                    *parts.settings);
    EXPECT_TRUE(actions[QStringLiteral("pipeline.twin")]->shortcut().isEmpty());

    choose(QStringLiteral("edit.redo"));
    button(QStringLiteral("None"))->click();
    choose(QStringLiteral("pipeline.twin"));
    type("Ctrl+Y");
    EXPECT_TRUE(verdict().isEmpty());
    button(QStringLiteral("Set"))->click();
    choose(QStringLiteral("edit.redo"));
    button(QStringLiteral("As shipped"))->click();
    EXPECT_EQ(actions[QStringLiteral("edit.redo")]->shortcuts(),
              QList<QKeySequence>({QKeySequence(QStringLiteral("Ctrl+Shift+Z"))}))
        << "what was given away stays away";

    QWidget other;
    Actions next(parts.theme, &other);
    next.readKeys(*parts.settings);
    EXPECT_EQ(next[QStringLiteral("pipeline.twin")]->shortcut(),
              QKeySequence(QStringLiteral("Ctrl+Y")));
    EXPECT_EQ(next[QStringLiteral("edit.redo")]->shortcuts(),
              QList<QKeySequence>({QKeySequence(QStringLiteral("Ctrl+Shift+Z"))}))
        << "also at the next start";
}

// checklist-23
TEST_F(KeysTest, StandOnASheetThatIsPrinted) {
    actions.setKeys(QStringLiteral("pipeline.twin"), QKeySequence(QStringLiteral("Ctrl+Alt+T")),
                    *parts.settings);
    for (const char* name : {"keys.html", "keys.pdf"}) {
        const QString file = parts.folder.filePath(QLatin1String(name));
        ASSERT_TRUE(writeKeySheet(actions, file)) << name;
        const auto bytes = engine::read_file(file.toStdString());
        ASSERT_TRUE(bytes);
        if (QLatin1String(name).endsWith(QLatin1String("html"))) {
            EXPECT_NE(bytes->find("Ctrl+Alt+T"), std::string::npos);
            EXPECT_NE(bytes->find("Ctrl+S"), std::string::npos);
        } else {
            EXPECT_EQ(bytes->substr(0, 5), "%PDF-");
            EXPECT_GT(bytes->size(), 5000U);
        }
    }
    const auto refused = writeKeySheet(actions, QStringLiteral("/nowhere/at/all.pdf"));
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().text().find("/nowhere/at/all.pdf"), std::string::npos);
}

}  // namespace
}  // namespace widgets
