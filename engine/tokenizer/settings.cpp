#include "engine/tokenizer/settings.h"

#include <algorithm>

#include "engine/base/hash.h"

namespace engine {
namespace {

Json parts_as_json(const std::vector<TemplatePart>& parts) {
    Json out = Json::array();
    for (const TemplatePart& part : parts) {
        out.push_back(Json::array({static_cast<int>(part.what), part.ids, part.type_id}));
    }
    return out;
}

/// A name as tokenizer_config.json writes it: "[CLS]", or an object whose "content" it is.
void read_name(const Json& config, const char* key, std::string& name) {
    const auto at = config.find(key);
    if (at == config.end()) return;
    if (at->is_string()) {
        name = at->get<std::string>();
    } else if (at->is_object() && at->contains("content") && (*at)["content"].is_string()) {
        name = (*at)["content"].get<std::string>();
    } else if (at->is_null()) {
        name.clear();
    }
}

Json model_as_json(const TokenizerSettings& settings) {
    if (const auto* bytes = std::get_if<BytePairSettings>(&settings.model)) {
        Sha256 merges;
        for (const auto& [left, right] : bytes->merges) merges.add(left + " " + right + "\n");
        return Json{{"format", "byte_pairs/1"},
                    {"merges", hex(merges.finish())},
                    {"add_prefix_space", bytes->add_prefix_space},
                    {"trim_offsets", bytes->trim_offsets},
                    {"keeps_first_space", bytes->trim_offsets && bytes->keeps_first_space}};
    }
    const auto& pieces = std::get<WordPieceSettings>(settings.model);
    const BertPreparation& p = pieces.preparation;
    return Json{
        {"format", "wordpiece/1"},
        {"preparation", {p.clean_text, p.handle_chinese_chars, p.strip_accents, p.lowercase}},
        {"unknown", pieces.unknown},
        {"prefix", pieces.prefix},
        {"max_chars", pieces.max_chars}};
}

}  // namespace

TokenTemplate bert_frame(std::int32_t cls, std::int32_t sep) {
    using enum TemplatePart::What;
    return {{{Special, {cls}, 0}, {First, {}, 0}, {Special, {sep}, 0}},
            {{Special, {cls}, 0},
             {First, {}, 0},
             {Special, {sep}, 0},
             {Second, {}, 1},
             {Special, {sep}, 1}}};
}

TokenTemplate roberta_frame(std::int32_t cls, std::int32_t sep) {
    using enum TemplatePart::What;
    return {{{Special, {cls}, 0}, {First, {}, 0}, {Special, {sep}, 0}},
            {{Special, {cls}, 0},
             {First, {}, 0},
             {Special, {sep, sep}, 0},
             {Second, {}, 0},
             {Special, {sep}, 0}}};
}

TokenTemplate bare_frame() {
    using enum TemplatePart::What;
    return {{{First, {}, 0}}, {{First, {}, 0}, {Second, {}, 1}}};
}

std::optional<std::int32_t> vocabulary_id(const TokenizerSettings& settings,
                                          std::string_view token) {
    for (const auto& [known, id] : settings.vocabulary) {
        if (known == token) return id;
    }
    return std::nullopt;
}

void read_special_names(const Json& config, SpecialNames& names) {
    if (!config.is_object()) return;
    read_name(config, "cls_token", names.cls);
    read_name(config, "sep_token", names.sep);
    read_name(config, "pad_token", names.pad);
    read_name(config, "unk_token", names.unk);
    read_name(config, "mask_token", names.mask);
    read_name(config, "eos_token", names.eos);
}

Json canonical(const TokenizerSettings& settings) {
    Sha256 vocabulary;  // the words themselves stay out of the value: it is hashed as a whole
    for (const auto& [token, id] : settings.vocabulary) {
        vocabulary.add(std::to_string(id) + " " + std::to_string(token.size()) + " " + token);
    }
    std::vector<const AddedToken*> sorted;
    for (const AddedToken& token : settings.added) sorted.push_back(&token);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto* a, const auto* b) { return a->id < b->id; });
    Json added = Json::array();
    for (const AddedToken* token : sorted) {
        added.push_back(Json::array({token->id, token->content, token->single_word, token->lstrip,
                                     token->rstrip, token->normalized, token->special}));
    }
    Json out = model_as_json(settings);
    out["vocabulary"] = hex(vocabulary.finish());
    out["added"] = added;
    out["single"] = parts_as_json(settings.frame.single);
    out["pair"] = parts_as_json(settings.frame.pair);
    return out;
}

}  // namespace engine
