#include "engine/plan/search.h"

#include <cmath>

#include "engine/base/stream.h"

namespace engine {
namespace {

constexpr int kGridSteps = 5;

double along(const Json& range, double share) {
    const double low = range["low"].get<double>();
    const double high = range["high"].get<double>();
    if (range["logarithmic"].get<bool>()) return std::exp(std::log(low) + share * (std::log(high) - std::log(low)));
    return low + share * (high - low);
}

std::vector<Json> grid_values(const Json& range) {
    if (range.contains("values")) return range["values"].get<std::vector<Json>>();
    std::vector<Json> out;
    for (int i = 0; i < kGridSteps; ++i) out.emplace_back(along(range, i / double{kGridSteps - 1}));
    return out;
}

void put(Overrides& trial, const Json& range, const Json& value) {
    trial[range["node"].get<std::string>()][range["option"].get<std::string>()] = value;
}

std::vector<Overrides> grid(const Json& ranges) {
    std::vector<Overrides> out = {{}};
    for (const Json& range : ranges) {
        std::vector<Overrides> longer;
        for (const Overrides& trial : out) {
            for (const Json& value : grid_values(range)) {
                longer.push_back(trial);
                put(longer.back(), range, value);
            }
        }
        out = std::move(longer);
    }
    return out;
}

Overrides drawn(const Json& options, int number) {
    Overrides trial;
    Stream stream(options["seed"].get<std::uint64_t>(), "tune", 0, static_cast<std::uint64_t>(number));
    for (const Json& range : options["ranges"]) {
        if (range.contains("values")) {
            put(trial, range, range["values"][stream.below(range["values"].size())]);
        } else {
            put(trial, range, along(range, stream.uniform()));
        }
    }
    return trial;
}

}  // namespace

std::vector<Overrides> make_trials(const Json& options) {
    std::vector<Overrides> trials;
    if (options["by"] == "grid") {
        trials = grid(options["ranges"]);
    } else {
        for (int i = 0; i < options["tries"].get<int>(); ++i) trials.push_back(drawn(options, i));
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
