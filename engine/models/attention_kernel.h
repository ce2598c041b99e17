// Attention of one head over one row on plain memory, forwards and backwards: what the row needs
// fits the first caches, and nothing is kept between the two.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/models/dropout_kernel.h"

namespace engine {

/// One head of one row. Numbers are float, or bfloat16 (which is computed with as float).
struct HeadRow {
    std::int64_t length = 0;      // tokens
    std::int64_t width = 0;       // of the head
    std::int64_t stride = 0;      // numbers from a token's query, key or value to the next one's
    std::int64_t out_stride = 0;  // the same of the output and its gradient
    bool bfloat16 = false;
    bool causal = false;  // a token sees itself and those before it
    bool masked = false;  // the odds [length, length] are, from element `mask_first` on
    MaskRule mask;
    std::uint64_t mask_first = 0;
};

/// Memory that the next head may use again.
using AttentionScratch = std::vector<float>;

/// Scaled queries, keys, values -> out = dropout(softmax(q k^T)) v, each [length, width] by its
/// stride.
void attention_forward(const HeadRow& head, const void* query, const void* key, const void* value,
                       void* out, AttentionScratch& scratch);

/// Gradient of `out` -> those of queries, keys and values.
void attention_backward(const HeadRow& head, const void* query, const void* key, const void* value,
                        const void* out_gradient, void* query_gradient, void* key_gradient,
                        void* value_gradient, AttentionScratch& scratch);

}  // namespace engine
