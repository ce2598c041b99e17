// The first run, as somebody does it who has never seen the program: three clicks with the mouse in
// the real window, with the real engine, on a first look cut to two seeds and two budgets.
#include <gtest/gtest.h>

#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "engine/base/files.h"
#include "tests/widgets/journey.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

using test::TestParts;
using test::waitUntil;

constexpr auto kFirstLook = "news-to-comments-first-look";

// The shipped file with fewer seeds and budgets, in a folder of its own.
QString shortExperiments(const TestParts& parts) {
    const QString folder = parts.folder.filePath(QStringLiteral("experiments"));
    QDir().mkpath(folder);
    auto text = engine::read_file(test::experiment(QLatin1String(kFirstLook)).toStdString());
    EXPECT_TRUE(text);
    auto document = engine::read_document(*text, parts.catalog, kFirstLook);
    EXPECT_TRUE(document);
    document->seeds = {1, 2};
    EXPECT_TRUE(engine::set_option(*document, parts.catalog, "labels.rows=[16,64]"));
    const QString file =
        folder + QLatin1Char('/') + QLatin1String(kFirstLook) + QStringLiteral(".warm.json");
    EXPECT_TRUE(
        engine::write_file_atomically(file.toStdString(), engine::write_document(*document)));
    return folder;
}

// checklist-28
TEST(FirstRun, ThreeClicksLeadToAVerdictAndAFourthToTheComparison) {
    test::Journey at({}, [](TestParts& parts) {
        Parts given = parts.parts();
        given.experiments = shortExperiments(parts);
        return given;
    });
    MainWindow& window = at.window;
    EXPECT_EQ(window.page(), Page::Welcome);

    at.click(
        window.findChild<QPushButton*>(QStringLiteral("template.") + QLatin1String(kFirstLook)));
    EXPECT_EQ(window.page(), Page::Pipeline);
    at.click(window.findChild<QToolButton*>(QStringLiteral("tool.run.start")));
    at.click(at.startButton());
    EXPECT_EQ(at.clicks, 3);

    int points = 0;
    QObject::connect(at.parts.desk.get(), &RunDesk::progressed, &window,
                     [&](const engine::Progress& what) { points += what.series.empty() ? 0 : 1; });
    QString details;
    QObject::connect(
        &window.messages(), &MessageBar::logged, &window,
        [&](MessageBar::Kind, const QString&, const QString& more) { details = more; });
    at.waitForEnd();
    EXPECT_GT(points, 0) << "the heads said nothing of their loss";
    ASSERT_TRUE(waitUntil([&] { return window.messages().count() > 0; }));
    const QString said = at.lastSaid();
    EXPECT_TRUE(said.contains(QStringLiteral("Too few seeds"))) << said.toStdString();
    EXPECT_TRUE(details.startsWith(QStringLiteral("Forecast "))) << details.toStdString();

    // A new line of the bar shows itself one turn of the event loop after it was counted.
    QPushButton* compare = nullptr;
    ASSERT_TRUE(waitUntil([&] { return (compare = at.barButton("Compare")) != nullptr; }));
    at.click(compare);
    EXPECT_EQ(window.page(), Page::Compare);

    // The same again: nothing is computed, and it says so.
    window.showPage(Page::Pipeline);
    engine::JobFinished end;
    QObject::connect(at.parts.desk.get(), &RunDesk::finished, &window,
                     [&](const engine::JobFinished& what) { end = what; });
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_F5, Qt::ShiftModifier);
    ASSERT_TRUE(waitUntil([&] { return end.job > 0; }));
    EXPECT_EQ(end.nodes_ran, 0);
    EXPECT_GT(end.nodes_reused, 20);
}

}  // namespace
}  // namespace widgets
