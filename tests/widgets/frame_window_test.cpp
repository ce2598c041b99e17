// The window itself: its size and place, its layouts and bars, its room on a small screen, finding
// and the status line.
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryFile>
#include <QToolBar>
#include <QTreeView>

#include "tests/widgets/frame_support.h"
#include "widgets/frame/find_bar.h"
#include "widgets/frame/settings_dialog.h"
#include "widgets/frame/status_line.h"

namespace widgets {
namespace {

using test::FullWindow;
using test::TestParts;
using test::waitUntil;
using test::whenOpen;

QAction* action(const MainWindow& window, const char* id) {
    return window.findChild<QAction*>(QLatin1String(id));
}

// Run by the next test on a screen of 1920 x 1080.
TEST(Place, DISABLED_OnAWideScreen) {
    TestParts parts;
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    ASSERT_EQ(screen.size(), QSize(1920, 1080));
    {
        MainWindow window(parts.parts(), parts.language);
        window.setGeometry(200, 120, 1100, 700);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
        EXPECT_TRUE(window.close());
    }
    {
        MainWindow window(parts.parts(), parts.language);
        window.show();
        EXPECT_EQ(window.geometry(), QRect(200, 120, 1100, 700));
        window.setGeometry(9000, 7000, 1100, 700);  // on a screen that is gone next time
        EXPECT_TRUE(window.close());
    }
    MainWindow window(parts.parts(), parts.language);
    window.show();
    EXPECT_TRUE(screen.contains(window.geometry())) << window.x() << "," << window.y();
}

// checklist-16
TEST(Place, ReturnsAndIsNeverOffTheScreen) {
    QTemporaryFile screens;
    ASSERT_TRUE(screens.open());
    screens.write(R"({"screens": [{"name": "one", "x": 0, "y": 0, "width": 1920, "height": 1080,
                      "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})");
    screens.close();
    EXPECT_TRUE(test::passesAgain(
        QStringLiteral("Place.DISABLED_OnAWideScreen"),
        {QStringLiteral("QT_QPA_PLATFORM=offscreen:configfile=") + screens.fileName()}));
}

// checklist-15
TEST(Layouts, AreSavedUnderANameAndComeBack) {
    FullWindow full;
    full.window.showPage(Page::Pipeline);
    auto* log = full.find<QDockWidget>("log");
    auto* properties = full.find<QDockWidget>("properties");
    auto* menu = full.find<QMenu>("layouts");
    ASSERT_NE(menu, nullptr);
    const auto entry = [menu](const QString& text) -> QAction* {
        Q_EMIT menu->aboutToShow();
        for (QAction* one : menu->actions()) {
            if (one->text().remove(QLatin1Char('&')).startsWith(text)) return one;
        }
        return nullptr;
    };
    log->close();
    full.window.addDockWidget(Qt::LeftDockWidgetArea, properties);
    whenOpen<QInputDialog>([](QInputDialog& dialog) {
        dialog.setTextValue(QStringLiteral("Narrow"));
        dialog.accept();
    });
    entry(QStringLiteral("Save the layout"))->trigger();

    action(full.window, "view.reset")->trigger();
    EXPECT_TRUE(log->isVisible());
    EXPECT_EQ(full.window.dockWidgetArea(properties), Qt::RightDockWidgetArea);
    full.window.showPage(Page::Runs);
    ASSERT_NE(entry(QStringLiteral("Narrow")), nullptr);
    entry(QStringLiteral("Narrow"))->trigger();
    EXPECT_EQ(full.window.page(), Page::Pipeline);
    EXPECT_FALSE(log->isVisible());
    EXPECT_EQ(full.window.dockWidgetArea(properties), Qt::LeftDockWidgetArea);

    // As it was at the end, the next start begins.
    full.parts.pipeline->load(engine::Document{}, {});
    full.window.close();
    MainWindow next(full.parts.parts(), full.parts.language);
    next.show();
    next.showPage(Page::Pipeline);
    EXPECT_FALSE(next.findChild<QDockWidget*>(QStringLiteral("log"))->isVisible());
    EXPECT_EQ(next.dockWidgetArea(next.findChild<QDockWidget*>(QStringLiteral("properties"))),
              Qt::LeftDockWidgetArea);
}

// checklist-17
TEST(Bars, GoInFocusModeAndFullScreenIsOneKey) {
    FullWindow full;
    full.window.showPage(Page::Pipeline);
    full.window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&full.window));
    QTest::keyClick(&full.window, Qt::Key_F11, Qt::ShiftModifier);
    EXPECT_TRUE(waitUntil([&] { return full.window.isFullScreen(); }));
    EXPECT_TRUE(action(full.window, "view.full")->isChecked());
    QTest::keyClick(&full.window, Qt::Key_F11, Qt::ShiftModifier);
    EXPECT_TRUE(waitUntil([&] { return !full.window.isFullScreen(); }));

