// Raw columns to the rows of a pipeline, as the options of a `dataset` node say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/dataset.h"
#include "engine/data/step_report.h"
#include "engine/spec/options/task_options.h"

namespace engine {

/// Id of a row of a stored dataset, from 0: hash64("<fingerprint>|<row>").
std::uint64_t row_id(const Dataset& dataset, std::int64_t row);

/// The text columns of a row as one text: what is not empty, joined by a space.
/// cell: column -> std::string_view
template <class Cell>
std::string joined_text(const std::vector<std::size_t>& columns, Cell cell) {
    std::string text;
    for (const std::size_t column : columns) {
        const std::string_view part = cell(column);
        if (part.empty()) continue;
        if (!text.empty()) text.push_back(' ');
        text.append(part);
    }
    return text;
}

/// Rows of the dataset with id, text, label, weight, group, user, item, value, time and origin.
/// The origin is the name the dataset was opened under. Rows whose label (with thresholds), value
/// or weight cannot be read are set aside; the report counts them as "labels_unreadable",
/// "values_unreadable", "weights_unreadable" and shows the first of them under "examples". Also
/// counted: labels_missing, labels_between, times_unknown, texts_empty. Errors: BadData for a
/// column that is not there (with the nearest one) or when no column was named; those of
/// label_cells.
Result<Prepared> load_table(const Dataset& dataset, const DatasetOptions& options);

}  // namespace engine
