#include "engine/runner/libtorch_version.h"

#include <torch/csrc/inductor/aoti_torch/c/shim.h>
#include <torch/version.h>

namespace engine {
namespace {

constexpr int kPatchShift = 40;  // below: a tag that only pre-releases use

}  // namespace

std::string libtorch_version_text(std::uint64_t packed) {
    const auto byte = [&](int shift) { return std::to_string((packed >> shift) & 0xFF); };
    return byte(56) + "." + byte(48) + "." + byte(kPatchShift);
}

Result<void> check_libtorch(std::uint64_t built_with, std::uint64_t loaded) {
    if (built_with >> kPatchShift == loaded >> kPatchShift) return {};
    return make_error(ErrorCode::Unsupported,
                      "The engine was built for LibTorch %1, but LibTorch %2 was loaded. Run "
                      "./dev setup, then build again.",
                      {libtorch_version_text(built_with), libtorch_version_text(loaded)});
}

Result<void> check_loaded_libtorch() {
    return check_libtorch(TORCH_ABI_VERSION, aoti_torch_abi_version());
}

}  // namespace engine
