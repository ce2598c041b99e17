// pipeline from | mermaid: a pipeline out of another file, or as a drawing.
#include <cstdio>

#include "app/headless/commands.h"
#include "engine/base/files.h"
#include "engine/plan/mermaid.h"
#include "engine/reader/report_answers.h"

namespace app {
namespace {

using engine::Json;

int write_text(const std::string& out, const std::string& text) {
    if (out.empty()) {
        std::fwrite(text.data(), 1, text.size(), stdout);
        return kOk;
    }
    auto written = engine::write_file_atomically(out, text);
    return written ? kOk : fail(written.error());
}

int from(const GlobalOptions& global, const std::string& file, const std::string& out) {
    auto session = open_session(global, Access::Read);
    if (!session) return fail(session.error());
    auto found = engine::carried_json(file, (*session)->catalog, (*session)->datasets);
    if (!found) return fail(found.error());
    for (const Json& one : (*found)["lacking"]) {
        const auto here = one["here"].get<std::string>();
        std::fprintf(stderr, "Its data %s is not here (fingerprint %s).%s%s%s\n",
                     one["dataset"].get<std::string>().c_str(),
                     one["sha256"].get<std::string>().c_str(),
                     here.empty() ? " Import it with warmstart-cli dataset import."
                                  : " The same content is here as ",
                     here.c_str(), here.empty() ? "" : ".");
    }
    if (auto written = write_answer(global, *found); !written) return fail(written.error());
    if (global.json == "-" && out.empty()) return kOk;
    return write_text(out, (*found)["document"].get<std::string>());
}

int draw(const std::string& file, const std::string& out) {
    const engine::Catalog catalog = engine::shipped_catalog();
    auto text = engine::read_file(file, 64 << 20);
    if (!text) return fail(text.error());
    auto document = engine::read_document(*text, catalog, file);
    if (!document) return fail(document.error());
    return write_text(out, engine::mermaid(*document, catalog));
}

}  // namespace

void add_pipeline_command(CLI::App& app, const GlobalOptions& global, Chosen& chosen) {
    auto* verb = app.add_subcommand("pipeline", "Take pipelines out of other files, draw them");
    verb->require_subcommand(1);
    auto file = std::make_shared<std::string>();
    auto out = std::make_shared<std::string>();
    auto* take = verb->add_subcommand(
        "from",
        "The pipeline that a report (HTML, PDF), chart (PNG, SVG) or model folder carries; its "
        "hash is checked, nothing is run");
    take->add_option("file", *file, "File or model folder")->required();
    take->add_option("--out", *out, "File to write (.warm.json); without it standard output");
    take->callback([&global, &chosen, file, out] {
        chosen = [&global, file, out] { return from(global, *file, *out); };
    });
    auto* mermaid = verb->add_subcommand("mermaid", "A pipeline as Mermaid text");
    mermaid->add_option("file", *file, "Pipeline (.warm.json)")->required();
    mermaid->add_option("--out", *out, "File to write; without it standard output");
    mermaid->callback([&chosen, file, out] { chosen = [file, out] { return draw(*file, *out); }; });
}

}  // namespace app
