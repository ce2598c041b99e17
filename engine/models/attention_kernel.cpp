#include "engine/models/attention_kernel.h"

#include <bit>
#include <cmath>
#include <limits>

#include "engine/base/widest.h"

// Part of each version of a function that is compiled for several processors.
#define WARMSTART_INLINE inline __attribute__((always_inline))

namespace engine {
namespace {

constexpr std::int64_t kLanes = 16;
constexpr std::int64_t kTileRows = 4;

using Lanes
    __attribute__((vector_size(kLanes * sizeof(float)), aligned(sizeof(float)), may_alias)) = float;
using Whole __attribute__((vector_size(kLanes * sizeof(float)))) = std::int32_t;

std::int64_t padded(std::int64_t count, std::int64_t to) { return (count + to - 1) / to * to; }

// A matrix in the scratch: rows padded to a tile's, columns to lanes; what is no element is 0.
struct Matrix {
    float* data;
    std::int64_t rows, columns;
    std::int64_t stride;
};

// Cuts matrices out of the scratch, all 0.
class Cutter {
public:
    Cutter(AttentionScratch& scratch, std::int64_t numbers) {
        scratch.assign(static_cast<std::size_t>(numbers), 0.0F);
        next_ = scratch.data();
    }
    static std::int64_t size(std::int64_t rows, std::int64_t columns) {
        return padded(rows, kTileRows) * padded(columns, kLanes);
    }
    Matrix matrix(std::int64_t rows, std::int64_t columns) {
        const Matrix out{next_, rows, columns, padded(columns, kLanes)};
        next_ += size(rows, columns);
        return out;
    }

private:
    float* next_;
};

WARMSTART_INLINE float widened(std::uint16_t number) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(number) << 16U);
}

// To the nearest, ties to even; what is no number stays none.
WARMSTART_INLINE std::uint16_t narrowed(float number) {
    const auto bits = std::bit_cast<std::uint32_t>(number);
    const std::uint32_t near = (bits + 0x7fffU + ((bits >> 16U) & 1U)) >> 16U;
    return static_cast<std::uint16_t>((bits & 0x7fffffffU) > 0x7f800000U ? 0x7fc0U : near);
}

WARMSTART_INLINE void read(const HeadRow& head, const void* from, std::int64_t stride,
                           const Matrix& to) {
    for (std::int64_t row = 0; row < to.rows; ++row) {
        float* const out = to.data + row * to.stride;
        if (head.bfloat16) {
            const auto* const in = static_cast<const std::uint16_t*>(from) + row * stride;
            for (std::int64_t i = 0; i < to.columns; ++i) out[i] = widened(in[i]);
        } else {
            const auto* const in = static_cast<const float*>(from) + row * stride;
            for (std::int64_t i = 0; i < to.columns; ++i) out[i] = in[i];
        }
    }
}

WARMSTART_INLINE void write(const HeadRow& head, const Matrix& from, std::int64_t stride,
                            void* to) {
    for (std::int64_t row = 0; row < from.rows; ++row) {
        const float* const in = from.data + row * from.stride;
        if (head.bfloat16) {
            auto* const out = static_cast<std::uint16_t*>(to) + row * stride;
            for (std::int64_t i = 0; i < from.columns; ++i) out[i] = narrowed(in[i]);
        } else {
            auto* const out = static_cast<float*>(to) + row * stride;
            for (std::int64_t i = 0; i < from.columns; ++i) out[i] = in[i];
        }
    }
}

WARMSTART_INLINE void turn(const Matrix& from, const Matrix& to) {
    for (std::int64_t row = 0; row < from.rows; ++row) {
        for (std::int64_t i = 0; i < from.columns; ++i)
            to.data[i * to.stride + row] = from.data[row * from.stride + i];
    }
}

// By reference: how vectors are passed differs between processors.
WARMSTART_INLINE const Lanes& load(const float* from) {
    return *reinterpret_cast<const Lanes*>(from);
}
WARMSTART_INLINE void store(float* to, const Lanes& lanes) {
    *reinterpret_cast<Lanes*>(to) = lanes;
}

