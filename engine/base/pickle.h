// Weights in Python's pickle format can run any code while they are read: they are never opened.
#pragma once

#include <filesystem>

#include "engine/base/error.h"

namespace engine {

/// By the ending of the name: .bin, .pt, .pth, .pkl, .pickle, .ckpt.
bool is_pickle(const std::filesystem::path& file);

/// The first pickle file of a folder; empty when there is none.
std::filesystem::path pickle_in(const std::filesystem::path& folder);

/// The refusal, with the way to convert the file as its detail.
Error pickle_refused(const std::filesystem::path& file, ErrorCode code);

}  // namespace engine
