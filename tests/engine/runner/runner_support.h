// A job from start to end in a workspace of its own, with a tiny encoder and 36 rows of text.
#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "engine/base/files.h"
#include "engine/runner/job_runner.h"
#include "tests/engine/plan/plan_support.h"
#include "tests/engine/store/store_support.h"
#include "tests/support/tiny_encoder.h"

namespace engine {

// One job from start to end, its news written down.
class Watched {
public:
    using Start = std::function<Result<std::int64_t>(Runner&)>;
    using OnEvent = std::function<void(Runner&, const RunEvent&)>;

    Watched(const Places& places, const Document& document, const JobSettings& settings,
            const OnEvent& on_event = {})
        : Watched(
              places,
              [&](Runner& runner) { return runner.start(write_document(document), settings); },
              on_event) {}
    Watched(const Places& places, const Start& start, const OnEvent& on_event = {}) {
        std::mutex mutex;
        std::condition_variable news;
        bool woken = false;
        EventQueue queue([&] {
            const std::scoped_lock lock(mutex);
            woken = true;
            news.notify_one();
        });
        JobRunner runner(places, queue);
        const auto started = start(runner);
        if (!started) {
            ADD_FAILURE() << started.error().text();
            events.push_back({0, JobFinished{0, RunState::Failed, started.error()}});
        }
        id = started ? *started : 0;
        for (bool over = !started; !over;) {
            std::unique_lock lock(mutex);
            news.wait(lock, [&] { return woken; });
            woken = false;
            lock.unlock();
            for (RunEvent& event : queue.drain()) {
                over = over || std::holds_alternative<JobFinished>(event.what);
                if (on_event) on_event(runner, event);
                events.push_back(std::move(event));
            }
        }
        runner.wait();
    }

    const JobFinished& end() const { return std::get<JobFinished>(events.back().what); }
    template <class What>
    std::vector<What> all() const {
        std::vector<What> out;
        for (const RunEvent& event : events) {
            if (const auto* what = std::get_if<What>(&event.what)) out.push_back(*what);
        }
        return out;
    }
    // Recipe key of the first step of a node.
    std::string key_of(const std::string& node) const {
        for (const NodeChanged& change : all<NodeChanged>()) {
            if (change.node == node) return change.key;
        }
        return "";
    }

    std::int64_t id = 0;
    std::vector<RunEvent> events;
};

class JobRunnerTest : public testing::Test {
protected:
    void SetUp() override {
        support::write_tiny_encoder(folder_.path() / "models/tiny");
        settings_.device = "cpu";
        settings_.threads = 1;
        settings_.precision = "fp32";
        std::string rows = "text,label\n";
        write_text(folder_.path() / "stars.csv",
                   "text,label\na good film,five\na sad day,one\na nice trip,five\n");
        for (const char* how : {"good", "bad", "fine", "poor", "nice", "sad"}) {
            for (const char* what : {"film", "book", "day", "meal", "trip", "song"}) {
                const bool good = std::string("good fine nice").find(how) != std::string::npos;
                rows += std::string("a ") + how + " " + what + (good ? ",yes\n" : ",no\n");
            }
        }
        write_text(folder_.path() / "mine.csv", rows);
    }
    Places places(const std::string& workspace) {
        const Places out{folder_.path() / workspace, folder_.path() / "models", folder_.path()};
        const auto paths = make_workspace(out.workspace);
        DatasetStore store(paths->datasets(), out.corpora);
        for (const char* name : {"mine", "stars"}) {
            ImportRequest request;
            request.file = folder_.path() / (std::string(name) + ".csv");
            request.replace = true;  // the same file again
            const auto imported = store.import(request);
            EXPECT_TRUE(imported) << imported.error().text();
        }
        return out;
    }
    // Fine-tuning of the tiny encoder, and how it scores.
    static test::Sketch pipeline(int steps) {
        test::Sketch s;
        s.document.title = "Tiny";
        s.document.seeds = {1};
        s.node("data", "dataset",
               {{"source", "mine"}, {"role", "target"}, {"text", {"text"}}, {"label", "label"}});
        s.node("split", "split", {{"train", 0.6}, {"valid", 0.2}})
            .node("bert", "encoder", {{"model", "tiny"}});
        s.node(
            "fine", "fine_tune",
            {{"rate", 0.001}, {"epochs", 1}, {"min_steps", steps}, {"batch", 4}, {"patience", 0}});
        s.node("score", "evaluate");
        s.edge("data.data > split.data").edge("bert.encoder > fine.start");
        s.edge("split.data > fine.data").edge("fine.trained > score.scored");
        s.edge("split.data > score.data").arm("a", "fine");
        return s;
    }
    ArtifactFolder artifacts(const std::string& workspace) const {
        return ArtifactFolder(folder_.path() / workspace / "artifacts");
    }
    std::string model_bytes(const std::string& workspace, const std::string& key) const {
        const auto bytes = read_file(artifacts(workspace).at(key) / "model.safetensors");
        EXPECT_TRUE(bytes) << bytes.error().text();
        return bytes ? *bytes : "";
    }

    TemporaryFolder folder_;
    JobSettings settings_;
};

inline bool learns(const RunEvent& event, const std::string& key) {
    const auto* progress = std::get_if<Progress>(&event.what);
    return progress != nullptr && progress->key == key;
}

}  // namespace engine
