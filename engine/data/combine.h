// The `combine` node: rows of several inputs stacked, so that source and target are learnt
// together.
#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/data/step_report.h"
#include "engine/spec/options/task_options.h"

namespace engine {

/// The first input is the one that is measured on (the target): it keeps all its rows and parts.
/// Later inputs only lend rows to learn from: their validation and test rows are dropped, and so
/// are their copies of validation and test rows of the first, and rows whose id is there already.
/// Rows that were not split yet become training rows as soon as any input is split. Classes and
/// origins of equal name become one, in the order of first sight. Weights are multiplied by the
/// input's weight. Where one input lacks a column, "" , NaN or kUnlabelled stands. Counted:
/// parts_dropped, copies_dropped, same_rows_dropped, and under "inputs" the rows each one gave.
/// Warns when a later input shares no class with the first.
/// Errors: BadUsage without an input; BadOption when no weight is given or classes are not joined
/// by name.
Result<Prepared> combine(const std::vector<Table>& inputs, const CombineOptions& options);

}  // namespace engine
