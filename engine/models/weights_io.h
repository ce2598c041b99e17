// Between safetensors files and tensors.
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

#include "engine/base/result.h"
#include "engine/base/safetensors.h"
#include "engine/models/weights.h"

namespace engine {

/// A CPU tensor of its own, of the type in the file. BOOL bytes other than 0 read as true.
at::Tensor tensor_of(const TensorBytes& stored);

/// Every tensor of a file, by its name there. Errors: as SafetensorsFile::open.
Result<Weights> read_weights(const std::filesystem::path& path);

/// Tensors of any device and layout, detached, written atomically in their own type.
/// Errors: Unsupported for a type that the format or this program lacks; DiskFull, Io.
Result<void> write_weights(const std::filesystem::path& path, const Weights& weights,
                           const std::map<std::string, std::string>& metadata = {});

}  // namespace engine
