// runs list | show | compare | resume | delete | tag | note | export; the queue is in
// queue_command.
#include <cstdio>
#include <ctime>

#include "app/headless/commands.h"
#include "app/headless/job_view.h"
#include "engine/base/csv_writer.h"
#include "engine/base/files.h"
#include "engine/reader/run_json.h"
#include "engine/report/compare_arms.h"
#include "engine/report/joined_report.h"
#include "engine/report/text_report.h"

namespace app {
namespace {

using engine::Json;

std::string when(std::int64_t milliseconds) {
    const std::time_t seconds = milliseconds / 1000;
    std::tm parts{};
    localtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts);
    return text;
}

int list_jobs(const GlobalOptions& global) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto jobs = (*session)->log.jobs();
    if (!jobs) return fail(jobs.error());
    Json answer = Json::array();
    for (const engine::JobRow& job : *jobs) {
        const double seconds =
            job.ended > job.started ? static_cast<double>(job.ended - job.started) / 1000 : 0;
        answer.push_back({{"job", job.id},
                          {"title", job.title},
                          {"state", engine::name_of(job.state)},
                          {"cause", engine::text_of(job.cause)},
                          {"started", job.started},
                          {"seconds", seconds},
                          {"runs", job.runs},
                          {"stages", {{"ran", job.nodes_ran}, {"reused", job.nodes_reused}}}});
        if (global.json != "-") {
            std::printf("%5lld  %s  %-11s %4d runs  %7.1f s  ran %d, reused %d  %s%s%s\n",
                        static_cast<long long>(job.id), when(job.started).c_str(),
                        std::string(engine::name_of(job.state)).c_str(), job.runs, seconds,
                        job.nodes_ran, job.nodes_reused, job.title.c_str(),
                        job.cause.empty() ? "" : ": ", engine::text_of(job.cause).c_str());
        }
    }
    if (jobs->empty() && global.json != "-")
        std::printf("No job yet. Start one with warmstart-cli run FILE.\n");
    auto written = write_answer(global, answer);
    return written ? kOk : fail(written.error());
}

// One run with its steps, reasons and measures.
int show_run(const GlobalOptions& global, std::int64_t id) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto answer = engine::run_json((*session)->log, id);
    if (!answer) return fail(answer.error());
    if (global.json.empty())
        std::printf("%s\n", answer->dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    auto written = write_answer(global, *answer);
    return written ? kOk : fail(written.error());
}

int list_runs(const GlobalOptions& global, std::int64_t job) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto number = newest_job_if_zero(**session, job);
    if (!number) return fail(number.error());
    auto answer = engine::runs_json((*session)->log, *number);
    if (!answer) return fail(answer.error());
    if (global.json != "-") {
        for (const Json& run : *answer) {
            std::printf(
                "%6lld  %-32s %-16s seed %-4llu %-11s %7.1f s  %s\n", run["run"].get<long long>(),
                run["arm"].get<std::string>().c_str(), engine::sweep_words(run["sweep"]).c_str(),
                run["seed"].get<unsigned long long>(), run["state"].get<std::string>().c_str(),
                run["seconds"].get<double>(), run["cause"].get<std::string>().c_str());
        }
    }
    auto written = write_answer(global, *answer);
    return written ? kOk : fail(written.error());
}

struct CompareArguments {
    std::int64_t job = 0;
    std::string arm;
    std::string base;
    std::string metric;
};

std::string at(const std::string& budget) { return budget.empty() ? budget : budget + ": "; }

int compare(const GlobalOptions& global, const CompareArguments& arguments) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto job = newest_job_if_zero(**session, arguments.job);
    if (!job) return fail(job.error());
    auto report =
        engine::read_joined_report(*job, {arguments.arm, arguments.base}, (*session)->catalog,
                                   (*session)->log, (*session)->artifacts);
    if (!report) return fail(report.error());
    Json answer = engine::report_json(*report);
    if (!arguments.arm.empty()) {
        auto explored = engine::compare_arms(*report, (*session)->artifacts, arguments.arm,
                                             arguments.base, arguments.metric);
        if (!explored) return fail(explored.error());
        answer["verdicts"] = *explored;
        if (global.json != "-") {
            for (const Json& one : *explored)
                std::printf("%s%s\n", at(engine::sweep_words(one["sweep"])).c_str(),
                            one["sentence"].get<std::string>().c_str());
        }
    } else if (global.json != "-") {
        std::printf("%s", engine::text_report(*report).c_str());
    }
    auto written = write_answer(global, answer);
    return written ? kOk : fail(written.error());
}

// Goes on with a job that has no process; one that another process paused goes on there.
int resume(const GlobalOptions& global, std::int64_t job, int verify) {
    auto session = open_session(global, Access::Own);
    if (!session && session.error().code == engine::ErrorCode::Locked)
        return request(global, job, engine::JobRequest::Resume);
    if (!session) return fail(session.error());
    auto row = (*session)->log.job(job);
    if (!row) return fail(row.error());
    auto document = engine::read_document(row->document, (*session)->catalog, "the job's pipeline");
    if (!document) return fail(document.error());
    engine::JobSettings settings = engine::settings_of(row->settings);
    settings.verify_steps = verify;
    return run_document(**session, *document, settings, global, true);
}

int delete_job(const GlobalOptions& global, std::int64_t job) {
    auto session = open_session(global, Access::Own);
    if (!session) return fail(session.error());
    auto removed = (*session)->log.delete_job(job);
    if (!removed) return fail(removed.error());
    std::printf(
        "Job %lld and its %lld runs are gone from the log; results stay on the disk for reuse.\n",
        static_cast<long long>(job), static_cast<long long>(*removed));
    return kOk;
}

