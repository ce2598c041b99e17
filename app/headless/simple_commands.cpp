// nodes, tokenize, doctor.
#include <cstdio>
#include <filesystem>
#include <thread>

#include "app/headless/commands.h"
#include "app/shared/engine_loader.h"
#include "engine/base/diagnostics.h"
#include "engine/base/nearest.h"
#include "engine/cuda/gpu_reader.h"
#include "engine/store/precision_choice.h"
#include "engine/tokenizer/tokenize_file.h"

namespace app {
namespace {

using engine::ErrorCode;
using engine::Json;
using engine::make_error;

std::string range_text(const engine::Field& field) {
    if (!field.choices.empty()) {
        std::string all;
        for (const std::string& choice : field.choices) all += (all.empty() ? "" : ", ") + choice;
        return "{" + all + "}";
    }
    return field.low.is_null() ? ""
                               : "[" + engine::compact_json(field.low) + " .. " +
                                     engine::compact_json(field.high) + "]";
}

void print_kind(const engine::NodeKind& kind) {
    std::printf("%s: %s (%s)\n  %s\n", kind.id.c_str(), kind.title.c_str(),
                std::string(engine::title_of(kind.lane)).c_str(), kind.help.c_str());
    for (const engine::Port& port : kind.inputs) {
        std::printf("  in   %-10s %s%s%s\n", port.name.c_str(), port.types.c_str(),
                    port.many ? ", several" : "", port.optional ? ", optional" : "");
    }
    for (const engine::Port& port : kind.outputs)
        std::printf("  out  %-10s %s\n", port.name.c_str(), port.types.c_str());
    for (const engine::Field& field : kind.fields) {
        std::printf("  %-14s %s %s %s\n      %s%s\n", field.name.c_str(),
                    engine::compact_json(field.default_value).c_str(), range_text(field).c_str(),
                    field.unit.c_str(), field.help.c_str(),
                    field.sweep ? " (a list is swept)" : "");
    }
}

int nodes(const GlobalOptions& global, const std::string& wanted) {
    const engine::Catalog catalog = engine::shipped_catalog();
    if (auto written = write_answer(global, engine::catalog_json(catalog)); !written)
        return fail(written.error());
    if (!wanted.empty()) {
        const engine::NodeKind* kind = catalog.find(wanted);
        if (kind == nullptr) {
            return fail(make_error(ErrorCode::BadUsage,
                                   "There is no node kind \"%1\". Did you mean \"%2\"?",
                                   {wanted, engine::nearest_name(wanted, catalog.ids())}));
        }
        if (global.json != "-") print_kind(*kind);
        return kOk;
    }
    if (global.json == "-") return kOk;
    for (const engine::NodeKind& kind : catalog.entries()) {
        std::printf("%-13s %-14s %-13s %s\n", kind.id.c_str(), kind.title.c_str(),
                    std::string(engine::title_of(kind.lane)).c_str(), kind.help.c_str());
    }
    return kOk;
}

struct TokenizeOptions {
    std::string model;
    std::string texts;
    std::string out;
    std::size_t max_tokens = 0;
};

int tokenize(const GlobalOptions& global, const TokenizeOptions& options) {
    std::filesystem::path folder = options.model;
    std::error_code problem;
    if (!std::filesystem::is_directory(folder, problem)) {  // a name of the library
        auto session = open_session(global, Access::Read);
        if (!session) return fail(session.error());
        auto found = (*session)->models.find(options.model);
        if (!found) return fail(found.error());
        folder = *found;
    }
    auto tokenizer = engine::Tokenizer::load(folder);
    if (!tokenizer) return fail(tokenizer.error());
    engine::EncodeOptions cut;
    if (options.max_tokens > 0) cut.max_tokens = options.max_tokens;
    const int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    auto done = engine::tokenize_file(*tokenizer, options.texts, options.out, cut, threads);
    return done ? kOk : fail(done.error());
}

// What "auto" precision means in this workspace on this machine.
engine::Result<Json> precision_here(const engine::Places& places) {
    Json out = {{"hardware", engine::hardware_of("auto")}, {"auto", "not measured yet"}};
    std::error_code problem;
    if (!std::filesystem::exists(places.workspace / "workspace.sqlite", problem)) return out;
    auto log = engine::RunLog::open(places.workspace, engine::RunLog::Mode::ReadOnly);
    if (!log) return log.error();
    auto choice = engine::stored_precision(*log, engine::hardware_of("auto"));
    if (!choice) return choice.error();
    if (choice->has_value()) out["auto"] = engine::words_of(**choice);
    return out;
}

// A line a job, without its title: what an error was about is left out, its sentence stays.
std::string recent_jobs(const engine::Places& places) {
    std::error_code problem;
    if (!std::filesystem::exists(places.workspace / "workspace.sqlite", problem)) return {};
    auto log = engine::RunLog::open(places.workspace, engine::RunLog::Mode::ReadOnly);
    if (!log) return log.error().message + "\n";
    auto jobs = log->jobs(50);
    if (!jobs) return jobs.error().message + "\n";
    std::string out;
    for (const engine::JobRow& job : *jobs) {
        out += "job " + std::to_string(job.id) + ": " + std::string(engine::name_of(job.state)) +
               " on " + job.device + ", " + std::to_string(job.nodes_ran) + " steps ran, " +
               std::to_string(job.nodes_reused) + " reused";
        for (const engine::Sentence& cause : job.cause) out += "; " + cause.message;
        out += "\n";
    }
    return out;
}

int doctor(const GlobalOptions& global, const std::string& zip) {
    const engine::Places places = places_of(global);
    Json answer = {{"workspace", places.workspace.string()},
                   {"models", places.models.string()},
                   {"corpora", places.corpora.string()}};
    std::error_code problem;
    const auto space = std::filesystem::space(
        places.workspace.has_parent_path() ? places.workspace.parent_path() : ".", problem);
    answer["free_bytes"] = problem ? Json() : Json(space.available);
    answer["cores"] = std::thread::hardware_concurrency();
    answer["sample_corpora"] =
        std::filesystem::exists(places.corpora / "tweets_GroundTruth.txt", problem);
    answer["bundled_model"] =
        std::filesystem::exists(places.models / "all-MiniLM-L6-v2" / "model.safetensors", problem);
    auto precision = precision_here(places);
    answer["precision"] = precision ? *precision : Json({{"error", precision.error().text()}});
    const auto gpus = engine::cuda::GpuReader().read();
    answer["gpu"] = gpus ? engine::gpu_json(*gpus) : Json({{"none", gpus.error().text()}});
    auto engine_parts = load_engine();
    answer["engine"] = engine_parts ? (*engine_parts)->provenance()
                                    : Json({{"error", engine_parts.error().text()}});
    if (auto written = write_answer(global, answer); !written) return fail(written.error());
    if (global.json != "-") std::printf("%s\n", answer.dump(2).c_str());
    if (!zip.empty()) {
        auto written =
            engine::write_diagnostics(zip, {answer, Json::object(), recent_jobs(places)});
        if (!written) return fail(written.error());
    }
    const bool good =
        engine_parts.ok() && answer["sample_corpora"] == true && answer["bundled_model"] == true;
    if (!good) std::fprintf(stderr, "Something is missing; ./dev setup brings it.\n");
    return good ? kOk : kFailed;
}

}  // namespace

void add_nodes_command(CLI::App& app, const GlobalOptions& global, Chosen& chosen) {
    auto* verb =
        app.add_subcommand("nodes", "List the node kinds, or show one with its ports and options");
    auto kind = std::make_shared<std::string>();
    verb->add_option("kind", *kind, "Node kind to show");
    verb->callback(
        [&global, &chosen, kind] { chosen = [&global, kind] { return nodes(global, *kind); }; });
}

void add_tokenize_command(CLI::App& app, const GlobalOptions& global, Chosen& chosen) {
    auto* verb = app.add_subcommand(
        "tokenize",
        "Texts to token ids and offsets: a JSON string a line in, a JSON object a line out");
    auto options = std::make_shared<TokenizeOptions>();
    verb->add_option("--model", options->model, "Model folder, or a name of the library")
        ->required();
    verb->add_option("--texts", options->texts, "File with one JSON string a line")->required();
    verb->add_option("--out", options->out, "File to write (.jsonl)")->required();
    verb->add_option("--max-tokens", options->max_tokens,
                     "Cut texts to so many tokens; without it nothing is cut");
    verb->callback([&global, &chosen, options] {
        chosen = [&global, options] { return tokenize(global, *options); };
    });
}

void add_doctor_command(CLI::App& app, const GlobalOptions& global, Chosen& chosen) {
    auto* verb = app.add_subcommand("doctor", "Say what this installation has and what is missing");
    auto zip = std::make_shared<std::string>();
    verb->add_option(
        "--zip", *zip,
        "Also write it to this file, with the states of the last jobs, to go along with "
        "a report of a fault: without texts and names");
    verb->callback(
        [&global, &chosen, zip] { chosen = [&global, zip] { return doctor(global, *zip); }; });
}

}  // namespace app
