// Datasets, models and tokens for the window.
#include <algorithm>
#include <limits>

#include "engine/base/files.h"
#include "engine/data/encoding.h"
#include "engine/reader/column_roles.h"
#include "engine/reader/prepared_rows.h"
#include "engine/reader/trained_models.h"
#include "engine/reader/workspace_reader.h"
#include "engine/tokenizer/tokenizer.h"

namespace engine {
namespace {

constexpr std::int64_t kPreviewBytes = 256 << 10;  // read of a file to show its first rows
constexpr std::int64_t kPreviewRows = 200;
constexpr std::int64_t kPreviewCells = 20000;
constexpr std::size_t kSamples = 50;       // rows shown before and after the rules
constexpr std::int64_t kSampleRows = 200;  // that the roles of columns are guessed from

Result<ImportOptions> import_options(const Json& json) {
    ImportOptions out;
    try {
        out.format = json.value("format", out.format);
        out.delimiter = json.value("delimiter", out.delimiter);
        out.quote = json.value("quote", out.quote);
        out.header = json.value("header", out.header);
        out.encoding = json.value("encoding", out.encoding);
    } catch (const Json::exception& wrong) {
        return make_error(ErrorCode::BadOption, "The import options cannot be read.", {},
                          wrong.what());
    }
    return out;
}

// "<E4 B8>": bytes that are no whole characters.
std::string hex_bytes(std::string_view bytes) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string out = "<";
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (out.size() > 1) out.push_back(' ');
        out.push_back(kDigits[byte >> 4]);
        out.push_back(kDigits[byte & 15]);
    }
    return out + ">";
}

Json rows_json(const RawRows& rows, std::int64_t most) {
    Json lines = Json::array();
    // Of a very wide file fewer: a window shows some of its columns anyway.
    const auto wide = std::max<std::int64_t>(std::ssize(rows.columns), 1);
    const std::int64_t count =
        std::min({most, rows.rows_ok(), std::max<std::int64_t>(kPreviewCells / wide, 1)});
    for (std::int64_t r = 0; r < count; ++r) {
        Json line = Json::array();
        for (const StringColumn& column : rows.columns) line.push_back(raw_excerpt(column[r]));
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<std::vector<std::string>> wanted_roles(const Json& options, std::size_t columns) {
    std::vector<std::string> out;
    for (const Json& role : options.value("roles", Json::array()))
        out.push_back(role.is_string() ? role.get<std::string>() : std::string());
    if (!are_roles(out) || (!out.empty() && out.size() != columns))
        return make_error(ErrorCode::BadOption, "The roles do not fit the columns.", {},
                          compact_json(options));
    return out;
}

}  // namespace

WorkspaceReader::~WorkspaceReader() { datasets_.clear_set_aside(); }

Result<const Dataset*> WorkspaceReader::dataset(const std::string& name) {
    if (!opened_ || opened_as_ != name) {
        auto fresh = datasets_.open(name);
        if (!fresh) return fresh.error();
        opened_ = *std::move(fresh);
        opened_as_ = name;
    }
    return &*opened_;
}

Result<Json> WorkspaceReader::datasets() {
    auto stored = datasets_.list();
    if (!stored) return stored.error();
    Json out = Json::array();
    std::vector<std::string> named;
    for (const DatasetInfo& info : *stored) {
        out.push_back(info.to_json());
        named.insert(named.end(), info.names.begin(), info.names.end());
    }
    for (const std::string& name : datasets_.names()) {  // built in, not asked for yet
        if (std::find(named.begin(), named.end(), name) != named.end()) continue;
        out.push_back({{"names", {name}}, {"builtin", true}});
    }
    return out;
}

Result<Json> WorkspaceReader::rejects(const std::string& name) {
    auto found = dataset(name);
    if (!found) return found.error();
    auto text = (*found)->rejects();
    if (!text) return text.error();
    Json out = Json::array();
    for (std::size_t at = 0; at < text->size();) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        auto line = read_json(std::string_view(*text).substr(at, end - at), "rejects.jsonl");
        if (!line) return line.error();
        out.push_back(*std::move(line));
        at = end + 1;
    }
    return out;
}

