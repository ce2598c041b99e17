// What starting a document would do, from the plan and from what like it took before.
#include <sys/statvfs.h>
#include <sys/sysinfo.h>

#include <algorithm>
#include <cassert>
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

// What steps of each kind took before, read once a kind.
class History {
public:
    explicit History(const RunLog& log) : log_(log) {}
    Result<const Past*> of(const std::string& kind) {
        auto found = past_.find(kind);
        if (found == past_.end()) {
            auto rows = log_.recent_nodes(kind, kRemembered);
            if (!rows) return rows.error();
            found = past_.emplace(kind, past_of(*rows)).first;
        }
        return &found->second;
    }

private:
    const RunLog& log_;
    std::map<std::string, Past> past_;
};

// A line for every node, in document order.
Forecast::Line line_of(const Step& step, const NodeKind& kind, const Document& document) {
    const Node* node = document.node(step.node);
    Forecast::Line out;
    out.node = step.node;
    out.title = node != nullptr && !node->title.empty() ? node->title : kind.title;
    return out;
}

// Counts a step that has to run; -> whether anything like it has run before.
bool add_step(const Step& step, const NodeKind& kind, const Past& past, Forecast::Line& line) {
    if (line.to_run++ == 0) {
        const int nearest = nearest_parts(step.parts, past.parts);
        const Json none;
        const Json& earlier = nearest < 0 ? none : past.parts[static_cast<std::size_t>(nearest)];
        line.reason = explain(kind, step.parts, earlier);
    }
    const double typical = median(past.seconds);
    if (typical < 0) return false;
    line.seconds = std::max(line.seconds, 0.0) + typical;
    return true;
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
    const std::set<std::string> to_run(todo.begin(), todo.end());
    Forecast out;
    count_runs(planned->plan, out);
    out.precision = planned->choice ? words_of(*planned->choice) : planned->settings.precision;
    out.free_memory = free_memory();
    out.free_disk = free_disk(paths_.root);
    History history(log_);
    std::map<std::string, std::size_t> lines;
    bool known = true;
    for (const Step& step : planned->plan.steps) {
        const NodeKind* kind = catalog_.find(step.kind);
        assert(kind != nullptr);  // it was planned
        auto [at, fresh] = lines.emplace(step.node, out.lines.size());
        if (fresh) out.lines.push_back(line_of(step, *kind, *document));
        Forecast::Line& line = out.lines[at->second];
        if (to_run.count(step.key) == 0) {
            line.reused += artifacts_.has(step.key) ? 1 : 0;
            continue;
        }
        auto past = history.of(step.kind);
        if (!past) return past.error();
        known = add_step(step, *kind, **past, line) && known;
    }
    for (const Forecast::Line& line : out.lines) {
        out.to_run += line.to_run;
        out.reused += line.reused;
        if (known) out.seconds = std::max(out.seconds, 0.0) + std::max(line.seconds, 0.0);
    }
    return out;
}

}  // namespace engine
