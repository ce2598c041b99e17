// report: HTML and Markdown by the engine, PDF by the window's program without a window.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "app/headless/commands.h"
#include "app/headless/job_view.h"

namespace app {
namespace {

namespace fs = std::filesystem;
using engine::ErrorCode;
using engine::Json;
using engine::make_error;
using engine::Result;

struct ReportArguments {
    std::int64_t job = 0;
    std::string format = "html";
    std::string language = "en";
    bool texts = false;
};

// Runs the window's program, which lies beside this one, until it has ended.
Result<void> run_window_program(const std::vector<std::string>& arguments) {
    std::error_code problem;
    const fs::path program =
        fs::read_symlink("/proc/self/exe", problem).parent_path() / "warmstart";
    if (!fs::exists(program, problem))
        return make_error(ErrorCode::Unsupported,
                          "PDF is written by the window's program, which is not in %1. Use "
                          "--format html.",
                          {program.parent_path().string()});
    std::vector<std::string> all = {program.string(), "-platform", "offscreen"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& one : all) pointers.push_back(one.data());
    pointers.push_back(nullptr);
    pid_t child = 0;
    int status = 0;
    if (::posix_spawn(&child, program.c_str(), nullptr, nullptr, pointers.data(), environ) != 0 ||
        ::waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return make_error(ErrorCode::Io, "The PDF was not written.");
    return {};
}

int write_pdf(Session& session, const GlobalOptions& global, std::int64_t job,
              const ReportArguments& arguments) {
    if (const int shown = show_job(session, job, global, Json()); shown != kOk) return shown;
    std::vector<std::string> all = {"--workspace",       session.places.workspace.string(),
                                    "--report-pdf",      std::to_string(job),
                                    "--report-language", arguments.language};
    if (arguments.texts) all.emplace_back("--report-texts");
    auto done = run_window_program(all);
    return done ? kOk : fail(done.error());
}

int report(const GlobalOptions& global, const ReportArguments& arguments) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto job = newest_job_if_zero(**session, arguments.job);
    if (!job) return fail(job.error());
    if (arguments.format == "pdf") return write_pdf(**session, global, *job, arguments);
    return show_job(**session, *job, global,
                    {{"format", arguments.format},
                     {"language", arguments.language},
                     {"texts", arguments.texts}});
}

}  // namespace

void add_report_command(CLI::App& app, const GlobalOptions& global, Chosen& chosen) {
    auto* verb = app.add_subcommand("report", "Write the report of a job");
    auto a = std::make_shared<ReportArguments>();
    verb->add_option("job", a->job, "Number of the job (see runs list); the newest without it");
    verb->add_option("--format", a->format, "html, md or pdf")
        ->check(CLI::IsMember({"html", "md", "pdf"}));
    verb->add_option("--language", a->language, "en or zh-CN")
        ->check(CLI::IsMember({"en", "zh-CN"}));
    verb->add_flag("--texts", a->texts, "Show the texts of the rows that arms are worst at");
    verb->callback([&global, &chosen, a] { chosen = [&global, a] { return report(global, *a); }; });
}

}  // namespace app
