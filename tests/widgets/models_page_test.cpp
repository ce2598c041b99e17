// The models page over a run log that the test writes, with model tools that score by a rule.
#include "widgets/pages/models_page.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QFile>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QWizard>

#include "engine/base/files.h"
#include "tests/widgets/models_support.h"
#include "widgets/data/bar_list.h"
#include "widgets/models/export_wizard.h"
#include "widgets/models/model_jobs.h"

namespace widgets {
namespace {

using engine::Json;
using engine::Result;
using test::firstLook;
using test::RuleTools;
using test::TestParts;
using test::waitUntil;
using test::writeRun;
namespace fs = std::filesystem;

struct At {
    explicit At(bool with_run = true) {
        if (with_run) writeRun(parts, firstLook());
        Shell shell = parts.shell();
        shell.model_tools = [this] { return Result<engine::ModelTools*>(&tools); };
        page = std::make_unique<ModelsPage>(shell);
        page->resize(1100, 640);
        page->show();
        table = page->findChild<QTableView*>(QStringLiteral("models.table"));
    }
    bool choose(const QString& name) {
        return waitUntil([&] {
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                const QModelIndex at = table->model()->index(row, ModelTableModel::Name);
                if (at.data().toString() != name) continue;
                table->setCurrentIndex(at);
                return true;
            }
            return false;
        });
    }
    template <class Widget>
    Widget* find(const char* name) const {
        return page->findChild<Widget*>(QLatin1String(name));
    }
    void click(QWidget* what) {
        ++clicks;
        QTest::mouseClick(what, Qt::LeftButton);
    }
    QString message() const {
        const int count = parts.messages->count();
        return count == 0 ? QString() : parts.messages->text(count - 1);
    }