Result<Json> WorkspaceReader::preview(const std::filesystem::path& file, const Json& options) {
    auto how = import_options(options);
    if (!how) return how.error();
    auto rows = preview_file(file, *how, kPreviewBytes);
    if (!rows) return rows.error();
    Json rejects = Json::array();
    for (const Reject& reject : rows->rejects) rejects.push_back(reject.to_json());
    auto roles = wanted_roles(options, rows->names.size());
    if (!roles) return roles.error();
    Json types = Json::array();
    const auto sample = sample_of(*rows, kSampleRows);
    for (const ColumnSample& column : sample) types.push_back(column.type);
    Json out = {{"columns", rows->names},       {"types", types},
                {"roles", guess_roles(sample)}, {"rows", rows_json(*rows, kPreviewRows)},
                {"rejects", rejects},           {"rows_in", rows->rows_in},
                {"options", how->to_json()}};
    if (!roles->empty()) {
        const CleanOptions rules = rules_of(options.value("rules", Json()));
        out["counts"] = rule_counts(*rows, *roles, rules);
        out["samples"] = rule_samples(*rows, *roles, rules, kSamples);
    }
    return out;
}

Result<Json> WorkspaceReader::import(const std::filesystem::path& file, const std::string& name,
                                     const Json& options, const Watch& watch) {
    auto how = import_options(options);
    if (!how) return how.error();
    ImportRequest request;
    request.file = file;
    request.name = name;
    request.options = *std::move(how);
    request.replace = options.value("replace", false);
    opened_.reset();  // the name may stand for other rows now
    auto info = datasets_.import(request, watch);
    if (!info) return info.error();
    return info->to_json();
}

Result<std::string> WorkspaceReader::remove_dataset(const std::string& name) {
    opened_.reset();
    return datasets_.set_aside(name);
}

Result<void> WorkspaceReader::restore_dataset(const std::string& fingerprint) {
    opened_.reset();
    return datasets_.restore(fingerprint);
}

Result<Json> WorkspaceReader::trained(std::int64_t limit) {
    return trained_json(log_, artifacts_, limit);
}

Result<void> WorkspaceReader::check_model(const std::filesystem::path& folder) {
    return ModelLibrary::check_folder(folder);
}

Result<void> WorkspaceReader::import_model(const std::filesystem::path& folder,
                                           const std::string& name) {
    return models_.add(folder, name, paths_.models());
}

Result<Json> WorkspaceReader::models() {
    Json out = Json::array();
    for (const auto& entry : models_.list()) {
        Json line = {{"name", entry.name}, {"folder", entry.folder.string()}};
        if (auto fact = models_.fact(entry.name); fact) {
            line["parameters"] = fact->parameters;
            line["dim"] = fact->dim;
            line["layers"] = fact->layers;
            line["fingerprint"] = fact->fingerprint;
        } else {
            line["problem"] = fact.error().text();
        }
        // A classifier of ours says its classes; other models have none to offer.
        if (auto text = read_file(entry.folder / "warmstart.json", 1 << 24); text) {
            auto about = read_json(*text, "warmstart.json");
            if (about && about->is_object())
                line["classes"] = about->value("classes", Json::array());
        }
        std::error_code problem;
        std::uintmax_t bytes = 0;  // of its weights, in one file or several
        for (const auto& file : std::filesystem::directory_iterator(entry.folder, problem))
            if (file.path().extension() == ".safetensors") bytes += file.file_size(problem);
        line["bytes"] = bytes;
        line["bundled"] = entry.folder.parent_path() != paths_.models();
        out.push_back(std::move(line));
    }
    return out;
}

Result<Json> WorkspaceReader::tokens(const std::string& model, const std::string& text,
                                     int max_tokens) {
    auto folder = models_.find(model);
    if (!folder) return folder.error();
    auto tokenizer = Tokenizer::load(*folder);
    if (!tokenizer) return tokenizer.error();
    const Encoding encoding = tokenizer->encode(text);
    Json pieces = Json::array();
    for (std::size_t i = 0; i < encoding.size(); ++i) {
        const auto bytes = tokenizer->bytes_of(encoding.ids[i]);
        const bool whole = !bytes || is_utf8(*bytes);
        pieces.push_back({{"text", !bytes  ? std::string(tokenizer->token_of(encoding.ids[i]))
                                   : whole ? *bytes
                                           : hex_bytes(*bytes)},
                          {"part_of_character", !whole},
                          {"id", encoding.ids[i]},
                          {"from", encoding.offsets[i].begin},
                          {"to", encoding.offsets[i].end},
                          {"special", encoding.special_mask[i] != 0}});
    }
    Json unknown = Json::array();
    for (const UnknownWord& word : tokenizer->unknown_words(text)) {
        unknown.push_back({{"from", word.at.begin},
                           {"to", word.at.end},
                           {"word", word.word},
                           {"too_long", word.too_long},
                           {"stuck_at", word.stuck_at}});
    }
    return Json{{"pieces", pieces},
                {"unknown", unknown},
                {"bytes", tokenizer->works_on_bytes()},
                {"cut", max_tokens > 0 && std::ssize(encoding.ids) > max_tokens ? max_tokens : 0}};
}

}  // namespace engine
