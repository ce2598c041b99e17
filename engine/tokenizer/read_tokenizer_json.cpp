// The parts of a Hugging Face tokenizer.json, each checked with its place.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "engine/tokenizer/json_fields.h"

namespace engine {
namespace {

Result<BertPreparation> read_preparation(const Json& root, std::string_view what) {
    Result<std::string> type = type_of(root, "normalizer", what);
    if (!type) return type.error();
    if (type->empty()) return BertPreparation{false, false, false, false};
    if (*type != "BertNormalizer") return unsupported_part("the normalizer " + *type);
    Fields fields(root["normalizer"], "normalizer", std::string(what));
    BertPreparation out;
    out.clean_text = fields.flag("clean_text", true);
    out.handle_chinese_chars = fields.flag("handle_chinese_chars", true);
    out.lowercase = fields.flag("lowercase", true);
    out.strip_accents = fields.flag("strip_accents", out.lowercase);
    if (fields.fault()) return *fields.fault();
    return out;
}

Result<WordPieceSettings> read_word_pieces(const Json& root, std::string_view what) {
    Fields fields(root["model"], "model", std::string(what));
    WordPieceSettings out;
    out.unknown = fields.text("unk_token", "[UNK]");
    out.prefix = fields.text("continuing_subword_prefix", "##");
    out.max_chars =
        static_cast<std::size_t>(fields.number("max_input_chars_per_word", 100, 1 << 20));
    if (fields.fault()) return *fields.fault();
    const Result<BertPreparation> preparation = read_preparation(root, what);
    if (!preparation) return preparation.error();
    out.preparation = *preparation;
    const Result<std::string> cutter = type_of(root, "pre_tokenizer", what);
    if (!cutter) return cutter.error();
    if (*cutter != "BertPreTokenizer") {
        return unsupported_part(cutter->empty() ? "no pre-tokenizer"
                                                : "the pre-tokenizer " + *cutter);
    }
    return out;
}

/// Model, vocabulary, and the parts that go with the model.
Result<void> read_model(const Json& root, std::string_view what, TokenizerSettings& out) {
    const auto model = root.find("model");
    if (model == root.end() || !model->is_object()) return bad_part(what, "model", "an object");
    // Old files leave the type out; the parts then tell the model.
    const bool old = !model->contains("type");
    const Result<std::string> type =
        old ? std::string(model->contains("merges") ? "BPE" : "WordPiece")
            : type_of(root, "model", what);
    if (!type) return type.error();
    if (*type != "WordPiece" && *type != "BPE") return unsupported_part("the model " + *type);
    Result<Vocabulary> vocabulary =
        read_vocabulary(model->value("vocab", Json()), "model.vocab", what);
    if (!vocabulary) return vocabulary.error();
    out.vocabulary = *std::move(vocabulary);
    if (*type == "WordPiece") {
        Result<WordPieceSettings> pieces = read_word_pieces(root, what);
        if (!pieces) return pieces.error();
        out.names.unk = pieces->unknown;
        out.model = *std::move(pieces);
        if (vocabulary_id(out, out.names.unk)) return {};
        return bad_part(what, "model.unk_token", "a token of the vocabulary");
    }
    Result<BytePairSettings> bytes = read_byte_pairs(root, what);
    if (!bytes) return bytes.error();
    if (Result<void> good = check_byte_pairs(out.vocabulary, *bytes, what); !good) return good;
    out.model = *std::move(bytes);
    out.names = byte_pair_names(out);
    return {};
}

Result<std::vector<AddedToken>> read_added(const Json& root, const Vocabulary& vocabulary,
                                           std::string_view what) {
    std::vector<AddedToken> out;
    const auto list = root.find("added_tokens");
    if (list == root.end() || list->is_null()) return out;
    if (!list->is_array()) return bad_part(what, "added_tokens", "a list");
    // As in the reference, a token that the vocabulary knows has the id it has there, and the
    // others are numbered on from its end, whatever the file says.
    std::map<std::string, std::int32_t> known(vocabulary.begin(), vocabulary.end());
    auto next = static_cast<std::int32_t>(vocabulary.size());
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string place = "added_tokens[" + std::to_string(i) + "]";
        const Json& entry = (*list)[i];
        if (!entry.is_object()) return bad_part(what, place, "an object");
        if (!entry.contains("content")) return bad_part(what, place + ".content", "a text");
        if (!entry.contains("id")) return bad_part(what, place + ".id", "a whole number");
        Fields fields(entry, place, std::string(what));
        AddedToken token;
        token.content = fields.text("content", "");
        token.id = static_cast<std::int32_t>(fields.number("id", 0, kMostIds - 1));
        token.single_word = fields.flag("single_word", false);
        token.lstrip = fields.flag("lstrip", false);
        token.rstrip = fields.flag("rstrip", false);
        token.special = fields.flag("special", false);
        token.normalized = fields.flag("normalized", !token.special);
        if (fields.fault()) return *fields.fault();
        if (token.content.empty()) continue;
        const auto [at, fresh] = known.try_emplace(token.content, next);
        token.id = at->second;
        next = std::max(next, token.id + 1);
        out.push_back(std::move(token));
    }
    return out;
}

/// [token, id] of a BertProcessing.
Result<std::int32_t> read_token_pair(const Json& part, const char* key, std::string_view what) {
    const auto at = part.find(key);
    const bool good = at != part.end() && at->is_array() && at->size() == 2 &&
                      (*at)[1].is_number_integer() && (*at)[1] >= 0 && (*at)[1] < kMostIds;
    if (!good) return bad_part(what, std::string("post_processor.") + key, "a token and its id");
    return (*at)[1].get<std::int32_t>();
}

Result<std::vector<TemplatePart>> read_template(const Json& processor, const char* key,
                                                std::string_view what) {
    std::vector<TemplatePart> out;
    const std::string place = std::string("post_processor.") + key;
    const auto list = processor.find(key);
    if (list == processor.end() || !list->is_array()) return bad_part(what, place, "a list");
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string here = place + "[" + std::to_string(i) + "]";
        const Json& entry = (*list)[i];
        const bool one = entry.is_object() && entry.size() == 1 && entry.begin()->is_object();
        const std::string kind = one ? entry.items().begin().key() : "";
        if (kind != "SpecialToken" && kind != "Sequence")
            return bad_part(what, here, "a SpecialToken or Sequence");
        Fields fields(*entry.begin(), here, std::string(what));
        TemplatePart part;
        part.type_id = static_cast<std::uint8_t>(fields.number("type_id", 0, 255));
        const std::string id = fields.text("id", "");
        if (fields.fault()) return *fields.fault();
        if (kind == "Sequence") {
            if (id != "A" && id != "B") return bad_part(what, here + ".id", "A or B");
            part.what = id == "A" ? TemplatePart::What::First : TemplatePart::What::Second;
        } else {
            const auto tokens = processor.find("special_tokens");
            const bool listed = tokens != processor.end() && tokens->is_object() &&
                                tokens->contains(id) && (*tokens)[id].is_object() &&
                                (*tokens)[id].contains("ids") && (*tokens)[id]["ids"].is_array();
            if (!listed)
                return bad_part(what, "post_processor.special_tokens[\"" + id + "\"].ids",
                                "a list");
            for (const Json& value : (*tokens)[id]["ids"]) {
                if (!value.is_number_integer() || value < 0 || value >= kMostIds) {
                    return bad_part(what, "post_processor.special_tokens[\"" + id + "\"].ids",
                                    "a list of ids");
                }
                part.ids.push_back(value.get<std::int32_t>());
            }
        }
        out.push_back(std::move(part));
    }
    return out;
}

