// The `split` node: which rows to learn from, which to choose options on, which to measure on.
#pragma once

#include "engine/base/result.h"
#include "engine/data/step_report.h"
#include "engine/spec/options/task_options.h"

namespace engine {

/// The table with `part` set for every row; a part it had before is forgotten, and rows between
/// thresholds go. What is left of train and valid is the test share, all rounded to 1e-9.
///
///   random      rows by a draw on (seed, row id); shares by largest remainder
///   stratified  the same within each class: |rows - share * class| < 1
///   group_hash  u = first 8 hex digits of SHA-256("<dataset>|<group, else copy_key of the text>")
///   / 2^32;
///               u < test: test, u < test + valid: validation, else training. Draws nothing.
///   time        oldest first; equal times stay together; rows without a time go
///   user, item  whole users or items by a draw on (seed, name); shares of users or items; rows
///   without one go class       disjoint classes by a draw on (seed, class name); rows without a
///   label go
///
/// random and stratified keep rows of one group, and copies (copy_keys), together; exact shares are
/// then met as nearly as the units allow. In the others a copy never crosses either: where its unit
/// would carry it to another side it goes, and the one that stays is in training before validation
/// before test. With near_copies "drop" the rows of later parts that nearly repeat a row of an
/// earlier one go too (near_copies.h); where a text has very many candidates, which of them are
/// compared follows the order of the rows. Else that order never matters. Counted: train, valid,
/// test, between_dropped, copies_dropped, unplaced_dropped, near_copies_dropped, and under
/// "classes" the rows of each class in each part. Errors: BadOption (shares, unknown unit); BadData
/// when the column that is split by is not there.
Result<Prepared> split(const Table& table, const SplitOptions& options);

}  // namespace engine
