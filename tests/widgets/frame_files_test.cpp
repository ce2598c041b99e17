// The window's way with files: what was open lately, what is dropped on it, what is not saved yet,
// and what a crash left.
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QUrl>
#include <QWizard>

#include "engine/base/safetensors.h"
#include "engine/spec/carried.h"
#include "tests/widgets/frame_support.h"
#include "widgets/frame/recent_files.h"
#include "widgets/pages/welcome_page.h"

namespace widgets {
namespace {

using test::TestParts;
using test::waitUntil;
using test::whenOpen;

constexpr auto kFirstLook = "news-to-comments-first-look";

QString copyOf(const QString& name, const TestParts& parts) {
    const QString file = parts.folder.filePath(name + QStringLiteral(".warm.json"));
    EXPECT_TRUE(QFile::copy(test::experiment(QLatin1String(kFirstLook)), file));
    return file;
}

QPushButton* recentOf(const QWidget& page, const QString& file) {
    for (auto* link : page.findChildren<QPushButton*>(QStringLiteral("recent"))) {
        if (link->toolTip() == file) return link;
    }
    return nullptr;
}

// checklist-02
TEST(Welcome, OffersTheShippedPipelinesAndThoseThatWereOpenLately) {
    TestParts parts;
    const QString mine = copyOf(QStringLiteral("mine"), parts);
    MainWindow window(parts.parts(), parts.language);
    window.show();
    EXPECT_EQ(window.page(), Page::Welcome);
    int templates = 0;
    for (auto* card : window.findChildren<QPushButton*>()) {
        if (!card->objectName().startsWith(QLatin1String("template."))) continue;
        ++templates;
        window.showPage(Page::Welcome);
        card->click();
        EXPECT_EQ(window.page(), Page::Pipeline) << card->objectName().toStdString();
        EXPECT_TRUE(parts.pipeline->file().isEmpty()) << "a shipped file is no place to save to";
        EXPECT_FALSE(parts.pipeline->document().nodes.empty());
    }
    EXPECT_GE(templates, 5);
    window.openFile(mine);
    window.showPage(Page::Welcome);
    parts.pipeline->load(engine::Document{}, {});
    ASSERT_NE(recentOf(window, mine), nullptr);
    recentOf(window, mine)->click();
    EXPECT_EQ(window.page(), Page::Pipeline);
    EXPECT_EQ(parts.pipeline->file(), mine);
}

// checklist-03
TEST(RecentFiles, PinnedOnesStayInFrontAndThoseThatAreGoneAreGrey) {
    TestParts parts;
    const QString first = copyOf(QStringLiteral("first"), parts);
    addRecentFile(*parts.settings, first);
    WelcomePage page(parts.shell());
    page.show();
    const auto button = [&page](const QString& words) -> QToolButton* {
        for (auto* one : page.findChildren<QToolButton*>()) {
            if (one->accessibleName() == words) return one;
        }
        return nullptr;
    };
    ASSERT_NE(button(QStringLiteral("Pin first.warm.json")), nullptr);
    button(QStringLiteral("Pin first.warm.json"))->click();
    for (int i = 0; i < 2 * kRecentFiles; ++i)
        addRecentFile(*parts.settings, QStringLiteral("/gone/%1.warm.json").arg(i));
    page.refresh();
    const QStringList all = recentFiles(*parts.settings);
    ASSERT_EQ(all.size(), kRecentFiles + 1);
    EXPECT_EQ(all.front(), first);
    EXPECT_TRUE(recentOf(page, first)->isEnabled());
    QPushButton* gone = recentOf(page, all[1]);
    ASSERT_NE(gone, nullptr);
    EXPECT_FALSE(gone->isEnabled());
    EXPECT_TRUE(gone->text().contains(QStringLiteral("missing")));
    EXPECT_EQ(gone->palette().color(QPalette::Disabled, QPalette::ButtonText),
              parts.theme.tokens().text2);

    const QString name = QFileInfo(all[1]).fileName();
    button(QStringLiteral("Forget %1").arg(name))->click();
    EXPECT_FALSE(recentFiles(*parts.settings).contains(all[1]));
    ASSERT_TRUE(waitUntil([&] { return recentOf(page, all[1]) == nullptr; }));
    button(QStringLiteral("Unpin first.warm.json"))->click();
    EXPECT_TRUE(pinnedFiles(*parts.settings).isEmpty());
    EXPECT_TRUE(recentFiles(*parts.settings).contains(first)) << "still one of the recent files";
}

void drop(QWidget& window, const QString& file) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent event(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &event);
}

struct DropTest : testing::Test {
    QString write(const QString& name, const std::string& bytes) {
        const QString file = parts.folder.filePath(name);
        EXPECT_TRUE(engine::write_file_atomically(file.toStdString(), bytes));
        return file;
    }
    TestParts parts;
    MainWindow window{parts.parts(), parts.language};
};

// checklist-04
TEST_F(DropTest, DataFilesOpenTheImport) {
    window.show();
    for (const QString& file :
         {write(QStringLiteral("a.csv"), "text,label\nfine,good\nbad,bad\n"),
          write(QStringLiteral("a.tsv"), "text\tlabel\nfine\tgood\n"),
          write(QStringLiteral("a.jsonl"), "{\"text\": \"fine\", \"label\": \"good\"}\n")}) {
        window.showPage(Page::Welcome);
        drop(window, file);
        EXPECT_EQ(window.page(), Page::Data);
        QWizard* wizard = window.findChild<QWizard*>(QStringLiteral("import"));
        ASSERT_NE(wizard, nullptr) << file.toStdString();
        EXPECT_TRUE(wizard->isVisible());
        wizard->reject();
        ASSERT_TRUE(waitUntil(
            [&] { return window.findChild<QWizard*>(QStringLiteral("import")) == nullptr; }));
    }
}

// checklist-04 checklist-10
TEST_F(DropTest, PipelinesAndWhateverCarriesOneOpenOnTheCanvas) {
    window.show();
    const auto shipped =
        engine::read_file(test::experiment(QLatin1String(kFirstLook)).toStdString());
    ASSERT_TRUE(shipped);
    auto document = engine::read_document(*shipped, parts.catalog, kFirstLook);
    ASSERT_TRUE(document);
    const std::string pipeline = engine::write_document(*document);
    QImage pixel(1, 1, QImage::Format_RGB32);
    ASSERT_TRUE(pixel.save(parts.folder.filePath(QStringLiteral("b.png"))));
    const auto png =
        engine::read_file(parts.folder.filePath(QStringLiteral("b.png")).toStdString());
    ASSERT_TRUE(png);
    std::string script = engine::Json({{"carried", engine::carry(pipeline)}}).dump();
    for (std::size_t at = script.find('<'); at != std::string::npos; at = script.find('<', at))
        script.replace(at, 1, "\\u003c");
    const auto tensors =
        engine::safetensors_bytes({}, {{"warmstart", engine::carried_text(pipeline)}});
    ASSERT_TRUE(tensors);
    QDir().mkpath(parts.folder.filePath(QStringLiteral("model")));
    write(QStringLiteral("model/model.safetensors"), *tensors);
    const QStringList files = {
        write(QStringLiteral("a.warm.json"), pipeline),
        write(QStringLiteral("a.png"), engine::png_with_pipeline(*png, pipeline)),
        write(QStringLiteral("a.svg"),
              engine::svg_with_pipeline("<?xml version=\"1.0\"?>\n<svg width=\"1\"><g/></svg>",
                                        pipeline)),
        write(QStringLiteral("a.html"),
              "<html><script type=\"application/json\" id=\"warmstart\">" + script +
                  "</script></html>"),
        write(QStringLiteral("a.pdf"), "%PDF-1.4 " + engine::carried_element(pipeline)),
        write(QStringLiteral("a.safetensors"), *tensors),
        parts.folder.filePath(QStringLiteral("model"))};
    for (const QString& file : files) {
        parts.pipeline->load(engine::Document{}, {});
        window.showPage(Page::Welcome);
        drop(window, file);
        ASSERT_TRUE(waitUntil([&] { return window.page() == Page::Pipeline; }))
            << file.toStdString();
        EXPECT_EQ(parts.pipeline->text(), pipeline) << file.toStdString();
    }
    EXPECT_TRUE(parts.runner->calls.empty()) << "opening runs nothing";
    EXPECT_EQ(parts.desk->state(), RunDesk::State::Idle);
}

// checklist-10
TEST_F(DropTest, APipelineThatNamesPlacesOutsideTheLibraryOpensWithAWarningAndRunsNothing) {
    window.show();
    const auto shipped =
        engine::read_file(test::experiment(QLatin1String(kFirstLook)).toStdString());
    ASSERT_TRUE(shipped);
    auto document = engine::read_document(*shipped, parts.catalog, kFirstLook);
    ASSERT_TRUE(document);
    const int before = window.messages().count();
    drop(window, write(QStringLiteral("ours.warm.json"), *shipped));
    EXPECT_EQ(window.messages().count(), before) << "names of the library need no word";
    for (engine::Node& node : document->nodes) {
        if (node.kind == "dataset") node.options["source"] = "/etc/passwd";
        if (node.kind == "encoder") node.options["model"] = "../../elsewhere/model";
    }
    drop(window, write(QStringLiteral("theirs.warm.json"), engine::write_document(*document)));
    EXPECT_EQ(window.page(), Page::Pipeline);
    EXPECT_EQ(parts.pipeline->text(), engine::write_document(*document)) << "as it is, to be read";
    ASSERT_EQ(window.messages().count(), before + 1);
    const QString said = window.messages().text(before);
    EXPECT_TRUE(said.contains(QStringLiteral("/etc/passwd"))) << said.toStdString();
    EXPECT_TRUE(said.contains(QStringLiteral("../../elsewhere/model"))) << said.toStdString();
    EXPECT_TRUE(parts.runner->calls.empty());
    EXPECT_EQ(parts.desk->state(), RunDesk::State::Idle);
}

// What is no pipeline of ours, or is broken, or is code in disguise.
// checklist-10
TEST_F(DropTest, ContentOfNoKnownKindIsRefusedAndRunsNothing) {
    window.show();
    const std::string script = "<html><script>alert(1)</script></html>";
    int said = 0;
    QObject::connect(&window.messages(), &MessageBar::logged, &window, [&said] { ++said; });
    for (const auto& [name, bytes] : std::initializer_list<std::pair<const char*, std::string>>{
             {"a.html", script},
             {"b.svg", "<svg onload=\"alert(1)\"/>"},
             {"c.pdf", "%PDF-1.4 /JavaScript"},
             {"d.safetensors", "not a header"},
             {"e.warm.json", "{\"version\": 1, \"nodes\": [{\"kind\": \"shell\"}]}"}}) {
        const int before = said;
        drop(window, write(QString::fromUtf8(name), bytes));
        EXPECT_TRUE(waitUntil([&] { return said > before; })) << name;
        EXPECT_TRUE(parts.pipeline->document().nodes.empty()) << name;
    }
    EXPECT_TRUE(parts.runner->calls.empty());
}

// checklist-04
TEST_F(DropTest, AFileThatIsNothingIsRefusedWithASentence) {
    window.show();
    const int before = window.messages().count();
    drop(window, write(QStringLiteral("broken.warm.json"), "{\"version\""));
    ASSERT_EQ(window.messages().count(), before + 1);
    EXPECT_TRUE(window.messages().text(before).contains(QStringLiteral("broken.warm.json")))
        << window.messages().text(before).toStdString();
    drop(window, write(QStringLiteral("empty.png"), ""));
    EXPECT_TRUE(waitUntil([&] { return window.messages().count() == before + 2; }));
}

void rename(PipelineModel& pipeline, const char* title) {
    pipeline.edit(QStringLiteral("Rename"), [&](engine::Document& d) { d.title = title; });
}

// checklist-08
TEST(UnsavedFile, IsMarkedAndClosingAsks) {
    TestParts parts;
    const QString file = copyOf(QStringLiteral("mine"), parts);
    MainWindow window(parts.parts(), parts.language);
    window.show();
    window.openFile(file);
    EXPECT_FALSE(window.isWindowModified());
    EXPECT_TRUE(window.windowTitle().contains(QStringLiteral("[*]")));
    rename(*parts.pipeline, "Mine");
    EXPECT_TRUE(window.isWindowModified());

    int asked = 0;
    const auto answer = [&asked](QMessageBox::StandardButton which) {
        whenOpen<QMessageBox>([&asked, which](QMessageBox& box) {
            ++asked;
            for (const auto button : {QMessageBox::Save, QMessageBox::Discard, QMessageBox::Cancel})
                EXPECT_NE(box.button(button), nullptr);
            box.button(which)->click();
        });
    };
    answer(QMessageBox::Cancel);
    EXPECT_FALSE(window.close());
    EXPECT_TRUE(parts.pipeline->isModified());
    answer(QMessageBox::Save);
    EXPECT_TRUE(window.close());
    EXPECT_FALSE(parts.pipeline->isModified());
    const auto saved = engine::read_file(file.toStdString());
    ASSERT_TRUE(saved);
    EXPECT_NE(saved->find("Mine"), std::string::npos);

    window.show();
    rename(*parts.pipeline, "Other");
    answer(QMessageBox::Discard);
    EXPECT_TRUE(window.close());
    EXPECT_EQ(*engine::read_file(file.toStdString()), *saved);
    EXPECT_EQ(asked, 3);
}

// checklist-08
TEST(UnsavedFile, CanBeSavedAsACopy) {
    TestParts parts;
    const QString file = copyOf(QStringLiteral("mine"), parts);
    const auto before = engine::read_file(file.toStdString());
    MainWindow window(parts.parts(), parts.language);
    window.show();
    window.openFile(file);
    rename(*parts.pipeline, "A copy");
    const QString copy = parts.folder.filePath(QStringLiteral("copy"));
    whenOpen<QFileDialog>([&](QFileDialog& dialog) {
        dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(copy);
        QMetaObject::invokeMethod(&dialog, "accept");
    });
    window.findChild<QAction*>(QStringLiteral("file.save_as"))->trigger();
    EXPECT_EQ(*engine::read_file(file.toStdString()), *before);
    const auto copied = engine::read_file((copy + QStringLiteral(".warm.json")).toStdString());
    ASSERT_TRUE(copied);
    EXPECT_NE(copied->find("A copy"), std::string::npos);
    EXPECT_FALSE(parts.pipeline->isModified());
}

// Run by the next test in a process of its own, which is killed: edits, and says when they are
// safe.
TEST(Crash, DISABLED_EditsAndWaits) {
    const std::filesystem::path journal(qEnvironmentVariable("TEST_JOURNAL").toStdString());
    const engine::Catalog catalog = engine::shipped_catalog();
    PipelineModel model(catalog, journal);
    ASSERT_TRUE(model.open(test::experiment(QLatin1String(kFirstLook))));
    for (int i = 1; i <= 37; ++i) rename(model, ("Edit " + std::to_string(i)).c_str());
    const auto ours = journal / (std::to_string(QCoreApplication::applicationPid()) + ".json");
    ASSERT_TRUE(waitUntil([&] {
        const auto written = engine::read_file(ours);
        return written.ok() && written->find("Edit 37") != std::string::npos;
    }));
    std::puts("safe");
    std::fflush(stdout);
    waitUntil([] { return false; }, 60000);
}

// checklist-12
TEST(Crash, AfterAKillTheNextStartOffersWhatWasNotSaved) {
    TestParts parts;
    const std::filesystem::path journal = parts.places.workspace / "journal";
    QProcess process;
    test::startAgain(process, QStringLiteral("Crash.DISABLED_EditsAndWaits"),
                     {QStringLiteral("TEST_JOURNAL=") + QString::fromStdString(journal.string())});
    QByteArray said;
    ASSERT_TRUE(waitUntil(
        [&] { return (said += process.readAll()).contains("safe") || process.state() == 0; },
        60000));
    ASSERT_TRUE(said.contains("safe")) << said.toStdString();
    process.kill();
    ASSERT_TRUE(process.waitForFinished());

    MainWindow window(parts.parts(), parts.language);
    window.show();
    ASSERT_EQ(window.messages().count(), 1);
    EXPECT_TRUE(window.messages().text(0).contains(QStringLiteral("37 edits")))
        << window.messages().text(0).toStdString();
    for (auto* button : window.messages().findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Recover")) button->click();
    }
    EXPECT_EQ(window.page(), Page::Pipeline);
    EXPECT_EQ(parts.pipeline->document().title, "Edit 37");
    EXPECT_TRUE(parts.pipeline->isModified());
    EXPECT_TRUE(parts.pipeline->recoverable().empty());
}

}  // namespace
}  // namespace widgets
