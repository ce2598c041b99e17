#include "engine/report/report_page.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "engine/report/report_parts.h"

namespace engine {
namespace {

Result<void> take_step(ReportSource& source, const std::string& key, std::set<std::string>& seen) {
    if (!seen.insert(key).second) return {};
    auto row = source.log.node(key);
    if (!row) return row.error();
    if (!row->has_value()) return {};
    ReportStep step{**row};
    if (source.artifacts.has(key)) {
        auto manifest = source.artifacts.manifest(key);
        if (!manifest) return manifest.error();
        step.summary = manifest->value("summary", Json::object());
    }
    source.steps.push_back(std::move(step));
    return {};
}

Result<void> read_steps(ReportSource& source) {
    std::set<std::string> seen;
    for (const ReportRun& run : source.report.runs) {
        auto keys = source.log.run_keys(run.row.id);
        if (!keys) return keys.error();
        for (const std::string& key : *keys) {
            if (auto taken = take_step(source, key, seen); !taken) return taken;
        }
    }
    return {};
}

}  // namespace

std::string decimals(double value, const char* pattern) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), pattern, value);
    return text.data();
}

std::string measure_words(const std::string& metric, double value) {
    const bool plain = metric == "mae" || metric == "rmse" || metric == "log_loss";
    return plain ? decimals(value, "%.3f") : decimals(value * 100);
}

std::string group_words(const ReportSource& source, const Group& group) {
    const std::string sweep = source.words.sweep(group.sweep);
    return sweep.empty() ? group.arm_title : group.arm_title + ", " + sweep;
}

Result<Page> report_page(const JobReport& report, RunLog& log, const ArtifactFolder& artifacts,
                         const ReportOptions& options) {
    ReportSource source{report, log, artifacts, options, Words(options.language), {}};
    if (auto read = read_steps(source); !read) return read.error();
    Page page;
    page.title = report.job.title;
    page.language = std::string(name_of(options.language));
    Blocks& out = page.blocks;
    add_verdicts(source, out);
    add_data(source, out);
    add_pipeline(source, out);
    add_arms(source, out);
    add_protocol(source, out);
    add_results(source, out);
    add_budget_curve(source, out);
    if (auto done = add_learning(source, out); !done) return done.error();
    add_slices(source, out);
    if (auto done = add_confusion(source, out); !done) return done.error();
    if (auto done = add_worst(source, out); !done) return done.error();
    add_cost(source, out);
    add_limits(source, out);
    add_reproduce(source, out);
    return page;
}

}  // namespace engine
