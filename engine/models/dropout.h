// Dropout by place, not by order of drawing: whether an element is kept depends on the step's key,
// on which dropout of the pass it is, and on where it stands in its row and its row in the whole
// batch. A batch that is computed in pieces, sorted, or on more threads has the same masks.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

namespace engine {

/// Where a row stands in the whole batch of a step.
struct RowPlace {
    std::int64_t row = 0;     // rows before it
    std::int64_t token = 0;   // tokens before it
    std::int64_t square = 0;  // sum of length^2 of the rows before it
};

/// Places of the rows of a whole batch.
std::vector<RowPlace> row_places(std::span<const std::int64_t> lengths);

/// The masks of one forward pass; a value of its own for every pass.
class Dropout {
public:
    /// @param rows  the place of each row of the pass; empty: the pass is the whole batch
    explicit Dropout(std::uint64_t key, std::vector<RowPlace> rows = {});

    const std::vector<RowPlace>& rows() const { return rows_; }
    /// Key of the next mask of the pass.
    std::uint64_t next();

private:
    std::uint64_t key_;
    std::uint32_t site_ = 0;
    std::vector<RowPlace> rows_;
};

/// A stretch of a mask: elements `first`, first + 1, ... of the whole batch's.
struct MaskRun {
    std::uint64_t first = 0;
    std::int64_t count = 0;
};

/// One stretch a row, of `width` elements a row, for [rows, width].
std::vector<MaskRun> row_runs(std::span<const RowPlace> rows, std::int64_t width);

/// Runs one behind the other: 1 / (1 - rate) at odds 1 - rate, else 0. Same bits on every processor
/// and for every way of cutting a batch.
/// @return  float of that shape and device; its elements are those of the runs together
at::Tensor dropout_mask(std::uint64_t key, double rate, std::span<const MaskRun> runs,
                        at::IntArrayRef shape, const at::Device& device);

/// x [rows, width], one row for each of the pass's, with each element kept at odds 1 - rate and
/// divided by them; x itself without dropout or at rate 0.
at::Tensor drop_rows(const at::Tensor& x, double rate, Dropout* dropout);

}  // namespace engine
