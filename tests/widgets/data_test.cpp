// The data page as a person uses it: a file of one's own through the wizard into a pipeline.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QWizard>
#include <algorithm>
#include <filesystem>
#include <future>

#include "engine/base/files.h"
#include "engine/plan/check.h"
#include "tests/widgets/support.h"
#include "widgets/data/bar_list.h"
#include "widgets/data/dataset_view.h"
#include "widgets/data/import_wizard.h"
#include "widgets/data/visible_text.h"
#include "widgets/pages/data_page.h"

namespace widgets {
namespace {

using test::TestParts;
using test::waitUntil;

// Twelve rows each of five classes, one row with a field too many and two copies.
std::string requests() {
    std::string out = "message,intent\n";
    for (int i = 0; i < 12; ++i) {
        for (const char* intent : {"refund", "track", "cancel", "address", "hours"})
            out += "please help me with request number " + std::to_string(i) + " on " + intent +
                   "," + intent + "\n";
    }
    out += "please help me with request number 0 on refund,refund\n";
    out += "one,field,too many\n";
    return out;
}

struct Page {
    explicit Page(TestParts& parts) : page(parts.shell()) {
        page.resize(1100, 640);
        page.show();
    }
    QString write(const QString& name, const std::string& bytes, TestParts& parts) {
        const QString path = parts.folder.filePath(name);
        EXPECT_TRUE(engine::write_file_atomically(path.toStdString(), bytes));
        return path;
    }
    QWizard* wizard() const { return page.findChild<QWizard*>(QStringLiteral("import")); }
    template <class Widget>
    Widget* find(const char* name) const {
        return page.findChild<Widget*>(QLatin1String(name));
    }
    bool isOpen(const QString& name) {
        return waitUntil(
            [&] { return page.view().name() == name && page.view().passport().is_object(); });
    }

