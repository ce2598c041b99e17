#include "engine/report/compare_runs.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/store/scores_file.h"

namespace engine {
namespace {

std::optional<GuardReason> guard_named(std::string_view name) {
    static constexpr std::array all = {GuardReason::RowCount,      GuardReason::RowOrder,
                                       GuardReason::NotFinite,     GuardReason::AllAlike,
                                       GuardReason::OneClass,      GuardReason::Leakage,
                                       GuardReason::ShuffledLearns};
    const auto* const found =
        std::find_if(all.begin(), all.end(), [&](GuardReason one) { return name_of(one) == name; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

// What a scored artifact says of itself.
struct About {
    std::string unit = "rows";
    int classes = 1;
    std::vector<std::string> names;  // of the classes
};

// Scores in a manifest's summary are of one of two kinds: rows of classes, or units with values.
Result<ScoredRun> scored_run(const ArtifactFolder& artifacts, const std::string& key,
                             const FamilyOptions& options, About& about) {
    auto manifest = artifacts.manifest(key);
    if (!manifest) return manifest.error();
    const Json summary = manifest->value("summary", Json::object());
    ScoredRun run;
    about.unit = summary.value("unit", "rows");
    about.names = summary.value("classes", std::vector<std::string>());
    const Json leak = summary.value("leak", Json::object());
    run.leaked = leak.value("rows", std::int64_t{0});
    run.judged = leak.value("of", std::int64_t{0});
    if (about.unit == "rows") {
        auto scores = read_scores(artifacts.at(key));
        if (!scores) return scores.error();
        run.row_ids = std::move(scores->rows);
        run.truth = std::move(scores->truth);
        run.predicted = std::move(scores->predicted);
        run.scores.assign(scores->probabilities.begin(), scores->probabilities.end());
        about.classes = static_cast<int>(scores->classes);
        return run;
    }
    auto units = read_units(artifacts.at(key));
    if (!units) return units.error();
    const auto values = units->values.find(options.metric);
    if (values == units->values.end()) {
        return make_error(ErrorCode::BadOption, "The scored %1 have no value of \"%2\".",
                          {about.unit, options.metric});
    }
    run.row_ids = std::move(units->units);
    run.values = values->second;
    run.guard = guard_named(summary.value("guard", ""));
    return run;
}

class Loader {
public:
    Loader(const ArtifactFolder& artifacts, const FamilyOptions& options)
        : artifacts_(artifacts), options_(options) {}

    Result<std::size_t> add(const Side& side) {
        std::string id;
        for (const auto& [seed, key] : side.ends) id += std::to_string(seed) + ":" + key + "\n";
        if (const auto known = known_.find(id); known != known_.end()) return known->second;
        ScoredArm arm;
        arm.title = side.title;
        std::set<std::string> keys;
        for (const auto& [seed, key] : side.ends) keys.insert(key);
        arm.varies_with_seed = keys.size() > 1 || side.ends.size() == 1;
        About about;
        for (const auto& [seed, key] : side.ends) {
            auto run = scored_run(artifacts_, key, options_, about);
            if (!run) return run.error();
            arm.classes = about.classes;
            arm.width = about.classes;
            run->seed = seed;
            arm.runs.push_back(*std::move(run));
            if (!arm.varies_with_seed) break;
        }
        unit = about.unit;
        arms.push_back(std::move(arm));
        classes.push_back(std::move(about.names));
        known_[id] = arms.size() - 1;
        return arms.size() - 1;
    }

    std::vector<ScoredArm> arms;
    std::vector<std::vector<std::string>> classes;  // of each arm
    std::string unit = "rows";

private:
    const ArtifactFolder& artifacts_;
    const FamilyOptions& options_;
    std::map<std::string, std::size_t> known_;
};

Sentence sentence_of(const Json& json) {
    return {json["message"].get<std::string>(), json["arguments"].get<std::vector<std::string>>()};
}

Json optional_json(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

std::optional<double> optional_of(const Json& json) {
    return json.is_number() ? std::optional(json.get<double>()) : std::nullopt;
}

}  // namespace

Result<std::vector<Compared>> compare_sides(const std::vector<SidePair>& pairs,
                                            const ArtifactFolder& artifacts,
                                            const FamilyOptions& options) {
    Loader loader(artifacts, options);
    std::vector<PlannedPair> planned;
    for (const SidePair& pair : pairs) {
        auto arm = loader.add(pair.arm);
        if (!arm) return arm.error();
        auto control = loader.add(pair.control);
        if (!control) return control.error();
        PlannedPair one;
        one.arm = *arm;
        one.control = *control;
        one.kind = pair.kind;
        one.budget = pair.budget;
        if (loader.classes[*arm] != loader.classes[*control])
            one.not_comparable = Sentence{"the arms were scored on other classes", {}};
        planned.push_back(std::move(one));
    }
    FamilyOptions with_unit = options;
    with_unit.unit = loader.unit;
    return compare_family(loader.arms, planned, with_unit);
}

Json comparison_numbers(const Comparison& c) {
    Json degenerate = Json::array();
    for (const Degeneracy& one : c.degenerate)
        degenerate.push_back({{"of_arm", one.of_arm}, {"reason", name_of(one.reason)}});
    Json notes = Json::array();
    for (const Sentence& note : c.notes) notes.push_back(sentence_json(note));
    Json belief;
    if (c.belief) belief = {c.belief->below, c.belief->within, c.belief->above};
    return {{"metric", c.metric},
            {"delta", c.delta},
            {"confidence", c.confidence},
            {"arm_mean", c.arm_mean},
            {"control_mean", c.control_mean},
            {"pairs", c.pairs},
            {"repeats", c.repeats},
            {"rows", c.rows},
            {"unit", c.unit},
            {"difference", c.difference},
            {"low", c.interval.low},
            {"high", c.interval.high},
            {"p", optional_json(c.p)},
            {"p_holm", optional_json(c.p_holm)},
            {"belief", belief},
            {"family", c.family},
            {"sd", c.sd},
            {"row_variance", c.row_variance},
            {"degenerate", degenerate},
            {"not_comparable", c.not_comparable ? sentence_json(*c.not_comparable) : Json()},
            {"common_rows", c.common_rows},
            {"notes", notes}};
}

Comparison comparison_of(const Json& n) {
    Comparison c;
    c.metric = n["metric"].get<std::string>();
    c.delta = n["delta"].get<double>();
    c.confidence = n["confidence"].get<double>();
    c.arm_mean = n["arm_mean"].is_number() ? n["arm_mean"].get<double>() : 0;
    c.control_mean = n["control_mean"].is_number() ? n["control_mean"].get<double>() : 0;
    c.pairs = n["pairs"].get<int>();
    c.repeats = n.value("repeats", false);  // absent in older files
    c.rows = n["rows"].get<std::int64_t>();
    c.unit = n["unit"].get<std::string>();
    c.difference = n["difference"].is_number() ? n["difference"].get<double>() : 0;
    c.interval = {n["low"].is_number() ? n["low"].get<double>() : 0,
                  n["high"].is_number() ? n["high"].get<double>() : 0};
    c.p = optional_of(n["p"]);
    c.p_holm = optional_of(n["p_holm"]);
    const Json belief = n.value("belief", Json());  // absent in older files
    if (belief.is_array() && belief.size() == 3)
        c.belief = {belief[0].get<double>(), belief[1].get<double>(), belief[2].get<double>()};
    c.family = n["family"].get<int>();
    c.sd = n["sd"].is_number() ? n["sd"].get<double>() : 0;
    c.row_variance = n["row_variance"].is_number() ? n["row_variance"].get<double>() : 0;
    for (const Json& one : n["degenerate"]) {
        if (const auto reason = guard_named(one["reason"].get<std::string>()))
            c.degenerate.push_back({one["of_arm"].get<bool>(), *reason});
    }
    if (!n["not_comparable"].is_null()) c.not_comparable = sentence_of(n["not_comparable"]);
    c.common_rows = n["common_rows"].get<std::int64_t>();
    for (const Json& note : n["notes"]) c.notes.push_back(sentence_of(note));
    return c;
}

}  // namespace engine
