// What a job's report does not hold by itself: any two arms compared, and their confusions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/report/job_report.h"

namespace engine {

/// Any two arms of a report at every budget that both have, beyond the planned pairs: intervals,
/// marked exploratory, without a claim. As the report's "verdicts", with "arm_id" and "control_id".
/// @param arm, base  id or title
/// @param metric     "": the one that decides in the document
/// Errors: BadUsage when they share no budget with finished runs; those of compare_sides.
Result<Json> compare_arms(const JobReport& report, const ArtifactFolder& artifacts,
                          const std::string& arm, const std::string& base,
                          const std::string& metric);

/// Test rows by truth and answer, summed over a group's seeds.
struct Confusion {
    std::vector<std::string> classes;
    std::vector<std::int64_t> counts;  // [classes x classes], row = truth, column = answer
    int runs = 0;                      // that are summed: one where the seed changes nothing
};

/// Nothing where no row was scored (users, episodes), no run has finished or the scores are gone.
/// Errors: MissingFile, BadFile.
Result<std::optional<Confusion>> group_confusion(const JobReport& report, const Group& group,
                                                 const ArtifactFolder& artifacts);

}  // namespace engine
