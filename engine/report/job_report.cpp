#include "engine/report/job_report.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/files.h"
#include "engine/plan/graph.h"
#include "engine/report/compare_runs.h"

namespace engine {
namespace {

Group::Summary summary_of(const std::vector<double>& values) {
    Group::Summary out;
    out.n = std::ssize(values);
    if (values.empty()) return out;
    out.mean = mean(values);
    out.sd = standard_deviation(values);
    const auto interval = t_interval(values);
    out.low = interval ? interval->low : out.mean;
    out.high = interval ? interval->high : out.mean;
    return out;
}

std::map<std::string, Group::Summary> summaries(
    const std::vector<const std::vector<Measure>*>& runs) {
    std::map<std::string, std::vector<double>> values;
    for (const auto* measures : runs) {
        for (const Measure& measure : *measures) {
            if (measure.slice.empty()) values[measure_key(measure)].push_back(measure.value);
        }
    }
    std::map<std::string, Group::Summary> out;
    for (const auto& [name, all] : values) out[name] = summary_of(all);
    return out;
}

std::vector<Group::Slice> slices_of(const std::vector<const std::vector<Measure>*>& runs) {
    std::vector<Group::Slice> out;
    std::vector<std::vector<double>> values;
    for (const auto* measures : runs) {
        for (const Measure& measure : *measures) {
            if (measure.slice.empty()) continue;
            const auto metric = measure_key(measure);
            auto it = std::find_if(out.begin(), out.end(), [&](const Group::Slice& one) {
                return one.name == measure.slice && one.metric == metric;
            });
            if (it == out.end()) {
                out.push_back({measure.slice, metric, measure.n, {}});
                values.emplace_back();
                it = out.end() - 1;
            }
            values[static_cast<std::size_t>(it - out.begin())].push_back(measure.value);
        }
    }
    for (std::size_t i = 0; i < out.size(); ++i) out[i].summary = summary_of(values[i]);
    return out;
}

// A control that reads texts with the same encoder, or its untrained twin, is the arm's twin.
PairKind kind_of_pair(const Document& document, const Catalog& catalog, const Arm& arm,
                      const Arm& control) {
    const Graph graph(document, catalog);
    const auto encoder_kind = [&](const Arm& one) -> std::string {
        const Node* evaluator = graph.evaluator(one);
        if (evaluator == nullptr) return "";
        const auto edges = graph.into(evaluator->id, "scored");
        const Node* encoder = edges.empty() ? nullptr : graph.encoder_of(edges.front()->from);
        return encoder == nullptr ? "" : encoder->kind;
    };
    const std::string mine = encoder_kind(arm);
    return !mine.empty() && mine == encoder_kind(control) ? PairKind::Twin : PairKind::Planned;
}

std::string side_of(const JobReport& report, const std::string& arm, const Json& sweep) {
    std::map<std::uint64_t, std::string> ends;  // by seed, as the planner lists them
    for (const ReportRun& run : report.runs) {
        if (run.row.arm == arm && run.row.sweep == sweep) ends[run.row.seed] = run.row.end;
    }
    std::vector<std::string> keys;
    for (const auto& [seed, key] : ends) keys.push_back(key);
    return side_id(keys);
}

// Stored notes speak of sides A and B: titles never enter what is stored under a key.
void name_sides(Comparison& comparison) {
    for (Sentence& note : comparison.notes) {
        for (std::string& argument : note.arguments) {
            if (argument == "A")
                argument = comparison.arm;
            else if (argument == "B")
                argument = comparison.control;
        }
    }
}

Result<void> add_verdicts(JobReport& report, const Catalog& catalog, const Json& stored) {
    for (const Arm& arm : report.document.arms) {
        const Arm* control = report.document.arm(arm.control);
        if (control == nullptr) continue;
        const PairKind kind = kind_of_pair(report.document, catalog, arm, *control);
        for (const Group& group : report.groups) {
            if (group.arm != arm.id) continue;
            const std::string mine = side_of(report, arm.id, group.sweep);
            const std::string theirs = side_of(report, control->id, group.sweep);
            for (const Json& one : stored) {
                if (one["arm"] != mine || one["control"] != theirs) continue;
                ReportVerdict verdict{
                    arm.id, control->id, group.sweep, comparison_of(one["numbers"]), {}};
                verdict.comparison.arm = arm.title;
                verdict.comparison.control = control->title;
                verdict.comparison.kind = kind;
                name_sides(verdict.comparison);
                verdict.comparison.budget = sweep_words(group.sweep);
                verdict.verdict = judge(verdict.comparison);
                report.verdicts.push_back(std::move(verdict));
                break;
            }
        }
    }
    return {};
}

// Nodes of the job that stand outside its arms: verdicts and references.
Result<void> read_loose(JobReport& report, const Catalog& catalog,
                        const ArtifactFolder& artifacts) {
    const Json loose = report.job.settings.value("targets", Json::array());
    // By name and place of the sweep value: in the order of the plan, not of its text.
    std::map<std::pair<std::string, std::size_t>, std::vector<std::vector<Measure>>> references;
    std::vector<Json> sweeps;
    for (const Json& target : loose) {
        const auto key = target["key"].get<std::string>();
        if (!artifacts.has(key)) continue;
        if (target["kind"] == "verdict") {
            auto text = read_file(artifacts.at(key) / "comparisons.json");
            if (!text) return text.error();
            auto stored = read_json(*text, "comparisons.json");
            if (!stored) return stored.error();
            if (auto added = add_verdicts(report, catalog, *stored); !added) return added;
            continue;
        }
        if (target["kind"] != "baselines") continue;
        auto manifest = artifacts.manifest(key);
        if (!manifest) return manifest.error();
        const auto at = std::find(sweeps.begin(), sweeps.end(), target["sweep"]);
        const auto sweep = static_cast<std::size_t>(at - sweeps.begin());
        if (at == sweeps.end()) sweeps.push_back(target["sweep"]);
        std::map<std::string, std::vector<Measure>> by_name;
        for (const Json& json : manifest->value("measures", Json::array())) {
            Measure measure = measure_of(json);
            const std::string prefix = "reference:";
            if (!measure.slice.starts_with(prefix)) continue;
            const std::string name = measure.slice.substr(prefix.size());
            measure.slice.clear();
            by_name[name].push_back(std::move(measure));
        }
        for (auto& [name, measures] : by_name)
            references[{name, sweep}].push_back(std::move(measures));
    }
    for (const auto& [id, runs] : references) {
        std::vector<const std::vector<Measure>*> measures;
        for (const auto& one : runs) measures.push_back(&one);
        report.references.push_back({id.first, sweeps[id.second], summaries(measures)});
    }
    return {};
}

Json number_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json runs_json(const JobReport& report) {
    Json runs = Json::array();
    for (const ReportRun& run : report.runs) {
        Json measures = Json::object();
        for (const Measure& measure : run.measures) {
            if (measure.slice.empty())
                measures[measure_key(measure)] = number_or_null(measure.value);
        }
        runs.push_back({{"arm", run.row.arm_title},
                        {"sweep", run.row.sweep},
                        {"seed", run.row.seed},
                        {"state", name_of(run.row.state)},
                        {"measures", measures}});
    }
    return runs;
}

Json summary_row(const std::string& title, const Json& sweep, const std::string& metric,
                 const Group::Summary& s) {
    return {{"arm", title},
            {"sweep", sweep},
            {"n", s.n},
            {"metric", metric},
            {"mean", number_or_null(s.mean)},
            {"sd", number_or_null(s.sd)},
            {"ci", {number_or_null(s.low), number_or_null(s.high)}}};
}

Json group_rows(const std::vector<Group>& groups) {
    Json out = Json::array();
    for (const Group& group : groups) {
        for (const auto& [name, s] : group.metrics) {
            Json row = summary_row(group.arm_title, group.sweep, name, s);
            row["arm_id"] = group.arm;
            out.push_back(std::move(row));
        }
    }
    return out;
}

Json slice_rows(const std::vector<Group>& groups) {
    Json out = Json::array();
    for (const Group& group : groups) {
        for (const Group::Slice& slice : group.slices) {
            Json row = summary_row(group.arm_title, group.sweep, slice.metric, slice.summary);
            row["arm_id"] = group.arm;
            row["slice"] = slice.name;
            row["rows"] = slice.rows;
            out.push_back(std::move(row));
        }
    }
    return out;
}

Json verdict_rows(const std::vector<ReportVerdict>& verdicts) {
    Json out = Json::array();
    for (const ReportVerdict& verdict : verdicts) {
        Json row = verdict_json(verdict.comparison, verdict.verdict, verdict.sweep);
        row["arm_id"] = verdict.arm;
        row["control_id"] = verdict.control;
        out.push_back(std::move(row));
    }
    return out;
}

Json arm_rows(const Document& document) {
    Json out = Json::array();
    for (const Arm& arm : document.arms) {
        out.push_back({{"id", arm.id},
                       {"title", arm.title.empty() ? arm.id : arm.title},
                       {"control", arm.control}});
    }
    return out;
}

}  // namespace

std::vector<Group> seed_groups(const std::vector<ReportRun>& runs) {
    std::vector<Group> out;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const RunRow& row = runs[i].row;
        auto it = std::find_if(out.begin(), out.end(), [&](const Group& g) {
            return g.arm == row.arm && g.sweep == row.sweep;
        });
        if (it == out.end()) {
            out.push_back({row.arm, row.arm_title, row.sweep, {}, true, {}, {}});
            it = out.end() - 1;
        }
        if (row.state == RunState::Done) it->runs.push_back(i);
    }
    for (Group& group : out) {
        std::vector<const std::vector<Measure>*> measures;
        std::set<std::string> ends;
        for (const std::size_t run : group.runs) {
            // Runs that rest on one result count once: repeating it narrows no interval.
            if (ends.insert(runs[run].row.end).second) measures.push_back(&runs[run].measures);
        }
        group.varies_with_seed = ends.size() > 1;
        group.metrics = summaries(measures);
        group.slices = slices_of(measures);
    }
    return out;
}

