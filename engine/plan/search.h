// Trials of a `tune` node: which option values are tried.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/json.h"

namespace engine {

/// Options to set, by node id.
using Overrides = std::map<std::string, Json>;

/// Every combination (grid: intervals count as five even steps), or `tries` draws that depend on the search's own
/// seed and the trial's number only. Equal trials are tried once.
std::vector<Overrides> make_trials(const Json& tune_options);

}  // namespace engine
