#include "engine/data/step_report.h"

#include <utility>

#include "engine/base/error.h"

namespace engine {

std::string DataWarning::text() const { return fill(message, arguments); }

void StepReport::warn(std::string message, std::vector<std::string> arguments) {
    warnings.push_back({std::move(message), std::move(arguments)});
}

Json StepReport::to_json() const {
    Json texts = Json::array();
    for (const DataWarning& warning : warnings) texts.push_back(warning.text());
    return Json{{"step", step},
                {"rows_in", rows_in},
                {"rows_out", rows_out},
                {"counts", counts},
                {"warnings", std::move(texts)}};
}

}  // namespace engine
