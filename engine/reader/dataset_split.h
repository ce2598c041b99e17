// What a split would make of a stored dataset, before any pipeline runs.
#pragma once

#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/data/dataset.h"
#include "engine/spec/options/task_options.h"

namespace engine {

/// The usual options of a Split node for data with these roles, as templates use them.
SplitOptions usual_split(const std::vector<std::string>& roles);

/// As Reader::split; null where no column is text. @param most_rows  of the dataset that near
/// copies are sought in; 0: all Errors: those of load_table, clean and split.
Result<Json> dataset_split(const Dataset& dataset, const std::vector<std::string>& roles,
                           const CleanOptions& rules, const SplitOptions& options,
                           std::int64_t most_rows);

}  // namespace engine
