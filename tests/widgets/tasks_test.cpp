// Work in the background: the queue in the forecast, the list of tasks, the status line.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>
#include <QTreeView>
#include <atomic>
#include <future>
#include <utility>

#include "engine/reader/workspace_reader.h"
#include "engine/store/run_log.h"
#include "tests/widgets/support.h"
#include "widgets/frame/main_window.h"
#include "widgets/frame/task_dock.h"
#include "widgets/frame/task_model.h"

namespace widgets {
namespace {

using engine::RunState;
using test::waitUntil;

class TasksTest : public testing::Test {
protected:
    std::int64_t add(const char* title, RunState state = RunState::Queued) {
        engine::JobRow job;
        job.title = title;
        job.document = std::string("{\"title\": \"") + title + "\"}";
        job.state = state;
        job.provenance = job.settings = engine::Json::object();
        return *log_.add_job(job);
    }
    void tell(decltype(engine::RunEvent::what) what) {
        parts_.runner->events.push({0, std::move(what)});
    }
    void begin(std::int64_t job) {
        engine::JobStarted what;
        what.job = job;
        tell(what);
        ASSERT_TRUE(waitUntil([&] { return parts_.desk->state() == RunDesk::State::Running; }));
    }
    void answered() {
        ASSERT_TRUE(waitUntil([&] { return parts_.reader->waiting() == 0; }));
        QCoreApplication::processEvents();
    }
    RunState stateOf(std::int64_t job) { return log_.job(job)->state; }

    test::TestParts parts_;
    engine::RunLog log_ = std::move(
        engine::RunLog::open(parts_.places.workspace, engine::RunLog::Mode::ReadWrite).value());
};

// checklist-30
TEST_F(TasksTest, ListsTheLiveJobWithItsProgressAndThoseThatWaitInTheirOrder) {
    const std::int64_t live = add("Live", RunState::Running);
    const std::int64_t first = add("First"), second = add("Second");
    TaskModel model(parts_.parts());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    begin(live);
    ASSERT_TRUE(waitUntil([&] { return model.rowCount() == 3; }));
    engine::Progress news;
    news.job_share = 0.41;
    news.job_seconds_left = 130;
    tell(news);
    const auto text = [&](int row, int column) {
        return model.index(row, column).data().toString();
    };
    ASSERT_TRUE(waitUntil([&] { return text(0, TaskModel::Share) == QStringLiteral("41 %"); }));
    EXPECT_EQ(text(0, TaskModel::Left), QStringLiteral("2:10"));
    EXPECT_EQ(text(0, TaskModel::State), QStringLiteral("running"));
    EXPECT_EQ(text(1, TaskModel::Job), QStringLiteral("%1 · First").arg(first));
    EXPECT_EQ(text(1, TaskModel::State), QStringLiteral("queued"));
    EXPECT_EQ(model.waiting(), 2);
    EXPECT_TRUE(model.isOurs(0));
    EXPECT_FALSE(model.isOurs(1));

    model.act(second, engine::QueueAct::First);
    ASSERT_TRUE(waitUntil([&] { return model.job(1).id == second; }));
    model.act(first, engine::QueueAct::Hold);
    ASSERT_TRUE(waitUntil([&] { return model.waiting() == 1; }));
    EXPECT_EQ(text(2, TaskModel::State), QStringLiteral("held"));
    const QString read = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
    for (const char* part : {"Live", "running", "41 %", "2:10"})
        EXPECT_TRUE(read.contains(QLatin1String(part))) << read.toStdString();
    parts_.desk->stop();
    EXPECT_EQ(text(0, TaskModel::State), QStringLiteral("stopping"));
}

TEST_F(TasksTest, TheKeyboardStopsTheLiveJobAndTakesOthersOut) {
    const std::int64_t live = add("Live", RunState::Running);
    const std::int64_t first = add("First"), second = add("Second");
    TaskModel model(parts_.parts());
    TaskDock dock(parts_.shell(), model);
    dock.show();
    begin(live);
    auto* view = dock.findChild<QTreeView*>();
    ASSERT_TRUE(waitUntil([&] { return model.rowCount() == 3; }));
    view->setCurrentIndex(model.index(1, 0));
    view->setFocus();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&dock));
    QTest::keyClick(view, Qt::Key_Delete);
    ASSERT_TRUE(waitUntil([&] { return model.rowCount() == 2; }));
    EXPECT_FALSE(log_.job(first).ok());

