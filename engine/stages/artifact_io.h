// What artifacts hold, written and read in one place: rows, references to encoders, trained models,
// scores.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/data/step_report.h"
#include "engine/data/table.h"
#include "engine/stages/stage.h"
#include "engine/store/scores_file.h"

namespace engine {

/// data.arrow of an input of type Data.
Result<Table> read_data(const Input& input);
/// Writes data.arrow; the report goes into the summary, its warnings to the host.
Result<StageResult> write_data(StageContext& context, const Prepared& prepared);

Result<Json> read_json_file(const std::filesystem::path& path);
Result<void> write_json_file(const std::filesystem::path& path, const Json& value);

/// The encoder behind an input of type Encoder, Trained or Features (see encoder_pool.h).
Result<Json> encoder_reference(const Input& input);

/// The texts of a table at some rows.
std::vector<std::string> texts_at(const Table& table, const std::vector<std::int64_t>& rows);
std::vector<std::int64_t> labels_at(const Table& table, const std::vector<std::int64_t>& rows);

/// Macro F1, accuracy and mean cross-entropy of probabilities [rows, classes] on labels.
Json validation_summary(const at::Tensor& probabilities, const std::vector<std::int64_t>& labels);

}  // namespace engine
