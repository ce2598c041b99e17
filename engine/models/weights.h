// Weights of a model: a plain value, named as in the model's own file.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace engine {

using Weights = std::map<std::string, at::Tensor>;

/// Rows of different length without padding.
struct PackedBatch {
    at::Tensor ids;  // [tokens] int64
    std::vector<std::int64_t>
        lengths;             // [batch], tokens of each row, each > 0; their sum is `tokens`
    at::Tensor token_types;  // [tokens] int64, or undefined: all 0
    at::Tensor positions;    // [tokens] int64, rows of the position table, or undefined: as they
                             // come in each row
    at::Tensor states;       // [tokens, hidden] after the model's frozen layers, or undefined: they
                             // are computed from the ids
};

}  // namespace engine
