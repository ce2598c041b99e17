// The real window with the real engine, for a user's whole way through it.
#pragma once

#include <gtest/gtest.h>

#include <QDialog>
#include <QPushButton>
#include <QTest>
#include <cstdio>
#include <functional>
#include <string>

#include "tests/widgets/hand.h"
#include "tests/widgets/support.h"
#include "tests/widgets/watchdog.h"
#include "widgets/frame/main_window.h"

namespace widgets::test {

inline constexpr int kRunTime = 240000;       // milliseconds, at most
inline constexpr double kStandsStill = 2000;  // milliseconds of one task

struct Journey : Hand {
    /// @param size  of the window; invalid: as it comes  @param given  its parts, when they are not
    /// those of TestParts as they are
    explicit Journey(QSize size = {}, const std::function<Parts(TestParts&)>& given = nullptr)
        : window(given ? given(parts) : parts.parts(), parts.language) {
        if (size.isValid()) window.resize(size);
        window.show();
        watched().take();  // building it is no task of the loop
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
    }
    // The count is printed, not held against a number: it says as much about the computer. What no
    // computer explains is a window that stands still.
    ~Journey() {
        const WatchedApplication::Seen seen = watched().take();
        std::printf("[ watchdog ] %d of %d tasks of the window's thread over %.0f ms\n",
                    static_cast<int>(seen.slow.size()), seen.tasks, WatchedApplication::kLongest);
        for (const QString& one : seen.slow) std::printf("[ watchdog ]   %s\n", qPrintable(one));
        EXPECT_GT(seen.tasks, 10) << "nobody looked";
        EXPECT_LT(seen.longest, kStandsStill) << seen.slow.join(QStringLiteral("\n")).toStdString();
    }
    Journey(const Journey&) = delete;
    Journey& operator=(const Journey&) = delete;

    static WatchedApplication& watched() { return *static_cast<WatchedApplication*>(qApp); }

    /// The button of the dialog that tells what a run will cost, as soon as it is open, or null.
    QPushButton* startButton() {
        QPushButton* start = nullptr;
        waitUntil([&] {
            for (auto* dialog : window.findChildren<QDialog*>()) {
                if (dialog->isVisible())
                    start = dialog->findChild<QPushButton*>(QStringLiteral("start"));
            }
            return start != nullptr;
        });
        return start;
    }
    void waitForEnd() {
        ASSERT_TRUE(waitUntil([&] { return parts.desk->isLive(); }));
        ASSERT_TRUE(waitUntil([&] { return !parts.desk->isLive(); }, kRunTime));
    }
    /// Runs it without a click; -> how it ended.
    engine::JobFinished run(const std::string& document) {
        engine::JobFinished end;
        const auto heard = QObject::connect(parts.desk.get(), &RunDesk::finished, &window,
                                            [&](const engine::JobFinished& what) { end = what; });
        parts.desk->start(QStringLiteral("job"), document, {});
        EXPECT_TRUE(waitUntil([&] { return end.job > 0; }, kRunTime));
        EXPECT_EQ(end.state, engine::RunState::Done) << end.error.text();
        QObject::disconnect(heard);
        return end;
    }

    /// The newest button of that title in the message bar that is to be seen, or null.
    QPushButton* barButton(const char* title) {
        QPushButton* newest = nullptr;
        for (auto* button : window.messages().findChildren<QPushButton*>()) {
            if (button->text() == QLatin1String(title) && button->isVisible()) newest = button;
        }
        return newest;
    }
    /// The newest message, or nothing.
    QString lastSaid() {
        const int count = window.messages().count();
        return count == 0 ? QString() : window.messages().text(count - 1);
    }

    TestParts parts{true};
    MainWindow window;
};

}  // namespace widgets::test
