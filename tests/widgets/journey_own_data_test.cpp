// Own data, as an analyst brings it who has never seen the program: a file dropped on the window
// becomes a comparison over five seeds in nine clicks, with the real engine and nothing cut short.
#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QWizard>
#include <algorithm>

#include "engine/base/files.h"
#include "tests/widgets/journey.h"
#include "widgets/data/dataset_view.h"
#include "widgets/data/import_wizard.h"
#include "widgets/look/words.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/data_page.h"

namespace widgets {
namespace {

using test::Hand;
using test::TestParts;
using test::waitUntil;

// What a shop's mailbox might hold, as a spreadsheet saves it: a byte order mark, semicolons, CRLF,
// quoted fields. Five intents of twelve texts, two copies, one row with a field too many.
std::string mailbox() {
    const std::vector<std::pair<std::string, std::vector<std::string>>> intents = {
        {"refund",
         {"I want my money back", "Please refund the shoes", "When do I get the refund?",
          "You charged me twice, pay it back", "I returned it, where is my money",
          "Give me a refund for this order", "The refund has not arrived on my card",
          "Can you reimburse the shipping?", "I would like to be refunded in full",
          "Refund the broken lamp, please", "My money was never paid back",
          "How long does a reimbursement take?"}},
        {"track",
         {"Where is my parcel?", "The package has not come yet", "Track my delivery",
          "Has the order been shipped?", "My parcel is late again", "When will the courier arrive?",
          "The tracking number does not work", "Is the box still on its way?",
          "Which carrier brings the parcel", "The delivery was due on Monday",
          "I am waiting for the shipment", "Tell me where the package is now"}},
        {"password",
         {"I forgot my password", "Cannot log in to my account", "Reset the login, please",
          "The sign-in page rejects me", "My account is locked", "How do I change the password?",
          "The code to log in never came", "I cannot sign in any more",
          "Which e-mail did I register with?", "Unlock my user account",
          "The password link has expired", "Two-step login fails on my phone"}},
        {"hours",
         {"When do you open?", "Are you open on Sunday?", "Opening hours of the store",
          "Until when is the shop open tonight?", "Is the store closed on holidays?",
          "What time do you close", "Do you open before nine?", "Are you there on Saturdays?",
          "Hours on Christmas Eve?", "Is the shop open right now",
          "How late can I come by the store?", "When does the branch close today"}},
        {"cancel",
         {"Cancel my order", "I do not want it any more", "Please stop the order before it ships",
          "How can I cancel the subscription?", "Withdraw from the purchase", "End my membership",
          "I ordered by mistake, undo it", "Call off the order of today",
          "Stop the subscription next month", "Can an order still be cancelled?",
          "I take back what I ordered", "Please annul the contract"}}};
    std::string out = "\xEF\xBB\xBFsubject;message;intent\r\n";
    for (std::size_t i = 0; i < 12; ++i) {
        for (const auto& [intent, texts] : intents)
            out += "mail " + std::to_string(i) + ";\"" + texts[i] + "\";" + intent + "\r\n";
    }
    out += "mail 12;CANCEL MY ORDER!;cancel\r\n";
    out += "mail 13;\"Where is my parcel\";track\r\n";
    out += "mail 14;one; field;too many\r\n";
    return out;
}

// checklist-28
TEST(OwnDataJourney, NineClicksLeadFromADroppedFileToAnHonestComparison) {
    test::Journey at(QSize(1280, 720));
    MainWindow& window = at.window;
    const QString file = at.parts.folder.filePath(QStringLiteral("mailbox.csv"));
    ASSERT_TRUE(engine::write_file_atomically(file.toStdString(), mailbox()));
    ASSERT_TRUE(at.drop(window, {file}));  // 1
    EXPECT_EQ(window.page(), Page::Data);
    auto* page = window.findChild<DataPage*>();
    auto* wizard = window.findChild<QWizard*>(QStringLiteral("import"));
    ASSERT_NE(wizard, nullptr);
    QWidget* next = wizard->button(QWizard::NextButton);
    ASSERT_TRUE(waitUntil([&] { return next->isEnabled(); }));
    auto* seen = wizard->findChild<QLabel*>(QStringLiteral("import.seen"));
    EXPECT_EQ(seen->text(),
              QStringLiteral("3 column(s) · 63 row(s) read · 1 set aside: Line 64 has "
                             "4 fields, 3 expected."))
        << seen->text().toStdString();
    at.click(next);  // 2: encoding, separator and quotes were found
    auto& draft = static_cast<ImportWizard*>(wizard)->draft();
    EXPECT_EQ(
        draft.columns().roles(),
        QStringList({QStringLiteral("ignore"), QStringLiteral("text"), QStringLiteral("label")}));
    at.click(next);  // 3: and so was what the columns are
    QWidget* import = wizard->button(QWizard::FinishButton);
    ASSERT_TRUE(waitUntil([&] { return import->isVisible() && import->isEnabled(); }));
    auto* prepared = wizard->findChild<QTableView*>(QStringLiteral("import.prepared"));
    ASSERT_TRUE(waitUntil([&] { return prepared->model()->rowCount() > 2; }));
    EXPECT_EQ(prepared->model()->index(0, PreparedModel::Before).data().toString(),
              QStringLiteral("CANCEL MY ORDER!"));
    EXPECT_EQ(prepared->model()->index(0, PreparedModel::What).data().toString(),
              QStringLiteral("dropped: copy of row 5"));
    at.click(import);  // 4
    ASSERT_TRUE(waitUntil([&] { return page->view().passport().is_object(); }));
    EXPECT_EQ(window.findChild<QLabel*>(QStringLiteral("passport.rows"))->text(),
              QStringLiteral("read 63 = kept 62 + rejected 1"));
    ASSERT_TRUE(waitUntil([&] { return at.barButton("Show rejects") != nullptr; }));

    at.chooseSoon(QStringLiteral("Few-shot intents"));                     // 6
    at.click(window.findChild<QPushButton*>(QStringLiteral("data.use")));  // 5
    ASSERT_TRUE(waitUntil([&] { return window.page() == Page::Pipeline; }));
    const engine::Document& document = at.parts.pipeline->document();
    EXPECT_EQ(document.seeds.size(), 5U);
    EXPECT_EQ(document.node("tasks")->options["query"], 11);  // twelve of each class after copies
    at.click(window.findChild<QToolButton*>(QStringLiteral("tool.run.start")));  // 7
    QPushButton* start = at.startButton();
    engine::JobFinished end;
    QObject::connect(at.parts.desk.get(), &RunDesk::finished, &window,
                     [&](const engine::JobFinished& what) { end = what; });
    at.click(start);  // 8
    ASSERT_TRUE(waitUntil([&] { return end.job > 0; }, test::kRunTime));
    ASSERT_EQ(end.state, engine::RunState::Done) << end.error.text();
    QPushButton* compare = nullptr;
    ASSERT_TRUE(waitUntil([&] { return (compare = at.barButton("Compare")) != nullptr; }));
    const QString verdict = at.lastSaid();
    at.click(compare);  // 9
    EXPECT_EQ(at.clicks, 9);

    EXPECT_EQ(window.page(), Page::Compare);
    auto* comparison = window.findChild<ComparePage*>();
    ASSERT_TRUE(waitUntil([&] { return comparison->data().arms.size() == 3; }));
    EXPECT_EQ(comparison->job(), end.job);
    // Five seeds, the same tasks for both: the sentence is a claim, not an excuse.
    EXPECT_TRUE(verdict.contains(QStringLiteral("95 % CI"))) << verdict.toStdString();
    EXPECT_FALSE(verdict.contains(QStringLiteral("Too few seeds"))) << verdict.toStdString();
}

TEST(OwnDataJourney, AFileCanBeDroppedOnEveryPage) {
    TestParts parts;
    const QString file = parts.folder.filePath(QStringLiteral("mailbox.csv"));
    ASSERT_TRUE(engine::write_file_atomically(file.toStdString(), mailbox()));
    MainWindow window(parts.parts(), parts.language);
    window.resize(1280, 720);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    for (const Page page :
         {Page::Welcome, Page::Data, Page::Pipeline, Page::Runs, Page::Compare, Page::Models}) {
        window.showPage(page);
        QCoreApplication::processEvents();
        Hand hand;
        EXPECT_TRUE(hand.drop(window, {file})) << static_cast<int>(page);
        auto* wizard = window.findChild<QWizard*>(QStringLiteral("import"));
        ASSERT_NE(wizard, nullptr) << static_cast<int>(page);
        EXPECT_EQ(window.page(), Page::Data);
        wizard->reject();
        ASSERT_TRUE(waitUntil(
            [&] { return window.findChild<QWizard*>(QStringLiteral("import")) == nullptr; }));
    }
}

TEST(OwnDataJourney, FilesThatAreDroppedTogetherComeOneAfterTheOther) {
    TestParts parts;
    QStringList files;
    for (const char* name : {"one.csv", "two.csv.gz", "three.tsv"}) {
        files << parts.folder.filePath(QLatin1String(name));
        ASSERT_TRUE(engine::write_file_atomically(files.back().toStdString(), mailbox()));
    }
    MainWindow window(parts.parts(), parts.language);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    Hand hand;
    ASSERT_TRUE(hand.drop(window, files));
    for (const char* name : {"one", "two", "three"}) {
        QWizard* wizard = nullptr;
        ASSERT_TRUE(waitUntil([&] {
            wizard = window.findChild<QWizard*>(QStringLiteral("import"));
            return wizard != nullptr && wizard->isVisible();
        })) << name;
        EXPECT_EQ(static_cast<ImportWizard*>(wizard)->draft().name, QLatin1String(name));
        wizard->reject();
        ASSERT_TRUE(waitUntil(
            [&] { return window.findChild<QWizard*>(QStringLiteral("import")) != wizard; }));
    }
}

}  // namespace
}  // namespace widgets
