// LoRA adapters: small matrices beside those of an encoder, and the folders in which PEFT keeps
// them. An adapted matrix W answers x W^T + scale * (x A^T) B^T.
// Source: Hu et al. 2021, "LoRA: Low-Rank Adaptation of Large Language Models".
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/models/encoder_folder.h"

namespace engine {

inline constexpr const char* kLoraA = ".lora_A.weight";  // [rank, in], after the matrix's name
inline constexpr const char* kLoraB = ".lora_B.weight";  // [out, rank]

/// Folder inside a trained model's that holds its adapter.
inline constexpr const char* kAdapterFolder = "adapter";

struct LoraOptions {
    std::int64_t rank = 8;
    double alpha = 16;  // scale = alpha / rank
};

/// Matrices that are adapted, without ".weight": queries and values of every layer, of GPT-2 its
/// joint projection, as PEFT chooses them.
std::vector<std::string> lora_targets(const EncoderShape& shape);

/// Adds A (normal, by seed and name, with the spread of PEFT's start) and B (zeros, so that nothing
/// changes yet) of every target to `weights`, and the scale to `shape`.
void add_lora(EncoderShape& shape, Weights& weights, const LoraOptions& options,
              std::uint64_t seed);

/// True for the names of A and B.
bool is_lora(const std::string& name);

/// The same model without an adapter: W + scale * B A in place of each adapted W.
void merge_lora(EncoderShape& shape, Weights& weights);

/// A PEFT folder holds adapter_config.json and no model of its own.
bool is_adapter_folder(const std::filesystem::path& folder);

/// What a PEFT folder calls the model it rests on: a name or a path. Errors: as load_adapter.
Result<std::string> adapter_base(const std::filesystem::path& folder);

/// Base and adapter of a PEFT folder, not merged: shape.lora_scale is set, `weights` has A and B,
/// and a classification head in the folder takes the place of the base's. file_names has the names
/// in the PEFT file, `path` is the base's.
/// @param base  the base model's folder; empty: adapter_config.json's base_model_name_or_path, as a
///              path from the adapter's folder
/// Errors: MissingFile when the base is not there; Unsupported, by name, for other kinds of
/// adapters; BadModel for weights that fit no matrix of the base.
Result<EncoderFolder> load_adapter(const std::filesystem::path& folder,
                                   const std::filesystem::path& base = {});

/// Writes adapter_config.json and adapter_model.safetensors of the A and B in `weights` (and of the
/// classification head, where the shape has one), so that PEFT reads them on the base model, and
/// `head` as head.safetensors beside them where it is not empty.
/// @param base_name  what adapter_config.json calls the base: a name or a path
Result<void> save_adapter(const std::filesystem::path& folder, const EncoderShape& shape,
                          const Weights& weights, const LoraOptions& options,
                          const std::string& base_name, const Weights& head = {});

}  // namespace engine
