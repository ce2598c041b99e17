// model list | import | inspect | embed | forward | predict | verify | export.
#include <cstdio>

#include "app/headless/commands.h"
#include "app/shared/engine_loader.h"
#include "engine/reader/trained_models.h"

namespace app {
namespace {

namespace fs = std::filesystem;
using engine::ErrorCode;
using engine::Json;
using engine::make_error;
using engine::Result;

struct ModelArguments {
    std::string model;
    std::string texts, inputs, data, out, pooling, text_column;
    bool normalize = false;
    bool gradients = false;
    std::string name;
    engine::JobSettings settings;
};

// A folder, "run:N", or a name of the library.
Result<fs::path> find_model(Session& session, const std::string& model) {
    std::error_code problem;
    if (model.rfind("run:", 0) == 0) {
        const std::string number = model.substr(4);
        if (number.empty() || number.size() > 18 ||
            number.find_first_not_of("0123456789") != std::string::npos)
            return make_error(ErrorCode::BadUsage, "\"%1\" is not of the form run:N.", {model});
        return engine::trained_by_run(session.log, session.artifacts, std::stoll(number));
    }
    if (fs::is_directory(model, problem)) return fs::path(model);
    return session.models.find(model);
}

// Opens workspace, model and engine, then does the work.
template <class Work>
int with_model(const GlobalOptions& global, const ModelArguments& arguments, Work work) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto folder = find_model(**session, arguments.model);
    if (!folder) return fail(folder.error());
    auto parts = load_engine();
    if (!parts) return fail(parts.error());
    auto tools = (*parts)->make_model_tools((*session)->places);
    Result<void> done = work(*tools, *folder);
    return done ? kOk : fail(done.error());
}

int list_models(const GlobalOptions& global) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    Json answer = Json::array();
    for (const auto& entry : (*session)->models.list()) {
        answer.push_back({{"name", entry.name}, {"folder", entry.folder.string()}});
        if (global.json != "-") std::printf("%-28s %s\n", entry.name.c_str(), entry.folder.c_str());
    }
    auto written = write_answer(global, answer);
    return written ? kOk : fail(written.error());
}

// An adapter becomes a whole model first, in a folder beside the library's.
Result<fs::path> whole_model(engine::ModelTools& tools, const Session& session,
                             const fs::path& from) {
    std::error_code problem;
    if (!fs::exists(from / "adapter_config.json", problem) ||
        fs::exists(from / "config.json", problem))
        return from;
    const fs::path merged = session.paths.models() / ".whole-model";
    fs::remove_all(merged, problem);
    if (auto done = tools.export_model(from, merged); !done) return done.error();
    return merged;
}

int import_model(const GlobalOptions& global, const ModelArguments& arguments) {
    auto session = open_session(global, Access::Own);
    if (!session) return fail(session.error());
    const fs::path from = arguments.model;
    const std::string name =
        arguments.name.empty()
            ? fs::path(from / ".").lexically_normal().parent_path().filename().string()
            : arguments.name;
    auto parts = load_engine();
    if (!parts) return fail(parts.error());
    const auto tools = (*parts)->make_model_tools((*session)->places);
    auto folder = whole_model(*tools, **session, from);
    if (!folder) return fail(folder.error());
    auto about = tools->inspect(*folder);  // a model that cannot be used is not taken in
    Result<void> added = about ? (*session)->models.add(*folder, name, (*session)->paths.models())
                               : Result<void>(about.error());
    std::error_code ignored;
    if (*folder != from) fs::remove_all(*folder, ignored);
    if (!added) return fail(added.error());
    if (auto written = write_answer(global, *about); !written) return fail(written.error());
    std::printf("%s is in the library.\n", name.c_str());
    return kOk;
}

int inspect_model(const GlobalOptions& global, const ModelArguments& arguments) {
    return with_model(
        global, arguments, [&](engine::ModelTools& tools, const fs::path& folder) -> Result<void> {
            auto about = tools.inspect(folder);
            if (!about) return about.error();
            if (global.json != "-")
                std::printf("%s\n",
                            about->dump(2, ' ', false, Json::error_handler_t::replace).c_str());
            return write_answer(global, *about);
        });
}

Result<void> tell_parity(const Result<engine::Exported>& done, const GlobalOptions& global) {
    if (!done) return done.error();
    if (global.json != "-") {
        if (done->parity < 0)
            std::printf("%d files; not checked: no run that scored it is in the log.\n",
                        done->files);
        else
            std::printf("%d files, parity %.0e on %lld test rows.\n", done->files, done->parity,
                        static_cast<long long>(done->texts));
    }
    return write_answer(global, {{"files", done->files},
                                 {"parity", done->parity < 0 ? Json() : Json(done->parity)},
                                 {"texts", done->texts}});
}

