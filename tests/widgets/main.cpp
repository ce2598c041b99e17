// Tests of the window run without a screen: the offscreen platform paints into memory.
#include <gtest/gtest.h>

#include "tests/widgets/watchdog.h"

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    widgets::test::WatchedApplication application(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
