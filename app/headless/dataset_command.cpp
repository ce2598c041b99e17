// dataset import | list | inspect | export | remove.
#include <cstdio>

#include "app/headless/commands.h"
#include "engine/reader/workspace_reader.h"

namespace app {
namespace {

using engine::Json;

struct ImportArguments {
    engine::ImportRequest request;
    std::string file;
    bool no_header = false;
};

int import_dataset(const GlobalOptions& global, ImportArguments arguments) {
    auto session = open_session(global, Access::Own);
    if (!session) return fail(session.error());
    arguments.request.file = arguments.file;
    arguments.request.options.header = !arguments.no_header;
    auto info = (*session)->datasets.import(arguments.request);
    if (!info) return fail(info.error());
    if (auto written = write_answer(global, info->to_json()); !written)
        return fail(written.error());
    if (global.json != "-") {
        std::printf(
            "%s: %lld rows read = %lld kept + %lld set aside, %zu columns, fingerprint %s\n",
            info->names.front().c_str(), static_cast<long long>(info->rows_in),
            static_cast<long long>(info->rows_ok), static_cast<long long>(info->rows_rejected),
            info->columns.size(), info->fingerprint.substr(0, 12).c_str());
        if (info->rows_rejected > 0)
            std::printf("warmstart-cli dataset inspect %s --rejects shows what was set aside.\n",
                        info->names.front().c_str());
    }
    return kOk;
}

int list_datasets(const GlobalOptions& global) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto stored = (*session)->datasets.list();
    if (!stored) return fail(stored.error());
    Json answer = Json::array();
    for (const engine::DatasetInfo& info : *stored) {
        answer.push_back(info.to_json());
        if (global.json != "-")
            std::printf("%-20s %10lld rows  %s  %s\n", info.names.front().c_str(),
                        static_cast<long long>(info.rows_ok),
                        info.fingerprint.substr(0, 12).c_str(), info.description.c_str());
    }
    if (global.json != "-") {
        std::printf("Can be opened by name:");
        for (const std::string& name : (*session)->datasets.names())
            std::printf(" %s", name.c_str());
        std::printf("\n");
    }
    auto written = write_answer(global, answer);
    return written ? kOk : fail(written.error());
}

// As the owner where nobody else is, for a built-in dataset imports itself when first asked for;
// beside another program it reads what is there.
engine::Result<std::unique_ptr<Session>> open_to_read(const GlobalOptions& global) {
    auto session = open_session(global, Access::Own);
    if (session || session.error().code != engine::ErrorCode::Locked) return session;
    return open_session(global, Access::Read);
}

int inspect_dataset(const GlobalOptions& global, const std::string& name, bool rejects) {
    auto session = open_to_read(global);
    if (!session) return fail(session.error());
    auto dataset = (*session)->datasets.open(name);
    if (!dataset) return fail(dataset.error());
    if (rejects) {
        auto ledger = dataset->rejects();
        if (!ledger) return fail(ledger.error());
        std::printf("%s", ledger->c_str());
        return kOk;
    }
    auto reader = engine::WorkspaceReader::open((*session)->places);
    if (!reader) return fail(reader.error());
    auto answer = (*reader)->passport(name);
    if (!answer) return fail(answer.error());
    Json& passport = *answer;
    auto split = (*reader)->split(name, {});
    passport[split ? "split" : "split_problem"] = split ? *split : Json(split.error().text());
    if (auto written = write_answer(global, passport); !written) return fail(written.error());
    if (global.json != "-")
        std::printf("%s\n", passport.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    return kOk;
}

int export_dataset(const GlobalOptions& global, const std::string& name, const std::string& out) {
    auto session = open_to_read(global);
    if (!session) return fail(session.error());
    auto reader = engine::WorkspaceReader::open((*session)->places);
    if (!reader) return fail(reader.error());
    auto written = (*reader)->export_rows(name, {}, out);
    return written ? kOk : fail(written.error());
}

int remove_dataset(const GlobalOptions& global, const std::string& name) {
    auto session = open_session(global, Access::Own);
    if (!session) return fail(session.error());
    auto removed = (*session)->datasets.remove(name);
    return removed ? kOk : fail(removed.error());
}

}  // namespace

void add_dataset_command(CLI::App& app, const GlobalOptions& global, Chosen& chosen) {
    auto* verb = app.add_subcommand("dataset", "Import, list, inspect, export and remove datasets");
    verb->require_subcommand(1);

    auto* take_in = verb->add_subcommand(
        "import",
        "Import a CSV, TSV or JSON lines file; what cannot be read is set aside, never lost");
    auto arguments = std::make_shared<ImportArguments>();
    take_in->add_option("file", arguments->file, "File to import")->required();
    take_in->add_option("--name", arguments->request.name,
                        "Name in the library (default: the file's name)");
    take_in
        ->add_option("--format", arguments->request.options.format,
                     "auto, csv, tsv, jsonl or vader")
        ->capture_default_str();
    take_in
        ->add_option("--delimiter", arguments->request.options.delimiter, "One character, or auto")
        ->capture_default_str();
    take_in->add_option("--quote", arguments->request.options.quote, "One character, none or auto")
        ->capture_default_str();
    take_in
        ->add_option("--encoding", arguments->request.options.encoding,
                     "Encoding of the file, or auto")
        ->capture_default_str();
    take_in->add_flag("--no-header", arguments->no_header, "The first row holds data, not names");
    take_in->add_flag("--replace", arguments->request.replace,
                      "Take the name from the dataset that has it");
    take_in->callback([&global, &chosen, arguments] {
        chosen = [&global, arguments] { return import_dataset(global, *arguments); };
    });

    auto* list = verb->add_subcommand("list", "List the datasets");
    list->callback([&global, &chosen] { chosen = [&global] { return list_datasets(global); }; });

    auto name = std::make_shared<std::string>();
    auto rejects = std::make_shared<bool>(false);
    auto* inspect =
        verb->add_subcommand("inspect", "Show a dataset's passport, or its reject ledger");
    inspect->add_option("name", *name, "Name or fingerprint")->required();
    inspect->add_flag("--rejects", *rejects,
                      "Print the rows that were set aside, with line and reason");
    inspect->callback([&global, &chosen, name, rejects] {
        chosen = [&global, name, rejects] { return inspect_dataset(global, *name, *rejects); };
    });

    auto out = std::make_shared<std::string>();
    auto* write = verb->add_subcommand("export", "Write a dataset as CSV");
    write->add_option("name", *name, "Name or fingerprint")->required();
    write->add_option("--out", *out, "File to write")->required();
    write->callback([&global, &chosen, name, out] {
        chosen = [&global, name, out] { return export_dataset(global, *name, *out); };
    });

    auto* remove = verb->add_subcommand("remove", "Take a dataset out of the library");
    remove->add_option("name", *name, "Name or fingerprint")->required();
    remove->callback([&global, &chosen, name] {
        chosen = [&global, name] { return remove_dataset(global, *name); };
    });
}

}  // namespace app
