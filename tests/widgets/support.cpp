#include "tests/widgets/support.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>

#include "app/shared/late_runner.h"
#include "app/shared/session.h"
#include "engine/reader/workspace_reader.h"
#include "tests/support/folders.h"

namespace widgets::test {

engine::Result<std::int64_t> FakeRunner::start(const std::string& text,
                                               const engine::JobSettings& how) {
    document = text;
    settings = how;
    calls.emplace_back("start");
    return answer;
}

TestParts::TestParts(bool real) {
    app::GlobalOptions options;
    options.workspace = folder.filePath(QStringLiteral("workspace")).toStdString();
    places = app::places_of(options);
    const auto made = app::open_session(options, app::Access::Own);  // makes the workspace
    Q_ASSERT(made);
    settings = std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")),
                                           QSettings::IniFormat);
    theme.apply(ThemeMode::Light);
    reader = std::make_unique<ReaderLane>([this] { return engine::WorkspaceReader::open(places); });
    desk = std::make_unique<RunDesk>(
        [this, real](engine::EventQueue& events) -> std::unique_ptr<engine::Runner> {
            if (real) return std::make_unique<app::LateRunner>(places, events);
            auto fake = std::make_unique<FakeRunner>(events);
            runner = fake.get();
            return fake;
        });
    pipeline = std::make_unique<PipelineModel>(
        catalog, std::filesystem::path(options.workspace) / "journal");
    messages = std::make_unique<MessageBar>(theme);
}

TestParts::~TestParts() = default;

Parts TestParts::parts() {
    return {theme,
            catalog,
            *reader,
            *desk,
            background,
            *pipeline,
            *settings,
            places,
            QString::fromUtf8(support::source_folder) + QStringLiteral("/experiments"),
            false,
            {},
            [] {
                return engine::Result<engine::ModelTools*>(
                    engine::make_error(engine::ErrorCode::Unsupported, "No engine in this test."));
            },
            [this](std::int64_t job) { gone_on = job; },
            [this] { return is_free; },
            [this] { ++opened_again; }};
}

Shell TestParts::shell() {
    return {{parts()}, *messages, [this](Page page) { pages_asked.push_back(page); }};
}

bool waitUntil(const std::function<bool()>& holds, int milliseconds) {
    QElapsedTimer timer;
    timer.start();
    while (!holds() && timer.elapsed() < milliseconds) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(2);
    }
    return holds();
}

QString experiment(const QString& name) {
    return QString::fromUtf8(support::source_folder) + QStringLiteral("/experiments/") + name +
           QStringLiteral(".warm.json");
}

}  // namespace widgets::test
