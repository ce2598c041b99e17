// What the engine says of what it did, kept as templates with arguments, so that it can be said in
// another language later: reasons of steps, causes, verdicts.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/json.h"

namespace engine {

/// English template with %1, %2, ... and what fills them. A place written %w1 takes words of the
/// engine (a label, "on"): they are translated too.
struct Sentence {
    std::string message;
    std::vector<std::string> arguments;

    std::string text() const;  // in English
    bool operator==(const Sentence&) const = default;
};
/// Said one after the other.
using Sentences = std::vector<Sentence>;

Sentence sentence_of(const Error& error);
std::string text_of(const Sentences& sentences);  // in English, a space between

/// {"message", "arguments"}.
Json sentence_json(const Sentence& sentence);
Json sentences_json(const Sentences& sentences);
/// As sentences_json wrote it; what is not of that form says nothing.
Sentences sentences_of(const Json& json);

/// The template in another language, filled: `translated` gives the translation of a text, or the
/// text itself.
std::string said(const Sentence& sentence,
                 const std::function<std::string(std::string_view)>& translated);
std::string said(const Sentences& sentences,
                 const std::function<std::string(std::string_view)>& translated);

}  // namespace engine