std::string measure_key(const Measure& measure) {
    const std::string suffix = "_at_k";
    if (measure.k > 0 && measure.name.ends_with(suffix)) {
        return measure.name.substr(0, measure.name.size() - suffix.size()) + "@" +
               std::to_string(measure.k);
    }
    return measure.k > 0 ? measure.name + "@" + std::to_string(measure.k) : measure.name;
}

std::string sweep_words(const Json& sweep) {
    std::string out;
    for (const auto& [name, value] : sweep.items()) {
        const std::string number = compact_json(value);
        std::string words = number;
        if (name == "rows")
            words = number == "0" ? "all labels" : words.append(" labels");
        else if (name == "support")
            words.append(" ratings");
        else
            words.insert(0, name + " ");
        out += (out.empty() ? "" : ", ") + words;
    }
    return out;
}

Result<JobReport> read_job_report(std::int64_t job, const Catalog& catalog, RunLog& log,
                                  const ArtifactFolder& artifacts) {
    JobReport report;
    auto row = log.job(job);
    if (!row) return row.error();
    report.job = *std::move(row);
    auto document = read_document(report.job.document, catalog, "the job's pipeline");
    if (!document) return document.error();
    report.document = *std::move(document);
    for (const Node& node : report.document.nodes) {
        if (node.kind == "verdict") report.metric = node.options["metric"].get<std::string>();
    }
    RunFilter filter;
    filter.job = job;
    filter.limit = INT32_MAX;
    auto runs = log.runs(filter);
    if (!runs) return runs.error();
    std::sort(runs->begin(), runs->end(),
              [](const RunRow& a, const RunRow& b) { return a.id < b.id; });
    for (RunRow& run : *runs) {
        auto measures = log.measures(run.id);
        if (!measures) return measures.error();
        report.runs.push_back({std::move(run), *std::move(measures)});
    }
    report.groups = seed_groups(report.runs);
    if (auto done = read_loose(report, catalog, artifacts); !done) return done.error();
    auto nodes = log.job_nodes(job);
    if (!nodes) return nodes.error();
    report.forecast = forecast_error(*nodes, job);
    return report;
}

