// Taking away, as somebody does it who has never seen the program: clicks in the real window, with
// the real engine, after a first look cut to two seeds and two budgets.
#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QWizard>
#include <memory>

#include "app/shared/late_tools.h"
#include "engine/base/files.h"
#include "tests/widgets/journey.h"
#include "widgets/data/bar_list.h"
#include "widgets/look/words.h"
#include "widgets/models/model_table_model.h"
#include "widgets/pages/models_page.h"

namespace widgets {
namespace {

using test::TestParts;
using test::waitUntil;
namespace fs = std::filesystem;

constexpr auto kFirstLook = "news-to-comments-first-look";

std::string shortFirstLook(const TestParts& parts) {
    auto text = engine::read_file(test::experiment(QLatin1String(kFirstLook)).toStdString());
    EXPECT_TRUE(text);
    auto document = engine::read_document(*text, parts.catalog, kFirstLook);
    EXPECT_TRUE(document);
    document->seeds = {1, 2};
    EXPECT_TRUE(engine::set_option(*document, parts.catalog, "labels.rows=[16,64]"));
    return engine::write_document(*document);
}

struct Window : test::Journey {
    Window() : Journey({}, withTools) {}
    static Parts withTools(TestParts& parts) {
        Parts out = parts.parts();
        out.model_tools = [tools = std::make_shared<app::LateTools>(parts.places)] {
            return tools->get();
        };
        return out;
    }
    template <class Widget>
    Widget* find(const char* name) {
        return window.findChild<Widget*>(QLatin1String(name));
    }
    // Clicks the first row of that arm; -> whether there is one.
    bool clickModel(const QString& arm) {
        auto* table = find<QTableView>("models.table");
        QModelIndex found;
        waitUntil([&] {
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                const QModelIndex at = table->model()->index(row, ModelTableModel::Name);
                if (at.data().toString() != arm) continue;
                found = at;
                return true;
            }
            return false;
        });
        if (!found.isValid()) return false;
        table->scrollTo(found);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(found).center());
        ++clicks;
        return true;
    }
    QString cell(int column) {
        return find<QTableView>("models.table")
            ->currentIndex()
            .siblingAtColumn(column)
            .data()
            .toString();
    }
    bool said(const QString& part) {
        return waitUntil(
            [&] {
                for (int i = 0; i < window.messages().count(); ++i) {
                    if (window.messages().text(i).contains(part)) return true;
                }
                return false;
            },
            60000);
    }
};

// Journey E, and what follows from it: one run, everything that can be taken away from it.
TEST(TakeAway, FourClicksExportAModelWithItsReportAndTheFilesOpenAsThePipeline) {
    Window at;
    at.run(shortFirstLook(at.parts));
    at.window.showPage(Page::Models);
    ASSERT_TRUE(
        waitUntil([&] { return at.find<QTableView>("models.table")->model()->rowCount() > 8; }));

    ASSERT_TRUE(at.clickModel(QStringLiteral("Target only")));
    at.click(at.find<QPushButton>("models.export_button"));
    auto* wizard = at.find<QWizard>("export");
    ASSERT_NE(wizard, nullptr);
    at.click(wizard->button(QWizard::NextButton));
    at.click(wizard->button(QWizard::FinishButton));
    EXPECT_EQ(at.clicks, 4);
    ASSERT_TRUE(at.said(QStringLiteral("parity"))) << at.lastSaid().toStdString();
    const fs::path exports = at.parts.places.workspace / "exports";
    fs::path folder;
    for (const auto& entry : fs::directory_iterator(exports)) {
        if (entry.is_directory()) folder = entry.path();
    }
    const auto count = std::count_if(fs::recursive_directory_iterator(folder), {},
                                     [](const auto& entry) { return entry.is_regular_file(); });
    EXPECT_TRUE(at.lastSaid().startsWith(QStringLiteral("%1 file(s), parity ").arg(count)))
        << at.lastSaid().toStdString();
    bool offered = false;
    for (auto* button : at.window.messages().findChildren<QPushButton*>())
        offered = offered || button->text() == QStringLiteral("Open folder");
    EXPECT_TRUE(offered);
    EXPECT_TRUE(waitUntil(
        [&] { return at.cell(ModelTableModel::Exported) == QStringLiteral("safetensors"); }));
    const double parity = at.cell(ModelTableModel::Parity).toDouble();
    EXPECT_LE(parity, 1e-4);
    const auto card = engine::read_file(folder / "README.md");
    ASSERT_TRUE(card);
    for (const char* part : {"# Target only", "## Measured", "| accuracy | 984 |", "## Licence",
                             "apache-2.0", "## Parity", "model.safetensors: `"})
        EXPECT_NE(card->find(part), std::string::npos) << part;

    // The folder and the report beside it open as the pipeline that made them.
    const fs::path report = folder / "news-to-social-comments-first-look.html";
    ASSERT_TRUE(fs::exists(report));
    for (const fs::path& carrier : {folder, report, folder / "model.safetensors"}) {
        at.window.showPage(Page::Models);
        at.window.openFile(QString::fromStdString(carrier.string()));
        ASSERT_TRUE(waitUntil([&] { return at.window.page() == Page::Pipeline; })) << carrier;
        const engine::Document& open = at.parts.pipeline->document();
        EXPECT_EQ(open.seeds, (std::vector<std::uint64_t>{1, 2})) << carrier;
        EXPECT_TRUE(open.data["tweets"].contains("sha256")) << carrier;
        at.parts.pipeline->undoStack().setClean();
    }
    // It is the same pipeline: nothing has to be computed.
    EXPECT_EQ(at.run(at.parts.pipeline->text()).nodes_ran, 0);
}

