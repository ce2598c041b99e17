#include "engine/training/generator.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <mutex>

namespace engine {

at::Generator make_generator(at::Device device, std::uint64_t seed) {
    if (device.is_cpu()) return at::make_generator<at::CPUGeneratorImpl>(seed);
    at::Generator shared = at::globalContext().defaultGenerator(device);
    at::Generator own = [&] {
        const std::scoped_lock lock(shared.mutex());
        return shared.clone();
    }();
    own.set_current_seed(seed);
    return own;
}

}  // namespace engine
