// What the program says of itself: licences, diagnostics, the line at the bottom.
#include <QAction>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTreeWidget>
#include <filesystem>
#include <regex>

#include "tests/support/folders.h"
#include "tests/widgets/frame_support.h"
#include "widgets/frame/about_dialog.h"
#include "widgets/frame/help_dialog.h"
#include "widgets/frame/settings_dialog.h"
#include "widgets/frame/status_line.h"

namespace widgets {
namespace {

using test::TestParts;
using test::waitUntil;
using test::whenOpen;
namespace fs = std::filesystem;

const fs::path root = support::source_folder;

// checklist-37
TEST(StatusLine, TellsOfDeviceMemoryWorkspaceJobAndDocument) {
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    window.show();
    const auto said = [&window] {
        QString out;
        for (const auto* label : window.findChild<StatusLine*>()->findChildren<QLabel*>())
            out += label->text() + QLatin1Char('\n');
        return out;
    };
    for (const char* word :
         {"Device: automatic", "memory ", "workspace: ", " free", "not saved yet"})
        EXPECT_TRUE(said().contains(QLatin1String(word))) << word << said().toStdString();
    parts.pipeline->edit(QStringLiteral("Rename"), [](engine::Document& d) { d.title = "Mine"; });
    EXPECT_TRUE(said().contains(QStringLiteral("edited")));
    parts.desk->start(QStringLiteral("Mine"), "{}", {});
    ASSERT_TRUE(waitUntil([&] { return parts.runner != nullptr && parts.desk->isLive(); }));
    engine::JobStarted begun;
    begun.job = 1;
    parts.runner->events.push({0, begun});
    EXPECT_TRUE(waitUntil([&] { return said().contains(QStringLiteral("Mine · 0 %")); }))
        << said().toStdString();
    parts.runner->events.push({0, engine::JobFinished{}});
    ASSERT_TRUE(waitUntil([&] { return !parts.desk->isLive(); }));

    Parts reading = parts.parts();
    reading.read_only = true;
    reading.read_only_why = QStringLiteral("Another program has it.");
    StatusLine* line = nullptr;
    MainWindow second(reading, parts.language);
    line = second.findChild<StatusLine*>();
    QString all;
    for (const auto* label : line->findChildren<QLabel*>()) all += label->text();
    EXPECT_TRUE(all.contains(QStringLiteral("workspace read-only"))) << all.toStdString();
}

TEST(StatusLine, ShowsTheGpuThatIsSetOrTheFirst) {
    const engine::GpuList list{
        {{.index = 0, .name = "A", .memory_total = 8'000'000'000, .memory_free = 6'000'000'000},
         {.index = 1,
          .name = "B",
          .memory_total = 80'000'000'000,
          .memory_free = 79'000'000'000,
          .load = 37}},
        "580.65.06",
        "13.0"};
    const QString first = QStringLiteral("GPU 0, 2.0 GB of 8.0 GB in use");
    EXPECT_EQ(gpuText(list, "auto").toStdString(), first.toStdString());
    EXPECT_EQ(gpuText(list, "cuda:7").toStdString(), first.toStdString());
    EXPECT_EQ(gpuText(list, "cuda:1").toStdString(), "GPU 1 37 %, 1.0 GB of 80.0 GB in use");
}

// checklist-50
TEST(About, NamesTheLicenceOfEveryPartThatIsLinkedOrShipped) {
    Theme theme;
    AboutDialog dialog(theme);
    QString all;
    const auto* parts = dialog.findChild<QTreeWidget*>(QStringLiteral("parts"));
    for (int i = 0; i < parts->topLevelItemCount(); ++i) {
        for (int column = 0; column < 3; ++column) {
            EXPECT_FALSE(parts->topLevelItem(i)->text(column).isEmpty());
            all += parts->topLevelItem(i)->text(column) + QLatin1Char(' ');
        }
    }
    const auto found = engine::read_file(root / "cmake/Dependencies.cmake");
    ASSERT_TRUE(found);
    // As CMake names them, as people do.
    const std::map<std::string, std::string> names = {{"OpenSSL", "OpenSSL"},
                                                      {"ZLIB", "zlib"},
                                                      {"SQLite3", "SQLite"},
                                                      {"SQLiteCpp", "SQLiteCpp"},
                                                      {"CLI11", "CLI11"},
                                                      {"nlohmann_json", "nlohmann_json"},
                                                      {"spdlog", "spdlog"},
                                                      {"Boost", "Boost"},
                                                      {"ICU", "ICU"},
                                                      {"Qt6", "Qt 6"},
                                                      {"QCustomPlotQt6", "QCustomPlot"},
                                                      {"Threads", ""},
                                                      {"GTest", ""}};
    const std::regex package("find_package\\((\\w+)");
    for (auto at = std::sregex_iterator(found->begin(), found->end(), package);
         at != std::sregex_iterator(); ++at) {
        const std::string name = (*at)[1];
        ASSERT_TRUE(names.contains(name)) << name << " has no licence in the window";
        EXPECT_TRUE(all.contains(QString::fromStdString(names.at(name)))) << name;
    }
    for (const char* part : {"LibTorch", "CUDA runtime", "Arrow", "libgomp", "MiniLM", "VADER"})
        EXPECT_TRUE(all.contains(QLatin1String(part))) << part;
    const auto* licence = dialog.findChild<QPlainTextEdit*>();
    ASSERT_NE(licence, nullptr);
    EXPECT_TRUE(licence->toPlainText().contains(QStringLiteral("GNU GENERAL PUBLIC LICENSE")));
}

// checklist-50
TEST(About, NothingInTheProgramCanReachANetwork) {
    const std::regex network(
        "QNetworkAccess|QTcpS|QUdpS|QSslS|QAbstractSocket|QHostAddress|AF_INET|getaddrinfo|"
        "gethostby|curl/|curl_easy|<netinet/|boost/asio");
    int files = 0;
    for (const char* folder : {"engine", "widgets", "app"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
            ++files;
            const auto text = engine::read_file(entry.path());
            ASSERT_TRUE(text);
            EXPECT_FALSE(std::regex_search(*text, network)) << entry.path();
        }
    }
    EXPECT_GT(files, 200);
}

// checklist-24
TEST(Help, EveryDialogHasItsOwn) {
    const std::regex dialog("class (\\w+) (?:final )?: public Q(?:Dialog|Wizard)\\b");
    const auto help = engine::read_file(root / "widgets/frame/help_dialog.cpp");
    ASSERT_TRUE(help);
    int dialogs = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root / "widgets")) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
        const auto text = engine::read_file(entry.path());
        for (auto at = std::sregex_iterator(text->begin(), text->end(), dialog);
             at != std::sregex_iterator(); ++at) {
            const std::string name = (*at)[1];
            if (name == "HelpDialog") continue;
            ++dialogs;
            EXPECT_NE(help->find("{\"widgets::" + name + "\""), std::string::npos) << name;
            const std::string body = at->suffix().str().substr(0, 800);
            EXPECT_TRUE(body.find("Q_OBJECT") < 40 ||
                        body.find("setProperty(\"help\"") != std::string::npos)
                << name << " cannot be told from others";
        }
    }
    EXPECT_GE(dialogs, 9);
}

