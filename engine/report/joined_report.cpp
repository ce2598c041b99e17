#include "engine/report/joined_report.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace engine {
namespace {

class Renamed {
public:
    explicit Renamed(std::int64_t job) : job_(job), mark_(" #" + std::to_string(job)) {}

    std::string id(const std::string& arm) const {
        return arm.empty() ? arm : name_of(ArmOfJob{job_, arm});
    }
    std::string title(const std::string& title) const { return title + mark_; }

private:
    std::int64_t job_;
    std::string mark_;
};

ReportVerdict renamed(ReportVerdict verdict, const Renamed& rename) {
    Comparison& c = verdict.comparison;
    const std::string arm = c.arm, control = c.control;
    for (Sentence& note : c.notes) {
        for (std::string& argument : note.arguments) {
            if (argument == arm || argument == control) argument = rename.title(argument);
        }
    }
    c.arm = rename.title(arm);
    c.control = rename.title(control);
    verdict.arm = rename.id(verdict.arm);
    verdict.control = rename.id(verdict.control);
    verdict.verdict = judge(c);
    return verdict;
}

// "12:News rows added" by what join calls that arm.
std::string joined_title(const std::string& name) {
    const auto other = arm_of_job(name);
    return other ? Renamed(other->job).title(other->arm) : name;
}

bool has_arm(const JobReport& report, const std::string& name) {
    return std::any_of(report.groups.begin(), report.groups.end(), [&](const Group& group) {
        return group.arm == name || group.arm_title == name;
    });
}

}  // namespace

std::string name_of(const ArmOfJob& arm) { return std::to_string(arm.job) + ":" + arm.arm; }

std::optional<ArmOfJob> arm_of_job(const std::string& name) {
    ArmOfJob out;
    const char* const end = name.data() + name.size();
    const auto [at, problem] = std::from_chars(name.data(), end, out.job);
    if (problem != std::errc() || at == end || *at != ':' || out.job <= 0) return std::nullopt;
    out.arm.assign(at + 1, end);
    return out;
}

void join(JobReport& report, const JobReport& other) {
    const Renamed rename(other.job.id);
    const std::size_t before = report.runs.size();
    for (ReportRun run : other.runs) {
        run.row.arm = rename.id(run.row.arm);
        run.row.arm_title = rename.title(run.row.arm_title);
        report.runs.push_back(std::move(run));
    }
    for (Group group : other.groups) {
        group.arm = rename.id(group.arm);
        group.arm_title = rename.title(group.arm_title);
        for (std::size_t& run : group.runs) run += before;
        report.groups.push_back(std::move(group));
    }
    for (Arm arm : other.document.arms) {
        arm.title = rename.title(arm.title.empty() ? arm.id : arm.title);
        arm.id = rename.id(arm.id);
        arm.control = rename.id(arm.control);
        report.document.arms.push_back(std::move(arm));
    }
    if (other.metric != report.metric) return;  // its verdicts speak of another measure
    for (const ReportVerdict& verdict : other.verdicts)
        report.verdicts.push_back(renamed(verdict, rename));
}

namespace {

Result<JobReport> with_jobs(JobReport report, const std::vector<std::int64_t>& beside,
                            const Catalog& catalog, RunLog& log, const ArtifactFolder& artifacts) {
    std::set<std::int64_t> joined = {report.job.id};
    for (const std::int64_t one : beside) {
        if (!joined.insert(one).second) continue;
        auto other = read_job_report(one, catalog, log, artifacts);
        if (!other) return other;
        join(report, *other);
    }
    return report;
}

}  // namespace

std::string arm_id(const JobReport& report, const std::string& name) {
    const auto of_job = arm_of_job(name);
    const bool own = of_job && of_job->job == report.job.id;
    for (const std::string& known : {name, own ? of_job->arm : joined_title(name)}) {
        for (const Group& group : report.groups) {
            if (group.arm == known || group.arm_title == known) return group.arm;
        }
    }
    return name;
}

Result<JobReport> read_joined_jobs(std::int64_t job, const std::vector<std::int64_t>& beside,
                                   const Catalog& catalog, RunLog& log,
                                   const ArtifactFolder& artifacts) {
    auto report = read_job_report(job, catalog, log, artifacts);
    return report ? with_jobs(*std::move(report), beside, catalog, log, artifacts) : report;
}

Result<JobReport> read_joined_report(std::int64_t job, const std::vector<std::string>& arms,
                                     const Catalog& catalog, RunLog& log,
                                     const ArtifactFolder& artifacts) {
    auto report = read_job_report(job, catalog, log, artifacts);
    if (!report) return report;
    std::vector<std::int64_t> beside;
    for (const std::string& name : arms) {
        const auto other = arm_of_job(name);
        if (other && !has_arm(*report, name)) beside.push_back(other->job);
    }
    return with_jobs(*std::move(report), beside, catalog, log, artifacts);
}

}  // namespace engine
