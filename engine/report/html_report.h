// A job's report as a file: HTML that needs nothing beside it, or Markdown.
#pragma once

#include <filesystem>
#include <string>

#include "engine/base/result.h"
#include "engine/report/report_page.h"

namespace engine {

enum class ReportFormat { Html, Markdown };
/// "html", "md". Errors: BadUsage.
Result<ReportFormat> report_format(const std::string& name);

/// Writes <folder>/<name>.html or .md, the name made from the title; of a report in Chinese
/// <name>.zh-CN.html. -> its path. Errors: Io, DiskFull, Database.
Result<std::filesystem::path> write_report(const JobReport& report, RunLog& log,
                                           const ArtifactFolder& artifacts,
                                           const std::filesystem::path& folder, ReportFormat format,
                                           const ReportOptions& options);

/// The page as HTML. A script element holds what report_json says, and the pipeline, from which
/// Warmstart opens it again.
Result<std::string> html_report(const JobReport& report, RunLog& log,
                                const ArtifactFolder& artifacts, const ReportOptions& options = {});

/// "News to social comments: first look" -> "news-to-social-comments-first-look".
std::string file_name_of(const std::string& title);

}  // namespace engine
