// What becomes of a live job: when the window closes, when it was killed, when the disk is full.
#include <gtest/gtest.h>

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include "engine/store/run_log.h"
#include "tests/widgets/support.h"
#include "widgets/frame/main_window.h"

namespace widgets {
namespace {

using engine::RunState;
using test::waitUntil;

class QuitTest : public testing::Test {
protected:
    void begin() {
        window_ = std::make_unique<MainWindow>(parts_.parts(), parts_.language);
        window_->show();
        engine::JobStarted what;
        what.job = 41;
        parts_.runner->events.push({0, what});
        ASSERT_TRUE(waitUntil([&] { return parts_.desk->state() == RunDesk::State::Running; }));
    }
    // Closes the window and presses a button of the box that asks; "": Escape. -> whether it closed
    bool closeWith(const char* name) {
        QTimer::singleShot(0, window_.get(), [this, name] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            asked_ = box != nullptr;
            if (box == nullptr) return;
            default_ = box->defaultButton()->objectName();
            if (*name == '\0') {
                QTest::keyClick(box, Qt::Key_Escape);
            } else {
                box->findChild<QPushButton*>(QLatin1String(name))->click();
            }
        });
        return window_->close();
    }

    test::TestParts parts_;
    std::unique_ptr<MainWindow> window_;
    bool asked_ = false;
    QString default_;
};

// checklist-32
TEST_F(QuitTest, ClosingAsksAndCancelLeavesTheJobRunning) {
    begin();
    EXPECT_FALSE(closeWith(""));
    EXPECT_TRUE(asked_);
    EXPECT_EQ(default_, QStringLiteral("quit.keep"));
    EXPECT_TRUE(window_->isVisible());
    EXPECT_TRUE(parts_.runner->calls.empty());
}

// checklist-32
TEST_F(QuitTest, ACheckpointIsLeftForTheNextStart) {
    begin();
    EXPECT_TRUE(closeWith("quit.keep"));
    EXPECT_EQ(parts_.runner->calls, std::vector<std::string>{"leave"});
    EXPECT_EQ(parts_.gone_on, 0);
}

// checklist-32
TEST_F(QuitTest, TheJobGoesOnWithoutTheWindow) {
    begin();
    EXPECT_TRUE(closeWith("quit.go_on"));
    EXPECT_EQ(parts_.runner->calls, std::vector<std::string>{"leave"});
    EXPECT_EQ(parts_.gone_on, 41);
}

TEST_F(QuitTest, TheNextJobIsAskedAboutWhenTheFirstEndedMeanwhile) {
    begin();
    int boxes = 0;
    QTimer answers;
    QObject::connect(&answers, &QTimer::timeout, &answers, [&] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (box == nullptr) return;
        answers.stop();  // not again while this waits
        if (++boxes == 1) {
            parts_.runner->next = 42;
            engine::JobFinished end;
            end.job = 41;
            end.state = RunState::Cancelled;
            parts_.runner->events.push({0, end});
            waitUntil([&] { return parts_.desk->state() == RunDesk::State::Starting; });
            engine::JobStarted next;
            next.job = 42;
            next.title = "Next";
            next.document = "{}";
            parts_.runner->events.push({0, next});
            waitUntil([&] { return parts_.desk->state() == RunDesk::State::Running; });
        } else {
            EXPECT_TRUE(box->text().contains(QStringLiteral("Next"))) << box->text().toStdString();
        }
        box->findChild<QPushButton*>(QStringLiteral("quit.go_on"))->click();
        answers.start(10);
    });
    answers.start(10);
    EXPECT_TRUE(window_->close());
    EXPECT_EQ(boxes, 2);
    EXPECT_EQ(parts_.gone_on, 42);
}

// checklist-32
TEST_F(QuitTest, TheJobIsStopped) {
    begin();
    EXPECT_TRUE(closeWith("quit.stop"));
    EXPECT_EQ(parts_.runner->calls, std::vector<std::string>{"stop"});
    EXPECT_EQ(parts_.gone_on, 0);
}

