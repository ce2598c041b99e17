#include "engine/store/step_forecast.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "engine/store/precision_choice.h"

namespace engine {
namespace {

constexpr std::int64_t kRemembered = 200;  // earlier steps of a kind
constexpr std::size_t kNearest = 9;
constexpr double kOtherNode = 0.2;  // as far as a step of 1.22 times the work
constexpr double kFarther = 1.4;    // than the nearest: 4 times the work or a quarter tells nothing

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

bool tells(const NodeRow& row) {
    return row.seconds > 0 && row.modelled.seconds > 0 && row.modelled.memory > 0 &&
           row.modelled.disk > 0;
}

std::vector<const NodeRow*> nearest(double seconds, const std::string& node,
                                    const std::vector<NodeRow>& earlier) {
    std::vector<std::pair<double, const NodeRow*>> ranked;
    for (const NodeRow& row : earlier) {
        if (!tells(row)) continue;
        const double apart = std::abs(std::log(row.modelled.seconds / seconds));
        ranked.emplace_back(apart + (row.node == node ? 0 : kOtherNode), &row);
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    if (ranked.size() > kNearest) ranked.resize(kNearest);
    std::vector<const NodeRow*> out;
    for (const auto& [apart, row] : ranked) {
        if (apart <= ranked.front().first + kFarther) out.push_back(row);
    }
    return out;
}

double share_off(double forecast, double took) {
    return took > 0 ? std::abs(forecast - took) / took : 0;
}

NodeCost took(const NodeRow& row) { return {row.seconds, row.peak_memory, row.disk}; }

void add(NodeCost& sum, const NodeCost& one) {
    sum.seconds += one.seconds;
    sum.memory = std::max(sum.memory, one.memory);
    sum.disk += one.disk;
}

}  // namespace

std::string machine_of(const JobSettings& settings) {
    const int cores = static_cast<int>(std::thread::hardware_concurrency());
    const int threads = settings.threads > 0 ? settings.threads : cores;
    return hardware_of(settings.device) + ", " + std::to_string(threads) + " threads";
}

StepForecast forecast_step(const ModelledCost& modelled, const std::string& node,
                           const std::vector<NodeRow>& earlier) {
    StepForecast out{modelled.cost, modelled.cost, false, modelled.row_bytes};
    std::vector<double> seconds, memory, disk;
    for (const NodeRow* row : nearest(modelled.cost.seconds, node, earlier)) {
        seconds.push_back(row->seconds / row->modelled.seconds);
        memory.push_back(static_cast<double>(row->peak_memory) /
                         static_cast<double>(row->modelled.memory));
        disk.push_back(static_cast<double>(row->disk) / static_cast<double>(row->modelled.disk));
    }
    if (seconds.empty()) return out;
    const double memory_ratio = median(std::move(memory));
    const auto scaled = [](std::int64_t bytes, double by) {
        return std::llround(static_cast<double>(bytes) * by);
    };
    out.measured = true;
    out.expected.seconds *= median(std::move(seconds));
    out.expected.memory = scaled(modelled.cost.memory, memory_ratio);
    out.expected.disk = scaled(modelled.cost.disk, median(std::move(disk)));
    out.row_bytes = scaled(modelled.row_bytes, memory_ratio);
    return out;
}

Result<StepForecasts> forecast_steps(const Plan& plan, const std::vector<std::string>& todo,
                                     Facts& facts, const RunLog& log, const std::string& machine) {
    auto costs = modelled_costs(plan, facts);
    if (!costs) return costs.error();
    StepForecasts out;
    std::map<std::string, std::vector<NodeRow>> earlier;  // by kind
    for (const std::string& key : todo) {
        const Step& step = *plan.step(key);
        auto known = earlier.find(step.kind);
        if (known == earlier.end()) {
            auto rows = log.nodes_measured_on(machine, step.kind, kRemembered);
            if (!rows) return rows.error();
            known = earlier.emplace(step.kind, *std::move(rows)).first;
        }
        out[key] = forecast_step(costs->at(key), step.node, known->second);
    }
    return out;
}

std::optional<ForecastError> forecast_error(const std::vector<NodeRow>& nodes, std::int64_t job) {
    std::map<std::string, std::pair<NodeCost, NodeCost>> by_node;  // forecast, took
    for (const NodeRow& row : nodes) {
        const bool whole = row.forecast.seconds > 0 && row.modelled.seconds > 0;
        if (row.job != job || row.state != NodeState::Done || !whole) continue;
        auto& [said, was] = by_node[row.node];
        add(said, row.forecast);
        add(was, took(row));
    }
    if (by_node.empty()) return std::nullopt;
    ForecastError out;
    std::vector<double> seconds, memory, disk;
    for (const auto& [node, costs] : by_node) {
        const auto& [said, was] = costs;
        out.forecast_seconds += said.seconds;
        out.took_seconds += was.seconds;
        seconds.push_back(share_off(said.seconds, was.seconds));
        memory.push_back(
            share_off(static_cast<double>(said.memory), static_cast<double>(was.memory)));
        disk.push_back(share_off(static_cast<double>(said.disk), static_cast<double>(was.disk)));
    }
    out.nodes = static_cast<int>(by_node.size());
    out.seconds = median(std::move(seconds));
    out.memory = median(std::move(memory));
    out.disk = median(std::move(disk));
    return out;
}

}  // namespace engine
