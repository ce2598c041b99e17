// The parts of a Hugging Face tokenizer.json, each checked with its place.
#include <algorithm>
#include <map>
#include <optional>

#include "engine/tokenizer/settings.h"

namespace engine {
namespace {

constexpr std::int64_t kMostIds = 1 << 24;  // keeps a damaged file from asking for all memory

/// Reads typed members of one object; the first fault stays and names its place.
class Fields {
public:
    Fields(const Json& object, std::string place, std::string what)
        : object_(object), place_(std::move(place)), what_(std::move(what)) {}

    bool flag(const char* key, bool otherwise) {
        const Json* value = find(key);
        if (value == nullptr) return otherwise;
        if (!value->is_boolean()) fault(key, "true or false");
        return value->is_boolean() ? value->get<bool>() : otherwise;
    }
    std::string text(const char* key, std::string otherwise) {
        const Json* value = find(key);
        if (value == nullptr) return otherwise;
        if (!value->is_string()) fault(key, "a text");
        return value->is_string() ? value->get<std::string>() : otherwise;
    }
    std::int64_t number(const char* key, std::int64_t otherwise, std::int64_t most) {
        const Json* value = find(key);
        if (value == nullptr) return otherwise;
        const bool good = value->is_number_integer() && *value >= 0 && *value <= most;
        if (!good) fault(key, "a whole number from 0 to " + std::to_string(most));
        return good ? value->get<std::int64_t>() : otherwise;
    }
    void fault(const std::string& key, std::string wanted) {
        if (fault_) return;
        fault_ = make_error(ErrorCode::BadFile, "%1 is damaged: %2 must be %3.",
                            {what_, place_.empty() ? key : place_ + "." + key, std::move(wanted)});
    }
    const std::optional<Error>& fault() const { return fault_; }

private:
    const Json* find(const char* key) const {
        const auto at = object_.find(key);
        return at == object_.end() || at->is_null() ? nullptr : &*at;
    }

