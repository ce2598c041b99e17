// Byte-level BPE in one pass: text to runs of letters, digits, signs and spaces, runs to tokens.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/tokenizer/piece_list.h"
#include "engine/tokenizer/settings.h"

namespace engine {

/// What the cutter sees of a code point.
enum class CutClass : std::uint8_t { Other, Letter, Number, Space };

/// Frozen classes of all code points, packed in blocks of 256.
class CutTable {
public:
    /// Cost: some ms, about 30 kB.
    CutTable();
    /// Any value below 0x110000.
    CutClass at(char32_t c) const {
        return static_cast<CutClass>(entries_[starts_[c >> 8] + (c & 0xFF)]);
    }

private:
    std::array<std::uint32_t, 0x1100> starts_{};
    std::vector<std::uint8_t> entries_;
};

/// Token of a run of bytes; it begins where the token before it ends.
struct BytePiece {
    std::int32_t id = 0;
    std::uint32_t end = 0;  // bytes from the start of the run
};

/// Merges of byte pairs, lowest rank first, leftmost of equal ranks.
/// Source: Sennrich et al. 2016, "Neural Machine Translation of Rare Words with Subword Units".
class BytePairModel {
public:
    /// The vocabulary has a token for each byte, and for both sides and the result of each merge.
    BytePairModel(const Vocabulary& vocabulary,
                  const std::vector<std::pair<std::string, std::string>>& merges);

    /// @param run  any bytes, not empty.  @param out  replaced
    /// Cost: O(bytes log bytes).
    void split(std::string_view run, std::vector<BytePiece>& out) const;

private:
    struct Merge {
        std::int32_t rank = 0;
        std::int32_t to = 0;
    };
    static std::uint64_t key(std::int32_t left, std::int32_t right) {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32 |
               static_cast<std::uint32_t>(right);
    }
    const Merge* merge(std::int32_t left, std::int32_t right) const {
        const auto found = merges_.find(key(left, right));
        return found == merges_.end() ? nullptr : &found->second;
    }

    std::array<std::int32_t, 256> of_byte_{};
    std::unordered_map<std::uint64_t, Merge> merges_;
};

/// Memory that one thread reuses from text to text: runs it has seen stay cut.
struct BytePairBuffers {
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view run) const {
            return std::hash<std::string_view>{}(run);
        }
    };
    std::unordered_map<std::string, std::vector<BytePiece>, Hash, std::equal_to<>> seen;
    std::vector<BytePiece> pieces;
    std::string prefixed;  // a text with the space that goes before it
};

class BytePairPipeline {
public:
    BytePairPipeline(const Vocabulary& vocabulary, const BytePairSettings& settings)
        : model_(vocabulary, settings.merges), add_prefix_space_(settings.add_prefix_space) {}

    /// Tokens of a text without added tokens, put behind those in `out`; may stop once it is full.
    /// Offsets name every code point that a token has a byte of.
    /// @param first  code point number of the start of `text`
    void encode(std::string_view text, std::uint32_t first, BytePairBuffers& buffers,
                PieceList& out) const;

    /// Length of the run at the start of non-empty `text`, by GPT-2's pattern
    /// 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
    std::size_t run_length(std::string_view text) const;

private:
    const std::vector<BytePiece>& cut(std::string_view run, BytePairBuffers& buffers) const;

    CutTable classes_;
    BytePairModel model_;
    bool add_prefix_space_;
};

}  // namespace engine