/// One post-processor: BertProcessing, RobertaProcessing or TemplateProcessing.
Result<TokenTemplate> read_one_frame(const Json& processor, const std::string& type,
                                     std::string_view what) {
    if (type == "BertProcessing" || type == "RobertaProcessing") {
        const Result<std::int32_t> cls = read_token_pair(processor, "cls", what);
        const Result<std::int32_t> sep = read_token_pair(processor, "sep", what);
        if (!cls || !sep) return cls ? sep.error() : cls.error();
        return type == "BertProcessing" ? bert_frame(*cls, *sep) : roberta_frame(*cls, *sep);
    }
    if (type != "TemplateProcessing") return unsupported_part("the post-processor " + type);
    Result<std::vector<TemplatePart>> single = read_template(processor, "single", what);
    if (!single) return single.error();
    Result<std::vector<TemplatePart>> pair = read_template(processor, "pair", what);
    if (!pair) return pair.error();
    return TokenTemplate{std::move(*single), std::move(*pair)};
}

/// Puts what the post-processor says into frame and offsets. ByteLevel adds no token.
Result<void> read_frame(const Json& root, std::string_view what, TokenizerSettings& out) {
    const Result<std::string> type = type_of(root, "post_processor", what);
    if (!type) return type.error();
    out.frame = bare_frame();
    if (type->empty()) return {};
    const Json& processor = root["post_processor"];
    auto* bytes = std::get_if<BytePairSettings>(&out.model);
    const bool byte_level = *type == "ByteLevel";
    if (bytes == nullptr && (byte_level || *type == "RobertaProcessing"))
        return unsupported_part("the post-processor " + *type);
    if (byte_level || *type == "RobertaProcessing") {
        Fields fields(processor, "post_processor", std::string(what));
        bytes->trim_offsets = fields.flag("trim_offsets", true);
        bytes->keeps_first_space = fields.flag("add_prefix_space", true);
        if (fields.fault()) return *fields.fault();
        if (byte_level) return {};
    }
    Result<TokenTemplate> frame = read_one_frame(processor, *type, what);
    if (!frame) return frame.error();
    out.frame = *std::move(frame);
    return {};
}

/// A post-processor that adds ids which no token has would reach behind the model's table.
Result<void> check_frame(const TokenizerSettings& settings, std::string_view what) {
    std::set<std::int32_t> known;
    for (const auto& [token, id] : settings.vocabulary) known.insert(id);
    for (const AddedToken& token : settings.added) known.insert(token.id);
    for (const auto* parts : {&settings.frame.single, &settings.frame.pair}) {
        for (const TemplatePart& part : *parts) {
            for (const std::int32_t id : part.ids) {
                if (!known.contains(id))
                    return bad_part(what, "post_processor", "made of ids that some token has");
            }
        }
    }
    return {};
}

}  // namespace

Result<TokenizerSettings> read_tokenizer_json(std::string_view text, std::string_view what) {
    const Result<Json> root = read_json(text, what);
    if (!root) return root.error();
    if (!root->is_object()) return bad_part(what, "the whole", "an object");
    TokenizerSettings out;
    // The model first: of a tokenizer of another kind its name says most.
    if (Result<void> good = read_model(*root, what, out); !good) return good.error();
    Result<std::vector<AddedToken>> added = read_added(*root, out.vocabulary, what);
    if (!added) return added.error();
    out.added = std::move(*added);
    if (Result<void> good = read_frame(*root, what, out); !good) return good.error();
    if (Result<void> good = check_frame(out, what); !good) return good.error();
    return out;
}

}  // namespace engine
