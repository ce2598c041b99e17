#include "engine/report/compare_arms.h"

#include "engine/metrics/classification.h"
#include "engine/report/compare_runs.h"
#include "engine/report/joined_report.h"
#include "engine/store/scores_file.h"

namespace engine {
namespace {

Side side_of(const JobReport& report, const std::string& arm, const Json& sweep) {
    Side out;
    for (const ReportRun& run : report.runs) {
        const RunRow& row = run.row;
        if (row.arm != arm || row.sweep != sweep || row.state != RunState::Done) continue;
        out.title = row.arm_title;
        out.ends.emplace_back(row.seed, row.end);
    }
    return out;
}

FamilyOptions options_of(const JobReport& report, const std::string& metric) {
    FamilyOptions out;
    out.metric = metric.empty() ? report.metric : metric;
    for (const Node& node : report.document.nodes) {
        if (node.kind != "verdict") continue;
        out.delta = node.options["delta"].get<double>();
        out.confidence = node.options["confidence"].get<double>();
    }
    return out;
}

}  // namespace

Result<Json> compare_arms(const JobReport& report, const ArtifactFolder& artifacts,
                          const std::string& arm, const std::string& base,
                          const std::string& metric) {
    const std::string arm_of = arm_id(report, arm), base_of = arm_id(report, base);
    std::vector<SidePair> pairs;
    std::vector<Json> sweeps;
    for (const Group& group : report.groups) {
        if (group.arm != arm_of) continue;
        SidePair pair{side_of(report, arm_of, group.sweep), side_of(report, base_of, group.sweep),
                      PairKind::Exploratory, sweep_words(group.sweep)};
        if (pair.arm.ends.empty() || pair.control.ends.empty()) continue;
        pairs.push_back(std::move(pair));
        sweeps.push_back(group.sweep);
    }
    if (pairs.empty())
        return make_error(
            ErrorCode::BadUsage,
            "There are no two arms \"%1\" and \"%2\" that both have finished runs with "
            "the same label budget.",
            {arm, base});
    auto compared = compare_sides(pairs, artifacts, options_of(report, metric));
    if (!compared) return compared.error();
    Json out = Json::array();
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        Json row = verdict_json((*compared)[i].comparison, (*compared)[i].verdict, sweeps[i]);
        row["arm_id"] = arm_of;
        row["control_id"] = base_of;
        out.push_back(std::move(row));
    }
    return out;
}

Result<std::optional<Confusion>> group_confusion(const JobReport& report, const Group& group,
                                                 const ArtifactFolder& artifacts) {
    Confusion out;
    for (const std::size_t run : group.runs) {
        const std::string& key = report.runs[run].row.end;
        if (!artifacts.has(key)) return std::optional<Confusion>();
        auto manifest = artifacts.manifest(key);
        if (!manifest) return manifest.error();
        const Json summary = manifest->value("summary", Json::object());
        if (summary.value("unit", "") != "rows") return std::optional<Confusion>();
        out.classes = summary.value("classes", std::vector<std::string>());
        auto scores = read_scores(artifacts.at(key));
        if (!scores) return scores.error();
        for (auto c = std::ssize(out.classes); c < scores->classes; ++c)
            out.classes.push_back(std::to_string(c));
        const auto counts =
            confusion_matrix(scores->truth, scores->predicted, static_cast<int>(scores->classes));
        out.counts.resize(counts.size(), 0);
        for (std::size_t i = 0; i < counts.size(); ++i) out.counts[i] += counts[i];
        ++out.runs;
        if (!group.varies_with_seed) break;
    }
    return out.runs > 0 ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace engine
