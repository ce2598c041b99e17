// The kernels of kernels.h: which thread does which element. What is done to it is in bodies.h.
#include <cuda_runtime.h>

#include <algorithm>

#include "engine/cuda/bodies.h"

namespace engine::cuda {
namespace {

constexpr int kThreads = 256;
constexpr std::int64_t kMostBlocks =
    65535;  // of any GPU's second and third axis; enough to fill one

// Element n of [count, width] for every n, however many blocks there are.
template <class Work, class Body>
__device__ void each_element(const Work& work, Body body) {
    const std::int64_t stride = static_cast<std::int64_t>(gridDim.x) * blockDim.x;
    const std::int64_t elements = work.count * work.width;
    for (std::int64_t n = static_cast<std::int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
         n < elements; n += stride)
        body(n / work.width, n % work.width);
}

template <class T>
__global__ void advance_kernel(AdamwRows work) {
    each_element(work, [&](std::int64_t i, std::int64_t k) { advance_element<T>(work, i, k); });
}

// Apart from the update, every thread of which reads `last`.
__global__ void mark_kernel(AdamwRows work) {
    const std::int64_t stride = static_cast<std::int64_t>(gridDim.x) * blockDim.x;
    for (std::int64_t i = static_cast<std::int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
         i < work.count; i += stride)
        work.last[work.rows[i]] = work.step;
}

template <class T>
__global__ void pool_kernel(PoolRows work) {
    each_element(work, [&](std::int64_t row, std::int64_t k) { pool_element<T>(work, row, k); });
}

// A block a row: rows differ in length.
template <class T>
__global__ void move_kernel(MoveRows work) {
    for (std::int64_t i = blockIdx.x; i < work.count; i += gridDim.x) {
        const std::int64_t elements = work.lengths[i] * work.width;
        for (std::int64_t k = threadIdx.x; k < elements; k += blockDim.x)
            move_element<T>(work, i, k);
    }
}

// The thread's GPU is afterwards the one it was before: LibTorch, which has a CUDA runtime of its
// own, goes on with that.
const char* launch(const void* kernel, void* work, std::int64_t blocks, const Place& place) {
    if (blocks == 0) return nullptr;
    void* arguments[] = {work};
    int before = 0;
    cudaError_t error = cudaGetDevice(&before);
    if (error == cudaSuccess) error = cudaSetDevice(place.device);
    if (error == cudaSuccess) {
        const dim3 grid(static_cast<unsigned>(std::min(blocks, kMostBlocks)));
        error = cudaLaunchKernel(kernel, grid, dim3(kThreads), arguments, 0,
                                 static_cast<cudaStream_t>(place.stream));
        const cudaError_t back = cudaSetDevice(before);
        if (error == cudaSuccess) error = back;
    }
    return error == cudaSuccess ? nullptr : cudaGetErrorString(error);
}

std::int64_t blocks_for(std::int64_t elements) { return (elements + kThreads - 1) / kThreads; }

template <class Kernel>
const void* address(Kernel* kernel) {
    return reinterpret_cast<const void*>(kernel);
}

const char* advance(const AdamwRows& work, const Place& place) {
    AdamwRows copy = work;
    const void* kernel = work.number == Number::Float ? address(advance_kernel<float>)
                                                      : address(advance_kernel<double>);
    if (const char* wrong = launch(kernel, &copy, blocks_for(work.count * work.width), place))
        return wrong;
    return launch(address(mark_kernel), &copy, blocks_for(work.count), place);
}

const char* move(const MoveRows& work, const Place& place) {
    MoveRows copy = work;
    const void* kernel = work.element_bytes == 2   ? address(move_kernel<std::uint16_t>)
                         : work.element_bytes == 4 ? address(move_kernel<std::uint32_t>)
                                                   : address(move_kernel<std::uint64_t>);
    return launch(kernel, &copy, work.count, place);
}

const char* pool(const PoolRows& work, const Place& place) {
    PoolRows copy = work;
    const void* kernel =
        work.number == Number::Float ? address(pool_kernel<float>) : address(pool_kernel<double>);
    return launch(kernel, &copy, blocks_for(work.count * work.width), place);
}

}  // namespace

const DeviceKernels* device_kernels() {
    static const DeviceKernels kernels{advance, move, pool, WARMSTART_CUDA_ARCHITECTURES};
    return &kernels;
}

}  // namespace engine::cuda
