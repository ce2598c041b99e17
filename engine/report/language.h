// In which language a report is written. The texts come from the translations of the window,
// compiled in: one truth, and no Qt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/base/sentence.h"

namespace engine {

enum class Language { English, Chinese };
std::string_view name_of(Language language);  // "en", "zh-CN"
/// Also of a window's names: "zh_CN". Errors: BadUsage.
Result<Language> language_of(const std::string& name);

struct Translation {
    std::string_view english;
    std::string_view chinese;
};
/// Every text of the engine, sorted by its English form. Made by resources/strings/embed.py.
const std::vector<Translation>& chinese_texts();

class Words {
public:
    explicit Words(Language language) : language_(language) {}

    Language language() const { return language_; }
    /// The text in this language; where it has no translation, as it is.
    std::string operator()(std::string_view english) const;
    /// With %1, %2, ... filled in.
    std::string operator()(std::string_view english,
                           const std::vector<std::string>& arguments) const;
    std::string operator()(const Sentence& sentence) const;
    /// {"rows": 64} -> "64 labels".
    std::string sweep(const Json& sweep) const;
    /// "macro_f1" -> "macro F1".
    std::string metric(const std::string& name) const;

private:
    Language language_;
};

}  // namespace engine
