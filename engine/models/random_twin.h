// The random twin of an encoder: same shape, nothing learned. The control that says what
// pretraining was worth.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "engine/models/encoder_shape.h"
#include "engine/models/weights.h"

namespace engine {

/// Matrices and embeddings from N(0, initializer_range), LayerNorm weights 1, biases 0; float32, by
/// canonical name. Each tensor's numbers depend on the seed and its name alone: not on threads, not
/// on what else is drawn. Cost: 22 million weights take well under a second.
Weights random_twin(const EncoderShape& shape, std::uint64_t seed);

/// float32 tensor of independent N(0, sd) numbers out of the stream (seed, "init", name).
/// Source: Box and Muller 1958 on Philox4x32-10.
at::Tensor normal_tensor(at::IntArrayRef shape, double sd, std::uint64_t seed,
                         const std::string& name);

}  // namespace engine