// checklist-24
TEST(Help, F1OpensItAboveTheDialogAndAboutThePageAtHand) {
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    QString said;
    whenOpen<SettingsDialog>([&said](SettingsDialog& dialog) {
        QTest::keyClick(dialog.findChild<QLineEdit*>(), Qt::Key_F1);
        if (const auto* help = dialog.findChild<HelpDialog*>()) said = help->text();
        dialog.reject();
    });
    window.findChild<QAction*>(QStringLiteral("file.settings"))->trigger();
    EXPECT_TRUE(said.contains(QStringLiteral("Restore Defaults"))) << said.toStdString();
    window.showPage(Page::Runs);
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_F1);
    auto* help = window.findChild<HelpDialog*>();
    ASSERT_NE(help, nullptr);
    EXPECT_TRUE(help->isVisible());
    EXPECT_TRUE(help->text().startsWith(QStringLiteral("Runs"))) << help->text().toStdString();
}

// checklist-36
TEST(Diagnostics, TellOfTheSystemAndNothingOfTheData) {
    TestParts parts;
    parts.settings->setValue(QStringLiteral("recent"),
                             QStringLiteral("/home/mary/secret.warm.json"));
    parts.settings->setValue(QStringLiteral("look/theme"), QStringLiteral("dark"));
    MainWindow window(parts.parts(), parts.language);
    window.show();
    window.messages().show(MessageBar::Kind::Warning,
                           QStringLiteral("The row \"I am so sad today\" of /home/mary/tweets.csv "
                                          "cannot be read."));
    const QString file = parts.folder.filePath(QStringLiteral("sent.zip"));
    whenOpen<QFileDialog>([&](QFileDialog& dialog) {
        dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(file);
        QMetaObject::invokeMethod(&dialog, "accept");
    });
    window.findChild<QAction*>(QStringLiteral("help.diagnostics"))->trigger();
    const auto bytes = engine::read_file(file.toStdString());  // stored as it is
    ASSERT_TRUE(bytes);
    for (const char* there : {"system.json", "settings.json", "log.txt", "\"qt\"", "\"dark\"",
                              "The row \"...\" of ~/tweets.csv cannot be read."})
        EXPECT_NE(bytes->find(there), std::string::npos) << there;
    for (const char* not_there : {"mary", "sad", "secret"})
        EXPECT_EQ(bytes->find(not_there), std::string::npos) << not_there;
}

}  // namespace
}  // namespace widgets
