#include "tests/widgets/watchdog.h"

#include <QEvent>
#include <QMetaEnum>
#include <QThread>
#include <algorithm>
#include <ctime>
#include <utility>

namespace widgets::test {
namespace {

double threadMilliseconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

}  // namespace

bool WatchedApplication::notify(QObject* receiver, QEvent* event) {
    // Events come from reader threads too; and what is sent within a task belongs to it.
    if (QThread::currentThread() != thread()) return QApplication::notify(receiver, event);
    const int level = QThread::currentThread()->loopLevel();
    if (busy_ && level <= level_) return QApplication::notify(receiver, event);
    const bool was_busy = busy_;
    const int was_level = level_;
    const double was_inner = inner_;
    busy_ = true;
    level_ = level;
    inner_ = 0;
    // The receiver may be gone afterwards.
    const QString what =
        QStringLiteral("%1 of %2 '%3'")
            .arg(QLatin1String(QMetaEnum::fromType<QEvent::Type>().valueToKey(event->type())),
                 QLatin1String(receiver->metaObject()->className()), receiver->objectName());
    const double begun = threadMilliseconds();
    const bool taken = QApplication::notify(receiver, event);
    const double all = threadMilliseconds() - begun;
    note(what, all - inner_);
    busy_ = was_busy;
    level_ = was_level;
    inner_ = was_inner + all;
    return taken;
}

void WatchedApplication::note(const QString& what, double milliseconds) {
    ++seen_.tasks;
    seen_.longest = std::max(seen_.longest, milliseconds);
    if (milliseconds > kLongest)
        seen_.slow << QStringLiteral("%1 ms: %2").arg(milliseconds, 0, 'f', 0).arg(what);
}

WatchedApplication::Seen WatchedApplication::take() { return std::exchange(seen_, {}); }

}  // namespace widgets::test
