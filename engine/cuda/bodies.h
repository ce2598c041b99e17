// What one thread of each kernel does, as functions of plain pointers: the GPU runs them once a
// thread (kernels.cu), the CPU in a loop (host_kernels.cpp), so that the CPU's tests hold for both.
#pragma once

#include <cmath>
#include <cstdint>

#include "engine/cuda/host_device.h"
#include "engine/cuda/kernels.h"

namespace engine::cuda {

/// One update of one weight. `gradient` 0 is what a row that no example used has: AdamW moves it
/// all the same, by its moments and its decay. Rounded after every operation: both compilers are
/// told not to join a product and a sum, so that GPU and CPU give the same bits.
/// Source: Loshchilov and Hutter 2019, algorithm 2, in the order of torch.optim.AdamW.
template <class T>
WARMSTART_HD inline void adamw_update(T& weight, T& first, T& second, T gradient,
                                      const AdamwStep& step) {
    const T kept = weight * static_cast<T>(step.keep);
    first = first + static_cast<T>(step.first) * (gradient - first);
    second =
        second * static_cast<T>(step.beta2) + static_cast<T>(step.second) * gradient * gradient;
    const T spread = std::sqrt(second) / static_cast<T>(step.root) + static_cast<T>(step.epsilon);
    weight = kept - static_cast<T>(step.size) * first / spread;
}

/// Element `column` of the i-th row of `rows`: the updates that it has missed, with gradient 0,
/// then the one of this step where there are gradients. Equals the dense update in every step.
template <class T>
WARMSTART_HD inline void advance_element(const AdamwRows& rows, std::int64_t i,
                                         std::int64_t column) {
    const std::int64_t row = rows.rows[i];
    const std::int64_t place = row * rows.width + column;
    T weight = static_cast<T*>(rows.weights)[place];
    T first = static_cast<T*>(rows.first)[place];
    T second = static_cast<T*>(rows.second)[place];
    const bool learns = rows.gradients != nullptr;
    const std::int64_t missed_until = learns ? rows.step - 1 : rows.step;
    for (std::int64_t done = rows.last[row]; done < missed_until; ++done)
        adamw_update(weight, first, second, T(0), rows.steps[done]);
    if (learns) {
        const T gradient = static_cast<const T*>(rows.gradients)[i * rows.width + column];
        adamw_update(weight, first, second, gradient, rows.steps[rows.step - 1]);
    }
    static_cast<T*>(rows.weights)[place] = weight;
    static_cast<T*>(rows.first)[place] = first;
    static_cast<T*>(rows.second)[place] = second;
}

/// Element `k` of the i-th row that is moved: its tokens lie back to back at both ends.
template <class T>
WARMSTART_HD inline void move_element(const MoveRows& rows, std::int64_t i, std::int64_t k) {
    static_cast<T*>(rows.target)[rows.to[i] * rows.width + k] =
        static_cast<const T*>(rows.source)[rows.from[i] * rows.width + k];
}

/// Element `column` of the vector that the tokens of row `row` become.
template <class T>
WARMSTART_HD inline void pool_element(const PoolRows& rows, std::int64_t row, std::int64_t column) {
    const T* states = static_cast<const T*>(rows.states);
    const std::int64_t begin = rows.offsets[row];
    const std::int64_t end = rows.offsets[row + 1];
    T value = states[(rows.how == PoolRows::How::Last ? end - 1 : begin) * rows.width + column];
    if (rows.how == PoolRows::How::Mean || rows.how == PoolRows::How::Max) {
        for (std::int64_t token = begin + 1; token < end; ++token) {
            const T next = states[token * rows.width + column];
            if (rows.how == PoolRows::How::Mean) {
                value += next;
            } else if (!std::isnan(value) && !(next <= value)) {  // a NaN is taken, and stays
                value = next;
            }
        }
        if (rows.how == PoolRows::How::Mean) value /= static_cast<T>(end - begin);
    }
    static_cast<T*>(rows.out)[row * rows.width + column] = value;
}

}  // namespace engine::cuda
