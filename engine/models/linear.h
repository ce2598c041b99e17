// The linear maps of a pass that is differentiated once.
#pragma once

#include <ATen/core/Tensor.h>

namespace engine {

/// x [tokens, in], weight [out, in] (any strides), bias [out] -> x weight^T + bias, [tokens, out].
/// Floats on the CPU are multiplied by oneDNN, which at these sizes is faster than the BLAS that
/// at::linear takes (7 % on AVX-512, one thread); everything else, and a LibTorch without that
/// operator, goes through at::linear. Its gradient cannot be differentiated again.
at::Tensor linear_once(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

}  // namespace engine