TEST(TakeAway, AModelIsTriedScoresAFileAndBecomesTheBaseOfTheNextPipeline) {
    Window at;
    at.run(shortFirstLook(at.parts));
    at.window.showPage(Page::Models);
    ASSERT_TRUE(
        waitUntil([&] { return at.find<QTableView>("models.table")->model()->rowCount() > 8; }));
    ASSERT_TRUE(at.clickModel(QStringLiteral("Target only")));

    at.find<QPlainTextEdit>("try.text")->setPlainText(QStringLiteral("What a wonderful day!"));
    at.click(at.find<QPushButton>("try.run"));
    auto* bars = at.find<BarList>("try.bars");
    ASSERT_TRUE(waitUntil([&] { return bars->bars().size() == 2; }, 120000));
    EXPECT_EQ(bars->bars()[0].name, QStringLiteral("positive"));

    // Cells that a spreadsheet would run as a formula come out as text.
    const QString in = at.parts.folder.filePath(QStringLiteral("in.csv"));
    const QString out = at.parts.folder.filePath(QStringLiteral("out.csv"));
    ASSERT_TRUE(engine::write_file_atomically(
        in.toStdString(),
        "id,text\n=1+1,I love this so much\n+cmd,\"this is awful, truly\"\n@x,=HYPERLINK(1)\n"));
    auto* page = at.window.findChild<ModelsPage*>();
    page->scoreFile(in, out);
    ASSERT_TRUE(at.said(QStringLiteral("out.csv"))) << at.lastSaid().toStdString();
    const auto scored = engine::read_file(out.toStdString());
    ASSERT_TRUE(scored);
    EXPECT_EQ(scored->find("id,text,predicted,p_"), 0U) << *scored;
    EXPECT_NE(scored->find("\n'=1+1,I love this so much,positive,"), std::string::npos) << *scored;
    EXPECT_NE(scored->find("\n'+cmd,\"this is awful, truly\",negative,"), std::string::npos);
    EXPECT_NE(scored->find("\n'@x,'=HYPERLINK(1),"), std::string::npos);

    // What was learnt becomes the start.
    at.click(at.find<QPushButton>("models.build"));
    ASSERT_TRUE(waitUntil([&] { return at.window.page() == Page::Pipeline; }, 60000))
        << at.lastSaid().toStdString();
    const engine::Document& next = at.parts.pipeline->document();
    const auto base = next.node("encoder")->options["model"].get<std::string>();
    EXPECT_TRUE(base.starts_with("target-only-run")) << base;
    EXPECT_TRUE(fs::exists(at.parts.places.workspace / "models" / base / "model.safetensors"));
    at.run(at.parts.pipeline->text());
    at.window.showPage(Page::Models);
    ASSERT_TRUE(waitUntil([&] {
        auto* table = at.find<QTableView>("models.table");
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QModelIndex name = table->model()->index(row, ModelTableModel::Origin);
            if (name.data().toString() == QStringLiteral("Built upon %1").arg(fromUtf8(base)))
                return true;
        }
        return false;
    }));
}

}  // namespace
}  // namespace widgets
