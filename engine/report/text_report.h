// A job's result for a terminal: one table, the verdicts, the references.
#pragma once

#include <string>

#include "engine/report/job_report.h"

namespace engine {

std::string text_report(const JobReport& report);

}  // namespace engine
