// The card of an exported model: what it is for, what it learnt from, how well it does, its limits.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/report/job_report.h"
#include "engine/spec/runner.h"

namespace engine {

struct CardFacts {
    Json trained;              // trained.json of the artifact
    std::string base;          // name of the library model below it, "" where there is none
    std::string base_licence;  // "" where its card states none
    std::int64_t run = 0;      // that scored it; 0: none in the log
    const JobReport* report = nullptr;  // of that run's job; null: none
    Exported parity;
    bool trained_on = false;  // trained_on.safetensors is there
    bool adapter = false;     // adapter/ holds what was learnt as LoRA
    std::vector<std::pair<std::string, std::string>> hashes;  // what, SHA-256
};

/// Markdown with a head that model hubs read.
std::string model_card(const CardFacts& facts);

}  // namespace engine
