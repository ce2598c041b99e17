// The parts of a report's page. Only for the sources of this room.
#pragma once

#include <string>
#include <vector>

#include "engine/report/report_page.h"

namespace engine {

/// A step of the job, each key once, in the order of the runs.
struct ReportStep {
    NodeRow row;
    Json summary = Json::object();  // of its artifact, while that is there
};

struct ReportSource {
    const JobReport& report;
    RunLog& log;
    const ArtifactFolder& artifacts;
    const ReportOptions& options;
    Words words;
    std::vector<ReportStep> steps;
};

using Blocks = std::vector<PageBlock>;

std::string decimals(double value, const char* pattern = "%.1f");
/// The value as the measure is read: per cent where it is a share.
std::string measure_words(const std::string& metric, double value);
std::string group_words(const ReportSource& source, const Group& group);

void add_verdicts(const ReportSource& source, Blocks& out);
void add_data(const ReportSource& source, Blocks& out);
void add_pipeline(const ReportSource& source, Blocks& out);
void add_arms(const ReportSource& source, Blocks& out);
void add_protocol(const ReportSource& source, Blocks& out);
void add_results(const ReportSource& source, Blocks& out);
void add_budget_curve(const ReportSource& source, Blocks& out);
Result<void> add_learning(const ReportSource& source, Blocks& out);
void add_slices(const ReportSource& source, Blocks& out);
Result<void> add_confusion(const ReportSource& source, Blocks& out);
Result<void> add_worst(const ReportSource& source, Blocks& out);
void add_cost(const ReportSource& source, Blocks& out);
void add_limits(const ReportSource& source, Blocks& out);
void add_reproduce(const ReportSource& source, Blocks& out);

}  // namespace engine
