// A job's report as one HTML file that needs nothing beside it: verdicts, table, charts, cost,
// protocol, pipeline.
#pragma once

#include <filesystem>

#include "engine/base/result.h"
#include "engine/report/job_report.h"

namespace engine {

/// Writes <folder>/<name>.html, the name made from the title. -> its path. Errors: Io, DiskFull,
/// Database.
Result<std::filesystem::path> write_html_report(const JobReport& report, RunLog& log,
                                                const ArtifactFolder& artifacts,
                                                const std::filesystem::path& folder);

/// The page itself.
Result<std::string> html_report(const JobReport& report, RunLog& log,
                                const ArtifactFolder& artifacts);

/// "News to social comments: first look" -> "news-to-social-comments-first-look".
std::string file_name_of(const std::string& title);

}  // namespace engine
