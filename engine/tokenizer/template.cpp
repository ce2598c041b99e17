#include "engine/tokenizer/template.h"

#include <algorithm>

namespace engine {

std::size_t special_count(const std::vector<TemplatePart>& parts) {
    std::size_t n = 0;
    for (const TemplatePart& part : parts) n += part.ids.size();
    return n;
}

std::pair<std::size_t, std::size_t> longest_first(std::size_t first, std::size_t second,
                                                  std::size_t most) {
    if (first + second <= most) return {first, second};
    std::size_t shorter = std::min(first, second);
    std::size_t longer = shorter > most ? shorter : std::max(shorter, most - shorter);
    if (shorter + longer > most) {
        shorter = most / 2;
        longer = shorter + most % 2;
    }
    return first <= second ? std::pair(shorter, longer) : std::pair(longer, shorter);
}

Encoding assemble(const std::vector<TemplatePart>& parts, const PieceList& first,
                  const PieceList* second) {
    Encoding out;
    std::size_t total =
        special_count(parts) + first.ids.size() + (second != nullptr ? second->ids.size() : 0);
    out.ids.reserve(total);
    out.offsets.reserve(total);
    out.type_ids.reserve(total);
    out.special_mask.reserve(total);
    for (const TemplatePart& part : parts) {
        const bool special = part.what == TemplatePart::What::Special;
        const PieceList* text = part.what == TemplatePart::What::First ? &first : second;
        if (!special && text == nullptr) continue;
        const std::vector<std::int32_t>& ids = special ? part.ids : text->ids;
        out.ids.insert(out.ids.end(), ids.begin(), ids.end());
        out.type_ids.insert(out.type_ids.end(), ids.size(), part.type_id);
        out.special_mask.insert(out.special_mask.end(), ids.size(), special ? 1 : 0);
        if (special) {
            out.offsets.insert(out.offsets.end(), ids.size(), TextSpan{});
        } else {
            out.offsets.insert(out.offsets.end(), text->offsets.begin(), text->offsets.end());
        }
    }
    return out;
}

}  // namespace engine
