// Term weights of texts: word and character n-grams, counted, weighted and scaled as scikit-learn's
// TfidfVectorizer does it. The header names no LibTorch type.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/training/logistic.h"

namespace engine {

enum class TermKind {
    word,            // runs of two or more letters, digits or "_", joined by one space
    character,       // every run of characters, over words and spaces
    character_word,  // runs within one word with a space on either side ("char_wb")
};
enum class TermNorm { none, l1, l2 };

struct TfidfOptions {
    TermKind kind = TermKind::word;
    int shortest = 1;  // n-grams of shortest .. longest
    int longest = 2;
    bool lower_case = true;
    bool sublinear = false;     // 1 + ln(count)
    std::int64_t min_rows = 1;  // terms in fewer rows are left out
    bool smooth = true;         // idf ln((1+n)/(1+df)) + 1, else ln(n/df) + 1
    TermNorm norm = TermNorm::l2;
};

/// A fitted vectoriser: a value.
struct Tfidf {
    TfidfOptions options;
    std::vector<std::string> terms;  // sorted by code points; column j is terms[j]
    std::vector<double> idf;         // [terms]
    std::unordered_map<std::string, std::int32_t> places;  // term -> column
};

/// Terms of one text, in the order they occur. Letters and digits by ICU's Unicode, lower case as
/// in Python.
std::vector<std::string> terms_of(std::string_view text, const TfidfOptions& options);

/// Errors: BadOption (lengths), BadData when no term is left.
Result<Tfidf> fit_tfidf(std::span<const std::string> texts, const TfidfOptions& options);

/// Rows of terms that were seen at the fit. Columns rise within a row.
SparseRows tfidf_rows(const Tfidf& model, std::span<const std::string> texts);

/// Blocks beside each other, each with its own norm (scikit-learn's make_union). All have the same
/// rows.
SparseRows side_by_side(std::span<const SparseRows> blocks);

/// Several vectorisers side by side: rows of each, joined.
SparseRows tfidf_rows(std::span<const Tfidf> models, std::span<const std::string> texts);

Json tfidf_to_json(const Tfidf& model);
/// Errors: BadFile.
Result<Tfidf> tfidf_from_json(const Json& json);

}  // namespace engine
