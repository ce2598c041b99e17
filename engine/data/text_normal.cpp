#include "engine/data/text_normal.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace engine {
namespace {

bool is_ascii(std::string_view text) {
    std::uint64_t seen = 0;
    std::size_t at = 0;
    for (; at + sizeof(seen) <= text.size(); at += sizeof(seen)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, sizeof(eight));
        seen |= eight;
    }
    for (; at < text.size(); ++at) seen |= static_cast<unsigned char>(text[at]);
    return (seen & 0x8080808080808080U) == 0;
}

// What becomes of each ASCII character; a space where it separates.
using AsciiMap = std::array<char, 128>;

constexpr AsciiMap ascii_map(std::string_view kept) {
    AsciiMap map{};
    map.fill(' ');
    for (const char c : kept) map[static_cast<std::size_t>(c)] = c;
    for (char c = '0'; c <= '9'; ++c) map[static_cast<std::size_t>(c)] = c;
    for (std::size_t i = 'a'; i <= 'z'; ++i) {
        map[i] = static_cast<char>(i);
        map[i - 'a' + 'A'] = static_cast<char>(i);
    }
    return map;
}

constexpr AsciiMap folding_map() {  // lower case; all kinds of white space are a space
    AsciiMap map = ascii_map("");
    for (std::size_t i = 0; i < map.size(); ++i) {
        if (map[i] == ' ' && (i < '\t' || i > '\r')) map[i] = static_cast<char>(i);
    }
    return map;
}

constexpr AsciiMap kFolded = folding_map();
constexpr AsciiMap kKeyed = ascii_map("_");

char mapped_by(const AsciiMap& map, char c) { return map[static_cast<unsigned char>(c)]; }

struct Mapped {
    std::size_t length = 0;
    bool changed = false;
};

// ASCII text through a map, runs of spaces as one, trimmed. `out` has room for all of the text, or
// is the text itself. No branch depends on the text: where its words end cannot be foretold.
Mapped map_ascii(std::string_view text, const AsciiMap& map, char* out) {
    Mapped done;
    int different = 0;
    char last = ' ';
    for (const char c : text) {
        const char mapped = mapped_by(map, c);
        different |= mapped ^ c;
        out[done.length] = mapped;
        done.length +=
            static_cast<std::size_t>(mapped != ' ') | static_cast<std::size_t>(last != ' ');
        last = mapped;
    }
    if (done.length > 0 && last == ' ') --done.length;
    done.changed = different != 0 || done.length != text.size();
    return done;
}

