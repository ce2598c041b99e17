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

bool has_token(const TokenizerSettings& settings, std::string_view token) {
    const auto& all = settings.model.vocabulary;
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& entry) { return entry.first == token; });
}

void read_special_names(const Json& config, SpecialNames& names) {
    if (!config.is_object()) return;
    read_name(config, "cls_token", names.cls);
    read_name(config, "sep_token", names.sep);
    read_name(config, "pad_token", names.pad);
    read_name(config, "unk_token", names.unk);
    read_name(config, "mask_token", names.mask);
}

Json canonical(const TokenizerSettings& settings) {
    Sha256 vocabulary;  // the words themselves stay out of the value: it is hashed as a whole
    for (const auto& [token, id] : settings.model.vocabulary) {
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
    const BertPreparation& p = settings.preparation;
    return Json{
        {"format", "wordpiece/1"},
        {"preparation", {p.clean_text, p.handle_chinese_chars, p.strip_accents, p.lowercase}},
        {"vocabulary", hex(vocabulary.finish())},
        {"unknown", settings.model.unknown},
        {"prefix", settings.model.prefix},
        {"max_chars", settings.model.max_chars},
        {"added", added},
        {"single", parts_as_json(settings.frame.single)},
        {"pair", parts_as_json(settings.frame.pair)}};
}

}  // namespace engine
