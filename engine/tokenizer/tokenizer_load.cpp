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

using Pipeline = std::variant<BertPipeline, BytePairPipeline>;

Pipeline make_pipeline(const TokenizerSettings& settings) {
    if (const auto* bytes = std::get_if<BytePairSettings>(&settings.model))
        return BytePairPipeline(settings.vocabulary, *bytes);
    const auto& model = std::get<WordPieceSettings>(settings.model);
    std::vector<std::pair<std::string_view, std::int32_t>> tokens;
    tokens.reserve(settings.vocabulary.size());
    for (const auto& [token, id] : settings.vocabulary) tokens.emplace_back(token, id);
    const std::int32_t unknown = vocabulary_id(settings, model.unknown).value_or(-1);
    return BertPipeline(model.preparation,
                        WordPieceModel(std::move(tokens), model.prefix, unknown, model.max_chars));
}

AddedTokenFinder make_finder(const TokenizerSettings& settings, bool normalized,
                             const Pipeline& pipeline) {
    std::vector<AddedToken> tokens;
    std::vector<std::string> contents;
    BertBuffers buffers;
    const auto* bert = std::get_if<BertPipeline>(&pipeline);
    // Special tokens come first, so that of two with one content the special one counts, as in the
    // reference.
    for (const bool special : {true, false}) {
        for (const AddedToken& token : settings.added) {
            if (token.normalized != normalized || token.special != special) continue;
            contents.push_back(normalized && bert != nullptr
                                   ? bert->prepare(token.content, 0, buffers).text
                                   : token.content);
            tokens.push_back(token);
        }
    }
    return {std::move(tokens), contents};
}

OffsetTrim make_trim(const TokenizerSettings& settings, const std::vector<std::string>& tokens) {
    OffsetTrim out;
    const auto* bytes = std::get_if<BytePairSettings>(&settings.model);
    if (bytes == nullptr || !bytes->trim_offsets) return out;
    out.on = true;
    out.keeps_first_space = bytes->keeps_first_space;
    for (const std::string& token : tokens) out.of_token.push_back(OffsetTrim::ends_of(token));
    for (const AddedToken& token : settings.added)
        out.of_token[static_cast<std::size_t>(token.id)] = {};
    return out;
}

// A hundred times what the vocabularies of GPT-2 and RoBERTa take; a file beyond is not even read.
constexpr std::uintmax_t kLargestFile = 64U << 20;

/// Errors: MissingFile is an absent value; all others stay errors.
Result<std::optional<std::string>> read_if_there(const fs::path& path) {
    Result<std::string> text = read_file(path, kLargestFile);
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

/// The first of the three forms that is there.
Result<TokenizerSettings> read_settings_files(const fs::path& folder, const Json& config) {
    Result<std::optional<std::string>> whole = read_if_there(folder / "tokenizer.json");
    if (!whole) return whole.error();
    if (*whole) return read_tokenizer_json(**whole, "tokenizer.json");
    Result<std::optional<std::string>> words = read_if_there(folder / "vocab.txt");
    if (!words) return words.error();
    if (*words) return read_vocab_txt(**words, "vocab.txt", config);
    Result<std::optional<std::string>> tokens = read_if_there(folder / "vocab.json");
    if (!tokens) return tokens.error();
    Result<std::optional<std::string>> merges = read_if_there(folder / "merges.txt");
    if (!merges) return merges.error();
    if (*tokens && *merges) return read_vocab_json(**tokens, **merges, config);
    if (*tokens) {
        return make_error(ErrorCode::BadModel,
                          "The folder lacks merges.txt, so text cannot be tokenized.", {},
                          folder.string());
    }
    return make_error(ErrorCode::BadModel,
                      "The folder lacks vocab.txt, so text cannot be tokenized.", {},
                      folder.string());
}

Result<TokenizerSettings> read_settings(const fs::path& folder) {
    Result<Json> config = read_json_if_there(folder / "tokenizer_config.json");
    if (!config) return config.error();
    Result<Json> names = read_json_if_there(folder / "special_tokens_map.json");
    if (!names) return names.error();
    Result<TokenizerSettings> settings = read_settings_files(folder, *config);
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
    for (const auto& [token, id] : settings.vocabulary) enter(token, id);
    for (const AddedToken& token : settings.added) enter(token.content, token.id);
    std::vector<std::string> tokens(static_cast<std::size_t>(limit));
    for (const auto& [token, id] : settings.vocabulary)
        tokens[static_cast<std::size_t>(id)] = token;
    for (const AddedToken& token : settings.added)
        tokens[static_cast<std::size_t>(token.id)] = token.content;
    const auto find = [&](const std::string& token) {
        const auto at = ids.find(token);
        return at == ids.end() ? -1 : at->second;
    };
    const SpecialNames& names = settings.names;
    const SpecialIds special{find(names.cls), find(names.sep),  find(names.pad),
                             find(names.unk), find(names.mask), find(names.eos)};
    Pipeline pipeline = make_pipeline(settings);
    AddedTokenFinder typed = make_finder(settings, false, pipeline);
    AddedTokenFinder prepared = make_finder(settings, true, pipeline);
    OffsetTrim trim = make_trim(settings, tokens);
    TokenTemplate bare{without_special(settings.frame.single),
                       without_special(settings.frame.pair)};
    std::string fingerprint = sha256_hex(compact_json(canonical(settings)));
    std::int32_t stand_in = 0;
    for (const std::int32_t id : {special.unk, special.pad, special.sep, special.eos}) {
        if (id >= 0) stand_in = id;
    }
    std::vector<std::int32_t> added_ids;
    for (const AddedToken& token : settings.added) added_ids.push_back(token.id);
    return Tokenizer(std::make_unique<const Parts>(
        Parts{std::move(pipeline), std::move(trim), std::move(typed), std::move(prepared),
              std::move(settings.frame), std::move(bare), std::move(ids), std::move(tokens),
              special, std::move(fingerprint), stand_in, std::move(added_ids)}));
}

}  // namespace engine
