// Scores per row and values per unit, as evaluating nodes leave them: columnar files that stay when
// weights go.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace engine {

/// What a row was scored as: scores.safetensors of evaluate.
struct Scores {
    std::vector<std::int64_t> rows;       // [rows] ids (the bits of Table::id)
    std::vector<std::int32_t> truth;      // [rows]
    std::vector<std::int32_t> predicted;  // [rows]
    std::vector<float> probabilities;     // [rows x classes]
    std::int64_t classes = 0;
};
Result<void> write_scores(const std::filesystem::path& folder, const Scores& scores);
Result<Scores> read_scores(const std::filesystem::path& folder);

/// Values of units (episodes, users) by measure: units.safetensors, float64 [units] by name, and
/// their ids.
struct UnitValues {
    std::vector<std::int64_t> units;
    std::map<std::string, std::vector<double>> values;
};
Result<void> write_units(const std::filesystem::path& folder, const UnitValues& values);
Result<UnitValues> read_units(const std::filesystem::path& folder);

}  // namespace engine
