// Folders that go away, and plans to fill a run log with.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "engine/store/run_log.h"
#include "tests/support/temporary_folder.h"

namespace engine {

inline void write_text(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

inline std::string read_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline RunLog open_log(const std::filesystem::path& folder,
                       RunLog::Mode mode = RunLog::Mode::ReadWrite) {
    auto log = RunLog::open(folder, mode);
    if (!log) ADD_FAILURE() << log.error().text() << " " << log.error().detail;
    return std::move(log).value();
}

/// Two arms, two budgets; every run rests on two steps.
inline Plan small_plan() {
    Plan plan;
    for (const char* arm : {"a1", "a2"}) {
        for (const int rows : {16, 64}) {
            Run run;
            run.arm = arm;
            run.sweep = {{"rows", rows}};
            run.seed = 7;
            run.end = std::string("end-") + arm + std::to_string(rows);
            run.steps = {run.end, "shared"};
            plan.runs.push_back(run);
        }
    }
    return plan;
}

inline Document small_document() {
    Document document;
    document.arms = {{"a1", "News, then tweets", "adapt", "a2"}, {"a2", "", "probe", ""}};
    return document;
}

inline JobRow small_job(RunState state = RunState::Queued) {
    JobRow job;
    job.title = "News to comments";
    job.document = "{\"format\": \"warmstart.pipeline\"}\n";
    job.state = state;
    job.device = "cpu";
    job.provenance = {{"build", "0.1.0"}, {"threads", 2}};
    job.settings = {{"device", "auto"}, {"share", 1.0}};
    return job;
}

}  // namespace engine
