// The frame: what stays as the user left it.
#include "widgets/frame/main_window.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QDockWidget>
#include <QTest>

#include "tests/widgets/support.h"

namespace widgets {
namespace {

using test::TestParts;

TEST(MainWindow, ADockThatWasClosedStaysClosedUntilTheLayoutIsReset) {
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    auto* log = window.findChild<QDockWidget*>(QStringLiteral("log"));
    auto* plots = window.findChild<QDockWidget*>(QStringLiteral("plots"));
    window.showPage(Page::Pipeline);
    EXPECT_FALSE(log->isHidden());
    log->close();
    window.showPage(Page::Runs);
    EXPECT_TRUE(plots->isHidden()) << "docks belong to the canvas";
    window.showPage(Page::Pipeline);
    EXPECT_TRUE(log->isHidden());
    EXPECT_FALSE(plots->isHidden());

    window.showPage(Page::Runs);
    window.findChild<QAction*>(QStringLiteral("view.reset"))->trigger();
    EXPECT_EQ(window.page(), Page::Pipeline);
    EXPECT_FALSE(log->isHidden());
}

}  // namespace
}  // namespace widgets