TEST_F(QuitTest, AWindowThatReadsOnlyBecomesTheOwnerWhenTheOtherHasGone) {
    Parts parts = parts_.parts();
    parts.read_only = true;
    parts.read_only_why = QStringLiteral("Another process (7) holds this workspace.");
    MainWindow window(parts, parts_.language);
    window.show();
    const auto retry = [&] {
        QPushButton* shown = nullptr;
        ASSERT_TRUE(waitUntil([&] {
            for (auto* push : window.messages().findChildren<QPushButton*>()) {
                if (push->isVisible() && push->text() == QStringLiteral("Retry")) shown = push;
            }
            return shown != nullptr;
        }));
        shown->click();
    };
    retry();
    EXPECT_TRUE(window.isVisible());
    EXPECT_EQ(parts_.opened_again, 0);
    parts_.is_free = true;
    retry();
    EXPECT_FALSE(window.isVisible());
    EXPECT_EQ(parts_.opened_again, 1);
}

TEST_F(QuitTest, AFullDiskPausesWithASentenceAndRetryGoesOn) {
    begin();
    engine::JobChanged full;
    full.job = 41;
    full.state = RunState::Paused;
    full.why = engine::make_error(engine::ErrorCode::DiskFull,
                                  "The disk is full: %1 was not written.", {"weights"});
    for (int i = 0; i < 3; ++i) parts_.runner->events.push({0, full});  // it tries again by itself
    ASSERT_TRUE(waitUntil([&] { return parts_.desk->state() == RunDesk::State::Paused; }));
    int said = 0;  // once, however often it tried
    for (int i = 0; i < window_->messages().count(); ++i) {
        said += window_->messages().text(i) ==
                        QStringLiteral(
                            "The disk is full: weights was not written. Job 41 is "
                            "paused, nothing is lost.")
                    ? 1
                    : 0;
    }
    EXPECT_EQ(said, 1);
    QPushButton* retry = nullptr;
    for (auto* push : window_->messages().findChildren<QPushButton*>()) {
        if (push->text() == QStringLiteral("Retry")) retry = push;
    }
    ASSERT_NE(retry, nullptr);
    retry->click();
    EXPECT_EQ(parts_.runner->calls, std::vector<std::string>{"resume"});
    EXPECT_EQ(parts_.desk->state(), RunDesk::State::Running);
    parts_.runner->events.push({0, full});  // still full: said anew
    ASSERT_TRUE(waitUntil([&] { return parts_.desk->state() == RunDesk::State::Paused; }));
    EXPECT_TRUE(parts_.desk->pauseWhy().has_value());
    full.state = RunState::Running;
    full.why.reset();
    parts_.runner->events.push({0, full});
    ASSERT_TRUE(waitUntil([&] { return parts_.desk->state() == RunDesk::State::Running; }));
    EXPECT_FALSE(parts_.desk->pauseWhy().has_value());
}

TEST_F(QuitTest, WhatWasKilledIsResumedFromTheFirstPageWithOneClick) {
    auto log = engine::RunLog::open(parts_.places.workspace, engine::RunLog::Mode::ReadWrite);
    ASSERT_TRUE(log);
    ASSERT_TRUE(parts_.pipeline->open(test::experiment(QStringLiteral("cold-start-users"))));
    engine::JobRow job;
    job.title = "Cold start";
    job.document = parts_.pipeline->text();
    job.state = RunState::Interrupted;
    job.cause = {{"killed", {}}};
    job.provenance = engine::Json::object();
    engine::JobSettings begun_with;
    begun_with.to = "evaluate";
    begun_with.precision = "bf16";
    begun_with.threads = 3;
    job.settings = engine::settings_json(begun_with);
    ASSERT_TRUE(log->add_job(job));
    parts_.pipeline->load({}, {});  // as after a start
    window_ = std::make_unique<MainWindow>(parts_.parts(), parts_.language);
    window_->show();
    QPushButton* resume = nullptr;
    ASSERT_TRUE(waitUntil([&] {
        resume = window_->findChild<QPushButton*>(QStringLiteral("resume.1"));
        return resume != nullptr && resume->isVisible();
    }));
    EXPECT_EQ(resume->accessibleName(), QStringLiteral("Resume job 1"));
    QTest::mouseClick(resume, Qt::LeftButton);
    ASSERT_TRUE(waitUntil([&] { return !parts_.runner->calls.empty(); }));
    EXPECT_EQ(parts_.runner->calls, std::vector<std::string>{"start"});
    EXPECT_EQ(parts_.runner->document, job.document);
    EXPECT_EQ(engine::settings_json(parts_.runner->settings), job.settings)
        << "not those of the window";
    EXPECT_EQ(parts_.pipeline->text(), job.document) << "the canvas shows what runs";
    EXPECT_EQ(window_->page(), Page::Pipeline);
}

}  // namespace
}  // namespace widgets
