// Which special tokens stand around one text or two, and how a pair is cut to a length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/tokenizer/encoding.h"
#include "engine/tokenizer/piece_list.h"

namespace engine {

struct TemplatePart {
    enum class What : std::uint8_t { Special, First, Second };
    What what = What::Special;
    std::vector<std::int32_t> ids;  // of a special part
    std::uint8_t type_id = 0;
};

struct TokenTemplate {
    std::vector<TemplatePart> single;  // one text
    std::vector<TemplatePart> pair;    // two texts
};

/// Special tokens that a template adds.
std::size_t special_count(const std::vector<TemplatePart>& parts);

/// Lengths to which two token lists are cut so that together they have at most `most` tokens: the
/// longer one gives first ("longest_first" of the reference, its rounding included). Both are cut
/// on the right.
std::pair<std::size_t, std::size_t> longest_first(std::size_t first, std::size_t second,
                                                  std::size_t most);

/// Puts special tokens and texts together; `second` may be null for a single text.
Encoding assemble(const std::vector<TemplatePart>& parts, const PieceList& first,
                  const PieceList* second);

}  // namespace engine
