// Rows of a dataset in the window: sorted, filtered, copied, exported; its split and what leaks.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

#include "engine/base/files.h"
#include "tests/support/requests.h"
#include "tests/widgets/support.h"
#include "widgets/data/dataset_view.h"
#include "widgets/data/row_copy.h"
#include "widgets/data/templates.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

using test::TestParts;
using test::waitUntil;

std::string numbers(int rows) {
    std::string out = "n,text\n";
    for (int i = 0; i < rows; ++i)
        out += std::to_string(i * 7919 % rows) + ",row " + std::to_string(i) + "\n";
    return out;
}

struct Stored {
    explicit Stored(const std::string& csv) : view(parts.shell()) {
        const QString file = parts.folder.filePath(QStringLiteral("d.csv"));
        EXPECT_TRUE(engine::write_file_atomically(file.toStdString(), csv));
        bool stored = false;
        parts.reader->ask(
            qApp,
            [path = file.toStdString()](engine::Reader& reader) {
                return reader.import(path, "d", engine::Json::object());
            },
            [&](engine::Result<engine::Json> info) { stored = info.ok(); });
        EXPECT_TRUE(waitUntil([&] { return stored; }));
        view.resize(1000, 600);
        view.show();
        view.setDataset(QStringLiteral("d"));
        EXPECT_TRUE(waitUntil([&] { return view.passport().is_object(); }));
        view.findRows();  // shows the tab
    }
    template <class Widget>
    Widget* find(const char* name) {
        return view.findChild<Widget*>(QLatin1String(name));
    }
    // A button that may be pressed; the keyboard's way, which takes no heed of scrolling.
    void press(const char* name) {
        auto* button = find<QPushButton>(name);
        ASSERT_NE(button, nullptr) << name;
        ASSERT_TRUE(button->isEnabled()) << name;
        button->click();
    }
    RowTableModel& rows() { return view.findChild<RowsView*>()->model(); }
    QString state() { return find<QLabel>("data.rows.state")->text(); }
    bool settled() {
        return waitUntil([&] { return !rows().state().looking; }) &&
               waitUntil([&] { return rows().rowCount() == 0 || rows().isThere(0); });
    }

    TestParts parts;
    DatasetView view;
};

