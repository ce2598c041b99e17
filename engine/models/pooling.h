// From the states of tokens to one vector a row.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace engine {

enum class Pooling { Mean, Cls, Max, Last };

std::string_view name_of(Pooling pooling);          // "mean", "cls", "max", "last"
Result<Pooling> pooling_of(std::string_view name);  // Errors: BadOption

/// One vector a row out of its own tokens: their mean or maximum, the first ([CLS]) or the last.
/// @param states   [tokens, dim]
/// @param lengths  tokens of each row, each > 0
/// @return         [batch, dim]. Differentiable twice (Max: where it is unique).
at::Tensor pool(const at::Tensor& states, const std::vector<std::int64_t>& lengths,
                Pooling pooling);

/// Rows [batch, dim] divided by their Euclidean length (at least 1e-12).
at::Tensor l2_normalise(const at::Tensor& rows);

}  // namespace engine