    TestParts parts;
    RuleTools tools;
    std::unique_ptr<ModelsPage> page;
    QTableView* table = nullptr;
    int clicks = 0;
};

TEST(ModelsPage, ListsWhatWasTrainedAndWhatIsBundled) {
    At at;
    ASSERT_TRUE(at.choose(QStringLiteral("Target only")));
    const QModelIndex row = at.table->currentIndex();
    const auto cell = [&](int column) { return row.siblingAtColumn(column).data().toString(); };
    EXPECT_EQ(cell(ModelTableModel::Task), QStringLiteral("2 class(es)"));
    EXPECT_EQ(cell(ModelTableModel::Budget), QStringLiteral("16 labels"));
    EXPECT_EQ(cell(ModelTableModel::Seed), QStringLiteral("3"));
    EXPECT_EQ(cell(ModelTableModel::Accuracy), QStringLiteral("100.0"));
    EXPECT_TRUE(at.choose(QStringLiteral("all-MiniLM-L6-v2")));
    auto* run = at.find<QPushButton>("try.run");
    at.find<QPlainTextEdit>("try.text")->setPlainText(QStringLiteral("a text"));
    EXPECT_FALSE(run->isEnabled());
    EXPECT_TRUE(run->toolTip().contains(QStringLiteral("no classes")));
}

TEST(ModelsPage, TriesAModelOnATextAndShowsItsProbabilities) {
    At at;
    ASSERT_TRUE(at.choose(QStringLiteral("Target only")));
    at.find<QPlainTextEdit>("try.text")->setPlainText(QStringLiteral("this is \"good\",\nreally"));
    at.click(at.find<QPushButton>("try.run"));
    auto* bars = at.find<BarList>("try.bars");
    ASSERT_TRUE(waitUntil([&] { return bars->bars().size() == 2; }));
    EXPECT_EQ(bars->bars()[0].name, QStringLiteral("good"));
    EXPECT_DOUBLE_EQ(bars->bars()[0].share, 0.9);
    ASSERT_EQ(at.tools.models.size(), 1U);
    EXPECT_NE(at.tools.models[0].find("artifacts"), std::string::npos);
}

TEST(ModelsPage, AnAnswerStaysWhenTheListIsReadAgain) {
    At at;
    ASSERT_TRUE(at.choose(QStringLiteral("Target only")));
    at.find<QPlainTextEdit>("try.text")->setPlainText(QStringLiteral("good"));
    at.click(at.find<QPushButton>("try.run"));
    at.page->refresh();
    auto* bars = at.find<BarList>("try.bars");
    ASSERT_TRUE(waitUntil([&] { return bars->bars().size() == 2; }));
    at.page->refresh();
    ASSERT_TRUE(waitUntil([&] { return at.parts.reader->waiting() == 0; }));
    QTest::qWait(20);
    EXPECT_EQ(bars->bars().size(), 2U);
}

TEST(ModelsPage, AnExportThatIsThereIsVerifiedAgainAndItsPipelineOpens) {
    At at;
    ASSERT_TRUE(at.choose(QStringLiteral("Target only")));
    at.click(at.find<QPushButton>("models.export_button"));
    auto* wizard = at.page->findChild<QWizard*>(QStringLiteral("export"));
    ASSERT_NE(wizard, nullptr);
    wizard->accept();
    ASSERT_TRUE(waitUntil([&] { return at.message().contains(QStringLiteral("parity")); }));
    ASSERT_TRUE(waitUntil([&] {
        return at.choose(QStringLiteral("Target only")) &&
               !at.table->currentIndex()
                    .siblingAtColumn(ModelTableModel::Exported)
                    .data()
                    .toString()
                    .isEmpty();
    }));
    QSignalSpy asked(at.page.get(), &ModelsPage::openAsked);
    const auto pick = [&](const char* title) {
        QTimer::singleShot(0, at.page.get(), [&, title] {
            auto* menu = at.page->findChild<QMenu*>(QStringLiteral("models.menu"));
            ASSERT_NE(menu, nullptr);
            for (QAction* action : menu->actions()) {
                if (action->text() == QLatin1String(title)) {
                    EXPECT_TRUE(action->isEnabled()) << title;
                    action->trigger();
                }
            }
            menu->close();
        });
        Q_EMIT at.table->customContextMenuRequested(
            at.table->visualRect(at.table->currentIndex()).center());
    };
    pick("&Verify parity");
    ASSERT_TRUE(waitUntil([&] { return at.message().contains(QStringLiteral("2e-6")); }))
        << at.message().toStdString();
    ASSERT_TRUE(at.choose(QStringLiteral("Target only")));
    pick("&Open its pipeline");
    ASSERT_TRUE(waitUntil([&] { return asked.count() == 1; })) << at.message().toStdString();
    auto document =
        engine::read_document(asked[0][0].toString().toStdString(), at.parts.catalog, "");
    ASSERT_TRUE(document) << document.error().text();
    EXPECT_NE(document->node("target-score"), nullptr);
}

TEST(ExportWizard, IsSaidInTheOtherLanguageWhileItIsOpen) {
    TestParts parts;
    ModelEntry entry;
    entry.name = QStringLiteral("A");
    entry.trained = true;
    ExportWizard wizard(entry, parts.folder.path());
    wizard.show();
    parts.language.apply(QStringLiteral("zh_CN"));
    QCoreApplication::processEvents();
    const QString title = wizard.currentPage()->title();
    const QString next = wizard.button(QWizard::NextButton)->text();
    parts.language.apply(QStringLiteral("en"));
    QCoreApplication::processEvents();
    EXPECT_NE(title, wizard.currentPage()->title());
    EXPECT_NE(next, wizard.button(QWizard::NextButton)->text());
    EXPECT_EQ(wizard.currentPage()->title(), QStringLiteral("What is written?"));
}

TEST(ModelsPage, FourClicksExportAModelThatWasHeldAgainstItsRun) {
    At at;
    ASSERT_TRUE(waitUntil([&] { return at.table->model()->rowCount() > 0; }));
    ASSERT_TRUE(at.choose(QStringLiteral("Target only")));
    at.table->setCurrentIndex({});
    for (int row = 0; row < at.table->model()->rowCount(); ++row) {
        const QModelIndex name = at.table->model()->index(row, ModelTableModel::Name);
        if (name.data().toString() != QStringLiteral("Target only")) continue;
        ++at.clicks;
        QTest::mouseClick(at.table->viewport(), Qt::LeftButton, {},
                          at.table->visualRect(name).center());
    }
    at.click(at.find<QPushButton>("models.export_button"));
    auto* wizard = at.page->findChild<QWizard*>(QStringLiteral("export"));
    ASSERT_NE(wizard, nullptr);
    at.click(wizard->button(QWizard::NextButton));
    at.click(wizard->button(QWizard::FinishButton));
    ASSERT_TRUE(waitUntil([&] { return at.message().contains(QStringLiteral("parity")); }))
        << at.message().toStdString();
    EXPECT_EQ(at.clicks, 4);
    EXPECT_EQ(at.message(), QStringLiteral("5 file(s), parity 3e-6."));
    const auto folder = at.parts.places.workspace / "exports" / "target-only-run1";
    EXPECT_TRUE(fs::exists(folder / "news-to-social-comments-first-look.html") ||
                fs::exists(folder / "mine.html"));
    ASSERT_TRUE(waitUntil([&] {
        return at.choose(QStringLiteral("Target only")) &&
               at.table->currentIndex()
                       .siblingAtColumn(ModelTableModel::Exported)
                       .data()
                       .toString() == QStringLiteral("safetensors");
    }));
}

TEST(ModelsPage, AnExportThatScoresOtherwiseLeavesNoFile) {
    At at;
    at.tools.error = 0.05;
    ASSERT_TRUE(at.choose(QStringLiteral("Target only")));
    at.click(at.find<QPushButton>("models.export_button"));
    auto* wizard = at.page->findChild<QWizard*>(QStringLiteral("export"));
    ASSERT_NE(wizard, nullptr);
    wizard->accept();
    ASSERT_TRUE(waitUntil([&] { return at.message().contains(QStringLiteral("differs")); }));
    EXPECT_EQ(at.message(),
              QStringLiteral("The exported model differs from the trained one by 5e-02; no file "
                             "was written."));
    EXPECT_FALSE(fs::exists(at.parts.places.workspace / "exports" / "target-only-run1"));
}

// checklist-10
TEST(ModelsPage, RefusesPickleAndFoldersWithoutATokenizer) {
    At at(false);
    const QString folder = at.parts.folder.filePath(QStringLiteral("tiny"));
    const fs::path path = folder.toStdString();
    fs::create_directories(path);
    ASSERT_TRUE(engine::write_file_atomically(path / "config.json", "{}"));
    ASSERT_TRUE(engine::write_file_atomically(path / "pytorch_model.bin", "x"));
    at.page->importFolder(folder);
    ASSERT_TRUE(waitUntil([&] { return at.parts.messages->count() == 1; }));
    EXPECT_EQ(at.message(), QStringLiteral("Pickle files can run code and are refused. Convert to "
                                           "safetensors."));
    ASSERT_TRUE(engine::write_file_atomically(path / "model.safetensors", "x"));
    at.page->importFolder(folder);
    ASSERT_TRUE(waitUntil([&] { return at.parts.messages->count() == 2; }));
    EXPECT_EQ(at.message(),
              QStringLiteral("The folder lacks vocab.txt, so text cannot be tokenized."));
    ASSERT_TRUE(engine::write_file_atomically(path / "vocab.txt", "a\n"));
    at.page->importFolder(folder);
    ASSERT_TRUE(waitUntil([&] { return at.parts.messages->count() == 3; }));
    EXPECT_EQ(at.message(), QStringLiteral("tiny is in the library."));
    EXPECT_TRUE(at.choose(QStringLiteral("tiny")));
}

TEST(ModelsPage, BuildsUponAModelThatIsTakenIntoTheLibrary) {
    At at;
    QSignalSpy asked(at.page.get(), &ModelsPage::openAsked);
    ASSERT_TRUE(at.choose(QStringLiteral("Target only")));
    at.click(at.find<QPushButton>("models.build"));
    ASSERT_TRUE(waitUntil([&] { return asked.count() == 1; })) << at.message().toStdString();
    auto document =
        engine::read_document(asked[0][0].toString().toStdString(), at.parts.catalog, "");
    ASSERT_TRUE(document) << document.error().text();
    EXPECT_EQ(document->node("encoder")->options["model"], "target-only-run1");
    EXPECT_TRUE(fs::exists(at.parts.places.workspace / "models" / "target-only-run1"));
    EXPECT_FALSE(fs::exists(at.parts.places.workspace / "exports" / "target-only-run1.library"));
}

TEST(ModelsPage, ScoresAFileByItsTextColumn) {
    At at;
    ASSERT_TRUE(at.choose(QStringLiteral("Target only")));
    const QString in = at.parts.folder.filePath(QStringLiteral("in.csv"));
    const QString out = at.parts.folder.filePath(QStringLiteral("out.csv"));
    ASSERT_TRUE(engine::write_file_atomically(
        in.toStdString(), "comment,id\na good thing to say,1\nnothing of the kind here,2\n"));
    at.page->scoreFile(in, out);
    ASSERT_TRUE(waitUntil([&] { return at.message().contains(QStringLiteral("out.csv")); }));
    EXPECT_TRUE(QFile::exists(out));
    EXPECT_EQ(at.tools.columns, std::vector<std::string>{"comment"});
}

TEST(ModelTable, KeepsTheRulesOfItemModels) {
    TestParts parts;
    ModelTableModel model(parts.theme);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setEntries(modelEntries({{{"run", 4}, {"arm", "A"}, {"type", "terms"}}},
                                  {{{"name", "B"}, {"problem", "lacks weights"}}}, Json()));
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_FALSE(model.at(0)->whyNotBuild().isEmpty());
    EXPECT_EQ(model.at(1)->whyNotBuild(), QStringLiteral("lacks weights"));
    model.setEntries({});
}

TEST(ModelJobs, ADifferenceIsSaidAsAPowerOfTen) {
    EXPECT_EQ(differenceText(3e-6), QStringLiteral("3e-6"));
    EXPECT_EQ(differenceText(0.05), QStringLiteral("5e-2"));
    EXPECT_EQ(differenceText(0), QStringLiteral("0"));
    EXPECT_EQ(differenceText(2e-12), QStringLiteral("2e-12"));
}

}  // namespace
}  // namespace widgets