    QTest::keyClick(&full.window, Qt::Key_F11);
    const auto bars = full.window.findChildren<QToolBar*>();
    for (const QWidget* bar : bars) EXPECT_FALSE(bar->isVisible());
    for (const auto* dock : full.window.findChildren<QDockWidget*>())
        EXPECT_FALSE(dock->isVisible()) << dock->objectName().toStdString();
    EXPECT_FALSE(full.window.findChild<StatusLine*>()->isVisible());
    full.window.showPage(Page::Runs);
    full.window.showPage(Page::Pipeline);
    QTest::keyClick(&full.window, Qt::Key_F11);
    for (const QWidget* bar : bars) EXPECT_TRUE(bar->isVisible());
    EXPECT_TRUE(full.find<QDockWidget>("properties")->isVisible());
}

bool scrolls(const QWidget* widget) {
    for (const QWidget* up = widget->parentWidget(); up != nullptr; up = up->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea*>(up) != nullptr) return true;
    }
    return false;
}

// What is cut, or lies outside of what holds it.
QStringList cutOff(const QWidget& window) {
    QStringList out;
    for (const auto* one : window.findChildren<QWidget*>()) {
        if (!one->isVisible() || one->window() != &window) continue;
        // Docks behind others and their tabs: where the main window keeps them.
        if (one->parentWidget() == &window || one->inherits("QDockWidgetTitleButton")) continue;
        const auto* label = qobject_cast<const QLabel*>(one);
        const bool text = (label != nullptr && !label->wordWrap()) ||
                          qobject_cast<const QAbstractButton*>(one) != nullptr ||
                          qobject_cast<const QComboBox*>(one) != nullptr;
        const QString name = QStringLiteral("%1 %2 '%3' in %4")
                                 .arg(QLatin1String(one->metaObject()->className()),
                                      one->objectName(), one->accessibleName(),
                                      QLatin1String(one->parent()->metaObject()->className()));
        if (text && one->width() < one->minimumSizeHint().width())
            out << QStringLiteral("%1 is %2 wide, needs %3: %4")
                       .arg(name)
                       .arg(one->width())
                       .arg(one->minimumSizeHint().width())
                       .arg(label != nullptr ? label->text() : QString());
        if (!scrolls(one) && !one->parentWidget()->rect().contains(one->geometry()))
            out << name + QStringLiteral(" lies outside");
        const auto* area = qobject_cast<const QScrollArea*>(one);
        if (area != nullptr && area->horizontalScrollBar()->maximum() > 0)
            out << name + QStringLiteral(" scrolls sideways");
    }
    return out;
}

