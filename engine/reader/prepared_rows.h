// What the rules of an import would make of rows, before they are stored or used.
#pragma once

#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/data/raw_rows.h"
#include "engine/spec/options/task_options.h"

namespace engine {

/// {"deduplicate", "normalise", "strip_urls"} as options of a Clean node; what is left out, or
/// null: copies are dropped, texts stay as they are.
CleanOptions rules_of(const Json& rules);

/// Columns of that role, in their order.
std::vector<std::size_t> columns_of(const std::vector<std::string>& roles, std::string_view role);

/// What the rules meet in these rows: {"rows", "left": after the rules, "changed": texts, "copies":
/// of an earlier text, empty ones among them, "empty": texts, "unlabelled"}.
/// @param roles  one a column
Json rule_counts(const RawRows& rows, const std::vector<std::string>& roles,
                 const CleanOptions& rules);

/// Rows before and after: [{"row": from 1, "before", "after", "copy_of": row, or 0}], those that
/// the rules touch first, at most `most`.
Json rule_samples(const RawRows& rows, const std::vector<std::string>& roles,
                  const CleanOptions& rules, std::size_t most);

}  // namespace engine
