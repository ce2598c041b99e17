#include "engine/base/sentence.h"

namespace engine {

std::string Sentence::text() const { return fill(message, arguments); }

Sentence sentence_of(const Error& error) { return {error.message, error.arguments}; }

std::string text_of(const Sentences& sentences) {
    return said(sentences, [](std::string_view text) { return std::string(text); });
}

Json sentence_json(const Sentence& sentence) {
    return {{"message", sentence.message}, {"arguments", sentence.arguments}};
}

Json sentences_json(const Sentences& sentences) {
    Json out = Json::array();
    for (const Sentence& one : sentences) out.push_back(sentence_json(one));
    return out;
}

Sentences sentences_of(const Json& json) {
    Sentences out;
    if (!json.is_array()) return out;
    for (const Json& one : json) {
        if (!one.is_object() || !one.contains("message") || !one["message"].is_string()) continue;
        Sentence& sentence = out.emplace_back();
        sentence.message = one["message"].get<std::string>();
        for (const Json& argument : one.value("arguments", Json::array()))
            sentence.arguments.push_back(argument.is_string() ? argument.get<std::string>()
                                                              : compact_json(argument));
    }
    return out;
}

std::string said(const Sentence& sentence,
                 const std::function<std::string(std::string_view)>& translated) {
    std::vector<std::string> arguments = sentence.arguments;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool words = sentence.message.find("%w" + std::to_string(i + 1)) != std::string::npos;
        if (words) arguments[i] = translated(arguments[i]);
    }
    return fill(translated(sentence.message), arguments);
}

std::string said(const Sentences& sentences,
                 const std::function<std::string(std::string_view)>& translated) {
    std::string out;
    for (const Sentence& one : sentences) {
        if (!out.empty()) out += ' ';
        out += said(one, translated);
    }
    return out;
}

}  // namespace engine
