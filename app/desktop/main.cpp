// warmstart: the window. Settings and wiring; everything that knows lies behind Runner and Reader.
#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>

#include "app/shared/engine_loader.h"
#include "app/shared/late_runner.h"
#include "app/shared/session.h"
#include "engine/reader/workspace_reader.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/main_window.h"
#include "widgets/frame/settings_dialog.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/report/pdf_report.h"

namespace {

struct Arguments {
    app::GlobalOptions global;
    QString settings_file;
    bool reset = false;
    std::int64_t report_pdf = 0;  // job to report on, without a window; 0: the window
    engine::Json report = engine::Json::object();
    QStringList files;
};

Arguments argumentsOf(QApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Transfer learning and meta-learning for people with few data of their own."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspace(
        QStringLiteral("workspace"), QStringLiteral("Folder that holds datasets, runs and models."),
        QStringLiteral("folder"));
    const QCommandLineOption settings(QStringLiteral("settings"),
                                      QStringLiteral("Settings file to use instead of the user's."),
                                      QStringLiteral("file"));
    const QCommandLineOption reset(QStringLiteral("reset"),
                                   QStringLiteral("Forget settings and layout first."));
    // As warmstart-cli report --format pdf calls this program.
    const QCommandLineOption pdf(QStringLiteral("report-pdf"),
                                 QStringLiteral("Write the PDF report of a job and end."),
                                 QStringLiteral("job"));
    const QCommandLineOption language(QStringLiteral("report-language"),
                                      QStringLiteral("Language of that report: en or zh-CN."),
                                      QStringLiteral("language"), QStringLiteral("en"));
    const QCommandLineOption texts(QStringLiteral("report-texts"),
                                   QStringLiteral("Show the texts of its worst rows."));
    parser.addOptions({workspace, settings, reset, pdf, language, texts});
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QStringLiteral("Pipelines or data files to open."),
                                 QStringLiteral("[file...]"));
    parser.process(application);
    Arguments out;
    out.global.workspace = parser.value(workspace).toStdString();
    out.settings_file = parser.value(settings);
    out.reset = parser.isSet(reset);
    out.report_pdf = parser.value(pdf).toLongLong();
    out.report = {{"language", parser.value(language).toStdString()},
                  {"texts", parser.isSet(texts)}};
    out.files = parser.positionalArguments();
    return out;
}

std::unique_ptr<QSettings> settingsFor(const Arguments& arguments) {
    const QString file =
        arguments.settings_file.isEmpty()
            ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
                  QStringLiteral("/warmstart/settings.ini")
            : arguments.settings_file;
    auto settings = std::make_unique<QSettings>(file, QSettings::IniFormat);
    if (arguments.reset) settings->clear();
    return settings;
}

// The engine's model tools, loaded once, whoever asks first.
class LateTools {
public:
    explicit LateTools(engine::Places places) : places_(std::move(places)) {}
    engine::Result<engine::ModelTools*> get() {
        const std::scoped_lock lock(mutex_);
        if (tools_ == nullptr) {
            auto parts = app::load_engine();
            if (!parts) return parts.error();
            parts_ = *std::move(parts);
            tools_ = parts_->make_model_tools(places_);
        }
        return tools_.get();
    }

private:
    engine::Places places_;
    std::mutex mutex_;
    std::unique_ptr<engine::EngineParts> parts_;
    std::unique_ptr<engine::ModelTools> tools_;
};

int writeReportPdf(const Arguments& arguments) {
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

}  // namespace

int main(int argc, char** argv) {
    // Read once by OpenMP when the engine is loaded: its threads must sleep, not spin, beside a
    // window.
    setenv("OMP_WAIT_POLICY", "passive", 0);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Warmstart"));
    QApplication::setApplicationVersion(QStringLiteral(WARMSTART_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("warmstart"));
    const Arguments arguments = argumentsOf(application);
    if (arguments.report_pdf > 0) return writeReportPdf(arguments);
    const std::unique_ptr<QSettings> settings = settingsFor(arguments);

    widgets::Theme theme;
    widgets::Language language;
    widgets::applyLook(*settings, theme, language);

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
    widgets::ReaderLane reader([places] { return engine::WorkspaceReader::open(places); });
    widgets::RunDesk desk([places](engine::EventQueue& events) -> std::unique_ptr<engine::Runner> {
        return std::make_unique<app::LateRunner>(places, events);
    });
    widgets::PipelineModel pipeline((*session)->catalog, (*session)->paths.journal());
    LateTools tools(places);
    widgets::MainWindow window(
        {theme, (*session)->catalog, reader, desk, pipeline, *settings, places,
         QStringLiteral(WARMSTART_EXPERIMENTS_DIR), !read_only_why.isEmpty(), read_only_why,
         [&tools] { return tools.get(); }},
        language);
    if (!read_only_why.isEmpty())
        window.messages().show(widgets::MessageBar::Kind::Warning, read_only_why);
    window.show();
    for (const QString& file : arguments.files) window.openFile(QFileInfo(file).absoluteFilePath());
    return QApplication::exec();
}
