// Every page of the window as a picture: warmstart-screenshots WORKSPACE FOLDER LANGUAGE THEME
// SCALE
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QPixmap>
#include <QSettings>
#include <QTemporaryDir>
#include <QThread>
#include <cstdio>
#include <memory>

#include "app/shared/late_runner.h"
#include "app/shared/session.h"
#include "engine/reader/workspace_reader.h"
#include "tests/support/folders.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/feed/background_work.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/main_window.h"
#include "widgets/frame/settings_dialog.h"
#include "widgets/look/theme.h"

namespace {

// Lets answers arrive and widgets settle.
void settle(const widgets::ReaderLane& reader) {
    QElapsedTimer timer;
    timer.start();
    qint64 quiet_since = 0;
    while (timer.elapsed() < 20000) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(5);
        if (reader.waiting() > 0) quiet_since = timer.elapsed();
        if (timer.elapsed() - quiet_since > 600) return;
    }
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 6) {
        std::fprintf(stderr, "warmstart-screenshots WORKSPACE FOLDER LANGUAGE THEME SCALE\n");
        return 2;
    }
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("look/language"), arguments[3]);
    settings.setValue(QStringLiteral("look/theme"), arguments[4]);
    widgets::Theme theme;
    widgets::Language language;
    widgets::applyLook(settings, theme, language);
    app::GlobalOptions options;
    options.workspace = arguments[1].toStdString();
    auto session = app::open_session(options, app::Access::Read);
    if (!session) {
        std::fprintf(stderr, "%s\n", session.error().text().c_str());
        return 1;
    }
    const engine::Places places = (*session)->places;
    widgets::BackgroundWork background;
    widgets::ReaderLane reader([places] { return engine::WorkspaceReader::open(places); });
    widgets::RunDesk desk([places](engine::EventQueue& events) -> std::unique_ptr<engine::Runner> {
        return std::make_unique<app::LateRunner>(places, events);
    });
    widgets::PipelineModel pipeline((*session)->catalog, folder.path().toStdString());
    const QString experiments =
        QString::fromUtf8(support::source_folder) + QStringLiteral("/experiments");
    widgets::MainWindow window({theme,
                                (*session)->catalog,
                                reader,
                                desk,
                                background,
                                pipeline,
                                settings,
                                places,
                                experiments,
                                false,
                                {},
                                [] {
                                    return engine::Result<engine::ModelTools*>(engine::make_error(
                                        engine::ErrorCode::Unsupported, "Not in a picture."));
                                },
                                {},
                                {},
                                {}},
                               language);
    window.resize(1280, 720);
    window.show();
    settle(reader);
    window.openTemplate(experiments + QStringLiteral("/news-to-comments-first-look.warm.json"));
    window.showJob(1);
    settle(reader);
    constexpr std::pair<widgets::Page, const char*> kPages[] = {
        {widgets::Page::Welcome, "welcome"},   {widgets::Page::Data, "data"},
        {widgets::Page::Pipeline, "pipeline"}, {widgets::Page::Runs, "runs"},
        {widgets::Page::Compare, "compare"},   {widgets::Page::Models, "models"}};
    for (const auto& [page, name] : kPages) {
        window.showPage(page);
        settle(reader);
        const QString file =
            QStringLiteral("%1-%2-%3-%4x.png")
                .arg(QLatin1String(name), arguments[3], arguments[4], arguments[5]);
        if (!window.grab().save(QDir(arguments[2]).filePath(file))) {
            std::fprintf(stderr, "%s cannot be written.\n", qPrintable(file));
            return 1;
        }
    }
    return 0;
}
