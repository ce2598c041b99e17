// The application of the tests: counts what keeps the window's thread busy for too long.
#pragma once

#include <QApplication>
#include <QStringList>

namespace widgets::test {

/// Measures the processor time of every task of the event loop: a click, a timer, a paint. Waiting
/// does not count, nor does what other programs take; a loop within a task (a dialog) is no part of
/// it.
class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override;

    /// Tasks over `kLongest` since the last call, in words.
    QStringList takeSlow();
    static constexpr double kLongest = 50;  // milliseconds

private:
    QStringList slow_;
    int level_ = 0;      // of event loops, of the task that runs
    bool busy_ = false;  // within a task
    double inner_ = 0;   // milliseconds of the tasks of a loop within it
};

}  // namespace widgets::test
