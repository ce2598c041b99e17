// The one application object of the benchmarks that paint, without a screen unless one is asked
// for.
#pragma once

#include <QApplication>

namespace bench {

inline QApplication& application() {
    static int count = 1;
    static char name[] = "warmstart-bench";
    static char* arguments[] = {name, nullptr};
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    static QApplication made(count, arguments);
    return made;
}

}  // namespace bench
