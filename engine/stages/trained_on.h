// Which rows a model has learnt from: a list beside every trained model, so that an evaluation can
// tell whether its test is new to the model, also where the rows and earlier models are long gone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "engine/data/table.h"
#include "engine/stages/stage.h"

namespace engine {

/// hash64 of the copy_keys of some rows: equal for what a split takes for copies.
std::vector<std::uint64_t> row_hashes(const Table& table, const std::vector<std::int64_t>& rows);

/// Rows that the models behind some inputs have learnt from, and `more`: sorted, each once. An
/// input of type Encoder has a list only where it was trained here once. Errors: those of reading
/// a list.
Result<std::vector<std::uint64_t>> trained_on(const std::vector<Input>& models,
                                              std::vector<std::uint64_t> more = {});

/// The list of the artifact in `folder`. Errors: DiskFull, Io.
Result<void> write_trained_on(const std::filesystem::path& folder,
                              const std::vector<std::uint64_t>& rows);

/// Puts the list of a model of the library, where it has one, into the artifact in `folder`.
/// Errors: those of reading a list; DiskFull, Io.
Result<void> keep_trained_on(const std::filesystem::path& model,
                             const std::filesystem::path& folder);

/// Holds the test rows against what the model scored here has learnt from: into the summary goes
/// "leak": {"rows": test rows it was trained on, "of": all}, and a leak is warned of.
/// @param test  row_hashes of the test rows
/// Errors: those of reading the list.
Result<void> look_for_leak(StageContext& context, const std::vector<std::uint64_t>& test,
                           StageResult& result);

}  // namespace engine
