// From a folder's files to a Tokenizer.
#include <algorithm>

#include "engine/base/files.h"
#include "engine/base/hash.h"
#include "engine/base/json.h"
#include "engine/tokenizer/tokenizer_parts.h"
#include "engine/tokenizer/utf8.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

std::vector<TemplatePart> without_special(std::vector<TemplatePart> parts) {
    std::erase_if(
        parts, [](const TemplatePart& part) { return part.what == TemplatePart::What::Special; });
    return parts;
}

BertPipeline make_pipeline(const TokenizerSettings& settings, std::int32_t unknown_id) {
    std::vector<std::pair<std::string_view, std::int32_t>> tokens;
    tokens.reserve(settings.model.vocabulary.size());
    for (const auto& [token, id] : settings.model.vocabulary) tokens.emplace_back(token, id);
    return {settings.preparation, WordPieceModel(std::move(tokens), settings.model.prefix,
                                                 unknown_id, settings.model.max_chars)};
}

AddedTokenFinder make_finder(const TokenizerSettings& settings, bool normalized,
                             const BertPipeline& bert) {
    std::vector<AddedToken> tokens;
    std::vector<std::string> contents;
    BertBuffers buffers;
    // Special tokens come first, so that of two with one content the special one counts, as in the
    // reference.
    for (const bool special : {true, false}) {
        for (const AddedToken& token : settings.added) {
            if (token.normalized != normalized || token.special != special) continue;
            contents.push_back(normalized ? bert.prepare(token.content, 0, buffers).text
                                          : token.content);
            tokens.push_back(token);
        }
    }
    return {std::move(tokens), contents};
}

/// Errors: MissingFile is an absent value; all others stay errors.
Result<std::optional<std::string>> read_if_there(const fs::path& path) {
    Result<std::string> text = read_file(path);
    if (text) return std::optional(std::move(*text));
    if (text.error().code == ErrorCode::MissingFile) return std::optional<std::string>();
    return text.error();
}

/// Null where the file is absent.
Result<Json> read_json_if_there(const fs::path& path) {
    Result<std::optional<std::string>> text = read_if_there(path);
    if (!text) return text.error();
    if (!*text) return Json();
    return read_json(**text, path.filename().string());
}

Result<TokenizerSettings> read_settings(const fs::path& folder) {
    Result<Json> config = read_json_if_there(folder / "tokenizer_config.json");
    if (!config) return config.error();
    Result<Json> names = read_json_if_there(folder / "special_tokens_map.json");
    if (!names) return names.error();
    Result<std::optional<std::string>> text = read_if_there(folder / "tokenizer.json");
    if (!text) return text.error();
    const bool whole = text->has_value();
    if (!whole) text = read_if_there(folder / "vocab.txt");
    if (!text) return text.error();
    if (!*text) {
        return make_error(ErrorCode::BadModel,
                          "The folder lacks vocab.txt, so text cannot be tokenized.", {},
                          folder.string());
    }
    Result<TokenizerSettings> settings = whole ? read_tokenizer_json(**text, "tokenizer.json")
                                               : read_vocab_txt(**text, "vocab.txt", *config);
    if (!settings) return settings;
    read_special_names(*names, settings->names);
    read_special_names(*config, settings->names);
    return settings;
}

}  // namespace

Result<Tokenizer> Tokenizer::load(const fs::path& folder) {
    Result<TokenizerSettings> settings = read_settings(folder);
    if (!settings) {
        Error error = std::move(settings).error();
        if (error.detail.empty()) error.detail = folder.string();
        return error;
    }
    return make(std::move(*settings));
}

Result<Tokenizer> Tokenizer::from_json(std::string_view text, std::string_view what) {
    Result<TokenizerSettings> settings = read_tokenizer_json(text, what);
    if (!settings) return settings.error();
    return make(std::move(*settings));
}

Tokenizer Tokenizer::make(TokenizerSettings settings) {
    IdByToken ids;
    std::int32_t limit = 0;
    const auto enter = [&](const std::string& token, std::int32_t id) {
        ids[token] = id;
        limit = std::max(limit, id + 1);
    };
    for (const auto& [token, id] : settings.model.vocabulary) enter(token, id);
    for (const AddedToken& token : settings.added) enter(token.content, token.id);
    std::vector<std::string> tokens(static_cast<std::size_t>(limit));
    for (const auto& [token, id] : settings.model.vocabulary)
        tokens[static_cast<std::size_t>(id)] = token;
    for (const AddedToken& token : settings.added)
        tokens[static_cast<std::size_t>(token.id)] = token.content;
    const auto find = [&](const std::string& token) {
        const auto at = ids.find(token);
        return at == ids.end() ? -1 : at->second;
    };
    const SpecialNames& names = settings.names;
    const SpecialIds special{find(names.cls), find(names.sep), find(names.pad), find(names.unk),
                             find(names.mask)};
    BertPipeline bert = make_pipeline(settings, find(settings.model.unknown));
    AddedTokenFinder typed = make_finder(settings, false, bert);
    AddedTokenFinder prepared = make_finder(settings, true, bert);
    TokenTemplate bare{without_special(settings.frame.single),
                       without_special(settings.frame.pair)};
    std::string fingerprint = sha256_hex(compact_json(canonical(settings)));
    return Tokenizer(std::make_unique<const Parts>(Parts{
        std::move(bert), std::move(typed), std::move(prepared), std::move(settings.frame),
        std::move(bare), std::move(ids), std::move(tokens), special, std::move(fingerprint)}));
}

}  // namespace engine