    DataPage page;
    int clicks = 0;
    void click(QWidget* what) {
        ++clicks;
        QTest::mouseClick(what, Qt::LeftButton);
    }
};

// A menu runs a loop of its own: what is to be chosen in it is clicked from a timer.
void chooseSoon(const QString& start, int* clicks) {
    auto* timer = new QTimer(qApp);
    timer->setInterval(10);
    QObject::connect(timer, &QTimer::timeout, timer, [=] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (menu == nullptr) return;
        for (QAction* action : menu->actions()) {
            if (!action->text().startsWith(start)) continue;
            ++*clicks;
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        }
        timer->deleteLater();
    });
    timer->start();
}

TEST(DataJourney, SixClicksLeadFromADroppedFileToAPipelineOnIt) {
    TestParts parts;
    Page at(parts);
    QSignalSpy asked(&at.page, &DataPage::templateAsked);
    at.page.importFile(at.write(QStringLiteral("requests.csv"), requests(), parts));
    at.clicks = 1;  // the drop itself
    QWizard* wizard = at.wizard();
    ASSERT_NE(wizard, nullptr);
    QWidget* next = wizard->button(QWizard::NextButton);
    ASSERT_TRUE(waitUntil([&] { return next->isEnabled(); }));
    at.click(next);
    at.click(next);
    QWidget* import = wizard->button(QWizard::FinishButton);
    ASSERT_TRUE(waitUntil([&] { return import->isVisible() && import->isEnabled(); }));
    auto* counts = wizard->findChild<QLabel*>(QStringLiteral("import.counts"));
    ASSERT_TRUE(waitUntil([&] { return !counts->text().isEmpty(); }));
    EXPECT_TRUE(counts->text().contains(QStringLiteral("61 before the rules, 60 after")))
        << counts->text().toStdString();
    at.click(import);
    ASSERT_TRUE(at.isOpen(QStringLiteral("requests")));
    EXPECT_EQ(at.find<QLabel>("passport.rows")->text(),
              QStringLiteral("read 62 = kept 61 + rejected 1"));
    EXPECT_EQ(at.find<BarList>("passport.classes")->bars().size(), 5U);

    chooseSoon(QStringLiteral("Few-shot"), &at.clicks);
    at.click(at.find<QPushButton>("data.use"));
    ASSERT_TRUE(waitUntil([&] { return asked.count() == 1; }));
    EXPECT_EQ(at.clicks, 6);  // Run, Start and Compare make nine
    auto document = engine::read_document(asked[0][0].toString().toStdString(), parts.catalog, "");
    ASSERT_TRUE(document) << document.error().text();
    EXPECT_EQ(document->seeds.size(), 5U);
    EXPECT_TRUE(engine::first_blocking(engine::check(*document, parts.catalog)));
    const engine::Node* data = document->node("intents");
    EXPECT_EQ(data->options["source"], "requests");
    EXPECT_EQ(data->options["text"], engine::Json({"message"}));
    EXPECT_EQ(data->options["label"], "intent");
    EXPECT_EQ(document->node("tasks")->options["n_way"], 5);
}

TEST(DataJourney, WhatWasSetAsideIsSaidAndShown) {
    TestParts parts;
    Page at(parts);
    at.page.importFile(at.write(QStringLiteral("requests.csv"), requests(), parts));
    ASSERT_TRUE(waitUntil([&] { return at.wizard()->button(QWizard::NextButton)->isEnabled(); }));
    at.wizard()->next();
    at.wizard()->next();
    at.wizard()->accept();
    ASSERT_TRUE(at.isOpen(QStringLiteral("requests")));
    ASSERT_TRUE(waitUntil([&] { return parts.messages->count() == 1; }));
    EXPECT_EQ(parts.messages->text(0),
              QStringLiteral("Line 63 has 3 fields, 2 expected; 1 such row(s) were set aside."));
    auto* rejects = at.find<QTableView>("data.rejects");
    ASSERT_TRUE(waitUntil([&] { return rejects->model()->rowCount() == 1; }));
    at.click(parts.messages->findChild<QPushButton*>());
    EXPECT_TRUE(rejects->isVisible());
    EXPECT_EQ(rejects->model()->index(0, RejectModel::Line).data().toString(),
              QStringLiteral("63"));
    EXPECT_EQ(rejects->model()->index(0, RejectModel::Raw).data().toString(),
              QStringLiteral("one,field,too many"));
}

TEST(ImportWizard, AFileInAnotherEncodingIsReadAsWhatItLooksLikeAtOneClick) {
    TestParts parts;
    Page at(parts);
    std::string bytes = "label,text\n";
    for (int i = 0; i < 12; ++i)
        bytes +=
            "a,\xD5\xE2\xB8\xF6\xB2\xFA\xC6\xB7\xBA\xDC\xBA\xC3\xA3\xAC\xCE\xD2\xCF\xB2\xBB\xB6\n";
    at.page.importFile(at.write(QStringLiteral("gbk.csv"), bytes, parts));
    auto* problem = at.wizard()->findChild<QLabel*>(QStringLiteral("import.problem"));
    ASSERT_TRUE(waitUntil([&] { return problem->isVisible(); }));
    EXPECT_EQ(problem->text(), QStringLiteral("The file is not UTF-8; it looks like GBK."));
    EXPECT_FALSE(at.wizard()->button(QWizard::NextButton)->isEnabled());
    at.click(at.wizard()->findChild<QPushButton*>(QStringLiteral("import.read_as")));
    ASSERT_TRUE(waitUntil([&] { return at.wizard()->button(QWizard::NextButton)->isEnabled(); }));
    EXPECT_FALSE(problem->isVisible());
    auto* rows = at.wizard()->findChild<QTableView*>(QStringLiteral("import.preview"));
    EXPECT_EQ(rows->model()->index(0, 1).data().toString(), QStringLiteral("这个产品很好，我喜欢"));
}

TEST(ImportWizard, AFileThatIsNoTableSaysSoAndCannotBeImported) {
    TestParts parts;
    Page at(parts);
    at.page.importFile(at.write(QStringLiteral("empty.csv"), "", parts));
    auto* problem = at.wizard()->findChild<QLabel*>(QStringLiteral("import.problem"));
    ASSERT_TRUE(waitUntil([&] { return problem->isVisible(); }));
    EXPECT_FALSE(at.wizard()->button(QWizard::NextButton)->isEnabled());
}

TEST(ImportWizard, RolesThatAPersonChoseAreKeptForTheDataset) {
    TestParts parts;
    Page at(parts);
    at.page.importFile(at.write(QStringLiteral("requests.csv"), requests(), parts));
    ASSERT_TRUE(waitUntil([&] { return at.wizard()->button(QWizard::NextButton)->isEnabled(); }));
    auto& draft = static_cast<ImportWizard*>(at.wizard())->draft();
    EXPECT_EQ(draft.columns().roles(),
              QStringList({QStringLiteral("text"), QStringLiteral("label")}));
    at.wizard()->next();
    draft.columns().setRole(1, QStringLiteral("group"));
    auto* lack = at.wizard()->findChild<QLabel*>(QStringLiteral("import.lack"));
    EXPECT_EQ(lack->text(),
              QStringLiteral("No label column. Pick the column that holds the class."));
    at.wizard()->next();
    at.wizard()->accept();
    ASSERT_TRUE(at.isOpen(QStringLiteral("requests")));
    EXPECT_EQ(at.page.view().passport()["roles"], engine::Json({"text", "group"}));
    EXPECT_TRUE(at.page.view().passport()["roles_chosen"].get<bool>());
}

// checklist-13
TEST(DataPage, RemovesADatasetAndBringsItBack) {
    TestParts parts;
    Page at(parts);
    auto* list = at.find<QListView>("data.list");
    at.page.importFile(at.write(QStringLiteral("requests.csv"), requests(), parts));
    ASSERT_TRUE(waitUntil([&] { return at.wizard()->button(QWizard::NextButton)->isEnabled(); }));
    at.wizard()->next();
    at.wizard()->next();
    at.wizard()->accept();
    ASSERT_TRUE(at.isOpen(QStringLiteral("requests")));
    const int before = list->model()->rowCount();
    const auto first = [&] {
        return list->model()->index(0, 0).data(DatasetListModel::NameRole).toString();
    };
    ASSERT_EQ(first(), QStringLiteral("requests"));  // own ones stand before the samples
    int clicks = 0;
    chooseSoon(QStringLiteral("Remove"), &clicks);
    Q_EMIT list->customContextMenuRequested(list->visualRect(list->model()->index(0, 0)).center());
    ASSERT_TRUE(waitUntil([&] { return list->model()->rowCount() == before - 1; }));
    QPushButton* undo = nullptr;
    ASSERT_TRUE(waitUntil([&] {
        for (auto* button : parts.messages->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Undo")) undo = button;
        return undo != nullptr;
    }));
    at.click(undo);
    ASSERT_TRUE(waitUntil([&] { return list->model()->rowCount() == before; }));
    EXPECT_TRUE(at.isOpen(QStringLiteral("requests")));
}

TEST(DataImport, CanBeStoppedAndKeepsNothing) {
    TestParts parts;
    Page at(parts);
    at.page.importFile(at.write(QStringLiteral("requests.csv"), requests(), parts));
    QWizard* wizard = at.wizard();
    ASSERT_NE(wizard, nullptr);
    ASSERT_TRUE(waitUntil([&] { return wizard->button(QWizard::NextButton)->isEnabled(); }));
    at.click(wizard->button(QWizard::NextButton));
    at.click(wizard->button(QWizard::NextButton));
    QWidget* import = wizard->button(QWizard::FinishButton);
    ASSERT_TRUE(waitUntil([&] { return import->isVisible() && import->isEnabled(); }));
    // Another question holds the reader, so that the import has not begun when Stop is pressed.
    std::promise<void> gate;
    parts.reader->ask(
        qApp,
        [until = gate.get_future().share()](engine::Reader&) {
            until.wait();
            return engine::Result<int>(0);
        },
        [](const engine::Result<int>&) {});
    at.click(import);
    auto* stop = at.find<QPushButton>("data.import.stop");
    EXPECT_TRUE(waitUntil([&] { return stop->isVisible(); }));
    at.click(stop);
    gate.set_value();
    EXPECT_TRUE(waitUntil([&] { return !stop->isVisible(); }));
    const auto said = parts.messages->findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(said.begin(), said.end(), [](const QLabel* label) {
        return label->text().contains(QStringLiteral("nothing of it was kept"));
    }));
    EXPECT_FALSE(std::filesystem::exists(parts.places.workspace / "datasets") &&
                 !std::filesystem::is_empty(parts.places.workspace / "datasets"));
}

TEST(RowTable, AsksOnlyForThePagesThatAreLookedAt) {
    TestParts parts;
    std::string bytes = "n,text\n";
    for (int i = 0; i < 20000; ++i) bytes += std::to_string(i) + ",row " + std::to_string(i) + "\n";
    const QString file = parts.folder.filePath(QStringLiteral("many.csv"));
    ASSERT_TRUE(engine::write_file_atomically(file.toStdString(), bytes));
    bool stored = false;
    parts.reader->ask(
        qApp,
        [path = file.toStdString()](engine::Reader& reader) {
            return reader.import(path, "many", engine::Json::object());
        },
        [&](engine::Result<engine::Json> info) { stored = info.ok(); });
    ASSERT_TRUE(waitUntil([&] { return stored; }));
    RowTableModel model(*parts.reader);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTableView view;
    view.setModel(&model);
    view.resize(400, 300);
    view.show();
    model.setDataset(QStringLiteral("many"), {QStringLiteral("n"), QStringLiteral("text")}, 20000);
    ASSERT_TRUE(waitUntil([&] { return model.isThere(0); }));
    EXPECT_EQ(model.cell(7, 1), QStringLiteral("row 7"));
    EXPECT_LE(model.pagesAsked(), 2);
    view.scrollToBottom();
    ASSERT_TRUE(waitUntil([&] { return model.isThere(19999); }));
    EXPECT_EQ(model.cell(19999, 0), QStringLiteral("19999"));
    EXPECT_LE(model.pagesAsked(), 4);  // of 79
    EXPECT_FALSE(model.isThere(10000));
}

TEST(RowTable, KeepsAsManyPagesAsItSaysAndAsksAgainForTheOthers) {
    TestParts parts;
    std::string bytes = "n\n";
    const int pages = RowTableModel::kPagesKept + 2;
    for (int i = 0; i < pages * RowTableModel::kPage; ++i) bytes += std::to_string(i) + "\n";
    const QString file = parts.folder.filePath(QStringLiteral("many.csv"));
    ASSERT_TRUE(engine::write_file_atomically(file.toStdString(), bytes));
    parts.reader->ask(
        qApp,
        [path = file.toStdString()](engine::Reader& reader) {
            return reader.import(path, "many", engine::Json::object());
        },
        [](const engine::Result<engine::Json>&) {});
    RowTableModel model(*parts.reader);
    model.setDataset(QStringLiteral("many"), {QStringLiteral("n")}, pages * RowTableModel::kPage);
    for (int page = 0; page < pages; ++page) {
        const int row = page * RowTableModel::kPage;
        static_cast<void>(model.index(row, 0).data());
        ASSERT_TRUE(waitUntil([&] { return model.isThere(row); }));
    }
    EXPECT_FALSE(model.isThere(0));
    static_cast<void>(model.index(0, 0).data());
    EXPECT_TRUE(waitUntil([&] { return model.cell(0, 0) == QStringLiteral("0"); }));
}

TEST(DataModels, KeepTheRulesOfItemModels) {
    TestParts parts;
    const auto strict = QAbstractItemModelTester::FailureReportingMode::Fatal;
    ImportPreviewModel preview;
    ColumnMapModel columns;
    RejectModel rejects;
    TokenModel tokens;
    DatasetListModel datasets(parts.theme);
    const QAbstractItemModelTester a(&preview, strict), b(&columns, strict), c(&rejects, strict),
        d(&tokens, strict), e(&datasets, strict);
    const engine::Json seen = {{"columns", {"a", "b"}},
                               {"types", {"text", "integer"}},
                               {"roles", {"text", "label"}},
                               {"rows", {{"x", "1"}, {"y", "2"}}}};
    preview.setPreview(seen);
    columns.setColumns(seen);
    columns.setRole(0, QStringLiteral("label"));
    EXPECT_EQ(columns.roles(), QStringList({QStringLiteral("label"), QStringLiteral("ignore")}));
    rejects.setRejects(
        {{{"line", 3}, {"message", "Line %1."}, {"arguments", {"3"}}, {"raw", "x"}}});
    tokens.setTokens(
        {{"pieces",
          {{{"text", "[CLS]"}, {"id", 101}, {"from", 0}, {"to", 0}, {"special", true}},
           {{"text", "[UNK]"}, {"id", 100}, {"from", 0}, {"to", 3}, {"special", false}}}},
         {"unknown", {{{"from", 0}, {"to", 3}, {"word", "☃"}, {"too_long", false}}}},
         {"cut", 1}});
    EXPECT_EQ(tokens.cut(), 1);
    EXPECT_FALSE(tokens.worksOnBytes());
    tokens.setTokens({{"pieces",
                       {{{"text", "<E4 B8>"},
                         {"id", 5},
                         {"from", 0},
                         {"to", 1},
                         {"special", false},
                         {"part_of_character", true}}}},
                      {"unknown", engine::Json::array()},
                      {"bytes", true},
                      {"cut", 0}});
    EXPECT_TRUE(tokens.worksOnBytes());
    EXPECT_EQ(tokens.index(0, TokenModel::Note).data().toString(),
              QStringLiteral("bytes of a character"));
    datasets.setDatasets({{{"names", {"a"}}, {"fingerprint", "12"}, {"rows_ok", 4}},
                          {{"names", {"nyt"}}, {"builtin", true}}});
    EXPECT_FALSE(datasets.find(QString()).isValid());
    EXPECT_EQ(datasets.find(QStringLiteral("nyt")).row(), 1);
    preview.clear();
    rejects.setRejects(engine::Json::array());
    datasets.setDatasets(engine::Json::array());
}

TEST(VisibleText, ShowsWhatWouldBeInvisibleOrTurnTheLineAround) {
    EXPECT_EQ(visibleText(QStringLiteral("a\tb\nc")), QStringLiteral("a⇥b↵c"));
    EXPECT_EQ(visibleText(QString(QChar(u'\0'))), QStringLiteral("⟨U+0000⟩"));
    EXPECT_EQ(visibleText(QString(QChar(0x202E))), QStringLiteral("⟨U+202E⟩"));
    EXPECT_EQ(visibleText(QStringLiteral("שלום")), QStringLiteral("שלום"));
    EXPECT_EQ(visibleText(QStringLiteral("abcdef"), 3), QStringLiteral("abc…"));
}

}  // namespace
}  // namespace widgets
