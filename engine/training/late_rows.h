// AdamW over the rows of an embedding table of which a step reads few: a row's update is done when
// the row is next read, or when all are asked for, and gives the bits that updating every row in
// every step would.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/training/adamw_kernel.h"
#include "engine/training/device_rows.h"

namespace engine {

class LateRows {
public:
    /// weight, m, v: float [rows, width], contiguous, on the CPU or on a GPU that has kernels;
    /// changed in place.
    LateRows(at::Tensor weight, at::Tensor m, at::Tensor v);

    bool holds(const at::Tensor& weight) const { return weight_.is_same(weight); }

    /// Brings these rows to the last step; an id may occur more than once.
    void catch_up(std::span<const std::int64_t> ids);
    /// Brings all rows to the last step. Cost: rows * steps since the last call, of a pass over a
    /// row.
    void catch_up();

    /// One update with the gradient of some rows, all of which have been caught up.
    /// ids: int64 [n], each once; gradient: float [n, width]
    void update(const AdamWStep& step, float scale, const at::Tensor& ids,
                const at::Tensor& gradient);

private:
    void catch_up_row(std::int64_t row);

    at::Tensor weight_, m_, v_;
    std::optional<DeviceRows> device_;  // does the work where they lie on a GPU
    std::int64_t width_;
    std::vector<AdamWStep> steps_;    // since all rows were last brought together
    std::vector<std::int64_t> done_;  // [rows], how many of them a row has had
};

}  // namespace engine
