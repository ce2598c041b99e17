// What is in a dataset or a table, counted: `dataset inspect --json`, and the passport shown beside
// a node.
#pragma once

#include "engine/base/json.h"
#include "engine/data/dataset.h"
#include "engine/data/table.h"

namespace engine {

/// Of a stored dataset: what dataset.json says, and per column: empty cells, different cells, for
/// texts the lengths in code points (quantiles) and copies (rows less different copy_keys), for
/// numbers least, mean and most; histogram() of those lengths or numbers.
Json dataset_passport(const Dataset& dataset);

/// Of a table: rows, parts, classes per part, text lengths, empty texts, copies, groups; users,
/// items, density and rating counts where there are any; and leakage().
Json table_passport(const Table& table);

/// Rows and classes of each part: {"train": {"rows", "unlabelled", "classes": {name: rows}}...}.
Json table_parts(const Table& table);

/// What stands on both sides of a split: {"texts": {"train_test", "train_valid", "valid_test"},
/// "groups": {...}, "users": {...}}: numbers of rows of the later part whose text (copy_key), group
/// or user is in the earlier one.
Json leakage(const Table& table);

/// {"least", "p05", "p25", "median", "p75", "p95", "most", "mean"}; null members when there are no
/// numbers.
Json quantiles(std::vector<double> numbers);

/// How the numbers lie: {"from", "width", "counts": [24]}, from the least to the 99th percentile;
/// the last count takes what lies beyond. null when there are no numbers, or all are alike.
Json histogram(std::vector<double> numbers);

}  // namespace engine