    const Json& object_;
    std::string place_;
    std::string what_;
    std::optional<Error> fault_;
};

Error bad_part(std::string_view what, std::string place, std::string wanted) {
    return make_error(ErrorCode::BadFile, "%1 is damaged: %2 must be %3.",
                      {std::string(what), std::move(place), std::move(wanted)});
}

Error unsupported(std::string part) {
    return make_error(ErrorCode::Unsupported, "This tokenizer uses %1, which is not read here yet.",
                      {std::move(part)});
}

/// The "type" of a part; "" when the part is absent or null.
Result<std::string> type_of(const Json& root, const char* part, std::string_view what) {
    const auto at = root.find(part);
    if (at == root.end() || at->is_null()) return std::string();
    if (!at->is_object()) return bad_part(what, part, "an object");
    const auto type = at->find("type");
    if (type == at->end() || !type->is_string())
        return bad_part(what, std::string(part) + ".type", "a text");
    return type->get<std::string>();
}

Result<BertPreparation> read_preparation(const Json& root, std::string_view what) {
    Result<std::string> type = type_of(root, "normalizer", what);
    if (!type) return type.error();
    if (type->empty()) return BertPreparation{false, false, false, false};
    if (*type != "BertNormalizer") return unsupported("the normalizer " + *type);
    Fields fields(root["normalizer"], "normalizer", std::string(what));
    BertPreparation out;
    out.clean_text = fields.flag("clean_text", true);
    out.handle_chinese_chars = fields.flag("handle_chinese_chars", true);
    out.lowercase = fields.flag("lowercase", true);
    out.strip_accents = fields.flag("strip_accents", out.lowercase);
    if (fields.fault()) return *fields.fault();
    return out;
}

Result<WordPieceSettings> read_model(const Json& root, std::string_view what) {
    const auto model = root.find("model");
    if (model == root.end() || !model->is_object()) return bad_part(what, "model", "an object");
    // Old files leave the type out; the parts then tell the model.
    const bool old = !model->contains("type");
    const Result<std::string> type =
        old ? std::string(model->contains("merges") ? "BPE" : "WordPiece")
            : type_of(root, "model", what);
    if (!type) return type.error();
    if (*type != "WordPiece") return unsupported("the model " + *type);
    Fields fields(*model, "model", std::string(what));
    WordPieceSettings out;
    out.unknown = fields.text("unk_token", "[UNK]");
    out.prefix = fields.text("continuing_subword_prefix", "##");
    out.max_chars =
        static_cast<std::size_t>(fields.number("max_input_chars_per_word", 100, 1 << 20));
    if (fields.fault()) return *fields.fault();
    const auto vocabulary = model->find("vocab");
    if (vocabulary == model->end() || !vocabulary->is_object())
        return bad_part(what, "model.vocab", "an object");
    for (const auto& [token, id] : vocabulary->items()) {
        if (!id.is_number_integer() || id < 0 || id >= kMostIds) {
            return bad_part(what, "model.vocab[\"" + token + "\"]",
                            "a whole number from 0 to " + std::to_string(kMostIds - 1));
        }
        out.vocabulary.emplace_back(token, id.get<std::int32_t>());
    }
    std::stable_sort(out.vocabulary.begin(), out.vocabulary.end(),
                     [](const auto& a, const auto& b) { return a.second < b.second; });
    const auto twice =
        std::adjacent_find(out.vocabulary.begin(), out.vocabulary.end(),
                           [](const auto& a, const auto& b) { return a.second == b.second; });
    if (twice != out.vocabulary.end()) {
        return bad_part(what, "model.vocab[\"" + std::next(twice)->first + "\"]",
                        "an id of its own (" + std::to_string(twice->second) + " is taken)");
    }
    return out;
}

Result<std::vector<AddedToken>> read_added(const Json& root, const WordPieceSettings& model,
                                           std::string_view what) {
    std::vector<AddedToken> out;
    const auto list = root.find("added_tokens");
    if (list == root.end() || list->is_null()) return out;
    if (!list->is_array()) return bad_part(what, "added_tokens", "a list");
    // As in the reference, a token that the vocabulary knows has the id it has there, and the
    // others are numbered on from its end, whatever the file says.
    std::map<std::string, std::int32_t> known(model.vocabulary.begin(), model.vocabulary.end());
    auto next = static_cast<std::int32_t>(model.vocabulary.size());
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

Result<TokenTemplate> read_frame(const Json& root, std::string_view what) {
    Result<std::string> type = type_of(root, "post_processor", what);
    if (!type) return type.error();
    using enum TemplatePart::What;
    if (type->empty()) return TokenTemplate{{{First, {}, 0}}, {{First, {}, 0}, {Second, {}, 1}}};
    const Json& processor = root["post_processor"];
    if (*type == "BertProcessing") {
        const Result<std::int32_t> cls = read_token_pair(processor, "cls", what);
        const Result<std::int32_t> sep = read_token_pair(processor, "sep", what);
        if (!cls || !sep) return cls ? sep.error() : cls.error();
        return bert_frame(*cls, *sep);
    }
    if (*type != "TemplateProcessing") return unsupported("the post-processor " + *type);
    Result<std::vector<TemplatePart>> single = read_template(processor, "single", what);
    if (!single) return single.error();
    Result<std::vector<TemplatePart>> pair = read_template(processor, "pair", what);
    if (!pair) return pair.error();
    return TokenTemplate{std::move(*single), std::move(*pair)};
}

}  // namespace

Result<TokenizerSettings> read_tokenizer_json(std::string_view text, std::string_view what) {
    const Result<Json> root = read_json(text, what);
    if (!root) return root.error();
    if (!root->is_object()) return bad_part(what, "the whole", "an object");
    TokenizerSettings out;
    // The model first: of a tokenizer of another kind its name says most.
    Result<WordPieceSettings> model = read_model(*root, what);
    if (!model) return model.error();
    out.model = std::move(*model);
    const Result<BertPreparation> preparation = read_preparation(*root, what);
    if (!preparation) return preparation.error();
    out.preparation = *preparation;
    const Result<std::string> cutter = type_of(*root, "pre_tokenizer", what);
    if (!cutter) return cutter.error();
    if (*cutter != "BertPreTokenizer") {
        return unsupported(cutter->empty() ? "no pre-tokenizer" : "the pre-tokenizer " + *cutter);
    }
    Result<std::vector<AddedToken>> added = read_added(*root, out.model, what);
    if (!added) return added.error();
    out.added = std::move(*added);
    Result<TokenTemplate> frame = read_frame(*root, what);
    if (!frame) return frame.error();
    out.frame = std::move(*frame);
    out.names.unk = out.model.unknown;
    if (!has_token(out, out.model.unknown)) {
        return bad_part(what, "model.unk_token", "a token of the vocabulary");
    }
    return out;
}

}  // namespace engine
