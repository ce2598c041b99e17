// A GPU as status line and `doctor` show it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/json.h"

namespace engine {

struct GpuState {
    int index = 0;                  // N of cuda:N
    std::string name;               // "NVIDIA H200"
    std::int64_t memory_total = 0;  // bytes
    std::int64_t memory_free = 0;   // bytes, of all programs together
    int load = -1;  // share of the last moment in which it worked, in percent; -1: it does not tell
};

struct GpuList {
    std::vector<GpuState> gpus;  // in the order of cuda:N, not empty
    std::string driver;          // "580.65.06"
    std::string cuda;            // the newest CUDA that this driver can run: "13.0"
};

inline Json gpu_json(const GpuList& list) {
    Json gpus = Json::array();
    for (const GpuState& gpu : list.gpus) {
        gpus.push_back({{"device", "cuda:" + std::to_string(gpu.index)},
                        {"name", gpu.name},
                        {"memory_bytes", gpu.memory_total},
                        {"memory_free_bytes", gpu.memory_free},
                        {"load_percent", gpu.load < 0 ? Json() : Json(gpu.load)}});
    }
    return {{"driver", list.driver}, {"cuda", list.cuda}, {"gpus", gpus}};
}

}  // namespace engine
