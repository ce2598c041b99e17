// A forward pass, with its gradients, on padded inputs as other programs make them: for checks from
// outside.
#pragma once

#include <filesystem>

#include "engine/base/result.h"
#include "engine/models/encoder_folder.h"
#include "engine/models/weights.h"

namespace engine {

struct PaddedForwardOptions {
    bool gradients = false;  // grad.<name in the model's own file> of every weight the loss reaches
    bool hidden_states = false;  // hidden_states.0 .. L
};

/// @param inputs  input_ids [batch, time], optional attention_mask and token_type_ids alike (whole
/// numbers), optional
///                labels: [batch] classes (-100: not counted), or real numbers (one class: [batch],
///                squared error; several: [batch, classes], binary cross-entropy), as Hugging Face
///                chooses
/// @return        last_hidden_state [batch, time, hidden], 0 at padded positions; what the model
/// has of
///                pooler_output [batch, hidden], logits [batch, classes]; with labels loss [1];
///                what the options ask for
/// Errors: BadData for inputs that do not fit; BadUsage for gradients or a loss the model cannot
/// have.
Result<Weights> padded_forward(const EncoderFolder& model, const Weights& inputs,
                               const PaddedForwardOptions& options = {});

/// The same from model folder and safetensors file to safetensors file, which is written whole or
/// not at all. Errors: as load_encoder, read_weights, padded_forward, write_weights.
Result<void> padded_forward_files(const std::filesystem::path& model,
                                  const std::filesystem::path& inputs,
                                  const std::filesystem::path& out,
                                  const PaddedForwardOptions& options = {});

}  // namespace engine
