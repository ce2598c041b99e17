#include "engine/tokenizer/json_fields.h"

#include <algorithm>

namespace engine {

const Json* Fields::find(const char* key) const {
    const auto at = object_.find(key);
    return at == object_.end() || at->is_null() ? nullptr : &*at;
}

bool Fields::flag(const char* key, bool otherwise) {
    const Json* value = find(key);
    if (value == nullptr) return otherwise;
    if (!value->is_boolean()) fault(key, "true or false");
    return value->is_boolean() ? value->get<bool>() : otherwise;
}

std::string Fields::text(const char* key, std::string otherwise) {
    const Json* value = find(key);
    if (value == nullptr) return otherwise;
    if (!value->is_string()) fault(key, "a text");
    return value->is_string() ? value->get<std::string>() : otherwise;
}

std::int64_t Fields::number(const char* key, std::int64_t otherwise, std::int64_t most) {
    const Json* value = find(key);
    if (value == nullptr) return otherwise;
    const bool good = value->is_number_integer() && *value >= 0 && *value <= most;
    if (!good) fault(key, "a whole number from 0 to " + std::to_string(most));
    return good ? value->get<std::int64_t>() : otherwise;
}

void Fields::fault(const std::string& key, std::string wanted) {
    if (fault_) return;
    fault_ = bad_part(what_, place_.empty() ? key : place_ + "." + key, std::move(wanted));
}

Error bad_part(std::string_view what, std::string place, std::string wanted) {
    return make_error(ErrorCode::BadFile, "%1 is damaged: %2 must be %3.",
                      {std::string(what), std::move(place), std::move(wanted)});
}

Error unsupported_part(std::string part) {
    return make_error(ErrorCode::Unsupported,
                      "This tokenizer uses %1, which is not read here. Choose a model with the "
                      "tokenizer of BERT, DistilBERT, RoBERTa or GPT-2.",
                      {std::move(part)});
}

Result<std::string> type_of(const Json& root, const char* part, std::string_view what) {
    const auto at = root.find(part);
    if (at == root.end() || at->is_null()) return std::string();
    if (!at->is_object()) return bad_part(what, part, "an object");
    const auto type = at->find("type");
    if (type == at->end() || !type->is_string())
        return bad_part(what, std::string(part) + ".type", "a text");
    return type->get<std::string>();
}

Result<Vocabulary> read_vocabulary(const Json& object, const std::string& place,
                                   std::string_view what) {
    if (!object.is_object()) return bad_part(what, place, "an object");
    Vocabulary out;
    for (const auto& [token, id] : object.items()) {
        if (!id.is_number_integer() || id < 0 || id >= kMostIds) {
            return bad_part(what, place + "[\"" + token + "\"]",
                            "a whole number from 0 to " + std::to_string(kMostIds - 1));
        }
        out.emplace_back(token, id.get<std::int32_t>());
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.second < b.second; });
    const auto twice = std::adjacent_find(
        out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second == b.second; });
    if (twice != out.end()) {
        return bad_part(what, place + "[\"" + std::next(twice)->first + "\"]",
                        "an id of its own (" + std::to_string(twice->second) + " is taken)");
    }
    return out;
}

}  // namespace engine
