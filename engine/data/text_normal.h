// Preparation of texts. Pure functions of UTF-8 text; ICU does the Unicode.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

/// What two texts must share to count as copies of each other: lower case, every run of characters
/// that are neither letters, numbers nor "_" as one space, trimmed; the text itself where nothing
/// is left. Equals Python's re.sub(r"\W+", " ", text.lower()).strip() or text.
std::string copy_key(std::string_view text);

/// As copy_key, behind what `out` holds: for who asks often and keeps the room.
void append_copy_key(std::string_view text, std::string& out);

/// NFC, full-width forms (U+FF01..FF5E, U+3000) to their ASCII twins, lower case, runs of white
/// space to one space, trimmed. Idempotent.
std::string normalise_text(std::string_view text);

/// As normalise_text. -> whether the text is another one now
bool normalise_in_place(std::string& text);

struct Stripped {
    std::string text;
    int removed = 0;  // web addresses
};

/// Takes out web addresses: "http://", "https://" or "www." at the start of a word, up to the next
/// white space, quote, angle bracket or character beyond ASCII; punctuation that ends a sentence
/// stays.
Stripped strip_urls(std::string_view text);

/// As strip_urls. -> how many web addresses went
int strip_urls_in_place(std::string& text);

/// Number of code points of valid UTF-8 (bad bytes count one each).
std::int64_t code_points(std::string_view text);

}  // namespace engine
