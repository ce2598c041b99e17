#include "app/headless/job_view.h"

#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <set>

#include "app/shared/late_runner.h"
#include "engine/base/clock.h"
#include "engine/base/files.h"
#include "engine/reader/report_answers.h"
#include "engine/report/html_report.h"
#include "engine/report/text_report.h"

namespace app {
namespace {

using engine::Json;
using engine::Result;

std::atomic<bool> stop_asked{false};  // set by the signal handler, which may do nothing else

void ask_to_stop(int /*signal*/) { stop_asked = true; }

// Prints news as they come.
class Watch {
public:
    Watch() : terminal_(::isatty(STDERR_FILENO) != 0) {}

    void show(const engine::RunEvent& event) {
        std::visit([this](const auto& what) { on(what); }, event.what);
    }
    bool over() const { return over_; }
    const engine::JobFinished& end() const { return end_; }
    void clear_line() {
        if (terminal_ && drawn_) std::fprintf(stderr, "\r\033[K");
        drawn_ = false;
    }

private:
    void on(const engine::JobStarted& what) {
        const auto job = static_cast<long long>(what.job);
        to_do_ = what.nodes_to_run;
        if (to_do_ == 0) {
            std::fprintf(stderr, "%s: %d runs, nothing to do: every result is there (job %lld).\n",
                         what.title.c_str(), what.runs, job);
        } else {
            std::fprintf(stderr, "%s: %d runs, %d steps to do, %d reused (job %lld)\n",
                         what.title.c_str(), what.runs, to_do_, what.nodes_reused, job);
        }
    }
    void on(const engine::JobChanged& what) {
        if (what.state == engine::RunState::Stopping) return;  // its end says so
        const bool waits = what.state == engine::RunState::Paused;
        if (waits == paused_) return;  // each try of a write that fails says so again
        paused_ = waits;
        clear_line();
        if (!waits) {
            std::fprintf(stderr, "  It goes on.\n");
        } else if (what.why) {
            std::fprintf(stderr,
                         "  Paused, nothing is lost: %s It goes on by itself when that has "
                         "changed.\n",
                         what.why->text().c_str());
        } else {
            std::fprintf(stderr, "  Paused.\n");
        }
    }
    void on(const engine::NodeChanged& what) {
        const bool runs = what.state == engine::NodeState::Running;
        if ((runs || to_do_ == 0) && told_.insert(what.node).second) {
            clear_line();  // one reason a node: its instances share it
            std::fprintf(stderr, "  %s: %s\n", what.node.c_str(),
                         engine::text_of(what.reason).c_str());
        }
        if (runs) {
            title_ = what.title;
            draw(true);
        }
        if (what.state == engine::NodeState::Done || what.state == engine::NodeState::Failed)
            ++done_;
        if (what.state == engine::NodeState::Failed) {
            clear_line();
            std::fprintf(stderr, "  failed: %s: %s\n", what.title.c_str(),
                         engine::text_of(what.reason).c_str());
        }
    }
    void on(const engine::Progress& what) {
        share_ = what.job_share;
        left_ = what.job_seconds_left;
        if (what.series.empty() && what.total > 0)
            part_ = std::to_string(what.done) + "/" + std::to_string(what.total);
        if (what.series == "train/loss") loss_ = what.value;
        draw(false);
    }
    void on(const engine::Warning& what) {
        const std::string text = what.what.text();
        if (!warned_.insert(text).second) return;
        clear_line();
        std::fprintf(stderr, "  note: %s\n", text.c_str());
    }
    void on(const engine::RunFinished&) { ++runs_; }
    void on(const engine::JobFinished& what) {
        clear_line();
        end_ = what;
        over_ = true;
    }

    void draw(bool fresh) {
        if (fresh) part_.clear();
        const double now = engine::monotonic_seconds();
        if (now - last_ < (terminal_ ? 0.1 : 1.0)) return;
        last_ = now;
        char left[64] = "";
        if (left_ >= 0)
            std::snprintf(left, sizeof left, ", %d:%02d left", static_cast<int>(left_) / 60,
                          static_cast<int>(left_) % 60);
        std::fprintf(stderr, "%s%3.0f %%  step %d of %d  %s %s%s%s", terminal_ ? "\r\033[K" : "",
                     share_ * 100, std::min(done_ + 1, to_do_), to_do_, title_.c_str(),
                     part_.c_str(), left, terminal_ ? "" : "\n");
        std::fflush(stderr);
        drawn_ = true;
    }

    bool terminal_;
    bool drawn_ = false;
    bool over_ = false;
    bool paused_ = false;
    int to_do_ = 0;
    int done_ = 0;
    int runs_ = 0;
    double share_ = 0;
    double left_ = -1;
    double loss_ = 0;
    double last_ = 0;
    std::string title_;
    std::string part_;
    std::set<std::string> told_;
    std::set<std::string> warned_;
    engine::JobFinished end_;
};

// A runner and its news. Ctrl-C is passed on from the first of them on.
class Terminal {
public:
    explicit Terminal(const engine::Places& places) : runner(places, queue_) {
        std::signal(SIGINT, ask_to_stop);
        std::signal(SIGTERM, ask_to_stop);
        std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes pauses the job as a full disk does
    }

