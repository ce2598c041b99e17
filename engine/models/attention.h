// Attention over packed rows as one pass, forwards and backwards, on the CPU: neither scores nor
// odds are kept. Its gradient cannot be differentiated again.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "engine/models/dropout.h"

namespace engine {

struct AttentionOptions {
    std::int64_t heads = 1;
    bool causal = false;  // a token sees itself and those before it
    // Dropout of the odds; rate 0: none.
    double rate = 0;
    std::uint64_t key = 0;
    std::vector<std::uint64_t> mask_first;  // of each row: element of its first head's first odds
};

/// Whether packed_attention takes these: float or bfloat16, on the CPU.
bool can_attend_packed(const at::Tensor& joint);

/// joint [tokens, 3 * hidden]: scaled queries, keys, values of rows of the given lengths, one
/// behind the other -> dropout(softmax(q k^T)) v of each row and head, [tokens, hidden], computed
/// in float. Source: Vaswani et al. 2017, "Attention Is All You Need", eq. 1; the masks are those
/// of dropout_mask.
at::Tensor packed_attention(const at::Tensor& joint, std::vector<std::int64_t> lengths,
                            AttentionOptions options);

}  // namespace engine
