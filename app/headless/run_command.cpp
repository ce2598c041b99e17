#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <mutex>

#include "app/headless/commands.h"
#include "app/headless/job_view.h"
#include "engine/base/clock.h"
#include "engine/base/files.h"
#include "engine/data/workspace_facts.h"
#include "engine/plan/check.h"
#include "engine/store/job.h"

namespace app {
namespace {

using engine::Document;
using engine::Error;
using engine::ErrorCode;
using engine::make_error;
using engine::Result;

struct RunOptions {
    std::string file;
    std::string seeds;
    std::vector<std::string> set;
    engine::JobSettings job;
    bool report = true;
    bool queue = false;  // only put it into the queue
};

Result<std::vector<std::uint64_t>> parse_seeds(const std::string& text) {
    std::vector<std::uint64_t> out;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t to = std::min(text.find(',', from), text.size());
        const std::string part = text.substr(from, to - from);
        if (part.empty() || part.size() > 18 ||
            part.find_first_not_of("0123456789") != std::string::npos) {
            return make_error(ErrorCode::BadUsage,
                              "Seeds are whole numbers with commas between them; \"%1\" is not.",
                              {text});
        }
        out.push_back(std::stoull(part));
        from = to + 1;
    }
    return out;
}

Result<Document> load_document(const RunOptions& options, const engine::Catalog& catalog) {
    auto text = engine::read_file(options.file, 64 << 20);
    if (!text) return text.error();
    auto document = engine::read_document(*text, catalog, options.file);
    if (!document) return document.error();
    for (const std::string& assignment : options.set) {
        if (auto set = engine::set_option(*document, catalog, assignment); !set) return set.error();
    }
    if (!options.seeds.empty()) {
        auto seeds = parse_seeds(options.seeds);
        if (!seeds) return seeds.error();
        document->seeds = *std::move(seeds);
    }
    return document;
}

int run(const GlobalOptions& global, const RunOptions& options) {
    auto session = open_session(global, options.queue ? Access::Read : Access::Own);
    if (!session) return fail(session.error());
    auto document = load_document(options, (*session)->catalog);
    if (!document) return fail(document.error());
    if (options.queue) return queue_job(**session, *document, options.job, global);
    return run_document(**session, *document, options.job, global, options.report);
}

int check(const GlobalOptions& global, const RunOptions& options, bool write) {
    const engine::Catalog catalog = engine::shipped_catalog();
    auto document = load_document(options, catalog);
    if (!document) {
        const auto written = write_answer(
            global, {{"ok", false},
                     {"problems", {{{"rule", "document"}, {"message", document.error().text()}}}}});
        return written ? fail(document.error()) : fail(written.error());
    }
    const auto problems = engine::check(*document, catalog);
    engine::Json list = engine::Json::array();
    for (const engine::Problem& problem : problems) {
        list.push_back({{"rule", problem.rule},
                        {"node", problem.node},
                        {"port", problem.port},
                        {"message", problem.what.text()},
                        {"fix", problem.fix},
                        {"blocks", problem.blocks}});
        std::fprintf(stderr, "%s%s%s\n", problem.node.empty() ? "" : (problem.node + ": ").c_str(),
                     problem.what.text().c_str(), problem.blocks ? "" : " (a warning)");
    }
    const bool good = engine::first_blocking(problems).ok();
    if (good && write) {
        if (auto written =
                engine::write_file_atomically(options.file, engine::write_document(*document));
            !written)
            return fail(written.error());
    }
    if (auto written = write_answer(global, {{"ok", good}, {"problems", list}}); !written)
        return fail(written.error());
    if (good && global.json != "-")
        std::printf("%s: %zu nodes, %zu arms, no fault.\n", options.file.c_str(),
                    document->nodes.size(), document->arms.size());
    return good ? kOk : kFailed;
}

void add_document_options(CLI::App& verb, RunOptions& options) {
    verb.add_option("file", options.file, "Pipeline file (*.warm.json)")->required();
    verb.add_option("--seeds", options.seeds, "Seeds to run instead of the file's: 1,2,3");
    verb.add_option("--set", options.set, "Set an option: node.option=value (repeatable)");
}

}  // namespace

void add_run_command(CLI::App& app, const GlobalOptions& global, Chosen& chosen) {
    auto* verb = app.add_subcommand("run", "Run a pipeline; what was computed before is reused");
    auto options = std::make_shared<RunOptions>();
    add_document_options(*verb, *options);
    verb->add_option("--device", options->job.device, "auto, cpu or cuda:N")->capture_default_str();
    verb->add_option("--threads", options->job.threads, "Threads; 0: as many as there are cores")
        ->check(CLI::Range(0, 1024));
    verb->add_option("--precision", options->job.precision,
                     "What precision \"auto\" means: fp32, bf16, or auto for the faster one here")
        ->check(CLI::IsMember({"auto", "fp32", "bf16"}))
        ->capture_default_str();
    verb->add_flag("--strict", options->job.strict,
                   "Reuse only what was computed on the same device, instruction set and threads");
    verb->add_option("--checkpoint-seconds", options->job.checkpoint_seconds,
                     "Seconds between two checkpoints of a fit")
        ->check(CLI::Range(0.0, 86400.0))
        ->capture_default_str();
    verb->add_option("--to", options->job.to, "Only what leads to this node of the file");
    verb->add_option("--from", options->job.from,
                     "Only what rests on this node of the file, and what that needs");
    verb->add_flag("!--no-report", options->report, "Do not write exports/<name>.html");
    verb->add_flag("--queue", options->queue,
                   "Put it into the queue of the workspace and end, also while another program "
                   "works there");
    verb->callback([&global, &chosen, options] {
        chosen = [&global, options] { return run(global, *options); };
    });
}

void add_check_command(CLI::App& app, const GlobalOptions& global, Chosen& chosen) {
    auto* verb = app.add_subcommand("check", "Check a pipeline file without running it");
    auto options = std::make_shared<RunOptions>();
    auto write = std::make_shared<bool>(false);
    add_document_options(*verb, *options);
    verb->add_flag("--write", *write, "Write the file back in canonical form when it has no fault");
    verb->callback([&global, &chosen, options, write] {
        chosen = [&global, options, write] { return check(global, *options, *write); };
    });
}

}  // namespace app
