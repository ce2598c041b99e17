// What comes out of the layers that do not learn, computed once for all epochs of a fit.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "engine/base/result.h"
#include "engine/transfer/text_classifier.h"

namespace engine {

/// States after the model's frozen layers, without dropout, in the precision that is set.
/// @param tokens  ids of each row
/// @return  float [tokens of all rows, hidden] on the CPU, one row behind the other; undefined
/// where
///          nothing is frozen or they would take more than `most_bytes` of memory: then they are
///          computed in every epoch. Errors: BadData for ids the encoder does not have; Cancelled.
Result<at::Tensor> frozen_states(const TextClassifier& model, const Weights& weights,
                                 std::span<const std::vector<std::int32_t>> tokens,
                                 std::int64_t most_bytes, const std::stop_token& stop = {});

}  // namespace engine
