#include "engine/report/text_report.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "engine/metrics/measures.h"

namespace engine {
namespace {

// Characters a terminal shows, not bytes: continuation bytes of UTF-8 take no place of their own.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

std::string padded(const std::string& text, std::size_t to, bool right = false) {
    const std::string space(to > width(text) ? to - width(text) : 0, ' ');
    return right ? space + text : text + space;
}

std::string number(double value, bool share) {
    char text[64];
    std::snprintf(text, sizeof text, share ? "%.1f" : "%.3f", share ? value * 100 : value);
    return text;
}

// "88.4 ± 0.8": mean and sd over seeds; one result for all seeds stands alone.
std::string cell_of(const Group::Summary& summary, bool share, bool varies) {
    if (summary.n == 0) return "-";
    if (!varies || summary.n < 2) return number(summary.mean, share);
    return number(summary.mean, share) + " ± " + number(summary.sd, share);
}

bool is_share(const std::string& metric) {
    const auto info = metric_info(metric.substr(0, metric.find('@')) +
                                  (metric.find('@') == std::string::npos ? "" : "_at_k"));
    return !info || info->share;
}

using Row = std::vector<std::string>;

std::string table_of(const std::vector<Row>& rows) {
    std::vector<std::size_t> widths;
    for (const Row& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    }
    std::string out;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::string line;
        for (std::size_t i = 0; i < rows[r].size(); ++i)
            line += padded(rows[r][i], widths[i], i > 0) + "  ";
        while (line.ends_with(' ')) line.pop_back();
        out += line + "\n";
        if (r > 0) continue;
        std::size_t total = 0;
        for (const std::size_t one : widths) total += one + 2;
        out += std::string(total - 2, '-') + "\n";
    }
    return out;
}

// Sweep values that any group has, in order; an empty sweep is one column.
std::vector<Json> sweeps_of(const JobReport& report) {
    std::vector<Json> out;
    for (const Group& group : report.groups) {
        if (std::find(out.begin(), out.end(), group.sweep) == out.end()) out.push_back(group.sweep);
    }
    return out;
}

template <class Entries, class Title>
void add_rows(std::vector<Row>& rows, const Entries& entries, const std::vector<Json>& sweeps,
              const std::string& metric, Title title) {
    std::vector<std::string> seen;
    for (const auto& entry : entries) {
        if (std::find(seen.begin(), seen.end(), title(entry)) != seen.end()) continue;
        seen.push_back(title(entry));
        Row row = {title(entry)};
        bool any = false;
        for (const Json& sweep : sweeps) {
            std::string cell = "-";
            for (const auto& other : entries) {
                const auto it = other.metrics.find(metric);
                if (title(other) != title(entry) || other.sweep != sweep ||
                    it == other.metrics.end())
                    continue;
                bool varies = true;
                if constexpr (requires { other.varies_with_seed; }) varies = other.varies_with_seed;
                cell = cell_of(it->second, is_share(metric), varies);
                any = true;
            }
            row.push_back(cell);
        }
        if (any) rows.push_back(std::move(row));
    }
}

std::string metric_table(const JobReport& report, const std::string& metric) {
    const auto sweeps = sweeps_of(report);
    Row head = {metric_title(metric) + (is_share(metric) ? ", %" : "")};
    for (const Json& sweep : sweeps) head.push_back(sweep.empty() ? "all" : sweep_words(sweep));
    std::vector<Row> rows = {head};
    add_rows(rows, report.groups, sweeps, metric, [](const Group& g) { return g.arm_title; });
    add_rows(rows, report.references, sweeps, metric,
             [](const Reference& r) { return "(" + r.name + ")"; });
    return rows.size() > 1 ? table_of(rows) : "";
}

std::string forecast_line(const ForecastError& off) {
    char text[200];
    std::snprintf(text, sizeof text,
                  "Forecast %.1f s, took %.1f s; half of its %d nodes are within %.0f %% in time, "
                  "%.0f %% in memory, %.0f %% on disk.\n",
                  off.forecast_seconds, off.took_seconds, off.nodes, off.seconds * 100,
                  off.memory * 100, off.disk * 100);
    return text;
}

}  // namespace

std::string text_report(const JobReport& report) {
    std::string out = "\n" + report.job.title + "\n\n";
    std::set<std::string> shown;
    const std::vector<std::string> wanted = {report.metric, "accuracy",    "macro_f1",
                                             "ndcg@5",      "precision@5", "mae"};
    std::size_t tables = 0;
    for (const std::string& metric : wanted) {
        if (tables == 2 && metric != "mae")
            continue;  // the deciding measure and one more; the report has all
        if (!shown.insert(metric).second) continue;
        const std::string table = metric_table(report, metric);
        if (table.empty()) continue;
        out += table + "\n";
        ++tables;
    }
    out += "Mean ± sd over seeds; a number alone does not depend on the seed.\n";
    if (report.forecast) out += forecast_line(*report.forecast);
    if (report.verdicts.empty()) return out + "\n";
    out += "\nVerdicts (" + metric_title(report.metric) + "):\n";
    for (const ReportVerdict& verdict : report.verdicts) {
        out += "- " + verdict.comparison.arm + " against " + verdict.comparison.control;
        if (!verdict.comparison.budget.empty()) out += ", " + verdict.comparison.budget;
        out += ": " + verdict.verdict.sentence.text() + "\n";
        if (const auto belief = belief_sentence(verdict.comparison); belief)
            out += "  " + belief->text() + "\n";
        for (const Sentence& note : verdict.comparison.notes) out += "  " + note.text() + "\n";
    }
    return out + "\n";
}

}  // namespace engine
