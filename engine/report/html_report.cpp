#include "engine/report/html_report.h"

#include <cctype>

#include "engine/base/files.h"
#include "engine/spec/carried.h"
#include "engine/store/carried_job.h"

namespace engine {

Result<ReportFormat> report_format(const std::string& name) {
    if (name == "html") return ReportFormat::Html;
    if (name == "md") return ReportFormat::Markdown;
    return make_error(ErrorCode::BadUsage, "A report is html, md or pdf; \"%1\" is none of them.",
                      {name});
}

std::string file_name_of(const std::string& title) {
    std::string out;
    for (const char c : title) {
        const auto u = static_cast<unsigned char>(c);
        if (std::isalnum(u) != 0 || u >= 0x80)
            out += static_cast<char>(u < 0x80 ? std::tolower(u) : u);
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    while (out.ends_with('-')) out.pop_back();
    return out.empty() ? "report" : out;
}

Result<std::string> html_report(const JobReport& report, RunLog& log,
                                const ArtifactFolder& artifacts, const ReportOptions& options) {
    auto page = report_page(report, log, artifacts, options);
    if (!page) return page.error();
    Json data = report_json(report);
    auto pipeline = pipeline_of_job(report.job.id, shipped_catalog(), log);
    // A report that was made by hand has no job behind it: it carries its document as it is.
    if (!pipeline && pipeline.error().code != ErrorCode::BadUsage) return pipeline.error();
    data["carried"] = carry(pipeline ? *pipeline : write_document(report.document));
    return html_of(*page, data.dump(-1, ' ', true, Json::error_handler_t::replace));
}

Result<std::filesystem::path> write_report(const JobReport& report, RunLog& log,
                                           const ArtifactFolder& artifacts,
                                           const std::filesystem::path& folder, ReportFormat format,
                                           const ReportOptions& options) {
    std::string name = file_name_of(report.job.title);
    if (options.language == Language::Chinese) name += ".zh-CN";
    std::string text;
    if (format == ReportFormat::Html) {
        auto html = html_report(report, log, artifacts, options);
        if (!html) return html.error();
        text = *std::move(html);
    } else {
        auto page = report_page(report, log, artifacts, options);
        if (!page) return page.error();
        text = markdown_of(*page);
    }
    const auto path = folder / (name + (format == ReportFormat::Html ? ".html" : ".md"));
    if (auto written = write_file_atomically(path, text); !written) return written.error();
    return path;
}

}  // namespace engine