    view->setCurrentIndex(model.index(1, 0));
    auto* hold = dock.findChild<QAction*>(QStringLiteral("tasks.hold"));
    hold->trigger();
    ASSERT_TRUE(waitUntil([&] { return stateOf(second) == RunState::Held; }));
    ASSERT_TRUE(waitUntil([&] { return hold->text() == QStringLiteral("Release"); }));
    hold->trigger();
    ASSERT_TRUE(waitUntil([&] { return stateOf(second) == RunState::Queued; }));

    view->setCurrentIndex(model.index(0, 0));
    EXPECT_FALSE(hold->isEnabled());
    EXPECT_EQ(hold->toolTip(), QStringLiteral("It does not wait: it runs."));
    QTest::keyClick(view, Qt::Key_Delete);
    EXPECT_EQ(parts_.runner->calls, std::vector<std::string>{"stop"});
    EXPECT_EQ(parts_.desk->state(), RunDesk::State::Stopping);
}

TEST_F(TasksTest, AListReadBeforeTheEndOfOurJobDoesNotMakeItAnotherPrograms) {
    const std::int64_t live = add("Live", RunState::Running);
    TaskModel model(parts_.parts());
    begin(live);
    ASSERT_TRUE(waitUntil([&] { return model.rowCount() == 1; }));
    EXPECT_EQ(model.elsewhere(), nullptr);
    engine::JobFinished end;
    end.job = live;
    tell(end);
    ASSERT_TRUE(waitUntil([&] { return !parts_.desk->isLive(); }));
    ASSERT_EQ(model.rowCount(), 1) << "the log still has it";
    EXPECT_EQ(model.elsewhere(), nullptr);
    const std::int64_t other = add("Other", RunState::Running);
    ASSERT_TRUE(waitUntil([&] { return model.elsewhere() != nullptr; }));
    EXPECT_EQ(model.elsewhere()->id, other);
}

TEST_F(TasksTest, IsReadOnceMoreWhenSomethingChangedWhileItWasRead) {
    TaskModel model(parts_.parts());
    answered();
    model.refresh();
    std::promise<void> read;
    parts_.reader->ask(
        &model,
        [&read](engine::Reader&) -> engine::Result<void> {
            read.set_value();
            return {};
        },
        [](const engine::Result<void>&) {});
    read.get_future().wait();  // the list was read, but has not come here yet
    add("Late");
    model.refresh();
    EXPECT_TRUE(waitUntil([&] { return model.rowCount() == 1; }, 1500)) << "before the timer";
}

TEST_F(TasksTest, ALogThatCannotBeReadIsSaidOnceAStreak) {
    std::atomic<bool> broken = true;
    parts_.reader = std::make_unique<ReaderLane>(
        [&broken, places = parts_.places]() -> engine::Result<std::unique_ptr<engine::Reader>> {
            if (broken) return engine::make_error(engine::ErrorCode::Database, "No log.");
            return engine::WorkspaceReader::open(places);
        });
    TaskModel model(parts_.parts());
    QSignalSpy failed(&model, &TaskModel::failed);
    QSignalSpy refreshed(&model, &TaskModel::refreshed);
    for (int i = 0; i < 3; ++i) {
        model.refresh();
        answered();
    }
    EXPECT_EQ(failed.count(), 1);
    EXPECT_EQ(refreshed.count(), 0);
    broken = false;
    model.refresh();
    EXPECT_TRUE(waitUntil([&] { return refreshed.count() > 0; }));
}

TEST_F(TasksTest, SaysThatThereIsNothing) {
    TaskModel model(parts_.parts());
    TaskDock dock(parts_.shell(), model);
    dock.show();
    auto* empty = dock.findChild<QLabel*>();
    EXPECT_TRUE(empty->isVisible());
    EXPECT_EQ(empty->text(), QStringLiteral("No job runs and none waits."));
    EXPECT_FALSE(dock.findChild<QTreeView*>()->isVisible());
}

class TasksWindow : public TasksTest {
protected:
    void open() {
        window_ = std::make_unique<MainWindow>(parts_.parts(), parts_.language);
        window_->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window_.get()));
    }
    QPushButton* button(const char* name) {
        QPushButton* out = nullptr;
        waitUntil([&] {
            for (auto* dialog : window_->findChildren<QDialog*>()) {
                if (dialog->isVisible() && out == nullptr)
                    out = dialog->findChild<QPushButton*>(QLatin1String(name));
            }
            return out != nullptr;
        });
        return out;
    }
    bool says(const char* text) {
        for (const auto* label : window_->statusBar()->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text() == QLatin1String(text)) return true;
        }
        return false;
    }

    std::unique_ptr<MainWindow> window_;
};