// Also run by the test of scales.
TEST(Room, DISABLED_EveryPageFits) {
    FullWindow full;
    for (const QString& language : {QStringLiteral("en"), QStringLiteral("zh_CN")}) {
        full.parts.language.apply(language);
        for (const Page page : test::kAllPages) {
            full.show(page);
            EXPECT_EQ(full.window.size(), QSize(1280, 720)) << "it grew";
            EXPECT_EQ(cutOff(full.window).join(QStringLiteral("\n  ")).toStdString(), "")
                << "page " << static_cast<int>(page) << " in " << language.toStdString();
        }
    }
}

// checklist-21
TEST(Room, EveryPageFitsInto1280By720) {
    EXPECT_TRUE(test::passesAgain(QStringLiteral("Room.DISABLED_EveryPageFits"), {}));
}

// checklist-19
TEST(Room, EveryPageFitsAtEveryScaleAndIconsAreDrawnForIt) {
    for (const char* scale : {"1.25", "1.5", "2", "3"})
        EXPECT_TRUE(test::passesAgain(QStringLiteral("Room.DISABLED_EveryPageFits"),
                                      {QStringLiteral("QT_SCALE_FACTOR=") + QLatin1String(scale)}))
            << scale;
    Theme theme;
    for (const double scale : {1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0}) {
        const QPixmap drawn = theme.icon(QStringLiteral("data")).pixmap(QSize(16, 16), scale);
        EXPECT_EQ(drawn.width(), qRound(16 * scale)) << "not blown up from another size";
    }
}

// checklist-20
TEST(Settings, TheSizeOfTextChangesAtOnceAndComesBack) {
    TestParts parts;
    SettingsDialog dialog(parts.theme, *parts.settings, parts.language);
    const double before = parts.theme.font(TextSize::Body).pointSizeF();
    auto* size = dialog.findChild<QComboBox*>(QStringLiteral("look/text"));
    ASSERT_NE(size, nullptr);
    size->setCurrentIndex(size->findData(16));
    Q_EMIT size->activated(size->currentIndex());
    EXPECT_EQ(before, 10);
    EXPECT_EQ(QApplication::font().pointSizeF(), 16);
    parts.settings->sync();
    QSettings read(parts.settings->fileName(), QSettings::IniFormat);
    SettingsDialog again(parts.theme, read, parts.language);
    EXPECT_EQ(again.findChild<QComboBox*>(QStringLiteral("look/text"))->currentData().toInt(), 16);
    Theme next;
    applyLook(read, next, parts.language);
    EXPECT_EQ(next.font(TextSize::Body).pointSizeF(), 16);
    parts.settings->clear();
    applyLook(*parts.settings, next, parts.language);
}

// checklist-14
TEST(Settings, AreSetBackWithOneButton) {
    TestParts parts;
    parts.settings->setValue(QStringLiteral("recent"), QStringLiteral("kept"));
    SettingsDialog dialog(parts.theme, *parts.settings, parts.language);
    const QStringList before = parts.settings->allKeys();
    for (auto* box : dialog.findChildren<QComboBox*>()) {
        box->setCurrentIndex(box->count() - 1);
        Q_EMIT box->activated(box->currentIndex());
    }
    EXPECT_GT(parts.settings->allKeys().size(), before.size() + 5);
    for (auto* button : dialog.findChildren<QPushButton*>()) {
        if (button->text().contains(QStringLiteral("Defaults"))) button->click();
    }
    EXPECT_EQ(parts.settings->allKeys(), before);
    EXPECT_EQ(parts.language.current(), QStringLiteral("en"));
}

