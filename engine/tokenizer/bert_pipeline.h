// BERT text preparation and WordPiece in one pass over the text: code points to words to pieces.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/tokenizer/char_table.h"
#include "engine/tokenizer/encoding.h"
#include "engine/tokenizer/piece_list.h"
#include "engine/tokenizer/word_piece.h"

namespace engine {

/// A prepared text, kept whole: what added tokens are searched in when they ask for prepared text.
struct PreparedText {
    std::string text;          // UTF-8
    std::vector<TextSpan> at;  // of each code point of `text`: where it came from
    void clear() { text.clear(), at.clear(); }
};

/// Memory that one thread reuses from text to text.
struct BertBuffers {
    struct Waiting {  // combining mark that waits for its neighbours
        std::uint8_t mark_class;
        bool extra;  // not the first point that its source became
        char32_t point;
    };
    std::vector<Waiting> waiting;
    std::vector<TextSpan> sources;  // of the waiting marks that are not extra
    TextSpan last;                  // source of the point put out last
    std::string word;
    std::vector<TextSpan> word_at;  // one a code point of `word`
    std::vector<WordPiece> pieces;
};

/// What stands behind a word that became [UNK].
struct PreparedWord {
    std::string text;
    TextSpan at;
    std::size_t chars = 0;
};

class BertPipeline {
public:
    BertPipeline(const BertPreparation& preparation, WordPieceModel model)
        : chars_(preparation), model_(std::move(model)) {}

    /// Tokens of a text without added tokens, put behind those in `out`; may stop once `out` is
    /// full.
    /// @param first  code point number of the start of `text`
    /// Returns the code point number of its end (of the place of the stop, when full).
    std::uint32_t encode(std::string_view text, std::uint32_t first, BertBuffers& buffers,
                         PieceList& out) const;

    /// The preparation alone.
    PreparedText prepare(std::string_view text, std::uint32_t first, BertBuffers& buffers) const;

    /// Tokens of code points [begin, end) of a prepared text; byte_begin is where they begin in it.
    void encode_prepared(const PreparedText& prepared, std::size_t begin, std::size_t end,
                         std::size_t byte_begin, BertBuffers& buffers, PieceList& out) const;

    /// The words that encode() would hand to the model.
    std::vector<PreparedWord> words(std::string_view text, std::uint32_t first,
                                    BertBuffers& buffers) const;

    const WordPieceModel& model() const { return model_; }
    const CharTable& chars() const { return chars_; }

private:
    CharTable chars_;
    WordPieceModel model_;
};

}  // namespace engine
