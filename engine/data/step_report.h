// What a step did to the rows, counted: shown in the window, printed by `dataset inspect`, kept
// with the run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/data/table.h"

namespace engine {

struct DataWarning {
    std::string message;                 // English template, as in Error
    std::vector<std::string> arguments;  // what fills it
    std::string text() const;
};

struct StepReport {
    std::string step;  // "load", "clean", "split", "budget", "combine"
    std::int64_t rows_in = 0;
    std::int64_t rows_out = 0;
    Json counts = Json::object();  // what happened, by name: {"copies_dropped": 9}
    std::vector<DataWarning> warnings;

    void warn(std::string message, std::vector<std::string> arguments = {});
    /// {"step", "rows_in", "rows_out", "counts", "warnings": [text, ...]}
    Json to_json() const;
};

/// What every step of the Task-define lane gives.
struct Prepared {
    Table table;
    StepReport report;
};

}  // namespace engine
