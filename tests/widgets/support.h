// A window's parts for tests: a workspace of its own, a runner that the test moves by hand or the
// real one, settings in a temporary file.
#pragma once

#include <QSettings>
#include <QTemporaryDir>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/spec/event_queue.h"
#include "engine/spec/runner.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/feed/background_work.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/language.h"
#include "widgets/frame/message_bar.h"
#include "widgets/frame/shell.h"
#include "widgets/look/theme.h"

namespace widgets::test {

/// Remembers what it was told and says what the test pushes.
class FakeRunner : public engine::Runner {
public:
    explicit FakeRunner(engine::EventQueue& events) : events(events) {}
    engine::Result<std::int64_t> start(const std::string& document,
                                       const engine::JobSettings& settings) override;
    void pause() override { calls.push_back("pause"); }
    void resume() override { calls.push_back("resume"); }
    void stop() override { calls.push_back("stop"); }
    void leave() override { calls.push_back("leave"); }
    engine::Result<std::int64_t> start_waiting(std::int64_t) override { return next; }
    void wait() override {}

    engine::EventQueue& events;
    std::vector<std::string> calls;
    std::string document;
    engine::JobSettings settings;
    engine::Result<std::int64_t> answer = std::int64_t{1};
    engine::Result<std::int64_t> next = std::int64_t{0};  // of the queue
};

struct TestParts {
    /// @param real  the true runner (LateRunner) instead of a FakeRunner
    explicit TestParts(bool real = false);
    ~TestParts();

    Parts parts();
    Shell shell();

    QTemporaryDir folder;
    engine::Places places;
    engine::Catalog catalog = engine::shipped_catalog();
    Theme theme;
    Language language;
    BackgroundWork background;
    FakeRunner* runner = nullptr;  // null with the real one
    std::unique_ptr<QSettings> settings;
    std::unique_ptr<ReaderLane> reader;
    std::unique_ptr<RunDesk> desk;
    std::unique_ptr<PipelineModel> pipeline;
    std::unique_ptr<MessageBar> messages;
    std::vector<Page> pages_asked;  // through Shell::go
    std::int64_t gone_on = 0;       // job to be gone on with without a window
    bool is_free = false;           // the workspace that another program owned
    int opened_again = 0;           // how often the window asked to be
};

/// Lets the event loop run until `holds` or `milliseconds` have passed; -> holds().
bool waitUntil(const std::function<bool()>& holds, int milliseconds = 10000);

/// A shipped pipeline: "news-to-comments-first-look".
QString experiment(const QString& name);

}  // namespace widgets::test
