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
#include "engine/reader/workspace_reader.h"
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

engine::Json line_json(const engine::Forecast::Line& line) {
    return {{"node", line.node},
            {"title", line.title},
            {"to_run", line.to_run},
            {"reused", line.reused},
            {"seconds", line.seconds},
            {"memory", line.memory},
            {"disk", line.disk},
            {"measured", line.measured},
            {"reason", engine::text_of(line.reason)}};
}

engine::Json forecast_json(const engine::Forecast& forecast) {
    engine::Json lines = engine::Json::array();
    for (const engine::Forecast::Line& line : forecast.lines) lines.push_back(line_json(line));
    return {{"runs", forecast.runs},
            {"to_run", forecast.to_run},
            {"reused", forecast.reused},
            {"seconds", forecast.seconds},
            {"memory", forecast.memory},
            {"disk", forecast.disk},
            {"measured", forecast.measured},
            {"free", {{"memory", forecast.free_memory}, {"disk", forecast.free_disk}}},
            {"precision", forecast.precision},
            {"warning", engine::text_of(forecast.warning)},
            {"obstacle", engine::text_of(forecast.obstacle)},
            {"nodes", std::move(lines)}};
}

double megabytes(std::int64_t bytes) { return static_cast<double>(bytes) / 1e6; }

void print_forecast(const engine::Forecast& forecast) {
    std::printf("%-32s %6s %6s %10s %10s %10s\n", "Node", "to run", "reused", "time s", "memory MB",
                "disk MB");
    for (const engine::Forecast::Line& line : forecast.lines) {
        std::printf("%-32s %6d %6d", line.node.c_str(), line.to_run, line.reused);
        if (line.to_run > 0)
            std::printf(" %10.2f %10.0f %10.2f%s", line.seconds, megabytes(line.memory),
                        megabytes(line.disk), line.measured ? "" : "  (a guess)");
        std::printf("\n");
    }
    std::printf("%-32s %6d %6d %10.2f %10.0f %10.2f\n", "All", forecast.to_run, forecast.reused,
                forecast.seconds, megabytes(forecast.memory), megabytes(forecast.disk));
    std::printf("Free: %.0f MB of memory, %.0f MB on disk.\n", megabytes(forecast.free_memory),
                megabytes(forecast.free_disk));
    if (!forecast.measured) std::printf("A guess: steps like these never ran on this machine.\n");
    for (const auto* note : {&forecast.warning, &forecast.obstacle}) {
        if (!note->empty()) std::printf("%s\n", engine::text_of(*note).c_str());
    }
}

int forecast(const GlobalOptions& global, const RunOptions& options) {
    auto session = open_session(global, Access::Read);  // makes a workspace where there is none
    if (!session) return fail(session.error());
    auto document = load_document(options, (*session)->catalog);
    if (!document) return fail(document.error());
    auto reader = engine::WorkspaceReader::open((*session)->places);
    if (!reader) return fail(reader.error());
    auto answer = (*reader)->forecast(engine::write_document(*document), options.job);
    if (!answer) return fail(answer.error());
    if (global.json != "-") print_forecast(*answer);
    auto written = write_answer(global, forecast_json(*answer));
    return written ? kOk : fail(written.error());
}

void add_document_options(CLI::App& verb, RunOptions& options) {
    verb.add_option("file", options.file, "Pipeline file (*.warm.json)")->required();
    verb.add_option("--seeds", options.seeds, "Seeds to run instead of the file's: 1,2,3");
    verb.add_option("--set", options.set, "Set an option: node.option=value (repeatable)");
}

void add_machine_options(CLI::App& verb, engine::JobSettings& job) {
    verb.add_option("--device", job.device, "auto, cpu or cuda:N")->capture_default_str();
    verb.add_option("--threads", job.threads, "Threads; 0: as many as there are cores")
        ->check(CLI::Range(0, 1024));
    verb.add_option("--precision", job.precision,
                    "What precision \"auto\" means: fp32, bf16, or auto for the faster one here")
        ->check(CLI::IsMember({"auto", "fp32", "bf16"}))
        ->capture_default_str();
    verb.add_option("--to", job.to, "Only what leads to this node of the file");
    verb.add_option("--from", job.from,
                    "Only what rests on this node of the file, and what that needs");
}

}  // namespace

void add_run_command(CLI::App& app, const GlobalOptions& global, Chosen& chosen) {
    auto* verb = app.add_subcommand("run", "Run a pipeline; what was computed before is reused");
    auto options = std::make_shared<RunOptions>();
    add_document_options(*verb, *options);
    add_machine_options(*verb, options->job);
    verb->add_flag("--strict", options->job.strict,
                   "Reuse only what was computed on the same device, instruction set and threads");
    verb->add_option("--checkpoint-seconds", options->job.checkpoint_seconds,
                     "Seconds between two checkpoints of a fit")
        ->check(CLI::Range(0.0, 86400.0))
        ->capture_default_str();
    verb->add_flag("!--no-report", options->report, "Do not write exports/<name>.html");
    verb->add_flag("--queue", options->queue,
                   "Put it into the queue of the workspace and end, also while another program "
                   "works there");
    verb->callback([&global, &chosen, options] {
        chosen = [&global, options] { return run(global, *options); };
    });
}

void add_forecast_command(CLI::App& app, const GlobalOptions& global, Chosen& chosen) {
    auto* verb = app.add_subcommand(
        "forecast", "Say what a run would compute, and the time, memory and disk of each node");
    auto options = std::make_shared<RunOptions>();
    add_document_options(*verb, *options);
    add_machine_options(*verb, options->job);
    verb->callback([&global, &chosen, options] {
        chosen = [&global, options] { return forecast(global, *options); };
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
