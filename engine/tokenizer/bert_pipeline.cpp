#include "engine/tokenizer/bert_pipeline.h"

#include <algorithm>

#include "engine/tokenizer/utf8.h"

namespace engine {
namespace {

/// Gathers code points to words. `Finish(word, chars, positions)` gets each word.
template <class Finish>
class WordSink {
public:
    WordSink(BertBuffers& buffers, Finish finish)
        : word_(buffers.word), at_(buffers.word_at), finish_(finish) {
        word_.clear();
        at_.clear();
    }
    bool empty() const { return at_.empty(); }
    void letter(char32_t c, TextSpan at) {
        append_point(c, word_);
        at_.push_back(at);
    }
    void space(char32_t /*c*/, TextSpan /*at*/) { finish(); }
    void alone(char32_t c, TextSpan at) {
        finish();
        letter(c, at);
        finish();
    }
    void ideograph(char32_t c, TextSpan at) { alone(c, at); }
    void finish() {
        if (at_.empty()) return;
        finish_(word_, at_);
        word_.clear();
        at_.clear();
    }

private:
    std::string& word_;
    std::vector<TextSpan>& at_;
    Finish finish_;
};

/// Keeps the prepared text, spaces and all.
class TextSink {
public:
    explicit TextSink(PreparedText& out) : out_(out) {}
    void letter(char32_t c, TextSpan at) {
        append_point(c, out_.text);
        out_.at.push_back(at);
    }
    void space(char32_t c, TextSpan at) { letter(c, at); }
    void alone(char32_t c, TextSpan at) { letter(c, at); }
    void ideograph(char32_t c, TextSpan at) {
        letter(U' ', at);
        letter(c, at);
        letter(U' ', at);
    }

private:
    PreparedText& out_;
};

/// Follows each code point's fate; sorts combining marks as canonical decomposition does.
///
/// The reference keeps positions by order, not by identity: the k-th mark after sorting that is not
/// an extra point of its source has the position of the k-th source. `sources` is that queue.
template <class Sink>
class Preparer {
public:
    Preparer(const CharTable& chars, BertBuffers& buffers, std::uint32_t first, Sink& sink)
        : chars_(chars), b_(buffers), sink_(sink) {
        b_.waiting.clear();
        b_.sources.clear();
        b_.last = {first, first};
    }
    bool idle() const { return b_.waiting.empty(); }

    void put(char32_t c, TextSpan at) {
        const CharFate fate = chars_.fate(c);
        switch (fate.kind()) {
            case CharKind::Drop:
                return;
            case CharKind::Mark:
                b_.sources.push_back(at);
                b_.waiting.push_back({fate.mark_class(), false, fate.point(c)});
                return;
            case CharKind::Several:
                return several(c, at);
            default:
                flush();
                return starter(fate, c, at);
        }
    }

    // A whole text, whose first character is number `first`.
    void put_all(std::string_view text, std::uint32_t first) {
        for (std::uint32_t point = first; !text.empty(); ++point) {
            const DecodedPoint c = decode_point(text);
            put(c.point, {point, point + 1});
            text.remove_prefix(c.bytes);
        }
        flush();
    }

    void flush() {
        if (b_.waiting.empty()) return;
        std::stable_sort(b_.waiting.begin(), b_.waiting.end(),
                         [](const auto& a, const auto& b) { return a.mark_class < b.mark_class; });
        std::size_t next = 0;
        for (const auto& mark : b_.waiting) {
            if (!mark.extra) b_.last = b_.sources[next++];
            if (mark.point != kRemovedMark) sink_.letter(mark.point, b_.last);
        }
        b_.waiting.clear();
        b_.sources.clear();
    }

private:
    void starter(CharFate fate, char32_t c, TextSpan at) {
        b_.last = at;
        switch (fate.kind()) {
            case CharKind::Space:
                return sink_.space(fate.point(c), at);
            case CharKind::Punctuation:
                return sink_.alone(fate.point(c), at);
            case CharKind::Ideograph:
                return sink_.ideograph(fate.point(c), at);
            case CharKind::Letter:
                return sink_.letter(fate.point(c), at);
            default:  // a removed accent
                return;
        }
    }

    void several(char32_t c, TextSpan at) {
        std::array<char32_t, 3> buffer{};
        bool extra = false;
        for (const char32_t part : chars_.several(c, buffer)) {
            const CharFate fate = chars_.fate(part);
            if (fate.kind() == CharKind::Mark) {
                if (!extra) b_.sources.push_back(at);
                b_.waiting.push_back({fate.mark_class(), extra, fate.point(part)});
            } else {
                flush();
                starter(fate, part, at);
            }
            extra = true;
        }
    }

