// Messages above the page: out of the way, and of faults what, why and what next.
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>
#include <filesystem>

#include "tests/support/folders.h"
#include "tests/widgets/frame_support.h"

namespace widgets {
namespace {

using test::TestParts;
using test::waitUntil;

// checklist-35
TEST(Messages, StayOutOfTheWayAndLeaveByThemselves) {
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    MessageBar& bar = window.messages();
    bar.show(MessageBar::Kind::Info, QStringLiteral("Nothing to do."));
    bar.show(MessageBar::Kind::Warning, QStringLiteral("Little memory is left."));
    bar.show(MessageBar::Kind::Warning, QStringLiteral("Little memory is left."));
    EXPECT_EQ(bar.count(), 2) << "said twice, shown once";
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    QCoreApplication::processEvents();
    for (const auto* one :
         window.centralWidget()->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (one == &bar || !one->isVisible()) continue;
        EXPECT_FALSE(one->geometry().intersects(bar.geometry())) << "it covers the page";
    }
    EXPECT_TRUE(waitUntil([&] { return bar.count() == 1; }, 12000));
    EXPECT_EQ(bar.text(0), QStringLiteral("Little memory is left."));
    for (int i = 0; i < 5; ++i)
        bar.show(MessageBar::Kind::Error, QStringLiteral("Trouble %1.").arg(i));
    EXPECT_EQ(bar.count(), 3);
}

// checklist-34
TEST(Messages, OfFaultsSayWhatWhyAndWhatNextAndHandOverTheirDetails) {
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    window.show();
    MessageBar& bar = window.messages();
    for (int code = 0; code <= static_cast<int>(engine::ErrorCode::Internal); ++code) {
        const engine::Error error =
            engine::make_error(static_cast<engine::ErrorCode>(code), "Thing %1 is in the way.",
                               {std::to_string(code)}, "what(): std::bad_thing");
        bar.show(error);
        const int last = bar.count() - 1;
        EXPECT_EQ(bar.text(last), QStringLiteral("Thing %1 is in the way.").arg(code));
        EXPECT_TRUE(bar.next(last).endsWith(QLatin1Char('.'))) << code;
        const auto labels = bar.findChildren<QLabel*>();
        const bool shown = std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->text() == bar.text(last) + QLatin1Char(' ') + bar.next(last);
        });
        EXPECT_TRUE(shown) << "both can be read, and nothing of the library's own words";
        const auto copies = bar.findChildren<QToolButton*>(QStringLiteral("copy"));
        ASSERT_FALSE(copies.isEmpty());
        copies.back()->click();
        const QString copied = QApplication::clipboard()->text();
        for (const QString& part :
             {bar.text(last), bar.next(last), QStringLiteral("std::bad_thing"),
              QString::fromUtf8(engine::name_of(error.code).data())})
            EXPECT_TRUE(copied.contains(part)) << part.toStdString();
    }
    bar.show(engine::make_error(engine::ErrorCode::Io, "No room."),
             {{QStringLiteral("Retry"), [] {}}});
    EXPECT_TRUE(bar.next(bar.count() - 1).isEmpty()) << "the button says it";
}

// What is shown as an error is an Error: its sentence, the next step of its kind, its details.
// checklist-34
TEST(Messages, OfFaultsComeAsErrorsAndNeverFromAnException) {
    const std::filesystem::path root(support::source_folder);
    int read = 0;
    for (const char* room : {"widgets", "app/desktop", "app/shared"}) {
        for (const auto& at : std::filesystem::recursive_directory_iterator(root / room)) {
            const std::string name = at.path().filename().string();
            if (!at.is_regular_file() || !name.ends_with(".cpp")) continue;
            const auto text = engine::read_file(at.path());
            ASSERT_TRUE(text);
            ++read;
            EXPECT_EQ(text->find("std::exception"), std::string::npos) << name;
            if (name == "message_bar.cpp" || name == "log_dock.cpp") continue;
            EXPECT_EQ(text->find("Kind::Error"), std::string::npos) << name;
        }
    }
    EXPECT_GT(read, 100);
}

// checklist-34
TEST(Messages, HandTheirDetailsOver) {
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    window.show();
    window.messages().show(MessageBar::Kind::Error, QStringLiteral("The file cannot be read."), {},
                           QStringLiteral("open: EACCES"));
    auto* copy = window.messages().findChild<QToolButton*>(QStringLiteral("copy"));
    ASSERT_NE(copy, nullptr);
    copy->click();
    EXPECT_EQ(QApplication::clipboard()->text(),
              QStringLiteral("The file cannot be read.\nopen: EACCES"));
}

}  // namespace
}  // namespace widgets