TEST(Rows, AreSortedByAColumnAndFilteredByWords) {
    Stored at(numbers(1000));
    const QAbstractItemModelTester tester(&at.rows(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    auto* table = at.find<QTableView>("data.rows");
    EXPECT_EQ(at.state(), QStringLiteral("%1 rows").arg(countText(1000)));
    table->sortByColumn(0, Qt::DescendingOrder);
    ASSERT_TRUE(at.settled());
    EXPECT_EQ(at.rows().cell(0, 0), QStringLiteral("999"));
    EXPECT_EQ(at.rows().cell(1, 0), QStringLiteral("998"));
    EXPECT_EQ(at.state(), QStringLiteral("%1 of %1 rows").arg(countText(1000)));
    EXPECT_FALSE(at.find<QSpinBox>("data.go")->isEnabled());
    EXPECT_FALSE(at.find<QSpinBox>("data.go")->toolTip().isEmpty());

    auto* filter = at.find<QLineEdit>("data.rows.filter");
    EXPECT_TRUE(filter->hasFocus() || !at.view.isActiveWindow());
    QTest::keyClicks(filter, QStringLiteral("ROW 99"));
    ASSERT_TRUE(waitUntil([&] { return at.rows().rowCount() == 11; }));  // 99, 990 to 999
    ASSERT_TRUE(at.settled());
    EXPECT_EQ(at.state(), QStringLiteral("11 of %1 rows").arg(countText(1000)));
    // The number of a row is that of the file.
    const int row = at.rows().cell(0, 1).mid(4).toInt();
    EXPECT_EQ(at.rows().headerData(0, Qt::Vertical, Qt::DisplayRole).toString(),
              countText(row + 1));

    filter->clear();
    table->sortByColumn(-1, Qt::AscendingOrder);
    ASSERT_TRUE(waitUntil([&] { return at.rows().rowCount() == 1000; }));
    ASSERT_TRUE(at.settled());
    EXPECT_EQ(at.rows().cell(7, 1), QStringLiteral("row 7"));
    EXPECT_TRUE(at.find<QSpinBox>("data.go")->isEnabled());
}

TEST(Rows, StopsLookingAndSaysFromHowManyRows) {
    Stored at(numbers(300000));
    at.rows().setFilter(QStringLiteral("row 1"));
    EXPECT_TRUE(at.rows().state().looking);
    EXPECT_TRUE(at.find<QPushButton>("data.rows.stop")->isVisible());
    EXPECT_EQ(at.rows().rowCount(), 300000);  // what was shown stays until then
    QTest::mouseClick(at.find<QPushButton>("data.rows.stop"), Qt::LeftButton);
    ASSERT_TRUE(at.settled());
    const auto& state = at.rows().state();
    EXPECT_EQ(at.rows().rowCount(), state.found);
    const auto stopped = QStringLiteral("%1 found, from %2 of %3 rows");
    const QString all = countText(300000);
    // Who looks through all before the click has found every row that begins with a 1.
    EXPECT_EQ(at.state(), state.seen < state.total
                              ? stopped.arg(countText(state.found), countText(state.seen), all)
                              : QStringLiteral("%1 of %2 rows").arg(countText(111111), all));
    EXPECT_FALSE(at.find<QPushButton>("data.rows.stop")->isVisible());
}

TEST(Rows, AreCopiedAsTheyAreAndTakeNoFormulaAlong) {
    Stored at("a,b\n=1+1,\"two\nlines\"\n5,x|y\n-3,z\n");
    ASSERT_TRUE(at.settled());
    auto* table = at.find<QTableView>("data.rows");
    table->selectAll();
    QGuiApplication::clipboard()->clear();
    at.find<QAction>("data.rows.copy")->trigger();
    const auto copied = [&] { return QGuiApplication::clipboard()->text(); };
    ASSERT_TRUE(waitUntil([&] { return !copied().isEmpty(); }));
    EXPECT_EQ(copied(), QStringLiteral("'=1+1\ttwo lines\n5\tx|y\n-3\tz\n"));
    QGuiApplication::clipboard()->clear();
    at.find<QAction>("data.rows.copy_markdown")->trigger();
    ASSERT_TRUE(waitUntil([&] { return !copied().isEmpty(); }));
    EXPECT_EQ(copied(), QStringLiteral("| a | b |\n| --- | --- |\n| =1+1 | two lines |\n"
                                       "| 5 | x\\|y |\n| -3 | z |\n"));

    table->setCurrentIndex(at.rows().index(1, 1));
    at.find<QAction>("data.filter_cell")->trigger();
    ASSERT_TRUE(waitUntil([&] { return at.rows().rowCount() == 1; }));
    const QString out = at.parts.folder.filePath(QStringLiteral("out.csv"));
    at.view.findChild<RowsView*>()->exportTo(out);
    ASSERT_TRUE(waitUntil([&] { return at.parts.messages->count() == 1; }));
    EXPECT_EQ(*engine::read_file(out.toStdString()), "a,b\n5,x|y\n");  // the row that is shown
}

TEST(Rows, OfAVeryWideTableComeInSmallPages) {
    std::string csv = "c0";
    for (int i = 1; i < 10000; ++i) csv += ",c" + std::to_string(i);
    for (int row = 0; row < 20; ++row) {
        csv += "\n0";
        for (int i = 1; i < 10000; ++i) csv += "," + std::to_string(row);
    }
    Stored at(csv + "\n");
    ASSERT_TRUE(at.settled());
    EXPECT_EQ(at.rows().columnCount(), 10000);
    EXPECT_EQ(at.rows().cell(2, 9999), QStringLiteral("2"));
    EXPECT_EQ(at.rows().index(0, 0).siblingAtColumn(9999).data().toString(), QStringLiteral("0"));
}

TEST(SplitTab, ShowsPartsAndClassesAndWhatLeaks) {
    Stored at(engine::requests_csv());
    auto* leak = static_cast<QLabel*>(nullptr);
    ASSERT_TRUE(waitUntil([&] { return (leak = at.find<QLabel>("passport.leakage")) != nullptr; }));
    EXPECT_TRUE(leak->text().contains(QStringLiteral("nearly repeat")))
        << leak->text().toStdString();
    auto* parts = at.find<QTableWidget>("split.parts");
    EXPECT_EQ(parts->rowCount(), 3);  // all, a, b
    EXPECT_EQ(parts->item(0, 0)->text(), QStringLiteral("150"));
    EXPECT_EQ(parts->item(1, 0)->text(), QStringLiteral("90"));
    auto* pairs = at.find<QTableView>("split.pairs");
    ASSERT_GT(pairs->model()->rowCount(), 5);
    EXPECT_TRUE(pairs->model()
                    ->index(0, PairModel::Alike)
                    .data()
                    .toString()
                    .endsWith(QStringLiteral(" %")));
    EXPECT_EQ(ownDataOf(at.view.passport(), {}).split, engine::Json());  // nothing was chosen

    at.press("passport.leakage.show");
    EXPECT_TRUE(pairs->isVisible());
    Q_EMIT pairs->activated(pairs->model()->index(0, PairModel::Text));
    EXPECT_TRUE(at.find<QTableView>("data.rows")->isVisible());

    // One click, and templates split so that the test is new to the model.
    at.press("passport.leakage.remove");
    ASSERT_TRUE(
        waitUntil([&] { return at.find<QPushButton>("passport.leakage.keep") != nullptr; }));
    const OwnData own = ownDataOf(at.view.passport(), {});
    EXPECT_EQ(own.split["near_copies"], "drop");
    EXPECT_TRUE(at.find<QLabel>("split.near")->text().contains(QStringLiteral("taken out")));
    // It is kept for the dataset.
    at.view.setDataset(QStringLiteral("d"));
    ASSERT_TRUE(waitUntil([&] { return at.view.passport().is_object(); }));
    EXPECT_EQ(ownDataOf(at.view.passport(), {}).split["near_copies"], "drop");
}

TEST(PairModel, KeepsTheRulesOfItemModels) {
    PairModel pairs;
    const QAbstractItemModelTester tester(&pairs,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    pairs.setPairs({{{"row", 3},
                     {"part", "test"},
                     {"text", "x"},
                     {"other", 1},
                     {"other_part", "train"},
                     {"other_text", "y"},
                     {"similarity", 0.9}}});
    EXPECT_EQ(pairs.index(0, PairModel::Row).data().toString(), QStringLiteral("Test, row 3"));
    EXPECT_EQ(pairs.index(0, PairModel::Alike).data().toString(), QStringLiteral("90 %"));
    EXPECT_EQ(pairs.number(0, PairModel::OtherText), 1);
    pairs.setPairs(engine::Json::array());
}

}  // namespace
}  // namespace widgets
