// What may be sent along with a report of a fault: the system, the settings and the log, without
// texts and without names of people.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/json.h"
#include "engine/base/result.h"

namespace engine {

struct Diagnostics {
    Json system;
    Json settings;
    std::string log;
};

/// Home folders become ~, the user's name USER.
std::string without_names(std::string_view text);

/// A ZIP archive with system.json, settings.json and log.txt, all without names; what the log
/// quotes becomes "...": texts and names of files stand there. Errors: DiskFull, Io.
Result<void> write_diagnostics(const std::filesystem::path& file, const Diagnostics& what);

}  // namespace engine
