// Verdicts, tables, curves, slices and cost of a report.
#include <algorithm>
#include <cmath>
#include <set>

#include "engine/report/report_parts.h"

namespace engine {
namespace {

const Group::Summary* summary(const Group& group, const std::string& metric) {
    const auto it = group.metrics.find(metric);
    return it == group.metrics.end() ? nullptr : &it->second;
}

// The number that a sweep moves along, for the x axis; 0 without one.
double sweep_value(const Json& sweep) {
    for (const auto& [name, value] : sweep.items())
        return value.is_number() ? value.get<double>() : 0;
    return 0;
}

std::string interval_note(const std::string& metric, const Group::Summary& s) {
    return "[" + measure_words(metric, s.low) + ", " + measure_words(metric, s.high) + "]";
}

// The sentence in the report's language: what the engine put into it (budget, unit, measure) too;
// the arms' titles are the person's own.
std::string verdict_words(const ReportSource& source, const ReportVerdict& verdict) {
    const Words& words = source.words;
    const Comparison& c = verdict.comparison;
    Sentence sentence = verdict.verdict.sentence;
    if (c.not_comparable && sentence.arguments.size() == 1) {
        sentence.arguments[0] = words(*c.not_comparable);
        return words(sentence);
    }
    for (std::string& argument : sentence.arguments) {
        if (!c.budget.empty() && argument == c.budget)
            argument = words.sweep(verdict.sweep);
        else if (argument != c.arm && argument != c.control)
            argument = words(argument);
    }
    return words(sentence);
}

std::vector<std::string> present_measures(const JobReport& report) {
    std::vector<std::string> out;
    for (const char* name :
         {"accuracy", "macro_recall", "macro_f1", "auroc", "ece", "precision@5", "ndcg@5", "mae"}) {
        const bool any = std::any_of(report.groups.begin(), report.groups.end(),
                                     [&](const Group& g) { return summary(g, name) != nullptr; });
        if (any || name == report.metric) out.emplace_back(name);
    }
    if (std::find(out.begin(), out.end(), report.metric) == out.end())
        out.insert(out.begin(), report.metric);
    return out;
}

// Of one class, precision, recall and F1 are its own, no mean over classes.
std::string slice_measure(const Words& words, const Group::Slice& slice) {
    if (slice.name.starts_with("class:")) {
        if (slice.metric == "precision") return words("precision");
        if (slice.metric == "recall") return words("recall");
        if (slice.metric == "f1") return "F1";
    }
    return words.metric(slice.metric);
}

std::string bytes_text(double bytes) {
    return bytes >= 1e6 ? decimals(bytes / 1e6) + " MB" : decimals(bytes / 1e3) + " kB";
}

}  // namespace

void add_verdicts(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    out.push_back(PageHeading{2, words("Verdict")});
    if (source.report.verdicts.empty()) {
        out.push_back(PageText{words("No arm has a control, so nothing is claimed.")});
        return;
    }
    PageClaims claims;
    for (const ReportVerdict& verdict : source.report.verdicts) {
        const Comparison& c = verdict.comparison;
        PageClaim claim{std::string(name_of(verdict.verdict.code)),
                        words("%1 against %2", {c.arm, c.control}),
                        verdict_words(source, verdict),
                        {}};
        const std::string sweep = words.sweep(verdict.sweep);
        if (!sweep.empty()) claim.who += ", " + sweep;
        if (const auto belief = belief_sentence(c); belief) claim.notes.push_back(words(*belief));
        for (const Sentence& note : c.notes) {
            const std::string said = words(note);
            if (std::find(claim.notes.begin(), claim.notes.end(), said) == claim.notes.end())
                claim.notes.push_back(said);
        }
        claims.claims.push_back(std::move(claim));
    }
    out.push_back(std::move(claims));
}

void add_results(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    const auto metrics = present_measures(source.report);
    PageTable table;
    table.head = {words("Arm"), words("Labels"), "n"};
    for (const std::string& name : metrics) table.head.push_back(words.metric(name));
    for (const Group& group : source.report.groups) {
        auto& row = table.rows.emplace_back();
        row = {{group.arm_title},
               {words.sweep(group.sweep)},
               {std::to_string(group.varies_with_seed ? group.runs.size() : 1)}};
        for (const std::string& name : metrics) {
            const auto* s = summary(group, name);
            if (s == nullptr || !std::isfinite(s->mean)) {
                row.push_back({"-"});
                continue;
            }
            const bool interval = group.varies_with_seed && s->n > 1;
            row.push_back({measure_words(name, s->mean), interval ? interval_note(name, *s)
                                                         : group.varies_with_seed
                                                             ? ""
                                                             : words("one result for all seeds")});
        }
    }
    for (const Reference& reference : source.report.references) {
        table.muted.push_back(table.rows.size());
        auto& row = table.rows.emplace_back();
        row = {{words("%1 (reference)", {words(reference.name)})},
               {words.sweep(reference.sweep)},
               {""}};
        for (const std::string& name : metrics) {
            const auto it = reference.metrics.find(name);
            row.push_back(
                {it == reference.metrics.end() ? "-" : measure_words(name, it->second.mean)});
        }
    }
    out.push_back(PageHeading{2, words("Results")});
    out.push_back(std::move(table));
    out.push_back(PageText{words("Per cent, mean over seeds [95 % t interval]."), true});
}

void add_budget_curve(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    const JobReport& report = source.report;
    PageChart chart;
    std::set<double> ticks;
    for (const Group& group : report.groups) {
        const auto* s = summary(group, report.metric);
        if (s == nullptr || group.sweep.empty()) continue;
        if (chart.series.empty() || chart.series.back().title != group.arm_title)
            chart.series.push_back({group.arm_title, {}});
        const double x = sweep_value(group.sweep);
        ticks.insert(x);
        const bool varies = group.varies_with_seed;
        chart.series.back().points.push_back(
            {x, s->mean, varies ? s->low : s->mean, varies ? s->high : s->mean});
    }
    if (ticks.size() < 2) return;
    const bool users = report.groups.front().sweep.contains("support");
    chart.axes.x_title = users ? words("Ratings revealed") : words("Labels of the target");
    const bool share = measure_words(report.metric, 1) == "100.0";
    chart.axes.y_title = words.metric(report.metric) + (share ? ", %" : "");
    chart.axes.logarithmic_x = *ticks.begin() > 0;
    chart.axes.x_ticks.assign(ticks.begin(), ticks.end());
    chart.axes.y_factor = share ? 100 : 1;
    chart.caption = words("Mean over seeds with its 95 % interval.");
    out.push_back(PageHeading{2, words("Budget curve")});
    out.push_back(std::move(chart));
}

// Loss of the fits of one seed, at the largest budget: one curve an arm.
Result<void> add_learning(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    PageChart chart;
    std::set<std::string> seen;
    for (const Group& group : source.report.groups) {
        if (group.runs.empty()) continue;
        auto keys = source.log.run_keys(source.report.runs[group.runs.front()].row.id);
        if (!keys) return keys.error();
        for (const std::string& key : *keys) {
            if (!seen.insert(key).second) continue;
            auto points = source.log.points(key, "train/loss");
            if (!points) return points.error();
            auto node = source.log.node(key);
            if (points->size() < 2 || !node || !node->has_value()) continue;
            ChartSeries one{(*node)->title, {}};
            for (const Point& p : *points)
                one.points.push_back({static_cast<double>(p.step), p.value, p.value, p.value});
            chart.series.push_back(std::move(one));
        }
    }
    if (chart.series.empty()) return {};
    if (chart.series.size() > 12) chart.series.resize(12);
    chart.axes.x_title = words("Step");
    chart.axes.y_title = words("Training loss");
    chart.caption = words("Training loss of each fit of the first seed.");
    out.push_back(PageHeading{2, words("Learning curves")});
    out.push_back(std::move(chart));
    return {};
}

void add_slices(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    PageTable table;
    table.head = {words("Arm"), words("Slice"), words("Measure"), words("Test rows"),
                  words("Mean")};
    const auto& groups = source.report.groups;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const bool largest = g + 1 == groups.size() || groups[g + 1].arm != groups[g].arm;
        if (!largest) continue;
        for (const Group::Slice& slice : groups[g].slices) {
            if (slice.rows < 30) table.muted.push_back(table.rows.size());
            const auto& s = slice.summary;
            table.rows.push_back(
                {{group_words(source, groups[g])},
                 {slice.name},
                 {slice_measure(words, slice)},
                 {std::to_string(slice.rows)},
                 {measure_words(slice.metric, s.mean),
                  s.n > 1 && groups[g].varies_with_seed ? interval_note(slice.metric, s) : ""}});
        }
    }
    if (table.rows.empty()) return;
    out.push_back(PageHeading{2, words("Classes and slices")});
    out.push_back(std::move(table));
    out.push_back(PageText{words("At the largest budget; under 30 rows greyed."), true});
}

