// Byte-level BPE out of a tokenizer.json, or out of vocab.json and merges.txt.
#include <algorithm>
#include <unordered_set>

#include "engine/tokenizer/byte_letters.h"
#include "engine/tokenizer/json_fields.h"

namespace engine {
namespace {

constexpr std::size_t kMostMerges = 1 << 24;

/// "left right", or ["left", "right"].
std::optional<std::pair<std::string, std::string>> read_merge(const Json& entry) {
    if (entry.is_array() && entry.size() == 2 && entry[0].is_string() && entry[1].is_string())
        return std::pair(entry[0].get<std::string>(), entry[1].get<std::string>());
    if (!entry.is_string()) return std::nullopt;
    const auto line = entry.get<std::string>();
    const std::size_t space = line.find(' ');
    if (space == std::string::npos || line.find(' ', space + 1) != std::string::npos)
        return std::nullopt;
    return std::pair(line.substr(0, space), line.substr(space + 1));
}

/// What a BPE model may say beside vocabulary and merges, and is not read here.
Result<void> check_plain(const Json& model) {
    const auto set = [&](const char* key) {
        const auto at = model.find(key);
        return at != model.end() && !at->is_null() && *at != Json("") && *at != Json(false) &&
               *at != Json(0.0);
    };
    for (const char* key : {"dropout", "continuing_subword_prefix", "end_of_word_suffix",
                            "byte_fallback", "ignore_merges"}) {
        if (set(key)) return unsupported_part("the model BPE with " + std::string(key));
    }
    return {};
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        out.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

bool is_roberta(const Json& config, const TokenizerSettings& settings) {
    const auto name = config.is_object() ? config.find("tokenizer_class") : config.end();
    if (name != config.end() && name->is_string()) {
        const auto text = name->get<std::string>();
        if (text.find("Roberta") != std::string::npos) return true;
        if (text.find("GPT2") != std::string::npos) return false;
    }
    return vocabulary_id(settings, "<s>") && vocabulary_id(settings, "</s>");
}

/// Special tokens of the vocabulary as added ones, each once, by rising id.
std::vector<AddedToken> added_of(const TokenizerSettings& settings, bool roberta) {
    const SpecialNames& names = settings.names;
    std::vector<AddedToken> out;
    for (const std::string* name :
         {&names.cls, &names.pad, &names.sep, &names.unk, &names.mask, &names.eos}) {
        const auto id = vocabulary_id(settings, *name);
        const bool known = !id || std::any_of(out.begin(), out.end(),
                                              [&](const AddedToken& t) { return t.id == *id; });
        // RoBERTa's mask takes the space on its left, as the reference has it.
        if (!known) {
            const bool takes_space = roberta && name == &names.mask;
            out.push_back({*id, *name, false, takes_space, false, false, true});
        }
    }
    std::sort(out.begin(), out.end(),
              [](const AddedToken& a, const AddedToken& b) { return a.id < b.id; });
    return out;
}

}  // namespace

Result<BytePairSettings> read_byte_pairs(const Json& root, std::string_view what) {
    const Json& model = root["model"];
    if (Result<void> plain = check_plain(model); !plain) return plain.error();
    const Result<std::string> normalizer = type_of(root, "normalizer", what);
    if (!normalizer) return normalizer.error();
    if (!normalizer->empty()) return unsupported_part("the normalizer " + *normalizer);
    const Result<std::string> cutter = type_of(root, "pre_tokenizer", what);
    if (!cutter) return cutter.error();
    if (*cutter != "ByteLevel") {
        return unsupported_part("the model BPE with " + (cutter->empty()
                                                             ? "no pre-tokenizer"
                                                             : "the pre-tokenizer " + *cutter));
    }
    Fields fields(root["pre_tokenizer"], "pre_tokenizer", std::string(what));
    BytePairSettings out;
    out.add_prefix_space = fields.flag("add_prefix_space", true);
    const bool cuts = fields.flag("use_regex", true);
    if (fields.fault()) return *fields.fault();
    if (!cuts) return unsupported_part("the pre-tokenizer ByteLevel without its pattern");
    const auto merges = model.find("merges");
    if (merges == model.end() || !merges->is_array() || merges->size() > kMostMerges)
        return bad_part(what, "model.merges", "a list");
    for (std::size_t i = 0; i < merges->size(); ++i) {
        auto merge = read_merge((*merges)[i]);
        if (!merge)
            return bad_part(what, "model.merges[" + std::to_string(i) + "]", "a pair of tokens");
        out.merges.push_back(*std::move(merge));
    }
    return out;
}

Result<void> check_byte_pairs(const Vocabulary& vocabulary, const BytePairSettings& settings,
                              std::string_view what) {
    std::unordered_set<std::string_view> known;
    for (const auto& [token, id] : vocabulary) known.insert(token);
    for (unsigned byte = 0; byte < 256; ++byte) {
        const std::string letter = letter_of_byte(static_cast<std::uint8_t>(byte));
        if (known.contains(letter)) continue;
        return bad_part(what, "its vocabulary",
                        "complete: it lacks the token of the byte " + std::to_string(byte));
    }
    for (std::size_t rank = 0; rank < settings.merges.size(); ++rank) {
        const auto& [left, right] = settings.merges[rank];
        const std::string both = left + right;
        for (const std::string* token : {&left, &right, &both}) {
            if (known.contains(*token)) continue;
            return bad_part(
                what, "its vocabulary",
                "complete: it lacks \"" + *token + "\" of the merge " + std::to_string(rank + 1));
        }
    }
    return {};
}

SpecialNames byte_pair_names(const TokenizerSettings& settings) {
    const auto known = [&](const char* token) {
        return vocabulary_id(settings, token) ? std::string(token) : std::string();
    };
    const std::string end = known("<|endoftext|>");
    SpecialNames out{known("<s>"),   known("</s>"),   known("<pad>"),
                     known("<unk>"), known("<mask>"), known("</s>")};
    if (out.eos.empty()) out.eos = end;
    if (out.unk.empty()) out.unk = end;
    return out;
}

Result<TokenizerSettings> read_vocab_json(std::string_view vocabulary, std::string_view merges,
                                          const Json& config) {
    const Result<Json> object = read_json(vocabulary, "vocab.json");
    if (!object) return object.error();
    Result<Vocabulary> tokens = read_vocabulary(*object, "the whole", "vocab.json");
    if (!tokens) return tokens.error();
    TokenizerSettings out;
    out.vocabulary = *std::move(tokens);
    BytePairSettings model;
    const std::vector<std::string_view> lines = lines_of(merges);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].empty() || lines[i].starts_with("#version")) continue;
        auto merge = read_merge(Json(std::string(lines[i])));
        if (!merge) return bad_part("merges.txt", "line " + std::to_string(i + 1), "two tokens");
        model.merges.push_back(*std::move(merge));
    }
    if (auto good = check_byte_pairs(out.vocabulary, model, "vocab.json"); !good)
        return good.error();
    if (config.is_object() && config.contains("add_prefix_space"))
        model.add_prefix_space = config["add_prefix_space"] == Json(true);
    out.names = byte_pair_names(out);
    read_special_names(config, out.names);
    const bool roberta = is_roberta(config, out);
    model.trim_offsets = roberta;
    model.keeps_first_space = model.add_prefix_space;
    out.added = added_of(out, roberta);
    out.frame = bare_frame();
    out.model = std::move(model);
    if (!roberta) return out;
    const auto cls = vocabulary_id(out, out.names.cls);
    const auto sep = vocabulary_id(out, out.names.sep);
    if (!cls || !sep) {
        return make_error(ErrorCode::BadFile, "%1 is damaged: it lacks the token %2.",
                          {"vocab.json", cls ? out.names.sep : out.names.cls});
    }
    out.frame = roberta_frame(*cls, *sep);
    return out;
}

}  // namespace engine
