// Work beside the window that is no job: who begins it says so, and the list of tasks shows it with
// what is done, what is left, and a way to stop it.
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAction>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <QWizard>
#include <algorithm>
#include <future>
#include <memory>
#include <thread>
#include <utility>

#include "engine/base/files.h"
#include "tests/widgets/support.h"
#include "widgets/data/dataset_view.h"
#include "widgets/data/import_wizard.h"
#include "widgets/data/rows_view.h"
#include "widgets/frame/task_dock.h"
#include "widgets/frame/task_model.h"
#include "widgets/pages/data_page.h"
#include "widgets/pages/models_page.h"
#include "widgets/report/report_choice.h"

namespace widgets {
namespace {

using test::TestParts;
using test::waitUntil;

// A question that holds the reader until the gate is opened, so that what is asked next waits.
std::shared_ptr<std::promise<void>> holdReader(TestParts& parts) {
    auto gate = std::make_shared<std::promise<void>>();
    parts.reader->ask(
        qApp,
        [until = gate->get_future().share()](engine::Reader&) {
            until.wait();
            return engine::Result<int>(0);
        },
        [](const engine::Result<int>&) {});
    return gate;
}

struct Tasks : testing::Test {
    QString text(int row, int column) const { return model.index(row, column).data().toString(); }
    QAction* act(const char* name) { return dock.findChild<QAction*>(QLatin1String(name)); }
    void choose(int row) { dock.findChild<QTreeView*>()->setCurrentIndex(model.index(row, 0)); }

    TestParts parts;
    TaskModel model{parts.parts()};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    TaskDock dock{parts.shell(), model};
};

// checklist-29 checklist-30
TEST_F(Tasks, ShowWhatLastsWithItsShareAndWhatIsLeftAndStopIt) {
    int stopped = 0;
    auto task = parts.background.begin(QStringLiteral("Import of a"), [&] { ++stopped; });
    ASSERT_TRUE(waitUntil([&] { return model.rowCount() == 1; }));
    EXPECT_EQ(text(0, TaskModel::Job), QStringLiteral("Import of a"));
    EXPECT_EQ(text(0, TaskModel::State), QStringLiteral("running"));
    EXPECT_TRUE(text(0, TaskModel::Share).isEmpty());
    EXPECT_TRUE(text(0, TaskModel::Left).isEmpty()) << "nothing is known of it yet";
    std::thread([&] { task->report(0.25); }).join();
    ASSERT_TRUE(waitUntil([&] { return text(0, TaskModel::Share) == QStringLiteral("25 %"); }));
    EXPECT_FALSE(text(0, TaskModel::Left).isEmpty());
    const QString read = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
    EXPECT_TRUE(read.contains(QStringLiteral("25 %"))) << read.toStdString();

    choose(0);
    EXPECT_FALSE(act("tasks.hold")->isEnabled());
    EXPECT_FALSE(act("tasks.first")->isEnabled());
    ASSERT_TRUE(act("tasks.stop")->isEnabled());
    act("tasks.stop")->trigger();
    EXPECT_EQ(stopped, 1);
    EXPECT_EQ(text(0, TaskModel::State), QStringLiteral("stopping"));
    EXPECT_FALSE(act("tasks.stop")->isEnabled()) << "once is enough";
    EXPECT_EQ(model.waiting(), 0);
    EXPECT_EQ(model.elsewhere(), nullptr);
    std::thread([task = std::exchange(task, nullptr)]() mutable { task.reset(); }).join();
    EXPECT_TRUE(waitUntil([&] { return model.rowCount() == 0; }));
}

// checklist-30
TEST_F(Tasks, SayWhyWorkOfTheEngineCannotBeStoppedAndLeaveOutWhatIsDoneAtOnce) {
    QSignalSpy listed(&parts.background, &BackgroundWork::listChanged);
    parts.background.begin(QStringLiteral("Quick"));
    ASSERT_TRUE(waitUntil([&] { return parts.background.all().empty(); }));
    EXPECT_EQ(listed.count(), 0);
    const auto task = parts.background.begin(QStringLiteral("Scoring a"));
    ASSERT_TRUE(waitUntil([&] { return model.rowCount() == 1; }));
    choose(0);
    EXPECT_FALSE(act("tasks.stop")->isEnabled());
    EXPECT_FALSE(act("tasks.stop")->toolTip().isEmpty());
    EXPECT_EQ(act("tasks.stop")->toolTip(), model.index(0, 0).data(Qt::ToolTipRole).toString());
}

// checklist-29 checklist-30
TEST_F(Tasks, AnImportCanBeStoppedFromTheList) {
    DataPage page(parts.shell());
    page.show();
    const QString file = parts.folder.filePath(QStringLiteral("mine.csv"));
    ASSERT_TRUE(engine::write_file_atomically(file.toStdString(), "text,label\na b,x\nc d,y\n"));
    page.importFile(file);
    auto* wizard = page.findChild<QWizard*>(QStringLiteral("import"));
    ASSERT_NE(wizard, nullptr);
    ASSERT_TRUE(waitUntil([&] { return wizard->button(QWizard::NextButton)->isEnabled(); }));
    wizard->next();
    wizard->next();
    ASSERT_TRUE(waitUntil([&] { return parts.reader->waiting() == 0; }));
    const auto gate = holdReader(parts);
    wizard->accept();
    const auto row = [&] {
        for (int at = 0; at < model.rowCount(); ++at) {
            if (text(at, TaskModel::Job) == QStringLiteral("Import of mine.csv")) return at;
        }
        return -1;
    };
    ASSERT_TRUE(waitUntil([&] { return row() >= 0; }));
    choose(row());
    ASSERT_TRUE(act("tasks.stop")->isEnabled());
    act("tasks.stop")->trigger();
    gate->set_value();
    EXPECT_TRUE(waitUntil([&] { return row() < 0; }));
    ASSERT_TRUE(waitUntil([&] { return parts.messages->count() > 0; }));
    EXPECT_EQ(parts.messages->text(0),
              QStringLiteral("The import was stopped; nothing of it was kept."));
}

// checklist-30
TEST_F(Tasks, EveryPageThatAsksForLongWorkSaysSo) {
    QSignalSpy begun(&parts.background, &BackgroundWork::begun);
    const auto said = [&](const char* title) {
        const auto is = [&](const QList<QVariant>& one) {
            return one.front().toString() == QLatin1String(title);
        };
        return std::any_of(begun.begin(), begun.end(), is);
    };
    RowsView rows(parts.shell());
    rows.setDataset(QStringLiteral("mine"), {QStringLiteral("text")}, {QStringLiteral("text")}, 3);
    rows.exportTo(parts.folder.filePath(QStringLiteral("rows.csv")));
    EXPECT_TRUE(said("Export of mine"));
    rows.model().setFilter(QStringLiteral("word"));
    EXPECT_TRUE(waitUntil([&] { return said("Search in mine"); }));
    DatasetView dataset(parts.shell());
    dataset.setDataset(QStringLiteral("mine"));
    EXPECT_TRUE(said("Passport of mine"));
    ModelsPage models(parts.shell());
    models.importFolder(parts.folder.filePath(QStringLiteral("model")));
    EXPECT_TRUE(said("Importing model..."));
    writeReports(parts.shell(), &models, 7, {engine::Json{{"format", "html"}}}, {},
                 [](const engine::Result<QStringList>&) {});
    EXPECT_TRUE(said("Report on job 7"));
    EXPECT_TRUE(waitUntil([&] { return parts.background.all().empty(); })) << "all came to an end";
}

}  // namespace
}  // namespace widgets
