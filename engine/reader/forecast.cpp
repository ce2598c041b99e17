// What starting a document would do, from the plan and from what like it took before.
#include <sys/statvfs.h>
#include <sys/sysinfo.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/data/workspace_facts.h"
#include "engine/plan/plan.h"
#include "engine/plan/reason.h"
#include "engine/reader/workspace_reader.h"
#include "engine/store/precision_choice.h"

namespace engine {
namespace {

constexpr std::int64_t kRemembered = 200;  // earlier steps of a kind that an estimate rests on

// Earlier steps of one kind: what they were made of, and the seconds they took.
struct Past {
    std::vector<Json> parts;
    std::vector<double> seconds;
};

Past past_of(const std::vector<NodeRow>& rows) {
    Past out;
    for (const NodeRow& row : rows) {
        out.parts.push_back(row.parts);
        out.seconds.push_back(row.seconds);
    }
    return out;
}

double median(std::vector<double> values) {
    if (values.empty()) return -1;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::int64_t free_memory() {
    struct sysinfo info {};
    if (::sysinfo(&info) != 0) return 0;
    return static_cast<std::int64_t>(info.freeram + info.bufferram) * info.mem_unit;
}

std::int64_t free_disk(const std::filesystem::path& folder) {
    struct statvfs info {};
    if (::statvfs(folder.c_str(), &info) != 0) return 0;
    return static_cast<std::int64_t>(info.f_bavail) * static_cast<std::int64_t>(info.f_frsize);
}

void count_runs(const Plan& plan, Forecast& out) {
    std::set<std::string> arms, budgets;
    std::set<std::uint64_t> seeds;
    for (const Run& run : plan.runs) {
        arms.insert(run.arm);
        seeds.insert(run.seed);
        budgets.insert(compact_json(run.sweep));
    }
    out.runs = static_cast<int>(plan.runs.size());
    out.arms = static_cast<int>(arms.size());
    out.seeds = static_cast<int>(seeds.size());
    out.budgets = static_cast<int>(budgets.size());
}

}  // namespace

Result<Forecast> WorkspaceReader::forecast(const std::string& text, const JobSettings& settings) {
    auto document = read_document(text, catalog_, "The pipeline");
    if (!document) return document.error();
    WorkspaceFacts facts(datasets_, models_);
    auto planned =
        plan_job(*document, catalog_, facts, settings, log_, {hardware_of(settings.device)});
    if (!planned) return planned.error();
    const Plan* plan = &planned->plan;
    const auto todo = pending(*plan, [&](const std::string& key) { return artifacts_.has(key); });
    const std::set<std::string> to_run(todo.begin(), todo.end());
    Forecast out;
    count_runs(*plan, out);
    out.precision = planned->choice ? words_of(*planned->choice) : planned->settings.precision;
    out.free_memory = free_memory();
    out.free_disk = free_disk(paths_.root);
    std::map<std::string, Past> past;
    std::map<std::string, std::size_t> line_of;
    bool known = true;
    for (const Step& step : plan->steps) {
        auto [at, fresh] = line_of.emplace(step.node, out.lines.size());
        if (fresh) {
            const Node* node = document->node(step.node);
            const bool named = node != nullptr && !node->title.empty();
            Forecast::Line fresh_line;
            fresh_line.node = step.node;
            fresh_line.title = named ? node->title : catalog_.find(step.kind)->title;
            out.lines.push_back(std::move(fresh_line));
        }
        Forecast::Line& line = out.lines[at->second];
        if (to_run.count(step.key) == 0) {
            const bool there = artifacts_.has(step.key);
            line.reused += there ? 1 : 0;
            out.reused += there ? 1 : 0;
            continue;
        }
        auto found = past.find(step.kind);
        if (found == past.end()) {
            auto rows = log_.recent_nodes(step.kind, kRemembered);
            if (!rows) return rows.error();
            found = past.emplace(step.kind, past_of(*rows)).first;
        }
        if (line.to_run++ == 0) {
            const int nearest = nearest_parts(step.parts, found->second.parts);
            line.reason =
                explain(
                    *catalog_.find(step.kind), step.parts,
                    nearest < 0 ? Json() : found->second.parts[static_cast<std::size_t>(nearest)])
                    .text();
        }
        ++out.to_run;
        const double typical = median(found->second.seconds);
        known = known && typical >= 0;
        if (typical >= 0) line.seconds = std::max(line.seconds, 0.0) + typical;
    }
    if (known) {
        out.seconds = 0;
        for (const Forecast::Line& line : out.lines) out.seconds += std::max(line.seconds, 0.0);
    }
    return out;
}

}  // namespace engine
