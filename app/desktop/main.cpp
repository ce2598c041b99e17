// warmstart: the window. Settings and wiring; everything that knows lies behind Runner and Reader.
#include <QApplication>
#include <QCommandLineParser>
#include <QProcess>
#include <QSettings>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "app/desktop/arguments.h"
#include "app/desktop/one_window.h"
#include "app/shared/engine_loader.h"
#include "app/shared/late_runner.h"
#include "app/shared/late_tools.h"
#include "app/shared/session.h"
#include "engine/reader/workspace_reader.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/feed/background_work.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/desktop_news.h"
#include "widgets/frame/main_window.h"
#include "widgets/frame/settings_dialog.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/report/pdf_report.h"

namespace {

// Whether there is a screen to show a window on; QT_QPA_PLATFORM speaks for itself.
bool hasDisplay() {
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

// What must be known before Qt looks for a screen. -> false when there is none to show a window on
bool prepare(int argc, char** argv) {
    QStringList words;
    for (int i = 0; i < argc; ++i) words << QString::fromLocal8Bit(argv[i]);
    QCommandLineParser parser;
    app::addOptions(parser);
    parser.parse(words);
    if (!hasDisplay() && !words.contains(QStringLiteral("-platform"))) {
        if (!app::endsByItself(parser)) return false;
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    // Qt reads the scale once, when it starts. One that the user gave it stays.
    const app::Arguments arguments = app::argumentsOf(parser);
    const auto settings = app::settingsFor(arguments);
    const int scale =
        arguments.reset ? 100 : settings->value(QStringLiteral("look/scale"), 100).toInt();
    if (scale != 100 && !qEnvironmentVariableIsSet("QT_SCALE_FACTOR"))
        qputenv("QT_SCALE_FACTOR", QByteArray::number(scale / 100.0));
    return true;
}

// The shipped pipelines.
QString experimentsFolder() {
    const auto share = app::installed_share();
    return share.empty() ? QStringLiteral(WARMSTART_EXPERIMENTS_DIR)
                         : QString::fromStdString((share / "experiments").string());
}

int writeReportPdf(const app::Arguments& arguments) {
    const engine::Places places = app::places_of(arguments.global);
    auto reader = engine::WorkspaceReader::open(places);
    if (!reader) return app::fail(reader.error());
    auto page = (*reader)->print_report(arguments.report_pdf, arguments.report);
    if (!page) return app::fail(page.error());
    const auto file = places.workspace / "exports" / ((*page)["name"].get<std::string>() + ".pdf");
    auto written = widgets::writePdf(*page, QString::fromStdString(file.string()));
    if (!written) return app::fail(written.error());
    std::fprintf(stderr, "Report: %s\n", file.c_str());
    return app::kOk;
}

// The workspace is free by now: the command line takes it, and says in a file how it goes.
bool goOnInBackground(const app::Arguments& arguments, std::int64_t job) {
    const engine::Places places = app::places_of(arguments.global);
    const QString workspace = QString::fromStdString(places.workspace.string());
    QProcess process;
    process.setProgram(QApplication::applicationDirPath() + QStringLiteral("/warmstart-cli"));
    process.setArguments({QStringLiteral("--workspace"), workspace, QStringLiteral("runs"),
                          QStringLiteral("resume"), QString::number(job)});
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(workspace + QStringLiteral("/background.log"));
    if (process.startDetached()) return true;
    std::fprintf(stderr, "%s cannot be started; job %lld waits for Resume.\n",
                 process.program().toLocal8Bit().constData(), static_cast<long long>(job));
    return false;
}

// Whether a window that is open has taken the files.
bool isTaken(const app::Arguments& arguments) {
    return !arguments.info && !arguments.new_window &&
           app::handOver(app::places_of(arguments.global).workspace, arguments.files);
}

// What is to come when the window has closed.
struct Afterwards {
    std::int64_t go_on = 0;  // job to be gone on with in the background
    bool again = false;      // the window anew, as owner
};

// Files of later starts come to the window that owns the workspace.
std::unique_ptr<app::OneWindow> hearLaterStarts(const std::filesystem::path& workspace,
                                                widgets::MainWindow& window) {
    auto out = std::make_unique<app::OneWindow>(workspace, [&window](const QStringList& files) {
        widgets::bringToFront(window);
        for (const QString& file : files) window.openFile(file);
    });
    if (const QString why = out->problem(); !why.isEmpty()) {
        window.messages().show(
            widgets::MessageBar::Kind::Warning,
            QCoreApplication::translate("desktop",
                                        "Files of a later start cannot reach this window: %1. Open "
                                        "them from its File menu.")
                .arg(why));
    }
    return out;
}

// The window, until it is closed. -> exit code
int showWindow(const app::Arguments& arguments, QSettings& settings, Afterwards& after) {
    widgets::Theme theme;
    widgets::Language language;
    widgets::applyLook(settings, theme, language);

    // The owner settles what a dead process left; a second window reads only, and says so.
    QString read_only_why;
    auto session = app::open_session(arguments.global, app::Access::Own);
    if (!session) {
        read_only_why = widgets::say(session.error());
        session = app::open_session(arguments.global, app::Access::Read);
    }
    if (!session) {
        std::fprintf(stderr, "%s\n", session.error().text().c_str());
        return app::kFailed;
    }
    const engine::Places places = (*session)->places;
    widgets::BackgroundWork background;  // before what tells it: it is the last to end
    widgets::ReaderLane reader([places] { return engine::WorkspaceReader::open(places); });
    widgets::RunDesk desk([places](engine::EventQueue& events) -> std::unique_ptr<engine::Runner> {
        return std::make_unique<app::LateRunner>(places, events);
    });
    widgets::PipelineModel pipeline((*session)->catalog, (*session)->paths.journal());
    app::LateTools tools(places);
    widgets::MainWindow window(
        {theme, (*session)->catalog, reader, desk, background, pipeline, settings, places,
         experimentsFolder(), !read_only_why.isEmpty(), read_only_why,
         [&tools] { return tools.get(); }, [&after](std::int64_t job) { after.go_on = job; },
         [paths = (*session)->paths] { return engine::WorkspaceLock::take(paths).ok(); },
         [&after] { after.again = true; }},
        language);
    window.show();
    for (const QString& file : arguments.files) window.openFile(file);
    std::unique_ptr<app::OneWindow> one;
    if (read_only_why.isEmpty()) one = hearLaterStarts(places.workspace, window);
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    app::set_engine_environment();
    if (!prepare(argc, argv)) {
        std::fprintf(stderr,
                     "There is no display to show a window on; warmstart-cli does the same on the "
                     "terminal.\n");
        return app::kFailed;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Warmstart"));
    QApplication::setApplicationVersion(QStringLiteral(WARMSTART_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.warmstart.Warmstart"));
    QCommandLineParser parser;
    app::addOptions(parser);
    if (!parser.parse(QApplication::arguments())) {
        std::fprintf(stderr, "%s\n", qPrintable(parser.errorText()));
        return app::kUsage;
    }
    parser.process(application);  // help and version
    const app::Arguments arguments = app::argumentsOf(parser);
    if (arguments.report_pdf > 0) return writeReportPdf(arguments);
    const std::unique_ptr<QSettings> settings = app::settingsFor(arguments);
    if (isTaken(arguments)) return app::kOk;
    if (arguments.reset) settings->clear();  // a window that took the files has kept its own
    if (arguments.info) {
        std::printf("%s\n", app::infoOf(arguments, *settings).dump(2).c_str());
        return app::kOk;
    }
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes pauses a job as a full disk does
    Afterwards after;
    int code = app::kOk;
    do {
        after = {};
        code = showWindow(arguments, *settings, after);
    } while (after.again);
    return after.go_on == 0 || goOnInBackground(arguments, after.go_on) ? code : app::kFailed;
}
