#include "engine/report/html_report.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <set>

#include "engine/base/files.h"
#include "engine/metrics/measures.h"
#include "engine/report/compare_arms.h"
#include "engine/report/html_style.h"
#include "engine/report/svg_chart.h"

namespace engine {
namespace {

std::string number(double value, const char* pattern = "%.1f") {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), pattern, value);
    return text.data();
}

std::string bytes_text(double bytes) {
    return bytes >= 1e6 ? number(bytes / 1e6) + " MB" : number(bytes / 1e3) + " kB";
}

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

std::string share_cell(const Group::Summary& s, bool varies) {
    if (!varies || s.n < 2)
        return number(s.mean * 100) + (varies ? "" : " <small>one result for all seeds</small>");
    return number(s.mean * 100) + " <small>[" + number(s.low * 100) + ", " + number(s.high * 100) +
           "]</small>";
}

std::string verdicts_part(const JobReport& report) {
    if (report.verdicts.empty()) return "<p>No arm has a control, so nothing is claimed.</p>";
    std::string out = "<ul class=\"verdicts\">";
    for (const ReportVerdict& verdict : report.verdicts) {
        const Comparison& c = verdict.comparison;
        out += "<li class=\"" + std::string(name_of(verdict.verdict.code)) + "\"><b>" +
               escaped(c.arm) + "</b> against " + escaped(c.control);
        if (!c.budget.empty()) out += ", " + escaped(c.budget);
        out += ": " + escaped(verdict.verdict.sentence.text());
        for (const Sentence& note : c.notes)
            out += "<br><small>" + escaped(note.text()) + "</small>";
        out += "</li>";
    }
    return out + "</ul>";
}

std::string table_part(const JobReport& report) {
    const std::vector<std::string> columns = {"accuracy", "macro_recall", "macro_f1", "auroc",
                                              "ece",      "precision@5",  "ndcg@5",   "mae"};
    std::vector<std::string> present;
    for (const std::string& name : columns) {
        const bool any = std::any_of(report.groups.begin(), report.groups.end(),
                                     [&](const Group& g) { return summary(g, name) != nullptr; });
        if (any) present.push_back(name);
    }
    std::string out = "<table><tr><th>Arm</th><th>Labels</th><th>n</th>";
    for (const std::string& name : present) out += "<th>" + escaped(name) + "</th>";
    out += "</tr>";
    for (const Group& group : report.groups) {
        out += "<tr><td>" + escaped(group.arm_title) + "</td><td>" +
               escaped(sweep_words(group.sweep)) + "</td><td>" +
               std::to_string(group.varies_with_seed ? group.runs.size() : 1) + "</td>";
        for (const std::string& name : present) {
            const auto* s = summary(group, name);
            out += "<td>" +
                   (s == nullptr    ? "-"
                    : name == "mae" ? number(s->mean, "%.3f")
                                    : share_cell(*s, group.varies_with_seed)) +
                   "</td>";
        }
        out += "</tr>";
    }
    for (const Reference& reference : report.references) {
        out += "<tr class=\"reference\"><td>" + escaped(reference.name) + " (reference)</td><td>" +
               escaped(sweep_words(reference.sweep)) + "</td><td></td>";
        for (const std::string& name : present) {
            const auto it = reference.metrics.find(name);
            out += "<td>" +
                   (it == reference.metrics.end() ? "-"
                    : name == "mae"               ? number(it->second.mean, "%.3f")
                                                  : number(it->second.mean * 100)) +
                   "</td>";
        }
        out += "</tr>";
    }
    return out + "</table><p><small>Per cent, mean over seeds [95 % t interval].</small></p>";
}

std::string budget_part(const JobReport& report) {
    std::vector<ChartSeries> series;
    std::set<double> ticks;
    for (const Group& group : report.groups) {
        const auto* s = summary(group, report.metric);
        if (s == nullptr || group.sweep.empty()) continue;
        if (series.empty() || series.back().title != group.arm_title)
            series.push_back({group.arm_title, {}});
        const double x = sweep_value(group.sweep);
        ticks.insert(x);
        series.back().points.push_back({x, s->mean, group.varies_with_seed ? s->low : s->mean,
                                        group.varies_with_seed ? s->high : s->mean});
    }
    if (ticks.size() < 2) return "";
    ChartAxes axes;
    axes.x_title = report.groups.front().sweep.contains("support") ? "Ratings revealed"
                                                                   : "Labels of the target";
    axes.y_title = metric_title(report.metric) + ", %";
    axes.logarithmic_x = *ticks.begin() > 0;
    axes.x_ticks.assign(ticks.begin(), ticks.end());
    axes.y_factor = 100;
    return "<h2>Budget curve</h2><figure>" + line_chart(series, axes) +
           "<figcaption>Mean over seeds with its 95 % interval.</figcaption></figure>";
}

// Loss of the fits of one seed, at the largest budget: one curve an arm.
Result<std::string> learning_part(const JobReport& report, RunLog& log) {
    std::vector<ChartSeries> series;
    std::set<std::string> seen;
    for (const Group& group : report.groups) {
        if (group.runs.empty()) continue;
        auto keys = log.run_keys(report.runs[group.runs.front()].row.id);
        if (!keys) return keys.error();
        for (const std::string& key : *keys) {
            if (!seen.insert(key).second) continue;
            auto points = log.points(key, "train/loss");
            if (!points) return points.error();
            auto node = log.node(key);
            if (points->size() < 2 || !node || !node->has_value()) continue;
            ChartSeries one{(*node)->title, {}};
            for (const Point& p : *points)
                one.points.push_back({static_cast<double>(p.step), p.value, p.value, p.value});
            series.push_back(std::move(one));
        }
    }
    if (series.empty()) return std::string();
    if (series.size() > 12) series.resize(12);
    ChartAxes axes;
    axes.x_title = "Step";
    axes.y_title = "Training loss";
    return "<h2>Learning curves</h2><figure>" + line_chart(series, axes) +
           "<figcaption>Training loss of each fit of the first seed.</figcaption></figure>";
}

