// The `budget` node: how many target labels a run may see.
#pragma once

#include <cstdint>

#include "engine/base/result.h"
#include "engine/data/step_report.h"
#include "engine/spec/options/task_options.h"

namespace engine {

/// The table with the labels of all training rows (part Train or None) but options.rows.front() of
/// them hidden (kUnlabelled). Validation and test labels stay. Rows are revealed in an order that
/// depends on the seed and the row ids only, so that a smaller budget is part of a larger one:
///   random     by a draw on (seed, row id)
///   per_class  classes in turn, in an order drawn per round, rows of a class by the same draw; a
///   class that has
///              no more rows is passed over, so classes differ by one row at most while all last
/// 0 reveals all; so does a budget larger than what is there (the report warns).
/// Counted: labels_available, labels_revealed, and under "classes" the revealed rows of each.
/// Errors: BadUsage unless options.rows holds exactly one number (the planner binds it); BadOption
/// for an unknown draw or a negative number; BadData when no training row has a label.
Result<Prepared> apply_budget(Table table, const BudgetOptions& options, std::uint64_t seed);

}  // namespace engine
