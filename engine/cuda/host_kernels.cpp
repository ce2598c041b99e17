#include <cassert>

#include "engine/cuda/bodies.h"

namespace engine::cuda {
namespace {

template <class T>
void advance(const AdamwRows& work) {
    for (std::int64_t i = 0; i < work.count; ++i) {
        for (std::int64_t column = 0; column < work.width; ++column)
            advance_element<T>(work, i, column);
    }
}

template <class T>
void move(const MoveRows& work) {
    for (std::int64_t i = 0; i < work.count; ++i) {
        const std::int64_t elements = work.lengths[i] * work.width;
        for (std::int64_t k = 0; k < elements; ++k) move_element<T>(work, i, k);
    }
}

template <class T>
void pool(const PoolRows& work) {
    for (std::int64_t row = 0; row < work.count; ++row) {
        for (std::int64_t column = 0; column < work.width; ++column)
            pool_element<T>(work, row, column);
    }
}

}  // namespace

void run_on_host(const AdamwRows& work) {
    work.number == Number::Float ? advance<float>(work) : advance<double>(work);
    for (std::int64_t i = 0; i < work.count; ++i) work.last[work.rows[i]] = work.step;
}

void run_on_host(const MoveRows& work) {
    assert(work.element_bytes == 2 || work.element_bytes == 4 || work.element_bytes == 8);
    switch (work.element_bytes) {
        case 2:
            return move<std::uint16_t>(work);
        case 4:
            return move<std::uint32_t>(work);
        default:
            return move<std::uint64_t>(work);
    }
}

void run_on_host(const PoolRows& work) {
    work.number == Number::Float ? pool<float>(work) : pool<double>(work);
}

}  // namespace engine::cuda
