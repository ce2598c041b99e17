// Reports and pipelines that leave the workspace, and pipelines that come back in other files.
#include "engine/reader/report_answers.h"
#include "engine/reader/workspace_reader.h"
#include "engine/report/html_report.h"
#include "engine/store/carried_job.h"

namespace engine {

Result<std::filesystem::path> WorkspaceReader::write_report(std::int64_t job, const Json& options) {
    auto format = report_format(options.value("format", std::string("html")));
    if (!format) return format.error();
    auto asked = report_options(options, datasets_, models_, artifacts_);
    if (!asked) return asked.error();
    auto report = read_job_report(job, catalog_, log_, artifacts_);
    if (!report) return report.error();
    return engine::write_report(*report, log_, artifacts_, paths_.exports(), *format, *asked);
}

Result<Json> WorkspaceReader::print_report(std::int64_t job, const Json& options) {
    auto asked = report_options(options, datasets_, models_, artifacts_);
    if (!asked) return asked.error();
    auto report = read_job_report(job, catalog_, log_, artifacts_);
    if (!report) return report.error();
    auto page = report_page(*report, log_, artifacts_, *asked);
    if (!page) return page.error();
    auto pipeline = pipeline_of(job);
    if (!pipeline) return pipeline.error();
    const PrintPage print = print_of(*page);
    const std::string ending = asked->language == Language::Chinese ? ".zh-CN" : "";
    return Json{{"title", report->job.title},
                {"name", file_name_of(report->job.title) + ending},
                {"html", print.html},
                {"figures", print.figures},
                {"pipeline", *pipeline}};
}

Result<std::string> WorkspaceReader::pipeline_of(std::int64_t job) {
    return pipeline_of_job(job, catalog_, log_);
}

Result<Json> WorkspaceReader::carried(const std::filesystem::path& file) {
    return carried_json(file, catalog_, datasets_);
}

}  // namespace engine
