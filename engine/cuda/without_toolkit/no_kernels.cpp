// Takes the place of kernels.cu where the CUDA Toolkit was not found.
#include "engine/cuda/kernels.h"

namespace engine::cuda {

const DeviceKernels* device_kernels() { return nullptr; }

}  // namespace engine::cuda
