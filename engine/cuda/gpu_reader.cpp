#include "engine/cuda/gpu_reader.h"

#include <dlfcn.h>

#include <array>
#include <utility>

namespace engine::cuda {
namespace {

// The parts of nvml.h and cuda_runtime_api.h that are used; both interfaces are stable.
using NvmlDevice = void*;
struct NvmlMemory {
    unsigned long long total, free, used;
};
struct NvmlLoad {
    unsigned int gpu, memory;
};
constexpr int kDone = 0;  // NVML_SUCCESS, cudaSuccess

// Stays loaded until the program ends: what these libraries leave behind in a process may still
// run.
class Library {
public:
    explicit Library(const std::string& name) : handle_(dlopen(name.c_str(), RTLD_NOW)) {}

    bool is_open() const { return handle_ != nullptr; }
    /// Null where it has no such function.
    template <class Function>
    void find(Function*& function, const char* name) const {
        function = is_open() ? reinterpret_cast<Function*>(dlsym(handle_, name)) : nullptr;
    }

private:
    void* handle_;
};

std::string version_text(int cuda) {  // 13000 -> "13.0"
    return std::to_string(cuda / 1000) + "." + std::to_string(cuda % 1000 / 10);
}

Error no_answer(const std::string& why) {
    return make_error(ErrorCode::Unsupported, "The NVIDIA driver does not answer: %1.", {why});
}

// Bus ids of the GPUs in CUDA's own order, which CUDA_VISIBLE_DEVICES may change; none where the
// runtime cannot be asked.
std::vector<std::string> cuda_order(const std::string& name) {
    const Library runtime(name);
    int (*count_of)(int*) = nullptr;
    int (*bus_of)(char*, int, int) = nullptr;
    runtime.find(count_of, "cudaGetDeviceCount");
    runtime.find(bus_of, "cudaDeviceGetPCIBusId");
    int count = 0;
    if (count_of == nullptr || bus_of == nullptr || count_of(&count) != kDone) return {};
    std::vector<std::string> out;
    for (int i = 0; i < count; ++i) {
        std::array<char, 64> bus{};
        if (bus_of(bus.data(), static_cast<int>(bus.size()), i) != kDone) return {};
        out.emplace_back(bus.data());
    }
    return out;
}

}  // namespace

struct GpuReader::Driver {
    explicit Driver(const std::string& name) : library(name) {
        library.find(init, "nvmlInit_v2");
        library.find(shutdown, "nvmlShutdown");
        library.find(error_text, "nvmlErrorString");
        library.find(version, "nvmlSystemGetDriverVersion");
        library.find(cuda_version, "nvmlSystemGetCudaDriverVersion_v2");
        library.find(count, "nvmlDeviceGetCount_v2");
        library.find(by_index, "nvmlDeviceGetHandleByIndex_v2");
        library.find(by_bus, "nvmlDeviceGetHandleByPciBusId_v2");
        library.find(name_of, "nvmlDeviceGetName");
        library.find(memory, "nvmlDeviceGetMemoryInfo");
        library.find(load, "nvmlDeviceGetUtilizationRates");
    }
    ~Driver() {
        if (running) shutdown();
    }
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    bool is_whole() const {
        return init && shutdown && error_text && version && cuda_version && count && by_index &&
               by_bus && name_of && memory && load;
    }

    Library library;
    int (*init)();
    int (*shutdown)();
    const char* (*error_text)(int);
    int (*version)(char*, unsigned int);
    int (*cuda_version)(int*);
    int (*count)(unsigned int*);
    int (*by_index)(unsigned int, NvmlDevice*);
    int (*by_bus)(const char*, NvmlDevice*);
    int (*name_of)(NvmlDevice, char*, unsigned int);
    int (*memory)(NvmlDevice, NvmlMemory*);
    int (*load)(NvmlDevice, NvmlLoad*);
    bool running = false;
    std::string version_words;
    int newest_cuda = 0;
    std::vector<std::string> order;  // bus ids as CUDA counts them; empty: the driver's order
};

GpuReader::GpuReader(std::string driver_library, std::string runtime_library)
    : driver_library_(std::move(driver_library)), runtime_library_(std::move(runtime_library)) {}

GpuReader::~GpuReader() = default;

Result<void> GpuReader::open() {
    auto driver = std::make_unique<Driver>(driver_library_);
    if (!driver->library.is_open()) {
        return make_error(ErrorCode::Unsupported, "No NVIDIA driver is installed: %1 is not there.",
                          {driver_library_});
    }
    if (!driver->is_whole()) return no_answer(driver_library_ + " lacks functions it should have");
    if (const int status = driver->init(); status != kDone)
        return no_answer(driver->error_text(status));
    driver->running = true;
    std::array<char, 96> version{};
    if (driver->version(version.data(), version.size()) == kDone)
        driver->version_words = version.data();
    driver->cuda_version(&driver->newest_cuda);
    if (driver->newest_cuda < kLeastCuda) {
        return make_error(
            ErrorCode::Unsupported,
            "The NVIDIA driver %1 runs CUDA up to %2, and CUDA %3 is needed. A newer "
            "driver brings it.",
            {driver->version_words, version_text(driver->newest_cuda), version_text(kLeastCuda)});
    }
    driver->order = cuda_order(runtime_library_);
    driver_ = std::move(driver);
    return {};
}

Result<GpuState> GpuReader::state_of(int index, const std::string& bus) const {
    NvmlDevice device = nullptr;
    int status = bus.empty() ? driver_->by_index(static_cast<unsigned>(index), &device)
                             : driver_->by_bus(bus.c_str(), &device);
    std::array<char, 96> name{};
    NvmlMemory memory{};
    if (status == kDone) status = driver_->name_of(device, name.data(), name.size());
    if (status == kDone) status = driver_->memory(device, &memory);
    if (status != kDone) return no_answer(driver_->error_text(status));
    GpuState out{.index = index,
                 .name = name.data(),
                 .memory_total = static_cast<std::int64_t>(memory.total),
                 .memory_free = static_cast<std::int64_t>(memory.free)};
    NvmlLoad load{};  // some GPUs do not tell
    if (driver_->load(device, &load) == kDone) out.load = static_cast<int>(load.gpu);
    return out;
}

Result<GpuList> GpuReader::read() {
    if (driver_ == nullptr) {
        if (Result<void> good = open(); !good) return good.error();
    }
    unsigned int count = 0;
    if (const int status = driver_->count(&count); status != kDone)
        return no_answer(driver_->error_text(status));
    if (!driver_->order.empty()) count = static_cast<unsigned>(driver_->order.size());
    if (count == 0) {
        return make_error(ErrorCode::Unsupported, "The NVIDIA driver %1 runs, but finds no GPU.",
                          {driver_->version_words});
    }
    GpuList out{{}, driver_->version_words, version_text(driver_->newest_cuda)};
    for (int i = 0; i < static_cast<int>(count); ++i) {
        const auto place = static_cast<std::size_t>(i);
        auto gpu = state_of(i, driver_->order.empty() ? "" : driver_->order[place]);
        if (!gpu) return gpu.error();
        out.gpus.push_back(*std::move(gpu));
    }
    return out;
}

}  // namespace engine::cuda
