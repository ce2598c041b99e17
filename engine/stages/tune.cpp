// `tune`: keeps the best of the trials that the planner made, by their validation rows.
#include <cmath>

#include "engine/base/files.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/shipped.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

// Higher macro F1 wins, then the lower loss, then the earlier trial.
bool better(const Json& a, const Json& b) {
    const double f1 = a["macro_f1"].get<double>() - b["macro_f1"].get<double>();
    return f1 != 0 ? f1 > 0 : a["loss"].get<double>() < b["loss"].get<double>();
}

// The files of the winner, linked where the disk can, so that they cost no space twice.
Result<void> take_over(const fs::path& from, const fs::path& to) {
    for (const auto& entry : fs::directory_iterator(from)) {
        if (!entry.is_regular_file() || entry.path().filename() == "artifact.json") continue;
        std::error_code problem;
        fs::create_hard_link(entry.path(), to / entry.path().filename(), problem);
        if (!problem) continue;
        fs::copy_file(entry.path(), to / entry.path().filename(), problem);
        if (problem) return io_error(problem.value(), to / entry.path().filename());
    }
    return {};
}

}  // namespace

Result<StageResult> tune_stage(StageContext& context) {
    Json trials = Json::array();
    int best = -1;
    const auto& inputs = context.inputs.at("trained");
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        auto trained = read_json_file(inputs[i].folder / "trained.json");
        if (!trained) return trained.error();
        const Json valid = trained->value("valid", Json());
        if (valid.is_null() || !valid.contains("macro_f1")) {
            return make_error(ErrorCode::BadData,
                              "The search has no validation rows to judge its trials on. Give the "
                              "split a validation share.");
        }
        trials.push_back({{"options", context.options["trials"][i]}, {"valid", valid}});
        if (best < 0 || better(valid, trials[static_cast<std::size_t>(best)]["valid"]))
            best = static_cast<int>(i);
    }
    if (auto taken = take_over(inputs[static_cast<std::size_t>(best)].folder, context.out); !taken)
        return taken.error();
    StageResult result;
    result.summary = {{"trials", trials},
                      {"chosen", best},
                      {"chosen_key", inputs[static_cast<std::size_t>(best)].key}};
    return result;
}

}  // namespace engine