TEST_F(TasksWindow, WhileAJobRunsTheForecastPutsTheNextIntoTheQueue) {
    open();
    begin(add("Live", RunState::Running));
    window_->openTemplate(test::experiment(QStringLiteral("cold-start-users")));
    window_->findChild<QAction*>(QStringLiteral("run.start"))->trigger();
    auto* queue = button("queue");
    ASSERT_NE(queue, nullptr);
    EXPECT_FALSE(button("start")->isEnabled());
    EXPECT_FALSE(button("start")->toolTip().isEmpty());
    EXPECT_TRUE(queue->isDefault());
    queue->click();
    ASSERT_TRUE(waitUntil([&] { return log_.open_jobs()->size() == 2; }));
    const engine::JobRow waits = log_.open_jobs()->back();
    EXPECT_EQ(waits.state, RunState::Queued);
    EXPECT_EQ(waits.document, parts_.pipeline->text());
    EXPECT_EQ(waits.settings.value("precision", ""), "auto");
    ASSERT_TRUE(waitUntil([&] { return says("queue 1"); }));
    EXPECT_TRUE(parts_.runner->calls.empty());
}

TEST_F(TasksWindow, TheNextJobBeginsWhenOneEnds) {
    open();
    const std::int64_t live = add("Live", RunState::Running), next = add("Next");
    begin(live);
    parts_.runner->next = next;
    engine::JobFinished end;
    end.job = live;
    end.state = RunState::Cancelled;
    tell(end);
    engine::JobStarted started;
    started.job = next;
    started.title = "Next";
    started.document = "{}";
    ASSERT_TRUE(waitUntil([&] { return parts_.desk->state() == RunDesk::State::Starting; }));
    tell(started);
    ASSERT_TRUE(waitUntil([&] { return parts_.desk->state() == RunDesk::State::Running; }));
    EXPECT_EQ(parts_.desk->job(), next);
    EXPECT_EQ(parts_.desk->title(), QStringLiteral("Next"));
    EXPECT_EQ(parts_.desk->document(), "{}");
}

TEST_F(TasksWindow, WhatWaitedWhenItOpensBeginsWhenAskedFor) {
    add("Waits");
    add("Held", RunState::Held);
    parts_.runner->next = 1;
    open();
    ASSERT_TRUE(waitUntil([&] { return window_->messages().count() == 1; }));
    EXPECT_TRUE(window_->messages().text(0).startsWith(QStringLiteral("1 job")));
    EXPECT_EQ(parts_.desk->state(), RunDesk::State::Idle);
    for (auto* push : window_->messages().findChildren<QPushButton*>()) push->click();
    EXPECT_EQ(parts_.desk->state(), RunDesk::State::Starting);
}

TEST_F(TasksWindow, ASecondWindowPausesResumesAndStopsWhatTheFirstWorksOn) {
    const std::int64_t job = add("Elsewhere", RunState::Running);
    open();  // its own desk is idle
    auto* pause = window_->findChild<QAction*>(QStringLiteral("run.pause"));
    auto* stop = window_->findChild<QAction*>(QStringLiteral("run.stop"));
    ASSERT_TRUE(waitUntil([&] { return pause->isEnabled() && stop->isEnabled(); }));
    std::optional<engine::JobRequest> asked;
    const auto taken = [&] {
        if (!asked) asked = *log_.take_request(job);
        return asked.has_value();
    };
    pause->trigger();
    ASSERT_TRUE(waitUntil(taken));
    EXPECT_EQ(*std::exchange(asked, {}), engine::JobRequest::Pause);
    ASSERT_TRUE(log_.set_job(job, RunState::Paused, {}, 0, 0));
    ASSERT_TRUE(waitUntil([&] { return pause->text() == QStringLiteral("R&esume"); }));
    pause->trigger();
    ASSERT_TRUE(waitUntil(taken));
    EXPECT_EQ(*std::exchange(asked, {}), engine::JobRequest::Resume);
    stop->trigger();
    ASSERT_TRUE(waitUntil(taken));
    EXPECT_EQ(*std::exchange(asked, {}), engine::JobRequest::Stop);
    EXPECT_TRUE(parts_.runner->calls.empty());
    ASSERT_TRUE(log_.set_job(job, RunState::Cancelled, {}, 0, 0));
    ASSERT_TRUE(waitUntil([&] { return !pause->isEnabled(); }));
}

}  // namespace
}  // namespace widgets