Json report_json(const JobReport& report) {
    Json references = Json::array();
    for (const Reference& reference : report.references) {
        for (const auto& [name, s] : reference.metrics)
            references.push_back(summary_row(reference.name, reference.sweep, name, s));
    }
    const double seconds = report.job.ended > report.job.started
                               ? static_cast<double>(report.job.ended - report.job.started) / 1000.0
                               : 0.0;
    Json out = {{"title", report.job.title}, {"job", report.job.id}};
    out["state"] = name_of(report.job.state);
    out["seconds"] = seconds;
    out["stages"] = {{"ran", report.job.nodes_ran}, {"reused", report.job.nodes_reused}};
    out["runs"] = runs_json(report);
    out["groups"] = group_rows(report.groups);
    out["verdicts"] = verdict_rows(report.verdicts);
    out["references"] = std::move(references);
    out["metric"] = report.metric;
    out["arms"] = arm_rows(report.document);
    out["slices"] = slice_rows(report.groups);
    if (const auto& off = report.forecast)
        out["forecast"] = {
            {"nodes", off->nodes},
            {"seconds", off->forecast_seconds},
            {"took", off->took_seconds},
            {"median_error",
             {{"seconds", off->seconds}, {"memory", off->memory}, {"disk", off->disk}}}};
    return out;
}

}  // namespace engine
