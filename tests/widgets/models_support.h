// Model tools that score by a rule, and a run log that a test writes.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/files.h"
#include "engine/data/importer.h"
#include "engine/data/table_io.h"
#include "engine/spec/document.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/run_log.h"
#include "engine/store/scores_file.h"
#include "tests/widgets/support.h"

namespace widgets::test {

using engine::Json;
using engine::Result;
namespace fs = std::filesystem;

// Says "good" with 0.9 of texts that hold the word, else with 0.2; remembers what it was asked.
class RuleTools : public engine::ModelTools {
public:
    Result<void> embed(const fs::path&, const fs::path&, const fs::path&, const std::string&, bool,
                       const engine::JobSettings&) override {
        return {};
    }
    Result<void> forward(const fs::path&, const fs::path&, const fs::path&, bool,
                         const engine::JobSettings&) override {
        return {};
    }
    Result<void> predict(const fs::path& model, const fs::path& data, const fs::path& out,
                         const std::string& column, const engine::JobSettings&) override {
        models.push_back(model.string());
        columns.push_back(column);
        auto rows = engine::import_file(data, {});
        if (!rows) return rows.error();
        std::string text = "text,predicted,p_bad,p_good\n";
        for (std::int64_t row = 0; row < rows->rows_ok(); ++row) {
            const bool good = rows->columns[0][row].find("good") != std::string_view::npos;
            const double p = (good ? 0.9 : 0.2) + error;
            text += "x," + std::string(good ? "good" : "bad") + "," + std::to_string(1 - p) + "," +
                    std::to_string(p) + "\n";
        }
        return engine::write_file_atomically(out, text);
    }
    Result<engine::Exported> export_model(const fs::path&, const fs::path& out) override {
        if (error > engine::kParityLimit)
            return engine::make_error(engine::ErrorCode::Numeric,
                                      "The exported model differs from the trained one by %1; no "
                                      "file was written.",
                                      {"5e-02"});
        fs::create_directories(out);
        for (const char* file : {"config.json", "model.safetensors", "vocab.txt", "README.md"}) {
            if (auto done = engine::write_file_atomically(out / file, "{}"); !done)
                return done.error();
        }
        return engine::Exported{4, 3e-6, 3};
    }
    Result<engine::Exported> verify(const fs::path& artifact, const fs::path& folder) override {
        models.push_back(artifact.string());
        return fs::exists(folder) ? Result<engine::Exported>(engine::Exported{5, 2e-6, 3})
                                  : engine::make_error(engine::ErrorCode::MissingFile, "gone");
    }
    Result<Json> inspect(const fs::path& model) override { return Json{{"path", model.string()}}; }

    std::vector<std::string> models, columns;
    double error = 0;
};

// One finished run: a head that was trained, and the scores of three test rows.
inline void writeRun(const TestParts& parts, const std::string& document) {
    const engine::ArtifactFolder artifacts(parts.places.workspace / "artifacts");
    const auto publish = [&](const std::string& key, auto fill) {
        auto folder = artifacts.begin(key);
        ASSERT_TRUE(folder);
        fill(*folder);
        ASSERT_TRUE(artifacts.publish(key, *folder, {{"kind", "test"}}));
    };
    const std::string head(64, 'a'), data(64, 'b'), scored(64, 'c');
    publish(head, [](const fs::path& at) {
        ASSERT_TRUE(engine::write_file_atomically(
            at / "trained.json",
            R"({"type":"probe","classes":["bad","good"],"encoders":[{"type":"folder"}]})"));
    });
    publish(data, [](const fs::path& at) {
        engine::Table table;
        table.id = {7, 8, 9};
        table.text = {"a good \"one\"", "not\nso", "good"};
        table.label = {1, 0, 1};
        table.part.assign(3, engine::Part::Test);
        table.weight.assign(3, 1);
        table.origin.assign(3, 0);
        table.class_names = {"bad", "good"};
        table.origins = {"mine"};
        ASSERT_TRUE(engine::save_table(table, at / "data.arrow"));
    });
    publish(scored, [](const fs::path& at) {
        const engine::Scores scores{
            {7, 8, 9}, {1, 0, 1}, {1, 0, 1}, {0.1F, 0.9F, 0.8F, 0.2F, 0.1F, 0.9F}, 2};
        ASSERT_TRUE(engine::write_scores(at, scores));
    });
    auto log = engine::RunLog::open(parts.places.workspace, engine::RunLog::Mode::ReadWrite);
    ASSERT_TRUE(log);
    engine::JobRow job;
    job.title = "Mine";
    job.document = document;
    job.runs = 1;
    job.settings = Json::object();
    job.provenance = Json::object();
    auto number = log->add_job(job);
    ASSERT_TRUE(number) << number.error().text();
    engine::Plan plan;
    engine::Step step;
    step.key = scored, step.node = "target-score", step.kind = "evaluate", step.title = "Score";
    plan.steps.push_back(step);
    plan.index[scored] = 0;
    engine::Run run;
    run.arm = "target", run.sweep = {{"rows", 16}}, run.seed = 3, run.end = scored;
    run.steps = {scored};
    plan.runs.push_back(run);
    auto read = engine::read_document(document, parts.catalog, "");
    ASSERT_TRUE(read);
    auto runs = log->add_runs(*number, plan, *read);
    ASSERT_TRUE(runs) << runs.error().text();
    engine::NodeRow node;
    node.key = scored, node.node = "target-score", node.kind = "evaluate", node.job = *number;
    node.state = engine::NodeState::Done;
    node.parts = {{"inputs", {{"scored", head, "trained"}, {"data", data, "data"}}}};
    ASSERT_TRUE(log->put_node(node));
    ASSERT_TRUE(log->put_measures(runs->front(), {{"accuracy", "", 0, "rows", 3, 1.0}}));
    ASSERT_TRUE(log->set_run(runs->front(), engine::RunState::Done, {}, 1));
}

inline std::string firstLook() {
    auto text =
        engine::read_file(experiment(QStringLiteral("news-to-comments-first-look")).toStdString());
    return text ? *text : std::string();
}

}  // namespace widgets::test
