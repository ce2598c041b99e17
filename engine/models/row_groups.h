// Rows of equal length brought together, so that attention and pooling run as one batched product
// per length.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/models/packed_kernels.h"

namespace engine {

struct RowGroups {
    struct Group {
        std::int64_t first;      // first token, in grouped order
        std::int64_t first_row;  // first row, in grouped order
        std::int64_t rows;       // rows of the group
        std::int64_t length;     // tokens of each of them
    };
    std::vector<Group> groups;  // by rising length
    std::int64_t tokens = 0;
    std::vector<std::int64_t> lengths;  // [batch], as given
    std::vector<std::size_t> order;     // [batch]: grouped row g is row order[g]
    // Undefined when the rows already stand in grouped order.
    at::Tensor token_order;         // [tokens] int64: grouped token g is token token_order[g]
    at::Tensor token_back;          // [tokens] int64: its inverse
    at::Tensor row_back;            // [batch] int64: row r is grouped row row_back[r]
    std::optional<RowMoves> moves;  // into grouped order, where a kernel is to do it

    at::Tensor gather(const at::Tensor& by_token) const;   // [tokens, ...] -> grouped order
    at::Tensor restore(const at::Tensor& by_token) const;  // and back
    at::Tensor restore_rows(
        const at::Tensor& by_row) const;  // [batch, ...] of grouped rows -> rows
};

/// Groups rows of the given lengths (each > 0). Index tensors live where `like` does.
RowGroups group_rows(const std::vector<std::int64_t>& lengths, const at::Tensor& like);

}  // namespace engine
