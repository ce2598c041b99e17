#include "engine/plan/search.h"

#include <algorithm>
#include <cmath>

#include "engine/base/stream.h"

namespace engine {
namespace {

bool whole(const Graph& graph, const Json& range) {
    const Node* node = graph.document().node(range["node"].get<std::string>());
    const Field* field =
        node == nullptr ? nullptr : graph.kind(*node).field(range["option"].get<std::string>());
    return field != nullptr && field->type == "int";
}

// The value at a share of an interval: a whole number where the option takes no other.
Json along(const Graph& graph, const Json& range, double share) {
    const double low = range["low"].get<double>();
    const double high = range["high"].get<double>();
    double value = low + share * (high - low);
    if (range["logarithmic"].get<bool>())
        value = std::exp(std::log(low) + share * (std::log(high) - std::log(low)));
    value = std::clamp(value, low, high);  // rounding may step over an end
    if (whole(graph, range)) return static_cast<std::int64_t>(std::llround(value));
    return value;
}

std::vector<Json> grid_values(const Graph& graph, const Json& range) {
    if (range.contains("values")) return range["values"].get<std::vector<Json>>();
    std::vector<Json> out;
    for (int i = 0; i < kGridSteps; ++i)
        out.push_back(along(graph, range, i / double{kGridSteps - 1}));
    return out;
}

void put(Overrides& trial, const Json& range, const Json& value) {
    trial[range["node"].get<std::string>()][range["option"].get<std::string>()] = value;
}

std::vector<Overrides> grid(const Graph& graph, const Json& ranges) {
    std::vector<Overrides> out = {{}};
    for (const Json& range : ranges) {
        std::vector<Overrides> longer;
        for (const Overrides& trial : out) {
            for (const Json& value : grid_values(graph, range)) {
                longer.push_back(trial);
                put(longer.back(), range, value);
            }
        }
        out = std::move(longer);
    }
    return out;
}

Overrides drawn(const Graph& graph, const Json& options, int number) {
    Overrides trial;
    Stream stream(options["seed"].get<std::uint64_t>(), "tune", 0,
                  static_cast<std::uint64_t>(number));
    for (const Json& range : options["ranges"]) {
        if (range.contains("values")) {
            put(trial, range, range["values"][stream.below(range["values"].size())]);
        } else {
            put(trial, range, along(graph, range, stream.uniform()));
        }
    }
    return trial;
}

}  // namespace

std::size_t grid_size(const Json& ranges) {
    std::size_t size = 1;
    for (const Json& range : ranges) {
        size *= range.contains("values") ? range["values"].size() : std::size_t{kGridSteps};
        if (size > kMostTrials) return kMostTrials + 1;
    }
    return size;
}

std::vector<Overrides> make_trials(const Graph& graph, const Json& options) {
    std::vector<Overrides> trials;
    if (options["by"] == "grid") {
        trials = grid(graph, options["ranges"]);
    } else {
        for (int i = 0; i < options["tries"].get<int>(); ++i)
            trials.push_back(drawn(graph, options, i));
    }
    std::vector<Overrides> unique;
    for (Overrides& trial : trials) {
        bool known = false;
        for (const Overrides& other : unique) known = known || other == trial;
        if (!known) unique.push_back(std::move(trial));
    }
    return unique;
}

}  // namespace engine
