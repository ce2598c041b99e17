// What a job's report says, in which order: verdict; data; pipeline; arms; protocol; results;
// curves; slices; confusion and worst rows; cost; limits; how to make it again; the pipeline
// itself.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "engine/base/result.h"
#include "engine/report/job_report.h"
#include "engine/report/language.h"
#include "engine/report/page.h"

namespace engine {

/// What a report asks of others: rooms that it may not include answer.
struct ReportOptions {
    Language language = Language::English;
    /// {"fingerprint", "rows_in", "rows_ok", "rows_rejected", "licence", "synthetic"} of a stored
    /// dataset; null where it is not there. Not set: only what the job's steps say.
    std::function<Json(const std::string& dataset)> passport = {};
    /// Licence of a model of the library, "" where it states none.
    std::function<std::string(const std::string& model)> model_licence = {};
    /// Texts of the rows of a data artifact, by row id. Not set (the default): rows are named by
    /// their number only.
    std::function<Result<std::map<std::int64_t, std::string>>(const std::string& key)> texts = {};
};

/// Errors: Database; MissingFile, BadFile of scores.
Result<Page> report_page(const JobReport& report, RunLog& log, const ArtifactFolder& artifacts,
                         const ReportOptions& options);

}  // namespace engine
