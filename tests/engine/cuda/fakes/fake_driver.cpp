// Stands in for NVIDIA's driver library and for the CUDA runtime: two GPUs that CUDA counts in
// another order than the driver. WARMSTART_FAKE_DRIVER makes it refuse (silent), be old (old) or
// find nothing (empty).
#include <cstdlib>
#include <cstring>

namespace {

bool is(const char* what) {
    const char* set = std::getenv("WARMSTART_FAKE_DRIVER");
    return set != nullptr && std::strcmp(set, what) == 0;
}

int devices[2] = {0, 1};
int number_of(void* device) { return *static_cast<int*>(device); }

}  // namespace

extern "C" {

int nvmlInit_v2() { return is("silent") ? 9 : 0; }
int nvmlShutdown() { return 0; }
const char* nvmlErrorString(int) { return "Driver Not Loaded"; }
int nvmlSystemGetDriverVersion(char* text, unsigned int) {
    std::strcpy(text, "580.65.06");
    return 0;
}
int nvmlSystemGetCudaDriverVersion_v2(int* version) {
    *version = is("old") ? 12040 : 13000;
    return 0;
}
int nvmlDeviceGetCount_v2(unsigned int* count) {
    *count = is("empty") ? 0 : 2;
    return 0;
}
int nvmlDeviceGetHandleByIndex_v2(unsigned int index, void** device) {
    *device = &devices[index];
    return 0;
}
int nvmlDeviceGetHandleByPciBusId_v2(const char* bus, void** device) {
    *device = &devices[std::strcmp(bus, "0000:02:00.0") == 0];
    return 0;
}
int nvmlDeviceGetName(void* device, char* name, unsigned int) {
    std::strcpy(name, number_of(device) == 0 ? "Small" : "Large");
    return 0;
}
int nvmlDeviceGetMemoryInfo(void* device, unsigned long long* memory) {
    memory[0] = number_of(device) == 0 ? 8'000 : 80'000;
    memory[1] = memory[0] / 4;
    memory[2] = memory[0] - memory[1];
    return 0;
}
int nvmlDeviceGetUtilizationRates(void* device, unsigned int* load) {
    load[0] = 37;
    load[1] = 5;
    return number_of(device) == 0 ? 3 : 0;  // the small one does not tell
}

int cudaGetDeviceCount(int* count) {
    *count = is("empty") ? 0 : 2;
    return is("empty") ? 100 : 0;
}
int cudaDeviceGetPCIBusId(char* bus, int, int device) {
    std::strcpy(bus, device == 0 ? "0000:02:00.0" : "0000:01:00.0");
    return 0;
}
}
