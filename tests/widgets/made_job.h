// A finished job in a workspace, made without running anything: the shipped first look with its
// scores, measures and verdicts as the engine leaves them.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "engine/base/files.h"
#include "engine/base/stream.h"
#include "engine/data/table_io.h"
#include "engine/metrics/classification.h"
#include "engine/report/compare_runs.h"
#include "engine/spec/document.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/run_log.h"
#include "engine/store/scores_file.h"
#include "engine/store/workspace.h"

namespace widgets::test {

struct MadeJob {
    int seeds = 5;
    std::vector<int> budgets = {16, 64};
    engine::RunState state = engine::RunState::Done;
    std::string mark = {};  // of a job with results of its own
    // Share of rows answered right, by arm of the first look.
    std::map<std::string, double> share = {
        {"tfidf", 0.55}, {"target", 0.60}, {"added", 0.85}, {"alone", 0.80}};
};

inline constexpr int kRows = 200;

inline engine::Scores scoresOf(double share, std::uint64_t seed, const std::string& luck) {
    engine::Stream truth(1, "truth"), draw(seed, luck);
    engine::Scores out;
    out.classes = 2;
    for (std::int64_t row = 0; row < kRows; ++row) {
        out.rows.push_back(row);
        out.truth.push_back(static_cast<std::int32_t>(truth.below(2)));
        const bool right = draw.uniform() < share;
        out.predicted.push_back(right ? out.truth.back() : 1 - out.truth.back());
        const float first = out.predicted.back() == 0 ? 0.9F : 0.1F;
        out.probabilities.push_back(first);
        out.probabilities.push_back(1 - first);
    }
    return out;
}

/// Texts "row 0" to "row 199", as a split leaves them; -> its key.
inline std::string publishTexts(const engine::ArtifactFolder& artifacts) {
    const std::string key(64, 'd');
    if (artifacts.has(key)) return key;
    engine::Table table;
    table.class_names = {"negative", "positive"};
    for (std::uint64_t row = 0; row < kRows; ++row) {
        table.id.push_back(row);
        table.text.push_back("row " + std::to_string(row));
        table.label.push_back(0);
        table.part.push_back(engine::Part::Test);
        table.weight.push_back(1);
    }
    const auto folder = artifacts.begin(key);
    EXPECT_TRUE(folder.ok());
    EXPECT_TRUE(engine::save_table(table, *folder / "data.arrow").ok());
    EXPECT_TRUE(artifacts.publish(key, *folder, {{"kind", "split"}}).ok());
    return key;
}

inline void publishScores(const engine::ArtifactFolder& artifacts, const std::string& key,
                          const engine::Scores& scores) {
    const std::string texts = publishTexts(artifacts);
    const auto folder = artifacts.begin(key);
    ASSERT_TRUE(folder.ok());
    ASSERT_TRUE(engine::write_scores(*folder, scores).ok());
    const engine::Json input = engine::Json::array({"data", texts, "data"});
    ASSERT_TRUE(
        artifacts
            .publish(key, *folder,
                     {{"parts", {{"inputs", engine::Json::array({input})}}},
                      {"summary", {{"unit", "rows"}, {"classes", {"negative", "positive"}}}}})
            .ok());
}

/// What the planner and the runs would have come to.
struct MadeRuns {
    engine::Document document;
    engine::Plan plan;
    std::vector<engine::Scores> scores;  // as plan.runs
};

inline MadeRuns makeRuns(const std::string& text, const engine::Catalog& catalog,
                         const MadeJob& made) {
    auto document = engine::read_document(text, catalog, "made");
    EXPECT_TRUE(document.ok());
    MadeRuns out{*std::move(document), {}, {}};
    for (const engine::Arm& arm : out.document.arms) {
        for (const int rows : made.budgets) {
            for (int seed = 1; seed <= made.seeds; ++seed) {
                const std::string name =
                    made.mark + arm.id + std::to_string(rows) + "-" + std::to_string(seed);
                engine::Run run;
                run.arm = arm.id;
                run.sweep = {{"rows", rows}};
                run.seed = static_cast<std::uint64_t>(seed);
                run.end = std::string(64 - name.size(), '0') + name;
                run.steps = {run.end};
                out.scores.push_back(scoresOf(made.share.at(arm.id), run.seed, name));
                out.plan.runs.push_back(std::move(run));
            }
        }
    }
    return out;
}

inline engine::Side sideOf(const MadeRuns& runs, const std::string& arm,
                           const engine::Json& sweep) {
    engine::Side out{arm, {}};
    for (const engine::Run& run : runs.plan.runs) {
        if (run.arm == arm && run.sweep == sweep) out.ends.emplace_back(run.seed, run.end);
    }
    return out;
}

inline std::string keyOf(const engine::Side& side) {
    std::vector<std::string> keys;
    for (const auto& [seed, key] : side.ends) keys.push_back(key);
    return engine::side_id(keys);
}

/// Compares every arm with its control and stores it as the verdict node does.
inline void publishVerdict(const engine::ArtifactFolder& artifacts, const std::string& key,
                           const MadeRuns& runs, const MadeJob& made) {
    std::vector<engine::SidePair> pairs;
    for (const engine::Arm& arm : runs.document.arms) {
        for (const int rows : made.budgets) {
            if (arm.control.empty()) continue;
            const engine::Json sweep = {{"rows", rows}};
            pairs.push_back({sideOf(runs, arm.id, sweep), sideOf(runs, arm.control, sweep),
                             engine::PairKind::Planned, ""});
        }
    }
    engine::FamilyOptions options;
    options.metric = "accuracy";
    options.resamples = 200;
    auto compared = engine::compare_sides(pairs, artifacts, options);
    ASSERT_TRUE(compared.ok()) << compared.error().text();
    engine::Json stored = engine::Json::array();
    for (std::size_t i = 0; i < pairs.size(); ++i)
        stored.push_back({{"arm", keyOf(pairs[i].arm)},
                          {"control", keyOf(pairs[i].control)},
                          {"numbers", engine::comparison_numbers((*compared)[i].comparison)}});
    const auto folder = artifacts.begin(key);
    ASSERT_TRUE(folder.ok());
    ASSERT_TRUE(
        engine::write_file_atomically(*folder / "comparisons.json", engine::compact_json(stored))
            .ok());
    ASSERT_TRUE(artifacts.publish(key, *folder, engine::Json::object()).ok());
}

inline std::vector<engine::Measure> measuresOf(const engine::Scores& scores) {
    const auto counts = engine::count_classes(scores.truth, scores.predicted, 2);
    const double accuracy = engine::accuracy(counts.tally());
    const auto positive = engine::class_measures(counts.tally(), 1);
    return {{"accuracy", "", 0, "rows", kRows, accuracy},
            {"macro_f1", "", 0, "rows", kRows, accuracy - 0.01},
            {"recall", "class:positive", 0, "rows", 100, positive.recall},
            {"f1", "class:positive", 0, "rows", 100, positive.f1},
            {"recall", "class:rare", 0, "rows", 20, 0.5},
            {"f1", "class:rare", 0, "rows", 20, 0.5},
            {"seconds", "", 0, "seconds", 0, 1.5}};
}

/// Adds the job; -> its number.
inline std::int64_t addJob(const std::filesystem::path& workspace, const std::string& text,
                           const engine::Catalog& catalog, const MadeJob& made = {}) {
    auto log = engine::RunLog::open(workspace, engine::RunLog::Mode::ReadWrite);
    EXPECT_TRUE(log.ok());
    const engine::ArtifactFolder artifacts(engine::WorkspacePaths{workspace}.artifacts());
    const MadeRuns made_runs = makeRuns(text, catalog, made);
    const std::string verdict(64, made.seeds == 5 ? 'e' : 'f');
    const auto& runs = made_runs.plan.runs;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (!artifacts.has(runs[i].end)) publishScores(artifacts, runs[i].end, made_runs.scores[i]);
    }
    if (!artifacts.has(verdict)) publishVerdict(artifacts, verdict, made_runs, made);
    engine::JobRow job;
    job.title = made_runs.document.title;
    job.document = engine::write_document(made_runs.document);
    job.state = made.state;
    job.device = "cpu";
    job.started = 1'700'000'000'000;
    job.ended = job.started + 60'000;
    job.provenance = engine::Json::object();
    job.settings["targets"] = engine::Json::array(
        {{{"key", verdict}, {"kind", "verdict"}, {"sweep", engine::Json::object()}}});
    const auto id = log->add_job(job);
    EXPECT_TRUE(id.ok());
    const auto ids = log->add_runs(*id, made_runs.plan, made_runs.document);
    EXPECT_TRUE(ids.ok());
    const auto filled = log->together([&]() -> engine::Result<void> {
        for (std::size_t i = 0; i < ids->size(); ++i) {
            if (auto set = log->set_run((*ids)[i], made.state, {}, 1.5); !set) return set;
            if (made.state != engine::RunState::Done) continue;
            auto put = log->put_measures((*ids)[i], measuresOf(made_runs.scores[i]));
            if (!put) return put;
        }
        return {};
    });
    EXPECT_TRUE(filled.ok());
    return *id;
}

}  // namespace widgets::test
