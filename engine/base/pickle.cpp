#include "engine/base/pickle.h"

#include <algorithm>
#include <iterator>

namespace engine {
namespace fs = std::filesystem;

bool is_pickle(const fs::path& file) {
    static constexpr const char* kEndings[] = {".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt"};
    return std::find(std::begin(kEndings), std::end(kEndings), file.extension().string()) !=
           std::end(kEndings);
}

fs::path pickle_in(const fs::path& folder) {
    std::error_code ignored;
    fs::path first;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (is_pickle(entry.path()) && (first.empty() || entry.path() < first))
            first = entry.path();
    }
    return first;
}

Error pickle_refused(const fs::path& file, ErrorCode code) {
    const std::string folder = file.parent_path().string();
    return make_error(code, "Pickle files can run code and are refused. Convert to safetensors.",
                      {},
                      file.string() +
                          "; where you trust it, in Python with transformers: "
                          "AutoModel.from_pretrained(\"" +
                          folder + "\").save_pretrained(\"" + folder + "-safetensors\")");
}

}  // namespace engine
