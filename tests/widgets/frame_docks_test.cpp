// Docks and what lies beside the page: those behind other tabs, focus mode and layouts, the line
// that finds, tool tips of menus.
#include <QAction>
#include <QDockWidget>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStandardItemModel>
#include <QTabBar>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>

#include "tests/widgets/frame_support.h"
#include "widgets/frame/find_bar.h"
#include "widgets/frame/help_dialog.h"
#include "widgets/frame/settings_dialog.h"

namespace widgets {
namespace {

using test::FullWindow;
using test::TestParts;
using test::waitUntil;
using test::whenOpen;

bool isSeen(const QWidget* dock) {
    QCoreApplication::processEvents();
    return !dock->visibleRegion().isEmpty();
}

struct Docks : testing::Test {
    Docks() { full.show(Page::Pipeline); }
    QDockWidget* dock(const char* name) { return full.find<QDockWidget>(name); }
    void trigger(const char* id) { full.find<QAction>(id)->trigger(); }
    FullWindow full;
};

TEST_F(Docks, F9BringsThePropertiesToTheFrontBeforeItHidesThem) {
    dock("outline")->raise();
    ASSERT_TRUE(waitUntil([&] { return !isSeen(dock("properties")); }));
    trigger("view.properties");
    EXPECT_TRUE(waitUntil([&] { return isSeen(dock("properties")); }));
    trigger("view.properties");
    EXPECT_FALSE(dock("properties")->isVisible());
    trigger("view.properties");
    EXPECT_TRUE(waitUntil([&] { return isSeen(dock("properties")); }));
}

TEST_F(Docks, FindingOnTheCanvasShowsTheOutline) {
    dock("properties")->raise();
    ASSERT_TRUE(waitUntil([&] { return !isSeen(dock("outline")); }));
    trigger("edit.find");
    EXPECT_TRUE(waitUntil([&] { return isSeen(dock("outline")); }));
}

TEST_F(Docks, TitlesOnTabsStayWholeWhereTheDocksAreNarrow) {
    full.window.resizeDocks({dock("properties")}, {280}, Qt::Horizontal);
    QCoreApplication::processEvents();
    int seen = 0;
    for (const auto* tabs :
         full.window.findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (!tabs->isVisible()) continue;
        EXPECT_TRUE(tabs->usesScrollButtons());
        for (int i = 0; i < tabs->count(); ++i, ++seen)
            EXPECT_GE(tabs->tabRect(i).width(),
                      tabs->fontMetrics().horizontalAdvance(tabs->tabText(i)))
                << tabs->tabText(i).toStdString();
    }
    EXPECT_EQ(seen, 7) << "beside the canvas four, below it three";
}

TEST_F(Docks, ALayoutEndsFocusModeAndHasAllItsBars) {
    const auto bars = full.window.findChildren<QToolBar*>();
    ASSERT_FALSE(bars.isEmpty());
    const auto allShown = [&] {
        return std::all_of(bars.begin(), bars.end(), [](auto* bar) { return bar->isVisible(); }) &&
               dock("log")->isVisible() && !full.find<QAction>("view.focus")->isChecked();
    };
    trigger("view.focus");
    ASSERT_FALSE(bars[0]->isVisible());
    trigger("view.reset");
    EXPECT_TRUE(allShown());

    // One that is saved in focus mode is that of the bars and docks behind it.
    trigger("view.focus");
    auto* menu = full.find<QMenu>("layouts");
    whenOpen<QInputDialog>([](QInputDialog& dialog) {
        dialog.setTextValue(QStringLiteral("Mine"));
        dialog.accept();
    });
    Q_EMIT menu->aboutToShow();
    for (QAction* one : menu->actions()) {
        if (one->text().contains(QStringLiteral("Save"))) one->trigger();
    }
    trigger("view.focus");
    Q_EMIT menu->aboutToShow();
    ASSERT_FALSE(menu->actions().isEmpty());
    menu->actions().front()->trigger();
    EXPECT_TRUE(allShown());
}

TEST(FindLine, LeavesTheTableAloneWhileItIsHiddenAndGivesTheFocusBack) {
    TestParts parts;
    QStandardItemModel model;
    for (int i = 0; i < 600; ++i)
        model.appendRow(new QStandardItem(QStringLiteral("row %1").arg(i)));
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* table = new QTreeView(&window);
    table->setModel(&model);
    auto* other = new QLineEdit(&window);
    auto* bar = new FindBar(parts.theme, &window);
    column->addWidget(table);
    column->addWidget(other);
    column->addWidget(bar);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    other->setFocus();
    bar->open(table);
    auto* line = bar->findChild<QLineEdit*>();
    QTest::keyClicks(line, QStringLiteral("row 599"));
    EXPECT_TRUE(waitUntil([&] { return table->currentIndex().row() == 599; })) << "by itself";
    line->clear();
    QTest::keyClicks(line, QStringLiteral("row 321"));
    QTest::keyClick(line, Qt::Key_Return);
    EXPECT_EQ(table->currentIndex().row(), 321) << "Enter does not wait";
    QTest::keyClick(line, Qt::Key_Escape);
    EXPECT_TRUE(other->hasFocus());
    table->setCurrentIndex(model.index(5, 0));
    QEvent language(QEvent::LanguageChange);
    QApplication::sendEvent(bar, &language);
    EXPECT_EQ(table->currentIndex().row(), 5);
}

// Few rows on top, many below them: these are found too, and counted before they are searched.
// checklist-26
TEST(FindLine, CountsTheRowsOfATreeThatLieBelowOthers) {
    TestParts parts;
    QStandardItemModel model;
    for (int group = 0; group < 3; ++group) {
        auto* item = new QStandardItem(QStringLiteral("group"));
        for (int i = 0; i < 300; ++i)
            item->appendRow(new QStandardItem(QStringLiteral("row %1").arg(i)));
        model.appendRow(item);
    }
    QTreeView tree;
    tree.setModel(&model);
    FindBar bar(parts.theme);
    bar.open(&tree);
    auto* line = bar.findChild<QLineEdit*>();
    QTest::keyClicks(line, QStringLiteral("row 299"));
    EXPECT_FALSE(tree.currentIndex().isValid()) << "with so many not at every letter";
    ASSERT_TRUE(waitUntil([&] { return tree.currentIndex().isValid(); }));
    EXPECT_EQ(tree.currentIndex(), model.index(299, 0, model.index(0, 0)));
    EXPECT_TRUE(tree.isExpanded(model.index(0, 0)));
    const auto labels = bar.findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->text() == QStringLiteral("1 of 3");
    }));
}

