// Raw columns to the rows of a pipeline, as the options of a `dataset` node say.
#pragma once

#include "engine/base/result.h"
#include "engine/data/dataset.h"
#include "engine/data/step_report.h"
#include "engine/spec/options/task_options.h"

namespace engine {

/// Rows of the dataset with id, text, label, weight, group, user, item, value, time and origin.
/// Row ids are hash64("<fingerprint>|<row>"), rows from 0; the origin is the name the dataset was
/// opened under. Rows whose label (with thresholds), value or weight cannot be read are set aside;
/// the report counts them as "labels_unreadable", "values_unreadable", "weights_unreadable" and
/// shows the first of them under "examples". Also counted: labels_missing, labels_between,
/// times_unknown, texts_empty. Errors: BadData for a column that is not there (with the nearest
/// one) or when no column was named; those of label_cells.
Result<Prepared> load_table(const Dataset& dataset, const DatasetOptions& options);

}  // namespace engine