icu::UnicodeString decode(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string encode(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

bool is_word(UChar32 c) {  // Python's \w: letters, numbers of every kind, "_"
    return c == '_' || (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

// UTF-8 text through `map`, runs of spaces as one, trimmed. `map` gives the lower case of a
// character alone. -> false where that is not enough and `out` is of no use: the sigma asks for its
// neighbours, U+0130 becomes two characters, bad bytes are none.
template <UChar32 (*map)(UChar32)>
bool map_characters(std::string_view text, std::string& out) {
    out.resize(text.size() * 3 / 2 + 4);  // of two bytes lower case makes three at most
    const auto size = static_cast<std::int64_t>(text.size());
    std::size_t length = 0;
    UChar32 last = ' ';
    for (std::int64_t i = 0; i < size;) {
        UChar32 c = 0;
        U8_NEXT(text.data(), i, size, c);
        if (c < 0 || c == 0x03A3 || c == 0x0130) return false;
        const UChar32 mapped = map(c);
        if (mapped == ' ' && last == ' ') continue;
        U8_APPEND_UNSAFE(out.data(), length, mapped);
        last = mapped;
    }
    if (length > 0 && last == ' ') --length;
    out.resize(length);
    return true;
}

// Letters without case, as all Unicode has them: ICU need not be asked for each.
bool is_ideograph(UChar32 c) { return c >= 0x4E00 && c <= 0x9FA5; }

UChar32 keyed(UChar32 c) {
    if (c < 0x80) return mapped_by(kKeyed, static_cast<char>(c));
    if (is_ideograph(c)) return c;
    const UChar32 lower = u_tolower(c);
    return is_word(lower) ? lower : ' ';
}

std::string unicode_key(std::string_view text) {
    std::string key;
    if (map_characters<keyed>(text, key)) return key;
    icu::UnicodeString lower = decode(text);
    lower.toLower(icu::Locale::getRoot());
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < lower.length(); i = lower.moveIndex32(i, 1)) {
        const UChar32 c = lower.char32At(i);
        if (is_word(c)) {
            out.append(c);
        } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(static_cast<char16_t>(' '));
        }
    }
    if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') out.truncate(out.length() - 1);
    return encode(out);
}

// Null: ICU without its data, every text stays as it is.
const icu::Normalizer2* nfc() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(status);
    return U_FAILURE(status) ? nullptr : found;
}

bool is_composed(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = nfc();
    const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
    return form != nullptr && form->isNormalizedUTF8(piece, status) != 0 && U_SUCCESS(status);
}

icu::UnicodeString composed(const icu::UnicodeString& text) {
    const icu::Normalizer2* form = nfc();
    if (form == nullptr) return text;
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString out = form->normalize(text, status);
    return U_FAILURE(status) ? text : out;
}

UChar32 half_width(UChar32 c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    return c == 0x3000 ? ' ' : c;
}

UChar32 folded(UChar32 c) {
    if (is_ideograph(c)) return c;
    const UChar32 narrow = half_width(c);
    if (narrow < 0x80) return mapped_by(kFolded, static_cast<char>(narrow));
    return u_isUWhiteSpace(narrow) != 0 ? ' ' : u_tolower(narrow);
}

std::string fold_by_icu(std::string_view text) {
    const icu::UnicodeString whole = composed(decode(text));
    icu::UnicodeString narrow;
    for (std::int32_t i = 0; i < whole.length(); i = whole.moveIndex32(i, 1)) {
        const UChar32 c = half_width(whole.char32At(i));
        if (!u_isUWhiteSpace(c)) {
            narrow.append(c);
        } else if (!narrow.isEmpty() && narrow.charAt(narrow.length() - 1) != ' ') {
            narrow.append(static_cast<char16_t>(' '));
        }
    }
    if (narrow.endsWith(u" ", 1)) narrow.truncate(narrow.length() - 1);
    return encode(composed(narrow.toLower(icu::Locale::getRoot())));
}

// Most texts are composed before and after, so that a character at a time will do.
std::string fold_unicode(std::string_view text) {
    std::string out;
    if (is_composed(text) && map_characters<folded>(text, out) && is_composed(out)) return out;
    return fold_by_icu(text);
}

bool is_alphanumeric(char c) {
    return static_cast<unsigned char>(c) < 0x80 && c != '_' && mapped_by(kKeyed, c) != ' ';
}

bool starts_with_ignoring_case(std::string_view text, std::string_view start) {
    if (text.size() < start.size()) return false;
    for (std::size_t i = 0; i < start.size(); ++i) {
        const bool ascii = static_cast<unsigned char>(text[i]) < 0x80;
        if (!ascii || mapped_by(kFolded, text[i]) != start[i]) return false;
    }
    return true;
}

// Whether an address may stand in it at all: most texts need no closer look.
bool may_hold_address(std::string_view text) {
    constexpr auto kNone = std::string_view::npos;
    for (std::size_t at = text.find(':'); at != kNone; at = text.find(':', at + 1)) {
        if (text.substr(at, 3) == "://") return true;
    }
    for (std::size_t at = text.find('.'); at != kNone; at = text.find('.', at + 1)) {
        if (at >= 3 && starts_with_ignoring_case(text.substr(at - 3), "www.")) return true;
    }
    return false;
}

bool starts_address(std::string_view text, std::size_t at) {
    const char first = text[at];
    if (first != 'h' && first != 'H' && first != 'w' && first != 'W') return false;
    if (at > 0 && is_alphanumeric(text[at - 1])) return false;
    const std::string_view rest = text.substr(at);
    for (const std::string_view start : {"http://", "https://", "www."}) {
        if (starts_with_ignoring_case(rest, start) && rest.size() > start.size() &&
            is_alphanumeric(rest[start.size()])) {
            return true;
        }
    }
    return false;
}

std::size_t end_of_address(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size()) {
        const auto byte = static_cast<unsigned char>(text[end]);
        if (byte <= ' ' || byte >= 0x7F || byte == '"' || byte == '<' || byte == '>') break;
        ++end;
    }
    while (end > at && std::string_view(".,;:!?)'").find(text[end - 1]) != std::string_view::npos)
        --end;
    return end;
}

}  // namespace

void append_copy_key(std::string_view text, std::string& out) {
    const std::size_t before = out.size();
    if (is_ascii(text)) {
        out.resize(before + text.size());
        out.resize(before + map_ascii(text, kKeyed, out.data() + before).length);
    } else {
        out += unicode_key(text);
    }
    if (out.size() == before) out += text;
}

std::string copy_key(std::string_view text) {
    std::string key;
    append_copy_key(text, key);
    return key;
}

bool normalise_in_place(std::string& text) {
    if (is_ascii(text)) {
        const Mapped done = map_ascii(text, kFolded, text.data());
        text.resize(done.length);
        return done.changed;
    }
    std::string fresh = fold_unicode(text);
    const bool changed = fresh != text;
    text = std::move(fresh);
    return changed;
}

std::string normalise_text(std::string_view text) {
    std::string out(text);
    normalise_in_place(out);
    return out;
}

int strip_urls_in_place(std::string& text) {
    if (!may_hold_address(text)) return 0;
    int removed = 0;
    std::size_t kept = 0;  // never beyond what was read, so that starts_address sees the old text
    for (std::size_t i = 0; i < text.size();) {
        if (!starts_address(text, i)) {
            text[kept++] = text[i++];
            continue;
        }
        i = end_of_address(text, i);
        ++removed;
        // One of the two spaces that stood around the address goes with it.
        if (i < text.size() && text[i] == ' ' && (kept == 0 || text[kept - 1] == ' ')) ++i;
    }
    if (removed == 0) return 0;
    while (kept > 0 && text[kept - 1] == ' ') --kept;
    text.resize(kept);
    return removed;
}

Stripped strip_urls(std::string_view text) {
    Stripped out{std::string(text), 0};
    out.removed = strip_urls_in_place(out.text);
    return out;
}

std::int64_t code_points(std::string_view text) {
    std::int64_t count = 0;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int64_t>(text.size());
    for (std::int64_t i = 0; i < length; ++count) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
    }
    return count;
}

}  // namespace engine
