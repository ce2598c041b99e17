// AdamW on a table of which a step uses few rows, such as word embeddings, where the table lies on
// a GPU: only those rows are touched, and each catches up with the steps it missed before it is
// read again. Equals the dense update in every step but for rounding. The CPU's loop of the same
// kernel body does it for a table on the CPU.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "engine/cuda/kernels.h"

namespace engine {

class DeviceRows {
public:
    /// weight, m, v: float or double [rows, width], contiguous, on one device, where kernels were
    /// compiled for it; changed in place, and all rows alike up to date.
    DeviceRows(at::Tensor weight, at::Tensor m, at::Tensor v);

    /// Brings these rows to the last step. ids: int64 [n] on the weight's device, each once.
    void catch_up(const at::Tensor& ids);
    /// Brings all rows to the last step: before the table is evaluated, stored or read as a whole.
    void catch_up();

    /// One update with the gradient of some rows; the others have had a gradient of 0.
    /// ids: int64 [n], each once; gradient: [n, width]
    void update(const cuda::AdamwStep& step, const at::Tensor& ids, const at::Tensor& gradient);

private:
    void advance(const at::Tensor& ids, const at::Tensor& gradient);

    at::Tensor weight_, m_, v_;
    at::Tensor done_;         // int64 [rows], how many of `past_` a row has had
    at::Tensor past_;         // double [room for steps, 7], since all rows were brought together
    std::int64_t steps_ = 0;  // of them
};

}  // namespace engine
