// Arms of several jobs in one report, so that they can be compared like those of one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/report/job_report.h"

namespace engine {

/// An arm (id or title) of another job, as comparisons name it: "12:direct".
struct ArmOfJob {
    std::int64_t job = 0;
    std::string arm;
};
std::string name_of(const ArmOfJob& arm);
/// Nothing for a name without a job's number before a colon.
std::optional<ArmOfJob> arm_of_job(const std::string& name);

/// Adds runs, groups and arms of another job, and its verdicts where they rest on the same measure.
/// Its arms are called "12:direct" and their titles end in " #12". Numbers stay apart: whether two
/// arms may be compared is for their rows to say.
void join(JobReport& report, const JobReport& other);

/// The id of an arm in a report, joined or not, by its id or title, with its job's number before
/// it or without; the name itself where there is no such arm.
std::string arm_id(const JobReport& report, const std::string& name);

/// The report of a job, joined by others. Errors: those of read_job_report.
Result<JobReport> read_joined_jobs(std::int64_t job, const std::vector<std::int64_t>& beside,
                                   const Catalog& catalog, RunLog& log,
                                   const ArtifactFolder& artifacts);

/// The report of a job, joined by the jobs that `arms` name where it has no such arm itself.
/// Errors: those of read_job_report.
Result<JobReport> read_joined_report(std::int64_t job, const std::vector<std::string>& arms,
                                     const Catalog& catalog, RunLog& log,
                                     const ArtifactFolder& artifacts);

}  // namespace engine
