// The older form of a BERT tokenizer: vocab.txt and tokenizer_config.json.
#include <algorithm>
#include <map>

#include "engine/tokenizer/settings.h"
#include "engine/tokenizer/utf8.h"

namespace engine {
namespace {

bool valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const DecodedPoint c = decode_point(text);
        if (c.point == 0xFFFD && c.bytes == 1) return false;
        text.remove_prefix(c.bytes);
    }
    return true;
}

/// One token a line; its id is the line's number from 0. Of a token that stands twice the last line
/// counts.
Result<Vocabulary> read_lines(std::string_view text, std::string_view what) {
    std::map<std::string, std::int32_t, std::less<>> ids;
    std::int32_t line = 0;
    for (; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view token = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (token.ends_with('\r')) token.remove_suffix(1);
        if (!valid_utf8(token)) {
            return make_error(ErrorCode::BadFile, "%1 is damaged: line %2 is not UTF-8.",
                              {std::string(what), std::to_string(line + 1)});
        }
        if (!token.empty()) ids.insert_or_assign(std::string(token), line);
    }
    Vocabulary out(ids.begin(), ids.end());
    std::sort(out.begin(), out.end(),
              [](const auto& a, const auto& b) { return a.second < b.second; });
    return out;
}

bool flag(const Json& config, const char* key, bool otherwise) {
    if (!config.is_object()) return otherwise;
    const auto at = config.find(key);
    return at != config.end() && at->is_boolean() ? at->get<bool>() : otherwise;
}

}  // namespace

Result<TokenizerSettings> read_vocab_txt(std::string_view text, std::string_view what,
                                         const Json& config) {
    auto lines = read_lines(text, what);
    if (!lines) return lines.error();
    TokenizerSettings out;
    out.vocabulary = std::move(*lines);
    read_special_names(config, out.names);
    WordPieceSettings model;
    model.unknown = out.names.unk;
    model.preparation.lowercase = flag(config, "do_lower_case", true);
    model.preparation.strip_accents = flag(config, "strip_accents", model.preparation.lowercase);
    model.preparation.handle_chinese_chars = flag(config, "tokenize_chinese_chars", true);
    out.model = std::move(model);
    const SpecialNames& names = out.names;
    for (const std::string* name : {&names.pad, &names.unk, &names.cls, &names.sep, &names.mask}) {
        const std::optional<std::int32_t> id = vocabulary_id(out, *name);
        if (id) out.added.push_back({*id, *name, false, false, false, false, true});
    }
    const std::optional<std::int32_t> cls = vocabulary_id(out, names.cls);
    const std::optional<std::int32_t> sep = vocabulary_id(out, names.sep);
    for (const auto& [id, name] : {std::pair(cls, &names.cls), std::pair(sep, &names.sep),
                                   std::pair(vocabulary_id(out, names.unk), &names.unk)}) {
        if (!id) {
            return make_error(ErrorCode::BadFile, "%1 is damaged: it lacks the token %2.",
                              {std::string(what), *name});
        }
    }
    out.frame = bert_frame(*cls, *sep);
    return out;
}

}  // namespace engine
