// Cells of a label column to class indices.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/spec/options/task_options.h"

namespace engine {

constexpr std::int32_t kUnreadable =
    -3;  // only here: such a row is set aside before it enters a Table

struct Labels {
    std::vector<std::int32_t>
        label;  // class index, kUnlabelled (empty cell), kBetween or kUnreadable
    std::vector<std::string> class_names;
};

/// Classes of the cells.
///
/// With thresholds t: value <= the first is class 0, >= the last the last class, and what is
/// between is dropped (kBetween) or, with between = "neutral", class i where t[i-1] < value <=
/// t[i]. One threshold makes two classes. Names by default: "negative", "positive"; with one class
/// between also "neutral"; "class 1", ... for more. Without: each different cell is a class, sorted
/// as numbers where all are numbers, else by bytes; `classes` then gives their order when it holds
/// the same names, or new names in that order.
///
/// Errors: BadOption (thresholds that do not rise; class names that do not fit); BadData (too many
/// classes).
Result<Labels> label_cells(const std::vector<std::string_view>& cells,
                           const DatasetOptions& options);

}  // namespace engine
