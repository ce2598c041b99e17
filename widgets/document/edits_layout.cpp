// Automatic layout: lanes are columns, arms are rows, and the order inside a column is found by
// sweeps of barycentres (Sugiyama et al. 1981).
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/plan/graph.h"
#include "widgets/document/edits.h"

namespace widgets::edits {

using engine::Catalog;
using engine::Document;
using engine::Edge;

namespace {

constexpr int kLanes = 6;
constexpr int kSweeps = 12;

class Layout {
public:
    Layout(const Document& document, const Catalog& catalog)
        : document_(document), graph_(document, catalog) {
        const std::size_t count = document.nodes.size();
        row_.resize(count);
        lane_.resize(count);
        left_.resize(count);
        right_.resize(count);
        above_.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            index_[document.nodes[i].id] = i;
            lane_[i] = static_cast<std::size_t>(laneOf(document, catalog, document.nodes[i].id));
            columns_[lane_[i]].push_back(i);
        }
        for (const Edge& edge : document.edges) {
            const auto from = index_.find(edge.from.node);
            const auto to = index_.find(edge.to.node);
            if (from == index_.end() || to == index_.end()) continue;
            edges_.emplace_back(from->second, to->second);
            if (lane_[from->second] == lane_[to->second]) {
                above_[to->second].push_back(from->second);
            } else {
                left_[to->second].push_back(from->second);
                right_[from->second].push_back(to->second);
            }
        }
    }

    std::map<std::string, Position> run() {
        for (std::size_t lane = 0; lane < kLanes; ++lane) arrange(lane, {});
        auto best = columns_;
        long fewest = crossings();
        for (int sweep = 0; sweep < kSweeps && fewest > 0; ++sweep) {
            const bool forth = sweep % 2 == 0;
            for (std::size_t i = 0; i < kLanes; ++i)
                arrange(forth ? i : kLanes - 1 - i, forth ? left_ : right_);
            if (const long now = crossings(); now < fewest) {
                fewest = now;
                best = columns_;
            }
        }
        columns_ = best;
        for (auto& column : columns_) number(column);
        alignArms();
        std::map<std::string, Position> out;
        for (std::size_t i = 0; i < row_.size(); ++i)
            out[document_.nodes[i].id] = {kColumn * static_cast<int>(lane_[i]),
                                          kRow * static_cast<int>(std::lround(row_[i]))};
        return out;
    }

private:
    using Neighbours = std::vector<std::vector<std::size_t>>;

    void number(const std::vector<std::size_t>& column) {
        for (std::size_t i = 0; i < column.size(); ++i) row_[column[i]] = static_cast<double>(i);
    }

    // Orders a column by the mean row of the neighbours; who feeds a node of the same column stands
    // above it.
    void arrange(std::size_t lane, const Neighbours& neighbours) {
        auto& column = columns_[lane];
        std::map<std::size_t, double> key;
        for (const std::size_t node : column) {
            key[node] = row_[node];
            if (neighbours.empty() || neighbours[node].empty()) continue;
            double sum = 0;
            for (const std::size_t other : neighbours[node]) sum += row_[other];
            key[node] = sum / static_cast<double>(neighbours[node].size());
        }
        std::vector<std::size_t> open = column, done;
        std::stable_sort(open.begin(), open.end(),
                         [&](std::size_t a, std::size_t b) { return key[a] < key[b]; });
        while (!open.empty()) {
            auto next = std::find_if(open.begin(), open.end(), [&](std::size_t node) {
                return std::none_of(above_[node].begin(), above_[node].end(), [&](std::size_t up) {
                    return std::find(open.begin(), open.end(), up) != open.end();
                });
            });
            if (next == open.end()) next = open.begin();  // a loop: any order will do
            done.push_back(*next);
            open.erase(next);
        }
        column = std::move(done);
        number(column);
    }

    long crossings() const {
        long count = 0;
        for (std::size_t i = 0; i < edges_.size(); ++i) {
            for (std::size_t j = i + 1; j < edges_.size(); ++j)
                count += cross(edges_[i], edges_[j]);
        }
        return count;
    }

    // Whether two straight edges change sides between the columns that they share.
    bool cross(const std::pair<std::size_t, std::size_t>& a,
               const std::pair<std::size_t, std::size_t>& b) const {
        const auto ends = [&](const auto& edge) {
            return std::minmax(lane_[edge.first], lane_[edge.second]);
        };
        const auto [a_first, a_last] = ends(a);
        const auto [b_first, b_last] = ends(b);
        const std::size_t from = std::max(a_first, b_first), to = std::min(a_last, b_last);
        if (from >= to) return false;
        const auto rowAt = [&](const auto& edge, std::size_t lane) {
            const double x0 = static_cast<double>(lane_[edge.first]);
            const double x1 = static_cast<double>(lane_[edge.second]);
            const double share = (static_cast<double>(lane) - x0) / (x1 - x0);
            return row_[edge.first] + share * (row_[edge.second] - row_[edge.first]);
        };
        return (rowAt(a, from) - rowAt(b, from)) * (rowAt(a, to) - rowAt(b, to)) < 0;
    }

    // Nodes of one arm alone stand in the rows of that arm; what several share is stacked.
    void alignArms() {
        std::vector<const engine::Node*> ends;
        for (const engine::Arm& arm : document_.arms) {
            if (const engine::Node* end = graph_.evaluator(arm)) ends.push_back(end);
        }
        std::sort(ends.begin(), ends.end(), [&](const auto* a, const auto* b) {
            return row_[index_.at(a->id)] < row_[index_.at(b->id)];
        });
        std::vector<std::set<std::size_t>> arms_of(row_.size());
        for (std::size_t arm = 0; arm < ends.size(); ++arm) {
            for (const std::string& id : graph_.ancestors(ends[arm]->id)) {
                if (const auto found = index_.find(id); found != index_.end())
                    arms_of[found->second].insert(arm);
            }
        }
        std::vector<double> first(ends.size() + 1, 0);
        for (std::size_t arm = 0; arm < ends.size(); ++arm) {
            std::array<double, kLanes> height{};
            for (std::size_t i = 0; i < arms_of.size(); ++i) {
                if (arms_of[i] == std::set<std::size_t>{arm}) height[lane_[i]] += 1;
            }
            first[arm + 1] =
                first[arm] + std::max(1.0, *std::max_element(height.begin(), height.end()));
        }
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            for (const std::size_t node : columns_[lane]) {
                if (arms_of[node].size() == 1) row_[node] = first[*arms_of[node].begin()];
            }
            arrange(lane, {});
            double free = 0;
            for (const std::size_t node : columns_[lane]) {
                if (arms_of[node].size() == 1) free = std::max(free, first[*arms_of[node].begin()]);
                row_[node] = free;
                free += 1;
            }
        }
    }

    const Document& document_;
    engine::Graph graph_;
    std::map<std::string, std::size_t> index_;
    std::vector<std::size_t> lane_;
    std::vector<double> row_;
    Neighbours left_, right_, above_;
    std::vector<std::pair<std::size_t, std::size_t>> edges_;
    std::array<std::vector<std::size_t>, kLanes> columns_;
};

}  // namespace

void autoLayout(Document& document, const Catalog& catalog) {
    moveNodes(document, Layout(document, catalog).run());
}

}  // namespace widgets::edits
