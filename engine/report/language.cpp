#include "engine/report/language.h"

#include <algorithm>

#include "engine/metrics/measures.h"

namespace engine {

std::string_view name_of(Language language) {
    return language == Language::Chinese ? "zh-CN" : "en";
}

Result<Language> language_of(const std::string& name) {
    if (name.starts_with("en")) return Language::English;
    if (name.starts_with("zh")) return Language::Chinese;
    return make_error(ErrorCode::BadUsage, "The language is en or zh-CN; \"%1\" is neither.",
                      {name});
}

std::string Words::operator()(std::string_view english) const {
    if (language_ == Language::English) return std::string(english);
    const auto& all = chinese_texts();
    const auto at = std::lower_bound(
        all.begin(), all.end(), english,
        [](const Translation& one, std::string_view text) { return one.english < text; });
    return std::string(at != all.end() && at->english == english ? at->chinese : english);
}

std::string Words::operator()(std::string_view english,
                              const std::vector<std::string>& arguments) const {
    return (*this)(Sentence{std::string(english), arguments});
}

std::string Words::operator()(const Sentence& sentence) const {
    return said(sentence, [this](std::string_view text) { return (*this)(text); });
}

std::string Words::sweep(const Json& sweep) const {
    const Words& words = *this;
    std::string out;
    for (const auto& [name, value] : sweep.items()) {
        const std::string number = compact_json(value);
        std::string part = words(name) + " " + number;
        if (name == "rows")
            part = number == "0" ? words("all labels") : words("%1 labels", {number});
        else if (name == "support")
            part = words("%1 ratings", {number});
        out += (out.empty() ? "" : ", ") + part;
    }
    return out;
}

std::string Words::metric(const std::string& name) const {
    const auto at = name.find('@');
    if (at == std::string::npos) return (*this)(metric_title(name));
    return (*this)(metric_title(name.substr(0, at) + "_at_k")) + name.substr(at + 1);
}

}  // namespace engine