    // Shows the live job until it has ended; passes Ctrl-C on once.
    engine::JobFinished follow() {
        Watch watch;
        bool stopping = false;
        while (!watch.over()) {
            {
                std::unique_lock lock(mutex_);
                news_.wait_for(lock, std::chrono::milliseconds(100), [&] { return woken_; });
                woken_ = false;
            }
            for (const engine::RunEvent& event : queue_.drain()) watch.show(event);
            if (stop_asked && !stopping) {
                stopping = true;
                watch.clear_line();
                std::fprintf(stderr, "Stopping: a checkpoint is written.\n");
                runner.stop();
            }
        }
        runner.wait();
        return watch.end();
    }

private:
    std::mutex mutex_;
    std::condition_variable news_;
    bool woken_ = false;
    engine::EventQueue queue_{[this] {
        const std::scoped_lock lock(mutex_);
        woken_ = true;
        news_.notify_one();
    }};

public:
    LateRunner runner;  // last: it ends before what it talks to
};

// Of each fit that was resumed: whether it did the same as before.
int say_proofs(Session& session, std::int64_t job) {
    auto nodes = session.log.job_nodes(job);
    if (!nodes) return fail(nodes.error());
    int told = 0, differing = 0;
    for (const engine::NodeRow& node : *nodes) {
        auto proof = session.log.proof(node.key);
        if (!proof) return fail(proof.error());
        if (node.job != job || proof->is_null()) continue;
        const bool equal = proof->value("equal", false);
        ++told;
        differing += equal ? 0 : 1;
        std::fprintf(stderr,
                     "Verified: %s, %lld steps after step %lld %s (largest difference %g).\n",
                     node.title.c_str(), proof->value("steps", 0LL), proof->value("from", 0LL),
                     equal ? "gave the losses of before, bit for bit" : "gave OTHER losses",
                     proof->value("largest_difference", 0.0));
    }
    if (told == 0)
        std::fprintf(stderr, "Nothing to verify: no fit was resumed whose next steps are known.\n");
    return differing == 0 ? kOk : kFailed;
}

int say_stopped(const engine::JobFinished& end) {
    std::fprintf(stderr, "%s\nwarmstart-cli runs resume %lld goes on.\n", end.error.text().c_str(),
                 static_cast<long long>(end.job));
    return kCancelled;
}

int write_job_report(Session& session, const engine::JobReport& report, const Json& wanted) {
    auto format = engine::report_format(wanted.value("format", std::string("html")));
    if (!format) return fail(format.error());
    auto options =
        engine::report_options(wanted, session.datasets, session.models, session.artifacts);
    if (!options) return fail(options.error());
    auto path = engine::write_report(report, session.log, session.artifacts,
                                     session.paths.exports(), *format, *options);
    if (!path) return fail(path.error());
    std::fprintf(stderr, "Report: %s\n", path->c_str());
    return kOk;
}

// The jobs that wait, one after the other, each with its report.
int work_off(Terminal& terminal, Session& session) {
    int out = kOk;
    while (!stop_asked) {
        auto job = terminal.runner.start_waiting(0);
        if (!job) return fail(job.error());
        if (*job == 0) return out;
        const engine::JobFinished end = terminal.follow();
        if (end.state == engine::RunState::Cancelled) {  // that one alone, where another asked
            out = say_stopped(end);
            continue;
        }
        if (end.state == engine::RunState::Failed) {
            out = fail(end.error);
            continue;
        }
        auto report =
            engine::read_job_report(*job, session.catalog, session.log, session.artifacts);
        const int written =
            report ? write_job_report(session, *report, Json::object()) : fail(report.error());
        if (written != kOk) out = written;
    }
    return kCancelled;
}

}  // namespace

int run_document(Session& session, const engine::Document& document,
                 const engine::JobSettings& settings, const GlobalOptions& global,
                 bool write_report) {
    Terminal terminal(session.places);
    auto job = terminal.runner.start(engine::write_document(document), settings);
    if (!job) return fail(job.error());
    if (terminal.runner.choice())
        std::fprintf(stderr, "Precision: %s\n",
                     engine::words_of(*terminal.runner.choice()).c_str());
    const engine::JobFinished end = terminal.follow();
    if (end.state == engine::RunState::Cancelled) {
        const int code = say_stopped(end);
        if (!stop_asked) work_off(terminal, session);
        return code;
    }
    const int shown = show_job(session, *job, global, write_report ? Json::object() : Json());
    int code = end.state == engine::RunState::Failed ? fail(end.error) : shown;
    if (code == kOk && settings.verify_steps > 0) code = say_proofs(session, *job);
    work_off(terminal, session);  // of each job in it this program says how it ended
    return code;
}

int work_queue(Session& session) {
    Terminal terminal(session.places);
    return work_off(terminal, session);
}

int show_job(Session& session, std::int64_t job, const GlobalOptions& global, const Json& wanted) {
    auto report = engine::read_job_report(job, session.catalog, session.log, session.artifacts);
    if (!report) return fail(report.error());
    if (global.json != "-") std::printf("%s", engine::text_report(*report).c_str());
    if (auto written = write_answer(global, engine::report_json(*report)); !written)
        return fail(written.error());
    return wanted.is_null() ? kOk : write_job_report(session, *report, wanted);
}

Result<std::int64_t> newest_job_if_zero(Session& session, std::int64_t job) {
    if (job > 0) return job;
    auto jobs = session.log.jobs(1);
    if (!jobs) return jobs.error();
    if (jobs->empty())
        return engine::make_error(engine::ErrorCode::BadUsage,
                                  "There is no job in this workspace yet.");
    return jobs->front().id;
}

}  // namespace app