Result<std::string> confusion_part(const JobReport& report, const ArtifactFolder& artifacts) {
    std::string out;
    for (std::size_t g = 0; g < report.groups.size(); ++g) {
        const Group& group = report.groups[g];
        const bool last = g + 1 == report.groups.size() || report.groups[g + 1].arm != group.arm;
        if (!last || group.runs.empty()) continue;
        auto confusion = group_confusion(report, group, artifacts);
        if (!confusion) return confusion.error();
        if (!*confusion) continue;
        out += "<div><h3>" + escaped(group.arm_title) +
               (group.sweep.empty() ? "" : ", " + escaped(sweep_words(group.sweep))) + "</h3>" +
               confusion_chart((*confusion)->counts, (*confusion)->classes) + "</div>";
    }
    return out.empty() ? out
                       : "<h2>Confusion</h2><div class=\"row\">" + out +
                             "</div><p><small>Test rows, summed over seeds.</small></p>";
}

std::string cost_part(const JobReport& report) {
    std::string out =
        "<h2>Cost</h2><table><tr><th>Arm</th><th>Labels</th><th>Seconds a run</th><th>Parameters "
        "trained</th><th>Size on disk</th><th>Texts a second</th></tr>";
    for (const Group& group : report.groups) {
        const auto cell = [&](const char* name, auto format) {
            const auto* s = summary(group, name);
            return s == nullptr || !std::isfinite(s->mean) ? std::string("-") : format(s->mean);
        };
        out += "<tr><td>" + escaped(group.arm_title) + "</td><td>" +
               escaped(sweep_words(group.sweep)) + "</td>";
        out += "<td>" + cell("seconds", [](double v) { return number(v); }) + "</td>";
        out += "<td>" + cell("parameters", [](double v) { return number(v, "%.0f"); }) + "</td>";
        out += "<td>" + cell("file_bytes", bytes_text) + "</td>";
        out += "<td>" + cell("texts_per_second", [](double v) { return number(v, "%.0f"); }) +
               "</td></tr>";
    }
    return out +
           "</table><p><small>Seconds of every step that a run rests on, as they took when they "
           "were computed; what is shared by several runs counts in each.</small></p>";
}

std::string protocol_part(const JobReport& report) {
    std::string seeds;
    for (const std::uint64_t seed : report.document.seeds)
        seeds += (seeds.empty() ? "" : ", ") + std::to_string(seed);
    std::string out = "<h2>Protocol</h2><dl><dt>Seeds</dt><dd>" + seeds +
                      "</dd><dt>Device</dt><dd>" + escaped(report.job.device) + "</dd>";
    for (const Node& node : report.document.nodes) {
        if (node.kind == "split" || node.kind == "verdict") {
            out += "<dt>" + escaped(node.title.empty() ? node.id : node.title) + " (" + node.kind +
                   ")</dt><dd><code>" + escaped(compact_json(node.options)) + "</code></dd>";
        }
    }
    out +=
        "</dl><p>Interval: two-level paired bootstrap over seeds and test rows. p: paired t over "
        "seeds, Holm over the planned family. Nothing was chosen on test rows.</p>";
    return out + "<details><summary>Pipeline</summary><pre>" +
           escaped(write_document(report.document)) + "</pre></details>";
}

}  // namespace

std::string file_name_of(const std::string& title) {
    std::string out;
    for (const char c : title) {
        const auto u = static_cast<unsigned char>(c);
        if (std::isalnum(u) != 0 || u >= 0x80)
            out += static_cast<char>(u < 0x80 ? std::tolower(u) : u);
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    while (out.ends_with('-')) out.pop_back();
    return out.empty() ? "report" : out;
}

Result<std::string> html_report(const JobReport& report, RunLog& log,
                                const ArtifactFolder& artifacts) {
    auto learning = learning_part(report, log);
    if (!learning) return learning.error();
    auto confusion = confusion_part(report, artifacts);
    if (!confusion) return confusion.error();
    const Json summary = report_json(report);
    std::string data = summary.dump(-1, ' ', true, Json::error_handler_t::replace);
    // Neither "</script>" nor "<!--" may stand in a script; in JSON a < is always inside a string.
    for (std::size_t at = data.find('<'); at != std::string::npos; at = data.find('<', at))
        data.replace(at, 1, "\\u003c");
    std::string out =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width\"><title>" +
        escaped(report.job.title) + "</title><style>" + kReportStyle +
        "</style></head><body><main>";
    out += "<h1>" + escaped(report.job.title) + "</h1><h2>Verdict</h2>" + verdicts_part(report) +
           "<h2>Results</h2>" + table_part(report);
    out += budget_part(report) + *learning + *confusion + cost_part(report) + protocol_part(report);
    out += "</main><script type=\"application/json\" id=\"warmstart\">" + data +
           "</script></body></html>\n";
    return out;
}

Result<std::filesystem::path> write_html_report(const JobReport& report, RunLog& log,
                                                const ArtifactFolder& artifacts,
                                                const std::filesystem::path& folder) {
    auto page = html_report(report, log, artifacts);
    if (!page) return page.error();
    const auto path = folder / (file_name_of(report.job.title) + ".html");
    if (auto written = write_file_atomically(path, *page); !written) return written.error();
    return path;
}

}  // namespace engine
