// Work on rows that LibTorch has no kernel for, on the GPU and on the CPU: pointers and numbers
// only, so that nvcc reads no header of LibTorch. Tensors become these in models/packed_kernels.h
// and training/device_rows.h.
#pragma once

#include <cstdint>

namespace engine::cuda {

enum class Number { Float, Double };  // type of weights, states and moments

/// Factors of one update of AdamW, alike for all weights; rounded to their type where used.
struct AdamwStep {
    double keep;   // 1 - rate * weight decay
    double first;  // 1 - beta1
    double beta2;
    double second;  // 1 - beta2
    double size;    // rate / (1 - beta1^t)
    double root;    // sqrt(1 - beta2^t)
    double epsilon;
};

/// AdamW on some rows of a table [any, width], as if it had been done densely in every step: each
/// row catches up with the steps it missed since `last`.
struct AdamwRows {
    Number number = Number::Float;
    void* weights = nullptr;  // [any, width]
    void* first = nullptr;    // [any, width], moments
    void* second = nullptr;
    std::int64_t* last = nullptr;        // [any] steps each row has had; raised to `step`
    const std::int64_t* rows = nullptr;  // [count], each once
    const void* gradients = nullptr;     // [count, width], or null: `step` too is one without
    const AdamwStep* steps = nullptr;    // [step]
    std::int64_t count = 0;
    std::int64_t width = 0;
    std::int64_t step = 0;  // steps that have been done afterwards, from 1
};

/// Moves rows of tokens from [tokens, width] to another: packed rows gathered or scattered, padded
/// or packed, by where each begins. Rows of the target do not overlap.
struct MoveRows {
    int element_bytes = 4;  // 2, 4 or 8
    const void* source = nullptr;
    void* target = nullptr;
    const std::int64_t* from = nullptr;     // [count] first token of each row in the source
    const std::int64_t* to = nullptr;       // [count] and in the target
    const std::int64_t* lengths = nullptr;  // [count] tokens
    std::int64_t count = 0;
    std::int64_t width = 0;  // elements of a token
};

/// One vector a row out of packed states.
struct PoolRows {
    enum class How { Mean, First, Max, Last };
    Number number = Number::Float;
    How how = How::Mean;
    const void* states = nullptr;           // [tokens, width]
    const std::int64_t* offsets = nullptr;  // [count + 1], rising: no row is empty
    void* out = nullptr;                    // [count, width]
    std::int64_t count = 0;
    std::int64_t width = 0;
};

void run_on_host(const AdamwRows& work);
void run_on_host(const MoveRows& work);
void run_on_host(const PoolRows& work);

/// Where a kernel is put: pointers of the work lie on that GPU. It returns before it has run.
struct Place {
    int device = 0;          // N of cuda:N
    void* stream = nullptr;  // cudaStream_t; null: the standard one
};

/// -> null, or what the CUDA runtime says went wrong.
struct DeviceKernels {
    const char* (*advance)(const AdamwRows& work, const Place& place);
    const char* (*move)(const MoveRows& work, const Place& place);
    const char* (*pool)(const PoolRows& work, const Place& place);
    const char* architectures;  // they were compiled for: "sm_80 sm_90 sm_120"
};

/// Null where the program was built without the CUDA Toolkit.
const DeviceKernels* device_kernels();

}  // namespace engine::cuda
