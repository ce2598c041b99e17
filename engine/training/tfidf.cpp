#include "engine/training/tfidf.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace engine {

namespace {

/// Python's \w: str.isalnum() or "_". Combining marks are not in it.
bool is_word(UChar32 c) {
    return c == '_' || u_isalpha(c) || u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

/// Python's str.isspace(): separators, or bidirectional class WS, B or S.
bool is_space(UChar32 c) {
    if (u_charType(c) == U_SPACE_SEPARATOR) return true;
    const UCharDirection direction = u_charDirection(c);
    return direction == U_WHITE_SPACE_NEUTRAL || direction == U_BLOCK_SEPARATOR ||
           direction == U_SEGMENT_SEPARATOR;
}

std::string utf8(const icu::UnicodeString& text, std::int32_t first, std::int32_t last) {
    std::string out;
    text.tempSubStringBetween(first, last).toUTF8String(out);
    return out;
}

icu::UnicodeString prepared(std::string_view text, const TfidfOptions& options) {
    icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    return options.lower_case ? wide.toLower(icu::Locale::getRoot()) : wide;
}

std::vector<std::string> words_of(const icu::UnicodeString& text) {
    std::vector<std::string> words;
    std::int32_t start = -1, count = 0;
    for (std::int32_t at = 0;; at = text.moveIndex32(at, 1)) {
        const bool inside = at < text.length() && is_word(text.char32At(at));
        if (inside && start < 0) {
            start = at;
            count = 0;
        }
        if (inside) ++count;
        if (!inside && start >= 0) {
            if (count >= 2) words.push_back(utf8(text, start, at));
            start = -1;
        }
        if (at >= text.length()) return words;
    }
}

std::vector<std::string> word_grams(const std::vector<std::string>& words,
                                    const TfidfOptions& options) {
    std::vector<std::string> terms;
    for (int n = options.shortest; n <= options.longest; ++n) {
        const auto length = static_cast<std::size_t>(n);
        for (std::size_t i = 0; i + length <= words.size(); ++i) {
            std::string term = words[i];
            for (std::size_t k = 1; k < length; ++k) term += ' ' + words[i + k];
            terms.push_back(std::move(term));
        }
    }
    return terms;
}

/// Characters as UTF-8, two or more spaces in a row made one " " (a single one stays what it is).
std::vector<std::string> characters_of(const icu::UnicodeString& text, std::vector<bool>& spaces) {
    std::vector<std::string> out;
    for (std::int32_t at = 0; at < text.length();) {
        std::int32_t next = text.moveIndex32(at, 1);
        const bool space = is_space(text.char32At(at));
        std::string piece = utf8(text, at, next);
        if (space && next < text.length() && is_space(text.char32At(next))) {
            while (next < text.length() && is_space(text.char32At(next)))
                next = text.moveIndex32(next, 1);
            piece.assign(1, ' ');
        }
        out.push_back(std::move(piece));
        spaces.push_back(space);
        at = next;
    }
    return out;
}

std::string joined(std::span<const std::string> pieces) {
    std::string out;
    for (const std::string& piece : pieces) out += piece;
    return out;
}

void add_grams(std::span<const std::string> characters, std::size_t n,
               std::vector<std::string>& terms) {
    for (std::size_t i = 0; i + n <= characters.size(); ++i) {
        terms.push_back(joined(characters.subspan(i, n)));
    }
}

std::vector<std::string> character_grams(std::span<const std::string> characters,
                                         const TfidfOptions& options) {
    std::vector<std::string> terms;
    for (int n = options.shortest; n <= options.longest; ++n) {
        add_grams(characters, static_cast<std::size_t>(n), terms);
    }
    return terms;
}

std::vector<std::string> grams_within_words(const std::vector<std::string>& characters,
                                            const std::vector<bool>& spaces,
                                            const TfidfOptions& options) {
    std::vector<std::string> terms;
    for (std::size_t first = 0; first < characters.size();) {
        if (spaces[first]) {
            ++first;
            continue;
        }
        std::vector<std::string> word{" "};
        for (; first < characters.size() && !spaces[first]; ++first)
            word.push_back(characters[first]);
        word.push_back(" ");
        for (int n = options.shortest; n <= options.longest; ++n) {
            const auto length = static_cast<std::size_t>(n);
            if (length >= word.size()) {  // a word that is not longer counts once, whole
                terms.push_back(joined(word));
                break;
            }
            add_grams(word, length, terms);
        }
    }
    return terms;
}

void scale_row(std::span<double> values, TermNorm norm) {
    double size = 0;
    for (const double value : values)
        size += norm == TermNorm::l1 ? std::abs(value) : value * value;
    if (norm == TermNorm::l2) size = std::sqrt(size);
    if (norm == TermNorm::none || size == 0) return;
    for (double& value : values) value /= size;
}

constexpr std::array<const char*, 3> kKinds{"word", "character", "character_word"};
constexpr std::array<const char*, 3> kNorms{"none", "l1", "l2"};

void index_terms(Tfidf& model) {
    for (std::size_t j = 0; j < model.terms.size(); ++j) {
        model.places.emplace(model.terms[j], static_cast<std::int32_t>(j));
    }
}

}  // namespace

std::vector<std::string> terms_of(std::string_view text, const TfidfOptions& options) {
    const icu::UnicodeString wide = prepared(text, options);
    if (options.kind == TermKind::word) return word_grams(words_of(wide), options);
    std::vector<bool> spaces;
    const std::vector<std::string> characters = characters_of(wide, spaces);
    if (options.kind == TermKind::character) return character_grams(characters, options);
    return grams_within_words(characters, spaces, options);
}

Result<Tfidf> fit_tfidf(std::span<const std::string> texts, const TfidfOptions& options) {
    if (options.shortest < 1 || options.longest < options.shortest) {
        return make_error(ErrorCode::BadOption, "n-grams of %1 to %2 are not a range.",
                          {std::to_string(options.shortest), std::to_string(options.longest)});
    }
    std::map<std::string, std::int64_t> rows_with;  // UTF-8 bytes sort as code points do
    for (const std::string& text : texts) {
        std::vector<std::string> terms = terms_of(text, options);
        for (auto& term : std::set<std::string>(std::make_move_iterator(terms.begin()),
                                                std::make_move_iterator(terms.end()))) {
            ++rows_with[term];
        }
    }
    Tfidf model{.options = options, .terms = {}, .idf = {}, .places = {}};
    const auto n = static_cast<double>(texts.size());
    const double extra = options.smooth ? 1.0 : 0.0;
    for (const auto& [term, count] : rows_with) {
        if (count < options.min_rows) continue;
        model.terms.push_back(term);
        model.idf.push_back(std::log((n + extra) / (static_cast<double>(count) + extra)) + 1.0);
    }
    if (model.terms.empty()) {
        return make_error(ErrorCode::BadData,
                          "No term occurs in at least %1 of the %2 training texts.",
                          {std::to_string(options.min_rows), std::to_string(texts.size())});
    }
    index_terms(model);
    return model;
}

SparseRows tfidf_rows(const Tfidf& model, std::span<const std::string> texts) {
    SparseRows rows;
    rows.columns = std::ssize(model.terms);
    for (const std::string& text : texts) {
        std::map<std::int32_t, double> counts;
        for (const std::string& term : terms_of(text, model.options)) {
            const auto place = model.places.find(term);
            if (place != model.places.end()) counts[place->second] += 1;
        }
        const std::size_t first = rows.values.size();
        for (const auto& [column, count] : counts) {
            const double tf = model.options.sublinear ? 1.0 + std::log(count) : count;
            rows.columns_of.push_back(column);
            rows.values.push_back(tf * model.idf[static_cast<std::size_t>(column)]);
        }
        scale_row(std::span<double>(rows.values).subspan(first), model.options.norm);
        rows.starts.push_back(std::ssize(rows.values));
    }
    return rows;
}

SparseRows side_by_side(std::span<const SparseRows> blocks) {
    SparseRows joined;
    if (blocks.empty()) return joined;
    for (const SparseRows& block : blocks) joined.columns += block.columns;
    for (std::int64_t i = 0; i < blocks.front().rows(); ++i) {
        const auto row = static_cast<std::size_t>(i);
        std::int64_t shift = 0;
        for (const SparseRows& block : blocks) {
            for (auto e = static_cast<std::size_t>(block.starts[row]);
                 e < static_cast<std::size_t>(block.starts[row + 1]); ++e) {
                joined.columns_of.push_back(static_cast<std::int32_t>(block.columns_of[e] + shift));
                joined.values.push_back(block.values[e]);
            }
            shift += block.columns;
        }
        joined.starts.push_back(std::ssize(joined.values));
    }
    return joined;
}

SparseRows tfidf_rows(std::span<const Tfidf> models, std::span<const std::string> texts) {
    std::vector<SparseRows> blocks;
    blocks.reserve(models.size());
    for (const Tfidf& model : models) blocks.push_back(tfidf_rows(model, texts));
    return side_by_side(blocks);
}

Json tfidf_to_json(const Tfidf& model) {
    const TfidfOptions& options = model.options;
    return {{"kind", kKinds[static_cast<std::size_t>(options.kind)]},
            {"shortest", options.shortest},
            {"longest", options.longest},
            {"lower_case", options.lower_case},
            {"sublinear", options.sublinear},
            {"min_rows", options.min_rows},
            {"smooth", options.smooth},
            {"norm", kNorms[static_cast<std::size_t>(options.norm)]},
            {"terms", model.terms},
            {"idf", model.idf}};
}

Result<Tfidf> tfidf_from_json(const Json& json) {
    Tfidf model;
    try {  // a field that is missing or of another type means the same: a damaged file
        const auto place_in = [](const auto& names, const std::string& name) {
            return std::ranges::find(names, name) - names.begin();
        };
        const auto kind = place_in(kKinds, json.at("kind").get<std::string>());
        const auto norm = place_in(kNorms, json.at("norm").get<std::string>());
        model.options = {.kind = static_cast<TermKind>(kind),
                         .shortest = json.at("shortest").get<int>(),
                         .longest = json.at("longest").get<int>(),
                         .lower_case = json.at("lower_case").get<bool>(),
                         .sublinear = json.at("sublinear").get<bool>(),
                         .min_rows = json.at("min_rows").get<std::int64_t>(),
                         .smooth = json.at("smooth").get<bool>(),
                         .norm = static_cast<TermNorm>(norm)};
        model.terms = json.at("terms").get<std::vector<std::string>>();
        model.idf = json.at("idf").get<std::vector<double>>();
        if (kind == std::ssize(kKinds) || norm == std::ssize(kNorms) ||
            model.terms.size() != model.idf.size()) {
            return make_error(ErrorCode::BadFile, "The stored TF-IDF vocabulary is damaged.");
        }
    } catch (const Json::exception& problem) {
        return make_error(ErrorCode::BadFile, "The stored TF-IDF vocabulary is damaged.", {},
                          problem.what());
    }
    index_terms(model);
    return model;
}

}  // namespace engine
