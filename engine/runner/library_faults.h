// Where the exceptions of libraries end: what lies above knows errors only.
#pragma once

#include <exception>
#include <memory>
#include <string>

#include "engine/base/result.h"
#include "engine/spec/runner.h"

namespace engine {

/// The error that stands for a library's exception. @param what  the step or model it met
Error error_of_library(const std::exception& problem, const std::string& what);

/// What `work` gives, a Result; the error of an exception that left it.
template <class Work>
auto within_library(const std::string& what, const Work& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::exception& problem) {
        return error_of_library(problem, what);
    }
}

/// The same tools; none of their calls throws.
std::unique_ptr<ModelTools> guarded(std::unique_ptr<ModelTools> tools);

}  // namespace engine