// checklist-26
TEST(Find, WorksOnTheCanvasAndInTables) {
    FullWindow full;
    auto* bar = full.window.findChild<FindBar*>();
    auto* line = bar->findChild<QLineEdit*>();
    const auto count = [bar] { return bar->findChild<QLabel*>()->text(); };
    full.show(Page::Pipeline);
    action(full.window, "edit.find")->trigger();
    EXPECT_TRUE(bar->isVisible());
    QTest::keyClicks(line, QStringLiteral("distil"));
    EXPECT_EQ(count(), QStringLiteral("Not found"));
    line->clear();
    QTest::keyClicks(line, QStringLiteral("label budgets"));
    EXPECT_TRUE(count().startsWith(QStringLiteral("1 of "))) << count().toStdString();
    QTest::keyClick(line, Qt::Key_Escape);
    EXPECT_FALSE(bar->isVisible());

    full.show(Page::Runs);
    action(full.window, "edit.find")->trigger();
    line->clear();
    QTest::keyClicks(line, QStringLiteral("news"));
    EXPECT_TRUE(count().startsWith(QStringLiteral("1 of "))) << count().toStdString();
    const QString first = count();
    QTest::keyClick(line, Qt::Key_Return);
    EXPECT_NE(count(), first);
    QTest::keyClick(line, Qt::Key_Return, Qt::ShiftModifier);
    EXPECT_EQ(count(), first);
    full.show(Page::Data);
    EXPECT_FALSE(bar->isVisible()) << "another page, another search";
    full.window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&full.window));
    action(full.window, "edit.find")->trigger();
    const auto* filter = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    ASSERT_NE(filter, nullptr);
    EXPECT_TRUE(filter->accessibleName().contains(QStringLiteral("Filter")));
}

// checklist-26
TEST(Find, WorksInTheSettings) {
    TestParts parts;
    SettingsDialog dialog(parts.theme, *parts.settings, parts.language);
    dialog.show();
    auto* search = dialog.findChild<QLineEdit*>(QStringLiteral("search"));
    QTest::keyClicks(search, QStringLiteral("gpu"));
    EXPECT_TRUE(dialog.findChild<QComboBox*>(QStringLiteral("compute/device"))->isVisible());
    EXPECT_FALSE(dialog.findChild<QComboBox*>(QStringLiteral("compute/threads"))->isVisible());
    EXPECT_FALSE(dialog.findChild<QComboBox*>(QStringLiteral("look/theme"))->isVisible());
    search->clear();
    EXPECT_TRUE(dialog.findChild<QComboBox*>(QStringLiteral("look/theme"))->isVisible());
}

// checklist-27
TEST(Keys, AreThoseThatEveryProgramHas) {
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    const std::pair<const char*, const char*> usual[] = {{"file.new", "Ctrl+N"},
                                                         {"file.open", "Ctrl+O"},
                                                         {"file.save", "Ctrl+S"},
                                                         {"file.save_as", "Ctrl+Shift+S"},
                                                         {"file.settings", "Ctrl+,"},
                                                         {"file.quit", "Ctrl+Q"},
                                                         {"edit.undo", "Ctrl+Z"},
                                                         {"edit.redo", "Ctrl+Shift+Z"},
                                                         {"edit.redo", "Ctrl+Y"},
                                                         {"edit.copy", "Ctrl+C"},
                                                         {"edit.paste", "Ctrl+V"},
                                                         {"edit.delete", "Del"},
                                                         {"edit.select_all", "Ctrl+A"},
                                                         {"edit.find", "Ctrl+F"},
                                                         {"edit.rename", "F2"},
                                                         {"view.full", "Shift+F11"},
                                                         {"pipeline.zoom_in", "Ctrl++"},
                                                         {"pipeline.zoom_out", "Ctrl+-"},
                                                         {"pipeline.zoom_reset", "Ctrl+0"},
                                                         {"help.help", "F1"}};
    for (const auto& [id, keys] : usual)
        EXPECT_TRUE(action(window, id)->shortcuts().contains(QKeySequence(QLatin1String(keys))))
            << id << " " << keys;
    QSet<QString> taken;
    for (const auto* one : window.findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly)) {
        for (const QKeySequence& keys : one->shortcuts()) {
            if (keys.isEmpty()) continue;
            EXPECT_FALSE(taken.contains(keys.toString())) << keys.toString().toStdString();
            taken << keys.toString();
        }
    }
}

}  // namespace
}  // namespace widgets