int tag(const GlobalOptions& global, std::int64_t run, const std::string& name, bool remove) {
    auto session = open_session(global, Access::Own);
    if (!session) return fail(session.error());
    auto done = (*session)->log.tag(run, name, !remove);
    return done ? kOk : fail(done.error());
}

int note(const GlobalOptions& global, std::int64_t run, const std::string& text) {
    auto session = open_session(global, Access::Own);
    if (!session) return fail(session.error());
    auto done = (*session)->log.set_note(run, text);
    return done ? kOk : fail(done.error());
}

int export_runs(const GlobalOptions& global, std::int64_t job, const std::string& out) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto number = newest_job_if_zero(**session, job);
    if (!number) return fail(number.error());
    auto report = engine::read_job_report(*number, (*session)->catalog, (*session)->log,
                                          (*session)->artifacts);
    if (!report) return fail(report.error());
    std::string text = engine::csv_line(
        {"run", "arm", "sweep", "seed", "state", "measure", "slice", "unit", "n", "value"});
    for (const engine::ReportRun& run : report->runs) {
        for (const engine::Measure& measure : run.measures) {
            text += engine::csv_line(
                {std::to_string(run.row.id), run.row.arm_title, engine::compact_json(run.row.sweep),
                 std::to_string(run.row.seed), std::string(engine::name_of(run.row.state)),
                 engine::measure_key(measure), measure.slice, measure.unit,
                 std::to_string(measure.n), engine::compact_json(Json(measure.value))});
        }
    }
    auto written = engine::write_file_atomically(out, text);
    return written ? kOk : fail(written.error());
}

}  // namespace

void add_runs_command(CLI::App& app, const GlobalOptions& global, Chosen& chosen) {
    auto* verb = app.add_subcommand(
        "runs", "List, show, compare, resume, tag and export what was run; queue what is to be");
    verb->require_subcommand(1);
    auto job = std::make_shared<std::int64_t>(0);
    auto run = std::make_shared<std::int64_t>(0);
    auto text = std::make_shared<std::string>();
    auto flag = std::make_shared<bool>(false);

    auto* list = verb->add_subcommand("list", "List the jobs; with --job the runs of one");
    list->add_option("--job", *job, "Number of the job");
    list->callback([&global, &chosen, job] {
        chosen = [&global, job] { return *job > 0 ? list_runs(global, *job) : list_jobs(global); };
    });

    auto* show = verb->add_subcommand(
        "show", "Show one run: measures, steps and why each ran or was reused");
    show->add_option("run", *run, "Number of the run")->required();
    show->callback(
        [&global, &chosen, run] { chosen = [&global, run] { return show_run(global, *run); }; });

    auto arguments = std::make_shared<CompareArguments>();
    auto* compare_verb = verb->add_subcommand(
        "compare", "Tables and verdicts of a job, or any two arms, also of two jobs");
    compare_verb->add_option("job", arguments->job, "Number of the job; the newest without it");
    auto* arm = compare_verb->add_option("--arm", arguments->arm,
                                         "Arm to compare (title or id); NUMBER:ARM: of that job");
    compare_verb->add_option("--base", arguments->base, "Arm to compare it with; also NUMBER:ARM")
        ->needs(arm);
    compare_verb->add_option("--metric", arguments->metric,
                             "Measure that decides (default: the pipeline's)");
    compare_verb->callback([&global, &chosen, arguments] {
        chosen = [&global, arguments] { return compare(global, *arguments); };
    });

    auto* resume_verb = verb->add_subcommand(
        "resume", "Go on with a job that was stopped or died; what was done is kept");
    resume_verb->add_option("job", *job, "Number of the job")->required();
    auto verify = std::make_shared<int>(0);
    resume_verb
        ->add_flag("--verify{50}", *verify,
                   "Do so many steps after the checkpoint of each fit again, hold their losses "
                   "against those from before, and keep the proof with the run (50 when no number "
                   "is given)")
        ->check(CLI::Range(1, 1000000));
    resume_verb->callback([&global, &chosen, job, verify] {
        chosen = [&global, job, verify] { return resume(global, *job, *verify); };
    });

    add_queue_commands(*verb, global, chosen);

    auto* remove = verb->add_subcommand("delete", "Take a job out of the log");
    remove->add_option("job", *job, "Number of the job")->required();
    remove->callback(
        [&global, &chosen, job] { chosen = [&global, job] { return delete_job(global, *job); }; });

    auto* tag_verb = verb->add_subcommand("tag", "Tag a run");
    tag_verb->add_option("run", *run, "Number of the run")->required();
    tag_verb->add_option("tag", *text, "Tag")->required();
    tag_verb->add_flag("--remove", *flag, "Take the tag off");
    tag_verb->callback([&global, &chosen, run, text, flag] {
        chosen = [&global, run, text, flag] { return tag(global, *run, *text, *flag); };
    });

    auto* note_verb = verb->add_subcommand("note", "Write a note on a run");
    note_verb->add_option("run", *run, "Number of the run")->required();
    note_verb->add_option("text", *text, "Note; empty: none")->required();
    note_verb->callback([&global, &chosen, run, text] {
        chosen = [&global, run, text] { return note(global, *run, *text); };
    });

    auto out = std::make_shared<std::string>();
    auto* write = verb->add_subcommand("export", "Write every measure of a job as CSV");
    write->add_option("job", *job, "Number of the job; the newest without it");
    write->add_option("--out", *out, "File to write")->required();
    write->callback([&global, &chosen, job, out] {
        chosen = [&global, job, out] { return export_runs(global, *job, *out); };
    });
}

}  // namespace app