void add_threads(CLI::App& verb, ModelArguments& arguments) {
    verb.add_option("--threads", arguments.settings.threads,
                    "Threads; 0: as many as there are cores")
        ->check(CLI::Range(0, 1024));
}

void add_model_option(CLI::App& verb, ModelArguments& arguments) {
    verb.add_option("--model", arguments.model,
                    "Model folder, name of the library, or run:N for what a run trained")
        ->required();
}

}  // namespace

void add_model_command(CLI::App& app, const GlobalOptions& global, Chosen& chosen) {
    auto* verb = app.add_subcommand("model", "Use models outside a pipeline");
    verb->require_subcommand(1);
    auto a = std::make_shared<ModelArguments>();

    verb->add_subcommand("list", "List the model library")->callback([&global, &chosen] {
        chosen = [&global] { return list_models(global); };
    });

    auto* take = verb->add_subcommand(
        "import", "Take a model folder (safetensors), or a LoRA adapter's, into the library");
    take->add_option("folder", a->model, "Model folder")->required();
    take->add_option("--name", a->name, "Name in the library (default: the folder's)");
    take->callback(
        [&global, &chosen, a] { chosen = [&global, a] { return import_model(global, *a); }; });

    auto* inspect = verb->add_subcommand("inspect", "Show what a model is");
    inspect->add_option("model", a->model, "Model folder or name")->required();
    inspect->callback(
        [&global, &chosen, a] { chosen = [&global, a] { return inspect_model(global, *a); }; });

    auto* embed = verb->add_subcommand(
        "embed", "Sentence vectors of texts (one JSON string a line) as safetensors");
    add_model_option(*embed, *a);
    embed->add_option("--texts", a->texts, "File with one JSON string a line")->required();
    embed->add_option("--out", a->out, "File to write (.safetensors): embeddings [n, dim]")
        ->required();
    embed
        ->add_option("--pooling", a->pooling,
                     "mean, cls, max or last (default: as the model's folder says)")
        ->check(CLI::IsMember({"mean", "cls", "max", "last"}));
    embed->add_flag("--normalize", a->normalize, "Divide vectors by their length");
    add_threads(*embed, *a);
    embed->callback([&global, &chosen, a] {
        chosen = [&global, a] {
            return with_model(global, *a, [&](engine::ModelTools& tools, const fs::path& folder) {
                return tools.embed(folder, a->texts, a->out, a->pooling, a->normalize, a->settings);
            });
        };
    });

    auto* forward = verb->add_subcommand(
        "forward", "States, logits, loss and gradients of given inputs, for checks from outside");
    add_model_option(*forward, *a);
    forward
        ->add_option("--inputs", a->inputs,
                     "safetensors with input_ids, attention_mask, optional token_type_ids, labels")
        ->required();
    forward->add_option("--out", a->out, "File to write (.safetensors)")->required();
    forward->add_flag("--gradients", a->gradients, "Also grad.<parameter>");
    add_threads(*forward, *a);
    forward->callback([&global, &chosen, a] {
        chosen = [&global, a] {
            return with_model(global, *a, [&](engine::ModelTools& tools, const fs::path& folder) {
                return tools.forward(folder, a->inputs, a->out, a->gradients, a->settings);
            });
        };
    });

    auto* predict =
        verb->add_subcommand("predict", "Score the rows of a file with a trained model");
    add_model_option(*predict, *a);
    predict->add_option("--data", a->data, "CSV, TSV or JSON lines")->required();
    predict->add_option("--out", a->out, "CSV to write: the rows, the class and a score per class")
        ->required();
    predict->add_option("--text", a->text_column,
                        "Column with the text (default: text, or the only one)");
    add_threads(*predict, *a);
    predict->callback([&global, &chosen, a] {
        chosen = [&global, a] {
            return with_model(global, *a, [&](engine::ModelTools& tools, const fs::path& folder) {
                return tools.predict(folder, a->data, a->out, a->text_column, a->settings);
            });
        };
    });

    auto* verify = verb->add_subcommand(
        "verify", "Hold an exported folder against what the run's model said of its test rows");
    add_model_option(*verify, *a);
    verify->add_option("--folder", a->out, "Exported folder")->required();
    verify->callback([&global, &chosen, a] {
        chosen = [&global, a] {
            return with_model(global, *a, [&](engine::ModelTools& tools, const fs::path& folder) {
                return tell_parity(tools.verify(folder, a->out), global);
            });
        };
    });

    auto* write = verb->add_subcommand(
        "export", "Write what a run trained as a model folder that other tools read");
    add_model_option(*write, *a);
    write->add_option("--out", a->out, "Folder to make")->required();
    write->callback([&global, &chosen, a] {
        chosen = [&global, a] {
            return with_model(global, *a, [&](engine::ModelTools& tools, const fs::path& folder) {
                return tell_parity(tools.export_model(folder, a->out), global);
            });
        };
    });
}

}  // namespace app