TEST(SettingsWords, ChangeWithTheLanguageThatIsChosenThere) {
    TestParts parts;
    SettingsDialog dialog(parts.theme, *parts.settings, parts.language);
    dialog.show();
    auto* search = dialog.findChild<QLineEdit*>(QStringLiteral("search"));
    search->setText(QStringLiteral("fp32"));
    parts.language.apply(QStringLiteral("zh_CN"));
    EXPECT_TRUE(waitUntil([&] { return dialog.windowTitle() == QStringLiteral("设置"); }));
    EXPECT_EQ(dialog.findChildren<QLineEdit*>(QStringLiteral("search")).size(), 1);
    EXPECT_EQ(dialog.findChild<QLineEdit*>(QStringLiteral("search"))->text(),
              QStringLiteral("fp32"));
    parts.language.apply(QStringLiteral("en"));
    EXPECT_TRUE(waitUntil([&] { return dialog.windowTitle() == QStringLiteral("Settings"); }));
}

TEST(DialogHelp, IsOneHoweverOftenF1IsPressed) {
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    window.show();
    qsizetype helps = 0;
    whenOpen<SettingsDialog>([&helps](SettingsDialog& dialog) {
        for (int i = 0; i < 3; ++i) QTest::keyClick(dialog.findChild<QLineEdit*>(), Qt::Key_F1);
        helps = dialog.findChildren<HelpDialog*>().size();
        dialog.reject();
    });
    window.findChild<QAction*>(QStringLiteral("file.settings"))->trigger();
    EXPECT_EQ(helps, 1);
}

TEST(RecentMenu, TellsTheFolderOfAFile) {
    TestParts parts;
    parts.settings->setValue(QStringLiteral("recent"),
                             QStringList{QStringLiteral("/a/b.warm.json")});
    MainWindow window(parts.parts(), parts.language);
    QMenu* recent = nullptr;
    for (auto* menu : window.findChildren<QMenu*>()) {
        if (menu->title().contains(QStringLiteral("recent"))) recent = menu;
    }
    ASSERT_NE(recent, nullptr);
    EXPECT_TRUE(recent->toolTipsVisible());
    Q_EMIT recent->aboutToShow();
    EXPECT_EQ(recent->actions().front()->toolTip(), QStringLiteral("/a/b.warm.json"));
}

}  // namespace
}  // namespace widgets
