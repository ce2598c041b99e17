// What the card before a start says, and what it does not let begin.
#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <memory>

#include "tests/widgets/support.h"
#include "widgets/frame/forecast_dialog.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

class ForecastTest : public testing::Test {
protected:
    ForecastTest() {
        engine::Forecast::Line head;
        head.node = "head";
        head.title = "Linear head";
        head.to_run = 3;
        head.seconds = 130;
        head.memory = 600'000'000;
        head.disk = 20'000;
        head.measured = false;
        engine::Forecast::Line data;
        data.node = "data";
        data.title = "Dataset";
        data.reused = 1;
        forecast_.lines = {head, data};
        forecast_.to_run = 3;
        forecast_.seconds = 130;
        forecast_.memory = head.memory;
        forecast_.disk = head.disk;
        forecast_.measured = false;
    }
    std::unique_ptr<ForecastDialog> open() {
        return std::make_unique<ForecastDialog>(parts_.theme, QStringLiteral("Mine"), forecast_,
                                                QString());
    }
    static QString textOf(const QWidget& dialog) {
        QString out;
        for (const auto* label : dialog.findChildren<QLabel*>())
            out += label->text() + QLatin1Char('\n');
        return out;
    }

    test::TestParts parts_;
    engine::Forecast forecast_;
};

TEST_F(ForecastTest, SaysTimeMemoryAndDiskOfEachNodeAndOfAll) {
    const auto dialog = open();
    const auto* tree = dialog->findChild<QTreeWidget*>();
    ASSERT_EQ(tree->topLevelItemCount(), 2);
    const QTreeWidgetItem* head = tree->topLevelItem(0);
    EXPECT_EQ(head->text(3), durationText(130));
    EXPECT_EQ(head->text(4), bytesText(6e8));
    EXPECT_EQ(head->text(5), bytesText(2e4));
    EXPECT_TRUE(head->toolTip(4).contains(QStringLiteral("guess")));
    const QTreeWidgetItem* data = tree->topLevelItem(1);
    for (const int column : {3, 4, 5}) EXPECT_EQ(data->text(column), QString());
    const QString said = textOf(*dialog);
    for (const QString& part : {durationText(130), bytesText(6e8), bytesText(2e4),
                                QStringLiteral("a guess: steps like these never ran here")})
        EXPECT_TRUE(said.contains(part)) << said.toStdString();
    EXPECT_FALSE(tree->accessibleName().isEmpty());
}

TEST_F(ForecastTest, AWarningLetsItStartADiskThatIsTooSmallDoesNot) {
    forecast_.warning = {
        {"Not enough memory for %1 (about %2; %3 are free). Close other programs, "
         "or take a smaller encoder.",
         {"Fit", "9.1 GB", "4.0 GB"}}};
    auto dialog = open();
    EXPECT_TRUE(textOf(*dialog).contains(QStringLiteral("about 9.1 GB")));
    EXPECT_TRUE(dialog->findChild<QPushButton*>(QStringLiteral("start"))->isEnabled());
    forecast_.obstacle = {{"Not enough space on the disk.", {}}};
    dialog = open();
    const auto* start = dialog->findChild<QPushButton*>(QStringLiteral("start"));
    EXPECT_FALSE(start->isEnabled());
    EXPECT_EQ(start->toolTip(), QStringLiteral("Not enough space on the disk."));
}

}  // namespace
}  // namespace widgets
