// Collects the faults that checks find.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/base/nearest.h"
#include "engine/plan/problem.h"

namespace engine {

class ProblemList {
public:
    Problem& add(std::string rule, std::string node, std::string port, std::string message,
                 std::vector<std::string> arguments, std::string fix = {}) {
        Problem problem;
        problem.rule = std::move(rule);
        problem.node = std::move(node);
        problem.port = std::move(port);
        problem.what = make_error(ErrorCode::BadPipeline, std::move(message), std::move(arguments));
        problem.fix = std::move(fix);
        problems.push_back(std::move(problem));
        return problems.back();
    }

    /// A name that nothing has; the nearest known one is offered.
    /// @param message  %1 is the wanted name, %2 the title
    void unknown(std::string message, const std::string& wanted,
                 const std::vector<std::string>& known, const std::string& node,
                 const std::string& port, const std::string& title = {}) {
        std::vector<std::string> arguments = {wanted, title};
        const std::string nearest = nearest_name(wanted, known);
        if (!nearest.empty()) {
            message += " Did you mean \"%3\"?";
            arguments.push_back(nearest);
        }
        add("unknown", node, port, std::move(message), std::move(arguments));
    }

    std::vector<Problem> problems;
};

}  // namespace engine
