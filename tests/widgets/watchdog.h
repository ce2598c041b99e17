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

    static constexpr double kLongest = 50;  // milliseconds
    /// What was seen since the last time this was asked for.
    struct Seen {
        int tasks = 0;
        QStringList slow;    // those over `kLongest`, in words
        double longest = 0;  // milliseconds
    };
    Seen take();
    QStringList takeSlow() { return take().slow; }

private:
    void note(const QString& what, double milliseconds);
    Seen seen_;
    int level_ = 0;      // of event loops, of the task that runs
    bool busy_ = false;  // within a task
    double inner_ = 0;   // milliseconds of the tasks of a loop within it
};

}  // namespace widgets::test
