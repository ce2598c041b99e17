// The window's thread: nothing that a user does may hold it for longer than a twentieth of a
// second.
#include <QElapsedTimer>
#include <QThread>
#include <QTimer>

#include "tests/widgets/frame_support.h"
#include "tests/widgets/watchdog.h"

namespace widgets {
namespace {

using test::WatchedApplication;

WatchedApplication& watched() { return *static_cast<WatchedApplication*>(qApp); }

// As the event loop does it: `act` is a task of its own.
void asTask(const std::function<void()>& act) {
    bool done = false;
    QTimer::singleShot(0, qApp, [&] {
        act();
        done = true;
    });
    ASSERT_TRUE(test::waitUntil([&] { return done; }));
}

// checklist-28
TEST(Watchdog, SeesATaskThatTakesLongAndNoOther) {
    watched().takeSlow();
    const auto spin = [](int milliseconds) {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < milliseconds) {
        }
    };
    asTask([&] { spin(5); });
    asTask([] { QThread::msleep(80); });
    EXPECT_TRUE(watched().takeSlow().isEmpty());
    asTask([&] { spin(400); });  // most of it even on a crowded computer
    EXPECT_EQ(watched().takeSlow().size(), 1);
}

}  // namespace
}  // namespace widgets
