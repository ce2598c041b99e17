// What is wrong with a pipeline, one sentence a fault, with the place it stands at and what mends
// it.
#pragma once

#include <string>
#include <vector>

#include "engine/base/error.h"

namespace engine {

struct Problem {
    std::string rule;  // type, lane, loop, single_input, missing_input, leakage, arm, same_test,
                       // classes, ...
    std::string node;  // "" where it concerns the whole document
    std::string port;
    Error what;
    std::string fix;        // what a window offers: "Show fitting nodes"
    bool blocks = true;     // false: a warning, the pipeline runs
    bool waivable = false;  // may be broken on purpose, with a reason
};

}  // namespace engine