// Sums of a tile of a product, over the inner side in its order.
template <std::int64_t kWide>
WARMSTART_INLINE void multiply_tile(const float* left, std::int64_t row_step, std::int64_t step,
                                    const float* right, std::int64_t right_stride,
                                    std::int64_t inner, float* out, std::int64_t out_stride) {
    Lanes sums[kTileRows][kWide] = {};
    for (std::int64_t i = 0; i < inner; ++i, left += step, right += right_stride) {
        Lanes by[kWide];
        for (std::int64_t lane = 0; lane < kWide; ++lane) by[lane] = load(right + lane * kLanes);
        for (std::int64_t r = 0; r < kTileRows; ++r) {
            for (std::int64_t lane = 0; lane < kWide; ++lane)
                sums[r][lane] += by[lane] * left[r * row_step];
        }
    }
    for (std::int64_t r = 0; r < kTileRows; ++r) {
        for (std::int64_t lane = 0; lane < kWide; ++lane)
            store(out + r * out_stride + lane * kLanes, sums[r][lane]);
    }
}

// out = left right; or left^T right, where `turned`.
WARMSTART_INLINE void multiply(const Matrix& left, bool turned, const Matrix& right,
                               const Matrix& out) {
    const std::int64_t row_step = turned ? 1 : left.stride, step = turned ? left.stride : 1;
    for (std::int64_t row = 0; row < out.rows; row += kTileRows) {
        const float* const from = left.data + row * row_step;
        std::int64_t column = 0;
        for (; column + kLanes < out.stride; column += 2 * kLanes) {
            multiply_tile<2>(from, row_step, step, right.data + column, right.stride, right.rows,
                             out.data + row * out.stride + column, out.stride);
        }
        if (column == out.stride) continue;
        multiply_tile<1>(from, row_step, step, right.data + column, right.stride, right.rows,
                         out.data + row * out.stride + column, out.stride);
    }
}

// x -> e^x for x <= 0, to 2 units in the last place; 0 below -87. The polynomial of Cephes' expf.
WARMSTART_INLINE void exponential(Lanes& x) {
    const Lanes least = Lanes{} - 87.0F;
    const Lanes in = x < least ? least : x;
    const Lanes turns = in * 1.44269504088896341F;
    const Whole power = __builtin_convertvector(turns - 0.5F, Whole);  // nearest: turns <= 0
    const Lanes whole = __builtin_convertvector(power, Lanes);
    const Lanes rest = (in - whole * 0.693359375F) - whole * -2.12194440e-4F;
    Lanes sum = rest * 1.9875691500e-4F + 1.3981999507e-3F;
    sum = sum * rest + 8.3334519073e-3F;
    sum = sum * rest + 4.1665795894e-2F;
    sum = sum * rest + 1.6666665459e-1F;
    sum = sum * rest + 5.0000001201e-1F;
    sum = (sum * rest * rest + rest) + 1.0F;
    const Whole scale = (power + 127) << 23;
    x = x < least ? Lanes{} : sum * reinterpret_cast<Lanes>(scale);
}

WARMSTART_INLINE float total(const Lanes& lanes) {
    float sum = 0;
    for (std::int64_t i = 0; i < kLanes; ++i) sum += lanes[i];
    return sum;
}

// Scores -> odds, in place; what a token does not see has none.
WARMSTART_INLINE void soften(const Matrix& scores, bool causal) {
    for (std::int64_t row = 0; row < scores.rows; ++row) {
        float* const at = scores.data + row * scores.stride;
        const std::int64_t seen = causal ? row + 1 : scores.columns;
        constexpr float kLeast = -std::numeric_limits<float>::infinity();
        for (std::int64_t i = seen; i < scores.stride; ++i) at[i] = kLeast;
        Lanes highest = Lanes{} + kLeast;
        for (std::int64_t i = 0; i < scores.stride; i += kLanes) {
            const Lanes& here = load(at + i);
            highest = here > highest ? here : highest;
        }
        float most = kLeast;
        for (std::int64_t i = 0; i < kLanes; ++i) most = highest[i] > most ? highest[i] : most;
        Lanes sum = {};
        for (std::int64_t i = 0; i < scores.stride; i += kLanes) {
            Lanes odds = load(at + i) - most;
            exponential(odds);
            sum += odds;
            store(at + i, odds);
        }
        const float by = 1.0F / total(sum);
        for (std::int64_t i = 0; i < scores.stride; i += kLanes) store(at + i, load(at + i) * by);
    }
}

