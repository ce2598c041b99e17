// Which GPUs there are, how full and how busy: asked of NVIDIA's driver (NVML) and of the CUDA
// runtime, which are looked for when the program runs. It needs neither to start.
#pragma once

#include <memory>
#include <string>

#include "engine/base/result.h"
#include "engine/spec/gpu.h"

namespace engine::cuda {

/// What LibTorch 2.13's CUDA build runs on.
inline constexpr int kLeastCuda = 13000;  // major * 1000 + minor * 10

/// Keeps the libraries open between two questions. Not for several threads at once.
class GpuReader {
public:
    /// Names or paths as dlopen takes them. The runtime only tells in which order CUDA counts the
    /// GPUs; without it the driver's own order is taken.
    explicit GpuReader(std::string driver_library = "libnvidia-ml.so.1",
                       std::string runtime_library = "libcudart.so.13");
    ~GpuReader();
    GpuReader(const GpuReader&) = delete;
    GpuReader& operator=(const GpuReader&) = delete;

    /// No context is made on a GPU, so no memory of it is taken. The first call takes up to a
    /// second where a driver has to wake up, later ones a millisecond.
    /// Errors: Unsupported, with the reason: no driver, one that does not answer or is too old for
    /// kLeastCuda, no GPU.
    Result<GpuList> read();

private:
    struct Driver;
    Result<void> open();
    Result<GpuState> state_of(int index, const std::string& bus) const;

    std::string driver_library_;
    std::string runtime_library_;
    std::unique_ptr<Driver> driver_;  // null until it was opened
};

}  // namespace engine::cuda
