// The kernels of engine/cuda on tensors: what goes through packed rows in one pass, on the CPU and
// on a GPU. None records a gradient.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "engine/cuda/kernels.h"
#include "engine/models/pooling.h"

namespace engine {

/// Whether pool() and RowGroups take these kernels for the tensor: it lies on a GPU, they were
/// compiled, and nothing asks for a gradient.
bool takes_kernels(const at::Tensor& tensor);

/// As pool() does it; offsets [batch + 1] int64 on the device of the states [tokens, dim], which
/// are float or double. -> [batch, dim]
at::Tensor pool_packed(const at::Tensor& states, const at::Tensor& offsets, Pooling pooling);

/// Where rows of tokens begin at both ends, and how long they are: [rows] int64 each.
struct RowMoves {
    at::Tensor from, to, lengths;

    /// The same rows the other way.
    RowMoves back() const { return {to, from, lengths}; }
};

/// Of packed rows of the given lengths the `chosen` ones, back to back in their order.
RowMoves moves_of(const std::vector<std::int64_t>& lengths, const std::vector<std::int64_t>& chosen,
                  const at::Device& device);

/// A tensor [tokens, ...] with the rows moved out of `source` [any, ...]; 0 where none is put.
/// Gathers, scatters (back()), pads: by the moves.
at::Tensor move_rows(const at::Tensor& source, const RowMoves& moves, std::int64_t tokens);

/// Where a kernel on this tensor is to run: its GPU, and LibTorch's stream there.
cuda::Place place_of(const at::Tensor& tensor);
/// Throws c10::Error when the CUDA runtime said that something went wrong.
void check_launch(const char* wrong);

}  // namespace engine
