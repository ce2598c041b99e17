// runs queue | hold | release | first | remove | work: the jobs that wait; runs pause | stop: those
// that another program works on.
#include <algorithm>
#include <cstdio>

#include "app/headless/commands.h"
#include "app/headless/job_view.h"
#include "engine/base/files.h"
#include "engine/store/queue.h"

namespace app {
namespace {

using engine::Json;

int list_queue(const GlobalOptions& global) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto jobs = (*session)->log.open_jobs();
    if (!jobs) return fail(jobs.error());
    Json answer = Json::array();
    for (const engine::JobRow& job : *jobs) {
        const std::string state(engine::name_of(job.state));
        answer.push_back({{"job", job.id},
                          {"title", job.title},
                          {"state", state},
                          {"cause", engine::text_of(job.cause)}});
        if (global.json != "-")
            std::printf("%5lld  %-8s  %s\n", static_cast<long long>(job.id), state.c_str(),
                        job.title.c_str());
    }
    if (jobs->empty() && global.json != "-")
        std::printf("No job runs and none waits. warmstart-cli runs queue FILE adds one.\n");
    auto written = write_answer(global, answer);
    return written ? kOk : fail(written.error());
}

int queue_file(const GlobalOptions& global, const std::string& file) {
    auto text = engine::read_file(file, 64 << 20);
    if (!text) return fail(text.error());
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto document = engine::read_document(*text, (*session)->catalog, file);
    if (!document) return fail(document.error());
    return queue_job(**session, *document, {}, global);
}

using Act = engine::Result<void> (*)(engine::RunLog&, std::int64_t);

int act_on(const GlobalOptions& global, std::int64_t job, Act act) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto done = act((*session)->log, job);
    return done ? kOk : fail(done.error());
}

int work(const GlobalOptions& global) {
    auto session = open_session(global, Access::Own);
    return session ? work_queue(**session) : fail(session.error());
}

}  // namespace

int request(const GlobalOptions& global, std::int64_t job, engine::JobRequest what) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto done = (*session)->log.request(job, what);
    return done ? kOk : fail(done.error());
}

int queue_job(Session& session, const engine::Document& document,
              const engine::JobSettings& settings, const GlobalOptions& global) {
    auto job = engine::queue_document(engine::write_document(document), session.catalog, settings,
                                      session.log);
    if (!job) return fail(job.error());
    auto open = session.log.open_jobs();
    if (!open) return fail(open.error());
    const auto worked = std::count_if(open->begin(), open->end(), [](const engine::JobRow& row) {
        return row.state != engine::RunState::Queued && row.state != engine::RunState::Held;
    });
    std::fprintf(stderr,
                 worked > 0 ? "Job %lld waits; it begins when those before it have ended.\n"
                            : "Job %lld waits; warmstart-cli runs work begins it.\n",
                 static_cast<long long>(*job));
    auto written = write_answer(global, {{"job", *job}});
    return written ? kOk : fail(written.error());
}

void add_queue_commands(CLI::App& runs, const GlobalOptions& global, Chosen& chosen) {
    auto file = std::make_shared<std::string>();
    auto job = std::make_shared<std::int64_t>(0);
    auto* queue =
        runs.add_subcommand("queue", "List the jobs that run or wait; with a file: add it");
    queue->add_option("file", *file, "Pipeline file (*.warm.json) to add at the end");
    queue->callback([&global, &chosen, file] {
        chosen = [&global, file] {
            return file->empty() ? list_queue(global) : queue_file(global, *file);
        };
    });
    const auto add = [&](const char* name, const char* help, Act act) {
        auto* verb = runs.add_subcommand(name, help);
        verb->add_option("job", *job, "Number of the job")->required();
        verb->callback([&global, &chosen, job, act] {
            chosen = [&global, job, act] { return act_on(global, *job, act); };
        });
    };
    add("hold", "Pass a waiting job over until it is released",
        [](engine::RunLog& log, std::int64_t id) { return log.hold(id, true); });
    add("release", "Let a job that is held take its turn again",
        [](engine::RunLog& log, std::int64_t id) { return log.hold(id, false); });
    add("first", "Put a waiting job before all others",
        [](engine::RunLog& log, std::int64_t id) { return log.put_first(id); });
    add("remove", "Take a waiting job out of the queue",
        [](engine::RunLog& log, std::int64_t id) { return log.remove_waiting(id); });
    const auto ask = [&](const char* name, const char* help, engine::JobRequest what) {
        auto* verb = runs.add_subcommand(name, help);
        verb->add_option("job", *job, "Number of the job")->required();
        verb->callback([&global, &chosen, job, what] {
            chosen = [&global, job, what] { return request(global, *job, what); };
        });
    };
    ask("pause", "Pause a job, whichever program works on it; runs resume goes on",
        engine::JobRequest::Pause);
    ask("stop", "Stop a job, whichever program works on it; a checkpoint is written",
        engine::JobRequest::Stop);
    auto* work_verb = runs.add_subcommand("work", "Run the jobs that wait, one after the other");
    work_verb->callback([&global, &chosen] { chosen = [&global] { return work(global); }; });
}

}  // namespace app