void add_cost(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    PageTable table;
    table.head = {words("Arm"),           words("Labels"),
                  words("Seconds a run"), words("Parameters trained"),
                  words("Size on disk"),  words("Texts a second")};
    for (const Group& group : source.report.groups) {
        const auto cell = [&](const char* name, auto format) -> PageCell {
            const auto* s = summary(group, name);
            return {s == nullptr || !std::isfinite(s->mean) ? std::string("-") : format(s->mean)};
        };
        table.rows.push_back(
            {{group.arm_title},
             {words.sweep(group.sweep)},
             cell("seconds", [](double v) { return decimals(v); }),
             cell("parameters", [](double v) { return decimals(v, "%.0f"); }),
             cell("file_bytes", bytes_text),
             cell("texts_per_second", [](double v) { return decimals(v, "%.0f"); })});
    }
    out.push_back(PageHeading{2, words("Cost")});
    out.push_back(std::move(table));
    out.push_back(PageText{
        words("Seconds of every step that a run rests on, as they took when they were computed; "
              "what is shared by several runs counts in each."),
        true});
    const auto& off = source.report.forecast;
    if (!off) return;
    out.push_back(PageText{
        words(
            "The forecast of this job was %1 s, and it took %2 s. Half of its %3 nodes are within "
            "%4 % of their forecast in time, %5 % in memory, %6 % on disk.",
            {decimals(off->forecast_seconds), decimals(off->took_seconds),
             std::to_string(off->nodes), decimals(off->seconds * 100, "%.0f"),
             decimals(off->memory * 100, "%.0f"), decimals(off->disk * 100, "%.0f")}),
        true});
}

}  // namespace engine
