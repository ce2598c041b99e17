// The one application object of the benchmarks that paint, without a screen unless one is asked
// for. It counts what holds the window's thread for over 50 ms.
#pragma once

#include <benchmark/benchmark.h>

#include <QElapsedTimer>
#include <QTimer>

#include "tests/widgets/watchdog.h"

namespace bench {

inline widgets::test::WatchedApplication& application() {
    static int count = 1;
    static char name[] = "warmstart-bench";
    static char* arguments[] = {name, nullptr};
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    // Never taken down: at the exit of the program Qt's own statics are gone before it.
    static auto* const made = new widgets::test::WatchedApplication(count, arguments);
    return *made;
}

// Lets the event loop run until `holds`, asleep while there is nothing to do; -> holds().
template <class Holds>
bool wait_for(const Holds& holds, int milliseconds = 60'000) {
    QTimer beat;  // what is waited for may be no event
    beat.start(50);
    QElapsedTimer clock;
    clock.start();
    while (!holds() && clock.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return holds();
}

// Counts the tasks over 50 ms while it lives, into the benchmark's counters.
class SlowTasks {
public:
    explicit SlowTasks(benchmark::State& state) : state_(state) { application().takeSlow(); }
    SlowTasks(const SlowTasks&) = delete;
    SlowTasks& operator=(const SlowTasks&) = delete;
    ~SlowTasks() {
        const QStringList slow = application().takeSlow();
        for (const QString& task : slow) std::fprintf(stderr, "%s\n", qPrintable(task));
        state_.counters["over_50_ms"] = static_cast<double>(slow.size() + more);
    }
    qsizetype more = 0;  // that ran outside the event loop

private:
    benchmark::State& state_;
};

}  // namespace bench