// What each of the odds is multiplied by.
WARMSTART_INLINE void fill(const HeadRow& head, const Matrix& mask) {
    for (std::int64_t row = 0; row < mask.rows; ++row) {
        fill_mask(head.mask, head.mask_first + static_cast<std::uint64_t>(row * mask.columns),
                  mask.columns, mask.data + row * mask.stride);
    }
}

WARMSTART_INLINE void times(const Matrix& left, const Matrix& right, const Matrix& out) {
    const std::int64_t count = left.rows * left.stride;
    for (std::int64_t i = 0; i < count; i += kLanes)
        store(out.data + i, load(left.data + i) * load(right.data + i));
}

// Of the odds -> of the scores, in place.
WARMSTART_INLINE void soften_backward(const Matrix& odds, const Matrix& gradient) {
    for (std::int64_t row = 0; row < odds.rows; ++row) {
        const float* const of = odds.data + row * odds.stride;
        float* const at = gradient.data + row * gradient.stride;
        Lanes sum = {};
        for (std::int64_t i = 0; i < odds.stride; i += kLanes) sum += load(of + i) * load(at + i);
        const float along = total(sum);
        for (std::int64_t i = 0; i < odds.stride; i += kLanes)
            store(at + i, load(of + i) * (load(at + i) - along));
    }
}

}  // namespace

WARMSTART_WIDEST
void attention_forward(const HeadRow& head, const void* query, const void* key, const void* value,
                       void* out, AttentionScratch& scratch) {
    const std::int64_t length = head.length, width = head.width;
    const std::int64_t tall = Cutter::size(length, width), wide = Cutter::size(width, length),
                       square = Cutter::size(length, length);
    Cutter cut(scratch, 4 * tall + wide + 2 * square);
    const Matrix queries = cut.matrix(length, width), keys = cut.matrix(length, width),
                 turned = cut.matrix(width, length), values = cut.matrix(length, width),
                 outs = cut.matrix(length, width), odds = cut.matrix(length, length),
                 mask = cut.matrix(length, length);
    read(head, query, head.stride, queries);
    read(head, key, head.stride, keys);
    read(head, value, head.stride, values);
    turn(keys, turned);
    multiply(queries, false, turned, odds);
    soften(odds, head.causal);
    if (head.masked) {
        fill(head, mask);
        times(odds, mask, odds);
    }
    multiply(odds, false, values, outs);
    write(head, outs, head.out_stride, out);
}

WARMSTART_WIDEST
void attention_backward(const HeadRow& head, const void* query, const void* key, const void* value,
                        const void* out_gradient, void* query_gradient, void* key_gradient,
                        void* value_gradient, AttentionScratch& scratch) {
    const std::int64_t length = head.length, width = head.width;
    const std::int64_t tall = Cutter::size(length, width), wide = Cutter::size(width, length),
                       square = Cutter::size(length, length);
    Cutter cut(scratch, 5 * tall + 2 * wide + 4 * square);
    const Matrix queries = cut.matrix(length, width), keys = cut.matrix(length, width),
                 values = cut.matrix(length, width), turned = cut.matrix(width, length),
                 turned_values = cut.matrix(width, length), outs = cut.matrix(length, width),
                 result = cut.matrix(length, width), odds = cut.matrix(length, length),
                 kept = cut.matrix(length, length), mask = cut.matrix(length, length),
                 gradient = cut.matrix(length, length);
    read(head, query, head.stride, queries);
    read(head, key, head.stride, keys);
    read(head, value, head.stride, values);
    read(head, out_gradient, head.out_stride, outs);
    turn(keys, turned);
    turn(values, turned_values);
    multiply(queries, false, turned, odds);
    soften(odds, head.causal);
    multiply(outs, false, turned_values, gradient);
    if (head.masked) {
        fill(head, mask);
        times(odds, mask, kept);
        times(gradient, mask, gradient);
    }
    multiply(head.masked ? kept : odds, true, outs, result);
    write(head, result, head.stride, value_gradient);
    soften_backward(odds, gradient);
    multiply(gradient, false, keys, result);
    write(head, result, head.stride, query_gradient);
    multiply(gradient, true, queries, result);
    write(head, result, head.stride, key_gradient);
}

}  // namespace engine
