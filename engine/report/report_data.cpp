// What a report says of data, pipeline, protocol and limits, and how to make it again.
#include <algorithm>
#include <array>
#include <ctime>
#include <map>
#include <set>

#include "engine/base/hash.h"
#include "engine/plan/graph.h"
#include "engine/plan/mermaid.h"
#include "engine/report/pipeline_figure.h"
#include "engine/report/report_parts.h"

namespace engine {
namespace {

std::string short_hash(const std::string& hash) { return hash.substr(0, 12); }

// "Label budgets (rows 16, seed 1)": one line stands for all seeds.
std::string without_seed(const std::string& title) {
    const std::size_t at = title.rfind(", seed ");
    if (at != std::string::npos && title.ends_with(')')) return title.substr(0, at) + ")";
    const std::size_t alone = title.rfind(" (seed ");
    return alone != std::string::npos && title.ends_with(')') ? title.substr(0, alone) : title;
}

// What a step did to the rows, in words; what is zero or no number is left out.
std::string counts_words(const Words& words, const Json& counts) {
    std::string out;
    const auto add = [&](const char* key, const std::string& text) {
        const auto at = counts.find(key);
        if (at == counts.end() || !at->is_number() || at->get<double>() == 0) return;
        out += (out.empty() ? "" : ", ") + text + " " + compact_json(*at);
    };
    add("texts_changed", words("texts changed"));
    add("texts_emptied", words("texts emptied"));
    add("urls_removed", words("addresses removed"));
    add("copies_dropped", words("copies dropped"));
    add("between_dropped", words("between thresholds"));
    add("rows_repeated", words("rows repeated"));
    add("rows_balanced_away", words("rows balanced away"));
    add("unplaced_dropped", words("rows without a part"));
    add("train", words("training"));
    add("valid", words("validation"));
    add("test", words("test"));
    add("labels_available", words("labels there"));
    add("labels_revealed", words("labels revealed"));
    return out;
}

std::string options_words(const Node& node) {
    std::string out;
    for (const auto& [name, value] : node.options.items()) {
        const bool empty = value.is_null() || (value.is_array() && value.empty()) ||
                           (value.is_string() && value.get_ref<const std::string&>().empty());
        if (empty) continue;
        out += (out.empty() ? "" : ", ") + name + " " +
               (value.is_string() ? value.get<std::string>() : compact_json(value));
    }
    return out;
}

// Options of a dataset node's source and its fingerprint, as its step was made.
std::map<std::string, std::string> fingerprints(const ReportSource& source) {
    std::map<std::string, std::string> out;
    for (const ReportStep& step : source.steps) {
        const Json options = step.row.parts.value("options", Json::object());
        const Json data = step.row.parts.value("data", Json::object());
        if (step.row.kind == "dataset")
            out[options.value("source", "")] = data.value("dataset", "");
        // Its name is not part of the step, its content is.
        const Node* node = source.report.document.node(step.row.node);
        if (step.row.kind == "encoder" && node != nullptr)
            out[node->options.value("model", "")] = data.value("model", "");
    }
    return out;
}

std::set<std::string> options_of_kind(const Document& document, const char* kind,
                                      const char* name) {
    std::set<std::string> out;
    for (const Node& node : document.nodes) {
        if (node.kind == kind) out.insert(node.options.value(name, std::string()));
    }
    return out;
}

std::string day(std::int64_t milliseconds) {
    const std::time_t seconds = milliseconds / 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M UTC", &parts);
    return text.data();
}

void add_datasets(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    PageTable table;
    table.head = {words("Dataset"),   words("Rows read"),   words("Kept"),
                  words("Set aside"), words("Fingerprint"), words("Licence")};
    auto known = fingerprints(source);
    for (const std::string& name : options_of_kind(source.report.document, "dataset", "source")) {
        const Json passport = source.options.passport ? source.options.passport(name) : Json();
        const auto number = [&](const char* key) {
            return passport.is_object() ? compact_json(passport.value(key, Json())) : "-";
        };
        // The fingerprint is of what ran; the counts are of what is stored now, if it is the same.
        const std::string ran = known[name];
        const bool same =
            passport.is_object() && (ran.empty() || passport.value("fingerprint", "") == ran);
        const std::string licence =
            passport.is_object() ? passport.value("licence", "") : std::string();
        table.rows.push_back(
            {{name,
              passport.is_object() && passport.value("synthetic", false) ? words("synthetic") : ""},
             {same ? number("rows_in") : "-"},
             {same ? number("rows_ok") : "-"},
             {same ? number("rows_rejected") : "-"},
             {short_hash(ran)},
             {licence.empty() ? words("not stated") : licence}});
    }
    for (const std::string& name : options_of_kind(source.report.document, "encoder", "model")) {
        const std::string licence =
            source.options.model_licence ? source.options.model_licence(name) : std::string();
        table.rows.push_back({{name, words("model")},
                              {"-"},
                              {"-"},
                              {"-"},
                              {short_hash(known[name])},
                              {licence.empty() ? words("not stated") : licence}});
    }
    if (!table.rows.empty()) out.push_back(std::move(table));
}

// Whether what was scored had been trained on; where no step looked, nothing is said.
void add_leaks(const ReportSource& source, PageFacts& facts) {
    const Words& words = source.words;
    std::map<std::string, Json> worst;  // of the steps that are alike but for the seed
    for (const ReportStep& step : source.steps) {
        const Json leak = step.summary.value("leak", Json());
        if (!leak.is_object()) continue;
        Json& known = worst.emplace(without_seed(step.row.title), leak).first->second;
        if (leak["rows"] > known["rows"]) known = leak;
    }
    bool clean = true;
    for (const auto& [title, leak] : worst) {
        if (leak["rows"] == 0) continue;
        clean = false;
        facts.facts.emplace_back(
            words("Leakage"),
            words(title) + ": " +
                words("%1 of %2 test texts were in training; the result is compared with none.",
                      {compact_json(leak["rows"]), compact_json(leak["of"])}));
    }
    if (clean && !worst.empty())
        facts.facts.emplace_back(words("Leakage"), words("No test text was in training."));
}

}  // namespace

void add_data(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    out.push_back(PageHeading{2, words("Data")});
    add_datasets(source, out);
    PageTable table;
    table.head = {words("Data step"), words("Rows in"), words("Rows out"), words("What happened")};
    std::set<std::string> seen;
    for (const ReportStep& step : source.steps) {
        const Json report = step.summary.value("report", Json());
        const std::string title = without_seed(step.row.title);
        if (!report.is_object() || !seen.insert(title).second) continue;
        table.rows.push_back({{words(title)},
                              {compact_json(report.value("rows_in", Json(0)))},
                              {compact_json(report.value("rows_out", Json(0)))},
                              {counts_words(words, report.value("counts", Json::object()))}});
    }
    if (!table.rows.empty()) out.push_back(std::move(table));
}

void add_pipeline(const ReportSource& source, Blocks& out) {
    if (source.report.document.nodes.empty()) return;
    const Catalog catalog = shipped_catalog();
    out.push_back(PageHeading{2, source.words("Pipeline")});
    out.push_back(PagePipeline{
        pipeline_figure(source.report.document, catalog, source.words, ChartLook::Page),
        pipeline_figure(source.report.document, catalog, source.words, ChartLook::Alone),
        mermaid(source.report.document, catalog)});
}

void add_arms(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    const Document& document = source.report.document;
    if (document.arms.empty()) return;
    const Catalog catalog = shipped_catalog();
    const Graph graph(document, catalog);
    const auto nodes = [&](const Arm& arm) {
        const Node* end = graph.evaluator(arm);
        return end == nullptr ? std::set<std::string>() : graph.ancestors(end->id);
    };
    PageTable table;
    table.head = {words("Arm"), words("Control"), words("Only in the arm"),
                  words("Only in the control")};
    for (const Arm& arm : document.arms) {
        const Arm* control = document.arm(arm.control);
        const auto mine = nodes(arm);
        const auto theirs = control == nullptr ? std::set<std::string>() : nodes(*control);
        const auto only = [&](const std::set<std::string>& here,
                              const std::set<std::string>& there) {
            std::string text;
            for (const Node& node : document.nodes) {
                if (here.count(node.id) == 0 || there.count(node.id) > 0) continue;
                text += (text.empty() ? "" : "; ") + words(graph.title(node));
            }
            return text;
        };
        table.rows.push_back({{arm.title.empty() ? arm.id : arm.title},
                              {control == nullptr       ? "-"
                               : control->title.empty() ? control->id
                                                        : control->title},
                              {control == nullptr ? "" : only(mine, theirs)},
                              {control == nullptr ? "" : only(theirs, mine)}});
    }
    out.push_back(PageHeading{2, words("Arms")});
    out.push_back(std::move(table));
}

void add_protocol(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    const Document& document = source.report.document;
    PageFacts facts;
    std::string seeds;
    for (const std::uint64_t seed : document.seeds)
        seeds += (seeds.empty() ? "" : ", ") + std::to_string(seed);
    facts.facts.emplace_back(words("Seeds"), seeds);
    const Catalog catalog = shipped_catalog();
    bool searched = false;
    for (const Node& node : document.nodes) {
        searched = searched || node.kind == "tune";
        for (const char* kind : {"split", "budget", "user_tasks", "episodes", "tune", "verdict"}) {
            if (node.kind != kind) continue;
            const NodeKind* known = catalog.find(node.kind);
            const std::string title = !node.title.empty() ? node.title
                                      : known == nullptr  ? node.id
                                                          : known->title;
            facts.facts.emplace_back(words(title) + " (" + node.kind + ")", options_words(node));
        }
    }
    facts.facts.emplace_back(
        words("Selection"),
        searched ? words("Options were searched on validation rows; test rows chose nothing.")
                 : words("No option was chosen by its result."));
    add_leaks(source, facts);
    for (const Waiver& waiver : document.waivers)
        facts.facts.emplace_back(words("Waived: %1 at %2", {waiver.rule, waiver.node}),
                                 waiver.reason);
    if (document.waivers.empty())
        facts.facts.emplace_back(words("Waivers"), words("No rule was waived."));
    out.push_back(PageHeading{2, words("Protocol")});
    out.push_back(std::move(facts));
    out.push_back(PageText{
        words("Interval: two-level paired bootstrap over seeds and test rows. p: paired t over "
              "seeds, Holm over the planned family. Nothing was chosen on test rows.")});
}

void add_limits(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    const JobReport& report = source.report;
    out.push_back(PageHeading{2, words("Limits")});
    out.push_back(PageText{
        words("The numbers hold for these test rows, these classes and these seeds. Other data, "
              "other years or other writers may give others.")});
    if (report.document.seeds.size() < 5)
        out.push_back(PageText{words("Fewer than five seeds: no claim is made from them.")});
    bool synthetic = false;
    for (const ReportStep& step : source.steps)
        synthetic = synthetic || step.summary.value("synthetic", false);
    if (synthetic)
        out.push_back(
            PageText{words("Some data is synthetic: no result on it says anything about people.")});
    double worst = -1;
    std::string whose;
    for (const Group& group : report.groups) {
        const auto ece = group.metrics.find("ece");
        if (ece == group.metrics.end() || !(ece->second.mean > worst)) continue;
        worst = ece->second.mean;
        whose = group_words(source, group);
    }
    if (worst >= 0)
        out.push_back(
            PageText{words("Calibration: probabilities are off by up to %1 points on "
                           "average (%2).",
                           {decimals(worst * 100), whose})});
    out.push_back(PageText{
        words("Privacy: training rows were not protected by noise; a model may hold traces of "
              "them.")});
}

void add_reproduce(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    const JobReport& report = source.report;
    const std::string text = write_document(report.document);
    PageFacts facts;
    facts.facts.emplace_back(words("Pipeline (SHA-256)"), sha256_hex(text));
    for (const auto& [name, fingerprint] : fingerprints(source)) {
        if (!name.empty() && !fingerprint.empty()) facts.facts.emplace_back(name, fingerprint);
    }
    facts.facts.emplace_back(words("Device"), report.job.device);
    if (report.job.provenance.is_object()) {
        for (const auto& [name, value] : report.job.provenance.items()) {
            if (name != "device")
                facts.facts.emplace_back(
                    name, value.is_string() ? value.get<std::string>() : compact_json(value));
        }
    }
    if (report.job.started > 0) facts.facts.emplace_back(words("Started"), day(report.job.started));
    facts.facts.emplace_back(
        words("Steps"), words("%1 ran, %2 were reused", {std::to_string(report.job.nodes_ran),
                                                         std::to_string(report.job.nodes_reused)}));
    out.push_back(PageHeading{2, words("How to make it again")});
    out.push_back(PageText{
        words("Open this report in Warmstart, or save the pipeline below as a file and run it:")});
    out.push_back(PageCode{"warmstart-cli run pipeline.warm.json"});
    out.push_back(std::move(facts));
    out.push_back(PageCode{text, words("Pipeline as a file")});
}

}  // namespace engine
