// Every table and tree of the window can be copied from and written to a file.
#include "widgets/data/table_copy.h"

#include <QAction>
#include <QClipboard>
#include <QStandardItemModel>
#include <QTableView>
#include <QTreeView>

#include "tests/widgets/frame_support.h"
#include "widgets/data/dataset_view.h"
#include "widgets/frame/about_dialog.h"

namespace widgets {
namespace {

using test::FullWindow;
using test::TestParts;
using test::waitUntil;

QAction* actOf(const QWidget& view, const char* ending) {
    for (QAction* action : view.actions()) {
        if (action->objectName().endsWith(QLatin1String(ending))) return action;
    }
    return nullptr;
}

QString nameOf(const QWidget& view) {
    return view.objectName().isEmpty() ? view.accessibleName() : view.objectName();
}

// Tables and trees below a widget, without those of dialogs that are not open. -> how many
int allCanBeCopied(const QWidget& in) {
    int seen = 0;
    for (auto* view : in.findChildren<QAbstractItemView*>()) {
        const bool table =
            qobject_cast<QTableView*>(view) != nullptr || qobject_cast<QTreeView*>(view) != nullptr;
        if (!table || view->window() != in.window()) continue;
        ++seen;
        for (const char* act : {".copy", ".copy_markdown", ".export_csv"})
            EXPECT_NE(actOf(*view, act), nullptr) << nameOf(*view).toStdString() << act;
        EXPECT_NE(view->contextMenuPolicy(), Qt::NoContextMenu) << nameOf(*view).toStdString();
        if (view->model() == nullptr || view->model()->rowCount() == 0) continue;
        for (const char* act : {".copy", ".copy_markdown"}) {
            if (actOf(*view, act) == nullptr) continue;
            view->selectAll();
            QGuiApplication::clipboard()->clear();
            actOf(*view, act)->trigger();
            EXPECT_TRUE(waitUntil([] { return !QGuiApplication::clipboard()->text().isEmpty(); }))
                << nameOf(*view).toStdString() << act;
        }
    }
    return seen;
}

// checklist-38
TEST(TableCopy, IsThereInEveryTableAndTreeOfThePagesAndDocks) {
    FullWindow full;
    EXPECT_GE(allCanBeCopied(full.window), 12);
    full.show(Page::Pipeline);
    AboutDialog about(full.parts.theme, &full.window);
    EXPECT_GE(allCanBeCopied(about), 1);
}

// checklist-38
TEST(TableCopy, IsThereInEveryTableOfADataset) {
    TestParts parts;
    const QString file = parts.folder.filePath(QStringLiteral("mine.csv"));
    ASSERT_TRUE(engine::write_file_atomically(
        file.toStdString(), "text,label\nfirst words,x\nother words,y\none,two,three\n"));
    bool stored = false;
    parts.reader->ask(
        qApp,
        [path = file.toStdString()](engine::Reader& reader) {
            return reader.import(path, "mine", engine::Json::object());
        },
        [&](const engine::Result<engine::Json>& info) { stored = info.ok(); });
    ASSERT_TRUE(waitUntil([&] { return stored; }));
    DatasetView view(parts.shell());
    view.resize(1000, 700);
    view.show();
    view.setDataset(QStringLiteral("mine"));
    ASSERT_TRUE(waitUntil([&] { return view.passport().is_object(); }));
    test::settle(*parts.reader);
    EXPECT_GE(allCanBeCopied(view), 6);  // rows, tokens, parts, near copies, rejects, columns
}

struct Tree : testing::Test {
    Tree() {
        model.setHorizontalHeaderLabels({QStringLiteral("Name"), QStringLiteral("Share")});
        const auto row = [](const char* name, const char* number) {
            QList<QStandardItem*> out{new QStandardItem(QLatin1String(name)),
                                      new QStandardItem(QString::fromUtf8(number))};
            out[1]->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            return out;
        };
        const auto group = row("=a|b", "12,045");
        group[0]->appendRow(row("below", "0.5"));
        model.appendRow(group);
        model.appendRow(row("c, d", "–"));
        view.setObjectName(QStringLiteral("tree"));
        view.setModel(&model);
    }
    QStandardItemModel model;
    QTreeView view;
    TableCopy copy{view};
};

// checklist-38
TEST_F(Tree, GivesWhatIsChosenAndUnfoldedElseAllOfIt) {
    EXPECT_EQ(copy.tsv(), QStringLiteral("Name\tShare\n'=a|b\t12,045\nc, d\t–\n"));
    view.expandAll();
    EXPECT_EQ(copy.tsv(), QStringLiteral("Name\tShare\n'=a|b\t12,045\nbelow\t0.5\nc, d\t–\n"));
    view.setCurrentIndex(model.index(0, 0, model.index(0, 0)));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("Name\tShare\nbelow\t0.5\n"));
    EXPECT_EQ(copy.markdown(),
              QStringLiteral("| Name | Share |\n| --- | --- |\n| below | 0.5 |\n"));
    view.hideColumn(1);
    EXPECT_EQ(copy.markdown(), QStringLiteral("| Name |\n| --- |\n| below |\n"));
}

// checklist-38 checklist-41
TEST_F(Tree, WritesAllRowsWithNumbersAsProgramsWriteThem) {
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    model.item(0, 1)->setText(QStringLiteral("12.045"));
    model.item(1, 1)->setText(QStringLiteral("0,25"));
    view.setCurrentIndex(model.index(1, 0));
    EXPECT_EQ(copy.csv(), QStringLiteral("Name,Share\n'=a|b,12045\n\"c, d\",0.25\n"));
    QLocale::setDefault(before);
}

// checklist-38
TEST(TableCopyFile, IsWrittenWholeOrTheBarSaysWhyNot) {
    FullWindow full;
    full.show(Page::Models);
    auto* view = full.find<QTableView>("models.table");
    ASSERT_NE(view, nullptr);
    auto* copy = view->findChild<TableCopy*>();
    ASSERT_NE(copy, nullptr);
    const QString file = full.parts.folder.filePath(QStringLiteral("models.csv"));
    copy->saveAs(file);
    const auto written = engine::read_file(file.toStdString());
    ASSERT_TRUE(written);
    EXPECT_EQ(QString::fromStdString(*written), copy->csv());
    MessageBar& bar = full.window.messages();
    ASSERT_GT(bar.count(), 0);
    EXPECT_TRUE(bar.text(bar.count() - 1).contains(file));
    copy->saveAs(full.parts.folder.filePath(QStringLiteral("models.csv/below.csv")));
    EXPECT_FALSE(bar.next(bar.count() - 1).isEmpty());
}

}  // namespace
}  // namespace widgets
