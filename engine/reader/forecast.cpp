// What starting a document would do, from the plan and from what like it took before.
#include <sys/statvfs.h>

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <map>
#include <set>

#include "engine/data/workspace_facts.h"
#include "engine/plan/plan.h"
#include "engine/plan/reason.h"
#include "engine/reader/workspace_reader.h"
#include "engine/store/precision_choice.h"
#include "engine/store/process.h"
#include "engine/store/step_forecast.h"

namespace engine {
namespace {

constexpr std::int64_t kRemembered = 200;  // earlier steps of a kind that a reason is found in

// "9.1 GB"
std::string size_words(std::int64_t bytes) {
    char text[32];
    const double amount = static_cast<double>(bytes);
    if (amount < 1e9) {
        std::snprintf(text, sizeof text, "%.0f MB", amount / 1e6);
    } else {
        std::snprintf(text, sizeof text, "%.1f GB", amount / 1e9);
    }
    return text;
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

// What steps of each kind were made of before, read once a kind.
class History {
public:
    explicit History(const RunLog& log) : log_(log) {}
    Result<const std::vector<Json>*> of(const std::string& kind) {
        auto found = parts_.find(kind);
        if (found == parts_.end()) {
            auto rows = log_.recent_nodes(kind, kRemembered);
            if (!rows) return rows.error();
            found = parts_.emplace(kind, std::vector<Json>()).first;
            for (NodeRow& row : *rows) found->second.push_back(std::move(row.parts));
        }
        return &found->second;
    }

private:
    const RunLog& log_;
    std::map<std::string, std::vector<Json>> parts_;
};

// A line for every node, in document order.
Forecast::Line line_of(const Step& step, const NodeKind& kind, const Document& document) {
    const Node* node = document.node(step.node);
    Forecast::Line out;
    out.node = step.node;
    out.title = node != nullptr && !node->title.empty() ? node->title : kind.title;
    return out;
}

// Counts a step that has to run.
void add_step(const Step& step, const NodeKind& kind, const std::vector<Json>& past,
              const StepForecast& forecast, Forecast::Line& line) {
    if (line.to_run++ == 0) {
        const int nearest = nearest_parts(step.parts, past);
        line.reason = explain(kind, step.parts,
                              nearest < 0 ? Json() : past[static_cast<std::size_t>(nearest)]);
    }
    line.seconds += forecast.expected.seconds;
    line.memory = std::max(line.memory, forecast.expected.memory);
    line.disk += forecast.expected.disk;
    line.measured = line.measured && forecast.measured;
}

// Rows at once change no number, so they are what is to be fewer.
Sentences memory_warning(const Step& step, const StepForecast& forecast, std::int64_t free) {
    const std::int64_t needed = forecast.expected.memory;
    if (forecast.row_bytes > 0) {
        const int batch = step.options.value("batch", 1), set = step.options.value("at_once", 0);
        const int now = set > 0 ? std::min(set, batch) : batch;
        int fits = 1;
        while (fits * 2 < now && needed - (now - fits * 2) * forecast.row_bytes <= free) fits *= 2;
        if (fits < now && needed - (now - fits) * forecast.row_bytes <= free)
            return {Sentence{
                "Not enough memory for %1 with batch %2 (about %3; %4 are free). Set Rows at "
                "once to %5.",
                {step.title, std::to_string(now), size_words(needed), size_words(free),
                 std::to_string(fits)}}};
    }
    return {Sentence{
        "Not enough memory for %1 (about %2; %3 are free). Close other programs, or take a "
        "smaller encoder.",
        {step.title, size_words(needed), size_words(free)}}};
}

// The step that needs most says what is to be done.
void guard(const Plan& plan, const StepForecasts& steps, Forecast& out) {
    const auto most =
        std::max_element(steps.begin(), steps.end(), [](const auto& a, const auto& b) {
            return a.second.expected.memory < b.second.expected.memory;
        });
    if (most != steps.end() && out.free_memory > 0 &&
        most->second.expected.memory > out.free_memory)
        out.warning = memory_warning(*plan.step(most->first), most->second, out.free_memory);
    if (out.disk <= out.free_disk) return;
    Sentences& note = out.measured ? out.obstacle : out.warning;  // a guess only warns
    note.push_back(
        Sentence{"Not enough space on the disk: about %1 are needed, %2 are free. Make space, or "
                 "move the workspace to another disk.",
                 {size_words(out.disk), size_words(out.free_disk)}});
}

void add_up(Forecast& out) {
    for (const Forecast::Line& line : out.lines) {
        out.to_run += line.to_run;
        out.reused += line.reused;
        out.seconds += line.seconds;
        out.memory = std::max(out.memory, line.memory);
        out.disk += line.disk;
        out.measured = out.measured && line.measured;
    }
}

struct Planned {
    const Plan& plan;
    const Document& document;
    const StepForecasts& expected;
    const Catalog& catalog;
    const ArtifactFolder& artifacts;
    const RunLog& log;
};

Result<std::vector<Forecast::Line>> lines_of(const Planned& planned) {
    std::vector<Forecast::Line> out;
    History history(planned.log);
    std::map<std::string, std::size_t> lines;
    for (const Step& step : planned.plan.steps) {
        const NodeKind* kind = planned.catalog.find(step.kind);
        assert(kind != nullptr);  // it was planned
        auto [at, fresh] = lines.emplace(step.node, out.size());
        if (fresh) out.push_back(line_of(step, *kind, planned.document));
        Forecast::Line& line = out[at->second];
        const auto found = planned.expected.find(step.key);
        if (found == planned.expected.end()) {
            line.reused += planned.artifacts.has(step.key) ? 1 : 0;
            continue;
        }
        auto past = history.of(step.kind);
        if (!past) return past.error();
        add_step(step, *kind, **past, found->second, line);
    }
    return out;
}

}  // namespace

Result<Forecast> WorkspaceReader::forecast(const std::string& text, const JobSettings& settings) {
    auto document = read_document(text, catalog_, "The pipeline");
    if (!document) return document.error();
    WorkspaceFacts facts(datasets_, models_);
    auto planned =
        plan_job(*document, catalog_, facts, settings, log_, {hardware_of(settings.device)});
    if (!planned) return planned.error();
    const auto todo =
        pending(planned->plan, [&](const std::string& key) { return artifacts_.has(key); });
    auto expected = forecast_steps(planned->plan, todo, facts, log_, machine_of(settings));
    if (!expected) return expected.error();
    Forecast out;
    count_runs(planned->plan, out);
    out.precision = planned->choice ? words_of(*planned->choice) : planned->settings.precision;
    out.free_memory = reachable_memory();
    out.free_disk = free_disk(paths_.root);
    auto lines = lines_of({planned->plan, *document, *expected, catalog_, artifacts_, log_});
    if (!lines) return lines.error();
    out.lines = *std::move(lines);
    add_up(out);
    guard(planned->plan, *expected, out);
    return out;
}

}  // namespace engine