    const CharTable& chars_;
    BertBuffers& b_;
    Sink& sink_;
};

/// Pieces of one word with their positions: one entry of `at` a code point.
void add_pieces(const WordPieceModel& model, std::string_view word, const std::vector<TextSpan>& at,
                std::vector<WordPiece>& pieces, PieceList& out) {
    model.split(word, at.size(), pieces);
    std::size_t byte = 0;
    std::size_t point = 0;
    for (const WordPiece& piece : pieces) {
        const std::size_t from = point;
        for (; byte < piece.end; ++byte)
            point += (static_cast<std::uint8_t>(word[byte]) & 0xC0) != 0x80;
        out.add(piece.id, {at[from].begin, at[point - 1].end});
    }
}

/// Length of the plain ASCII word at the start of `text`, prepared into `word`; 0 when what follows
/// it (a mark, a letter beyond ASCII, a dropped character) may still belong to it.
std::size_t ascii_word(const CharTable& chars, std::string_view text, std::string& word) {
    word.clear();
    std::size_t n = 0;
    for (; n < text.size(); ++n) {
        const std::uint8_t letter = chars.ascii_letter(static_cast<std::uint8_t>(text[n]));
        if (letter == 0) break;
        word.push_back(static_cast<char>(letter));
    }
    if (n == text.size()) return n;
    const auto next = static_cast<std::uint8_t>(text[n]);
    const CharKind kind = chars.fate(next).kind();
    if (next < 0x80 && (kind == CharKind::Space || kind == CharKind::Punctuation)) return n;
    word.clear();
    return 0;
}

}  // namespace

std::uint32_t BertPipeline::encode(std::string_view text, std::uint32_t first, BertBuffers& buffers,
                                   PieceList& out) const {
    auto finish = [&](std::string_view word, const std::vector<TextSpan>& at) {
        add_pieces(model_, word, at, buffers.pieces, out);
    };
    WordSink sink(buffers, finish);
    Preparer preparer(chars_, buffers, first, sink);
    std::uint32_t point = first;
    for (std::size_t i = 0; i < text.size() && !out.full();) {
        if (sink.empty() && preparer.idle() &&
            chars_.ascii_letter(static_cast<std::uint8_t>(text[i])) != 0) {
            const std::size_t n = ascii_word(chars_, text.substr(i), buffers.word);
            if (n > 0) {
                model_.split(buffers.word, n, buffers.pieces);
                std::uint32_t begin = 0;
                for (const WordPiece& piece : buffers.pieces) {
                    out.add(piece.id, {point + begin, point + piece.end});
                    begin = piece.end;
                }
                buffers.word.clear();
                i += n;
                point += static_cast<std::uint32_t>(n);
                continue;
            }
        }
        const DecodedPoint c = decode_point(text.substr(i));
        preparer.put(c.point, {point, point + 1});
        i += c.bytes;
        ++point;
    }
    preparer.flush();
    sink.finish();
    return point;
}

PreparedText BertPipeline::prepare(std::string_view text, std::uint32_t first,
                                   BertBuffers& buffers) const {
    PreparedText out;
    TextSink sink(out);
    Preparer preparer(chars_, buffers, first, sink);
    preparer.put_all(text, first);
    return out;
}

void BertPipeline::encode_prepared(const PreparedText& prepared, std::size_t begin, std::size_t end,
                                   std::size_t byte_begin, BertBuffers& buffers,
                                   PieceList& out) const {
    auto finish = [&](std::string_view word, const std::vector<TextSpan>& at) {
        add_pieces(model_, word, at, buffers.pieces, out);
    };
    WordSink sink(buffers, finish);
    std::string_view rest = std::string_view(prepared.text).substr(byte_begin);
    for (std::size_t i = begin; i < end && !out.full(); ++i) {
        const DecodedPoint c = decode_point(rest);
        rest.remove_prefix(c.bytes);
        switch (chars_.fate(c.point).kind()) {
            case CharKind::Space:
                sink.space(c.point, prepared.at[i]);
                break;
            case CharKind::Punctuation:
                sink.alone(c.point, prepared.at[i]);
                break;
            default:
                sink.letter(c.point, prepared.at[i]);
        }
    }
    sink.finish();
}

std::vector<PreparedWord> BertPipeline::words(std::string_view text, std::uint32_t first,
                                              BertBuffers& buffers) const {
    std::vector<PreparedWord> out;
    auto finish = [&](std::string_view word, const std::vector<TextSpan>& at) {
        out.push_back({std::string(word), {at.front().begin, at.back().end}, at.size()});
    };
    WordSink sink(buffers, finish);
    Preparer preparer(chars_, buffers, first, sink);
    preparer.put_all(text, first);
    sink.finish();
    return out;
}

}  // namespace engine
