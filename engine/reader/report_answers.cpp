#include "engine/reader/report_answers.h"

#include "engine/data/builtin_datasets.h"
#include "engine/data/table_io.h"
#include "engine/spec/carried.h"
#include "engine/spec/document.h"

namespace engine {
namespace {

Json passport_of(DatasetStore& datasets, const std::string& name) {
    auto dataset = datasets.open(name);
    if (!dataset) return {};  // no longer here: the report says what the steps remember
    const DatasetInfo& info = dataset->info();
    const auto builtin = find_builtin(name);
    return {
        {"fingerprint", info.fingerprint}, {"rows_in", info.rows_in},
        {"rows_ok", info.rows_ok},         {"rows_rejected", info.rows_rejected},
        {"synthetic", info.synthetic},     {"licence", builtin ? builtin->licence : std::string()}};
}

std::string licence_of(const ModelLibrary& models, const std::string& name) {
    auto folder = models.find(name);
    return folder ? ModelLibrary::licence(*folder) : std::string();
}

}  // namespace

Result<std::map<std::int64_t, std::string>> texts_by_row(const ArtifactFolder& artifacts,
                                                         const std::string& key) {
    std::map<std::int64_t, std::string> out;
    if (key.empty() || !artifacts.has(key)) return out;
    auto table = read_table(artifacts.at(key) / "data.arrow");
    if (!table) return table.error();
    for (std::size_t i = 0; i < table->rows() && i < table->text.size(); ++i)
        out[static_cast<std::int64_t>(table->id[i])] = table->text[i];
    return out;
}

Result<ReportOptions> report_options(const Json& options, DatasetStore& datasets,
                                     const ModelLibrary& models, const ArtifactFolder& artifacts) {
    auto language = language_of(options.value("language", std::string("en")));
    if (!language) return language.error();
    ReportOptions out;
    out.language = *language;
    out.passport = [&datasets](const std::string& name) { return passport_of(datasets, name); };
    out.model_licence = [&models](const std::string& name) { return licence_of(models, name); };
    if (options.value("texts", false))
        out.texts = [&artifacts](const std::string& key) { return texts_by_row(artifacts, key); };
    return out;
}

Result<Json> carried_json(const std::filesystem::path& file, const Catalog& catalog,
                          DatasetStore& datasets) {
    auto text = read_carried(file);
    if (!text) return text.error();
    auto document = read_document(*text, catalog, file.string());
    if (!document) return document.error();
    Json lacking = Json::array();
    for (const auto& [name, expected] : document->data.items()) {
        const std::string sha = expected.value("sha256", std::string());
        auto stored = datasets.open(name);
        if (sha.empty() || (stored && stored->info().fingerprint == sha)) continue;
        auto same = datasets.open(sha);
        const bool here = same && same->info().fingerprint == sha && !same->info().names.empty();
        lacking.push_back({{"dataset", name},
                           {"sha256", sha},
                           {"here", here ? same->info().names.front() : std::string()}});
    }
    return Json{{"document", write_document(*document)}, {"lacking", std::move(lacking)}};
}

}  // namespace engine
