#include "engine/training/parameter_rules.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace engine {

namespace {

/// Number that follows `mark` where it starts a name or follows a dot; -1 when there is none.
std::int64_t number_after(std::string_view name, std::string_view mark) {
    for (std::size_t at = name.find(mark); at != std::string_view::npos;
         at = name.find(mark, at + 1)) {
        if (at > 0 && name[at - 1] != '.') continue;
        const std::string_view rest = name.substr(at + mark.size());
        std::int64_t number = -1;
        const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        if (problem == std::errc() && end != rest.data() + rest.size() && *end == '.')
            return number;
    }
    return -1;
}

bool learns(const UnfreezeOptions& options, std::string_view name, std::int64_t depth,
            std::int64_t layers, std::int64_t epoch) {
    if (depth > layers) return true;
    switch (options.mode) {
        case Unfreeze::all:
            return true;
        case Unfreeze::gradual:
            return depth >= layers + 1 - epoch;
        case Unfreeze::last_k:
            return depth > layers - options.last_k;
        case Unfreeze::bias:
            return name.ends_with("bias");
    }
    return true;
}

}  // namespace

std::int64_t frozen_layers(const UnfreezeOptions& options, std::int64_t layers) {
    if (options.mode != Unfreeze::last_k) return 0;
    return std::max<std::int64_t>(0, layers - options.last_k);
}

std::int64_t depth_by_name(std::string_view name, std::int64_t layers) {
    for (const std::string_view mark : {"layer.", "h."}) {
        const std::int64_t number = number_after(name, mark);
        if (number >= 0) return std::min(number + 1, layers);
    }
    for (const std::string_view part : {"embeddings.", "wte.", "wpe."}) {
        if (name.starts_with(part) || name.find("." + std::string(part)) != std::string_view::npos)
            return 0;
    }
    return layers + 1;
}

ParameterRule plain_rule(const std::string& name, std::int64_t /*epoch*/) {
    return {.trainable = true, .rate_scale = 1, .decays = decays_by_name(name)};
}

EpochRules make_rules(UnfreezeOptions options, std::int64_t layers, ParameterDepth depth) {
    return
        [options, layers, depth = std::move(depth)](const std::string& name, std::int64_t epoch) {
            const std::int64_t level = depth(name);
            ParameterRule rule = plain_rule(name, epoch);
            rule.trainable = learns(options, name, level, layers, epoch);
            const auto below = static_cast<double>(std::max<std::int64_t>(0, layers - level));
            rule.rate_scale =
                level > layers ? options.head_rate_scale : std::pow(options.layer_decay, below);
            return rule;
        };
}

}  // namespace engine
