// The window's thread: nothing that a user does may hold it for longer than a twentieth of a
// second.
#include <QAction>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QThread>
#include <QTimer>
#include <QToolButton>

#include "tests/widgets/frame_support.h"
#include "tests/widgets/watchdog.h"

namespace widgets {
namespace {

using test::FullWindow;
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

// checklist-28
TEST(Window, IsNeverBusyForLongWhileItIsUsed) {
    FullWindow full;
    watched().takeSlow();
    const auto expectQuick = [&](const std::string& what) {
        test::settle(*full.parts.reader);
        EXPECT_EQ(watched().takeSlow().join(QStringLiteral("; ")).toStdString(), "") << what;
    };
    for (int round = 0; round < 2; ++round) {
        for (const char* page : {"view.data", "view.pipeline", "view.runs", "view.compare",
                                 "view.models", "view.welcome"}) {
            asTask([&] { full.find<QAction>(page)->trigger(); });
            expectQuick(page);
        }
    }
    asTask([&] { full.find<QAction>("view.pipeline")->trigger(); });
    for (const char* act : {"edit.select_all", "edit.duplicate", "edit.undo", "edit.redo",
                            "pipeline.layout", "edit.undo", "pipeline.fit", "pipeline.zoom_in",
                            "pipeline.next_problem", "view.focus", "view.focus", "view.reset"}) {
        asTask([&] { full.find<QAction>(act)->trigger(); });
        expectQuick(act);
    }
    asTask([&] { full.window.openFile(test::experiment(QStringLiteral("few-shot-intents"))); });
    expectQuick("opening a pipeline");
    asTask([&] { full.window.resize(1400, 800); });
    expectQuick("a larger window");
}

}  // namespace
}  // namespace widgets
