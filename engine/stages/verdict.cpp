// `verdict`: compares every planned pair of arms on its scored rows. The artifact holds numbers by
// side, without titles: renaming an arm changes no result.
#include "engine/report/compare_runs.h"
#include "engine/spec/options/validate_options.h"
#include "engine/spec/options_json.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/shipped.h"

namespace engine {
namespace {

Side side_of(const Json& keys, const char* title) {
    Side side;
    side.title = title;
    std::uint64_t seed = 1;  // only pairs them: both sides list their seeds in one order
    for (const Json& key : keys) side.ends.emplace_back(seed++, key.get<std::string>());
    return side;
}

}  // namespace

Result<StageResult> verdict_stage(StageContext& context) {
    auto options = read_options<VerdictOptions>(context.options);
    if (!options) return options.error();
    std::vector<SidePair> pairs;
    for (const Json& one : context.step.gather) {
        SidePair pair;
        pair.arm = side_of(one["arm"], "A");
        pair.control = side_of(one["control"], "B");
        pair.kind = PairKind::Planned;
        pairs.push_back(std::move(pair));
    }
    if (pairs.empty())
        return make_error(ErrorCode::BadData, "No arm with a control is linked to the verdict.");
    FamilyOptions family;
    family.metric = options->metric;
    family.delta = options->delta;
    family.confidence = options->confidence;
    auto compared = compare_sides(pairs, context.artifacts, family);
    if (!compared) return compared.error();
    Json stored = Json::array();
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const Json& sides = context.step.gather[i];
        stored.push_back({{"arm", side_id(sides["arm"].get<std::vector<std::string>>())},
                          {"control", side_id(sides["control"].get<std::vector<std::string>>())},
                          {"numbers", comparison_numbers((*compared)[i].comparison)},
                          {"differences", (*compared)[i].differences}});
    }
    if (auto written = write_json_file(context.out / "comparisons.json", stored); !written)
        return written.error();
    StageResult result;
    result.summary = {{"comparisons", pairs.size()}, {"metric", options->metric}};
    return result;
}

}  // namespace engine
