#include "app/shared/engine_loader.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>

namespace app {

using engine::ErrorCode;
using engine::make_error;

void set_engine_environment() {
    // Spinning workers take the cores from everything else.
    setenv("OMP_WAIT_POLICY", "passive", 0);
    // Batches of ever other sizes make products of ever other shapes: the usual 1,024 that are kept
    // hold some hundred megabytes, and a quarter of them makes a fit no slower.
    setenv("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "256", 0);
}

engine::Result<std::unique_ptr<engine::EngineParts>> load_engine() {
    set_engine_environment();
    std::error_code problem;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", problem);
    const auto libraries = program.parent_path().parent_path() / "lib";
    auto library = libraries / "warmstart" / "libwarmstart-engine.so";  // installed
    if (!std::filesystem::exists(library, problem)) library = libraries / library.filename();
    void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL);
    if (handle == nullptr) {
        const char* why = dlerror();
        return make_error(ErrorCode::Io, "The engine cannot be loaded: %1",
                          {why == nullptr ? library.string() : why});
    }
    auto* make = reinterpret_cast<engine::EngineParts* (*)(engine::Error&)>(
        dlsym(handle, "warmstart_engine"));
    if (make == nullptr) {
        return make_error(ErrorCode::Io, "%1 is no engine of this program.", {library.string()});
    }
    engine::Error why;
    auto parts = std::unique_ptr<engine::EngineParts>(make(why));
    if (parts == nullptr) return why;
    return parts;
}

}  // namespace app
