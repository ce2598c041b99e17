#include "engine/tokenizer/tokenizer.h"

#include <algorithm>
#include <thread>

#include "engine/tokenizer/byte_letters.h"
#include "engine/tokenizer/tokenizer_parts.h"
#include "engine/tokenizer/utf8.h"

namespace engine {

namespace {

constexpr std::size_t kNoLimit = SIZE_MAX;

void start(PieceList& list, std::size_t limit, bool with_offsets) {
    list.ids.clear();
    list.offsets.clear();
    list.limit = limit;
    list.with_offsets = with_offsets;
}

void cut(PieceList& list, std::size_t length) {
    list.ids.resize(std::min(list.ids.size(), length));
    list.offsets.resize(std::min(list.offsets.size(), length));
}

/// Bytes of a text to numbers of code points; cheap while the places asked for lie close together.
class PointCounter {
public:
    explicit PointCounter(std::string_view text) : text_(text) {}
    std::uint32_t at(std::size_t byte) {
        if (byte >= byte_) {
            point_ += count_points(text_.substr(byte_, byte - byte_));
        } else {
            point_ -= count_points(text_.substr(byte, byte_ - byte));
        }
        byte_ = byte;
        return point_;
    }

private:
    std::string_view text_;
    std::size_t byte_ = 0;
    std::uint32_t point_ = 0;
};

}  // namespace

/// A text without typed added tokens; `first` is the number of its first code point.
void Tokenizer::Parts::encode_plain(std::string_view text, std::uint32_t first,
                                    TokenBuffers& buffers, PieceList& out) const {
    if (works_on_bytes()) return encode_bytes(text, first, buffers, out);
    encode_words(text, first, buffers, out);
}

// Nothing prepares the text here: added tokens that ask for prepared text are searched in the text
// itself, after the others.
void Tokenizer::Parts::encode_bytes(std::string_view text, std::uint32_t first,
                                    TokenBuffers& buffers, PieceList& out) const {
    const BytePairPipeline& bytes = std::get<BytePairPipeline>(pipeline);
    if (prepared.empty()) return bytes.encode(text, first, buffers.bytes, out);
    prepared.split(text, buffers.prepared);
    PointCounter points(text);
    for (const TextPiece& piece : buffers.prepared) {
        if (out.full()) return;
        const std::uint32_t begin = first + points.at(piece.begin);
        if (piece.id >= 0) {
            out.add(piece.id, {begin, first + points.at(piece.end)});
            trim.added(text.substr(piece.begin, piece.end - piece.begin), out);
        } else {
            bytes.encode(text.substr(piece.begin, piece.end - piece.begin), begin, buffers.bytes,
                         out);
        }
    }
}

void Tokenizer::Parts::encode_words(std::string_view text, std::uint32_t first,
                                    TokenBuffers& buffers, PieceList& out) const {
    const BertPipeline& bert = std::get<BertPipeline>(pipeline);
    if (prepared.empty()) {
        bert.encode(text, first, buffers.bert, out);
        return;
    }
    const PreparedText whole = bert.prepare(text, first, buffers.bert);
    prepared.split(whole.text, buffers.prepared);
    PointCounter points(whole.text);
    for (const TextPiece& piece : buffers.prepared) {
        if (out.full()) return;
        const std::uint32_t begin = points.at(piece.begin);
        const std::uint32_t end = points.at(piece.end);
        if (piece.id >= 0) {
            out.add(piece.id, {whole.at[begin].begin, whole.at[end - 1].end});
        } else {
            bert.encode_prepared(whole, begin, end, piece.begin, buffers.bert, out);
        }
    }
}

OffsetTrim::Spaces OffsetTrim::ends_of(std::string_view text) {
    static const char32_t space_letter = decode_point(letter_of_byte(' ')).point;
    Spaces out;
    bool only_white = true;
    while (!text.empty()) {
        const DecodedPoint c = decode_point(text);
        const bool white = c.point == space_letter || is_white_space(c.point);
        only_white = only_white && white;
        out.before += only_white ? 1 : 0;
        out.after = white ? out.after + 1 : 0;
        text.remove_prefix(c.bytes);
    }
    return out;
}

void OffsetTrim::cut(const Spaces& spaces, bool first, TextSpan& at) const {
    const bool spared = keeps_first_space && (first || at.begin == 0) && spaces.before > 0;
    at.begin = std::min(at.begin + spaces.before - (spared ? 1 : 0), at.end);
    if (at.end >= spaces.after) at.end = std::max(at.end - spaces.after, at.begin);
}

void OffsetTrim::apply(PieceList& pieces) const {
    for (std::size_t i = 0; on && i < pieces.offsets.size(); ++i)
        cut(of_token[static_cast<std::size_t>(pieces.ids[i])], i == 0, pieces.offsets[i]);
}

void OffsetTrim::added(std::string_view typed, PieceList& pieces) const {
    if (on && pieces.with_offsets)
        cut(ends_of(typed), pieces.offsets.size() == 1, pieces.offsets.back());
}

void Tokenizer::Parts::encode(std::string_view text, TokenBuffers& buffers, PieceList& out) const {
    typed.split(text, buffers.typed);
    PointCounter points(text);
    for (const TextPiece& piece : buffers.typed) {
        if (out.full()) break;
        const std::uint32_t begin = points.at(piece.begin);
        if (piece.id >= 0) {
            out.add(piece.id, {begin, points.at(piece.end)});
            trim.added(text.substr(piece.begin, piece.end - piece.begin), out);
        } else {
            encode_plain(text.substr(piece.begin, piece.end - piece.begin), begin, buffers, out);
        }
    }
    trim.apply(out);
}

/// Tokens that the texts may have when the template's special ones are put around them.
std::size_t Tokenizer::Parts::room(const EncodeOptions& options,
                                   const std::vector<TemplatePart>& parts) const {
    if (!options.max_tokens) return kNoLimit;
    const std::size_t taken = special_count(parts);
    return *options.max_tokens > taken ? *options.max_tokens - taken : 0;
}

Tokenizer::Tokenizer(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

Encoding Tokenizer::encode(std::string_view text, const EncodeOptions& options) const {
    TokenBuffers buffers;
    const auto& parts = options.add_special ? parts_->frame.single : parts_->bare.single;
    const std::size_t room = parts_->room(options, parts);
    start(buffers.first, room, true);
    parts_->encode(text, buffers, buffers.first);
    cut(buffers.first, room);
    return assemble(parts, buffers.first, nullptr);
}

Encoding Tokenizer::encode_pair(std::string_view first, std::string_view second,
                                const EncodeOptions& options) const {
    TokenBuffers buffers;
    const auto& parts = options.add_special ? parts_->frame.pair : parts_->bare.pair;
    const std::size_t room = parts_->room(options, parts);
    start(buffers.first, kNoLimit, true);  // in full: which one is longer decides on the odd token
    start(buffers.second, kNoLimit, true);
    parts_->encode(first, buffers, buffers.first);
    parts_->encode(second, buffers, buffers.second);
    if (room != kNoLimit) {
        const auto [a, b] =
            longest_first(buffers.first.ids.size(), buffers.second.ids.size(), room);
        cut(buffers.first, a);
        cut(buffers.second, b);
    }
    return assemble(parts, buffers.first, &buffers.second);
}

std::vector<Encoding> Tokenizer::encode_batch(std::span<const std::string> texts,
                                              const EncodeOptions& options, int threads) const {
    std::vector<Encoding> out(texts.size());
    const auto& parts = options.add_special ? parts_->frame.single : parts_->bare.single;
    const std::size_t room = parts_->room(options, parts);
    const auto work = [&](std::size_t begin, std::size_t end) {
        TokenBuffers buffers;
        for (std::size_t i = begin; i < end; ++i) {
            start(buffers.first, room, true);
            parts_->encode(texts[i], buffers, buffers.first);
            cut(buffers.first, room);
            out[i] = assemble(parts, buffers.first, nullptr);
        }
    };
    const std::size_t shares =
        std::clamp<std::size_t>(static_cast<std::size_t>(std::max(threads, 1)), 1,
                                std::max<std::size_t>(texts.size() / 16, 1));
    std::vector<std::jthread> helpers;  // joined when they leave this scope
    for (std::size_t i = 1; i < shares; ++i) {
        helpers.emplace_back(work, texts.size() * i / shares, texts.size() * (i + 1) / shares);
    }
    work(0, texts.size() / shares);
    return out;
}

Tokenizer::PackedIds Tokenizer::encode_ids(std::span<const std::string> texts,
                                           const EncodeOptions& options) const {
    PackedIds out;
    out.offsets.reserve(texts.size() + 1);
    const auto& parts = options.add_special ? parts_->frame.single : parts_->bare.single;
    const std::size_t room = parts_->room(options, parts);
    TokenBuffers buffers;
    for (const std::string& text : texts) {
        start(buffers.first, room, false);
        parts_->encode(text, buffers, buffers.first);
        cut(buffers.first, room);
        const std::size_t before = out.ids.size();
        for (const TemplatePart& part : parts) {
            const bool special = part.what == TemplatePart::What::Special;
            const auto& ids = special ? part.ids : buffers.first.ids;
            out.ids.insert(out.ids.end(), ids.begin(), ids.end());
        }
        if (options.never_empty && out.ids.size() == before) out.ids.push_back(parts_->stand_in);
        out.offsets.push_back(static_cast<std::int64_t>(out.ids.size()));
    }
    return out;
}

std::optional<std::int32_t> Tokenizer::id_of(std::string_view token) const {
    const auto found = parts_->ids.find(token);
    return found == parts_->ids.end() ? std::nullopt : std::optional(found->second);
}

std::string_view Tokenizer::token_of(std::int32_t id) const {
    const auto at = static_cast<std::size_t>(id);
    return id >= 0 && at < parts_->tokens.size() ? std::string_view(parts_->tokens[at])
                                                 : std::string_view{};
}

const SpecialIds& Tokenizer::special() const { return parts_->special; }
std::size_t Tokenizer::vocabulary_size() const { return parts_->ids.size(); }
std::int32_t Tokenizer::id_limit() const {
    return static_cast<std::int32_t>(parts_->tokens.size());
}
const std::string& Tokenizer::fingerprint() const { return parts_->fingerprint; }

bool Tokenizer::works_on_bytes() const { return parts_->works_on_bytes(); }

std::optional<std::string> Tokenizer::bytes_of(std::int32_t id) const {
    const bool added = std::any_of(parts_->added_ids.begin(), parts_->added_ids.end(),
                                   [&](std::int32_t known) { return known == id; });
    if (!works_on_bytes() || added) return std::nullopt;
    return bytes_of_letters(token_of(id));
}

std::vector<UnknownWord> Tokenizer::unknown_words(std::string_view text) const {
    if (works_on_bytes()) return {};  // every byte has a token
    const BertPipeline& bert = std::get<BertPipeline>(parts_->pipeline);
    TokenBuffers buffers;
    std::vector<UnknownWord> out;
    PointCounter points(text);
    parts_->typed.split(text, buffers.typed);
    for (const TextPiece& piece : buffers.typed) {
        const std::string_view part = text.substr(piece.begin, piece.end - piece.begin);
        if (piece.id < 0) {
            for (PreparedWord& word : bert.words(part, points.at(piece.begin), buffers.bert)) {
                const bool too_long = word.chars > bert.model().max_chars();
                const std::size_t covered = bert.model().covered(word.text);
                if (!too_long && covered == word.text.size()) continue;
                std::string stuck;
                if (!too_long)
                    append_point(decode_point(std::string_view(word.text).substr(covered)).point,
                                 stuck);
                out.push_back({word.at, std::move(word.text), too_long, std::move(stuck)});
            }
        }
    }
    return out;
}

}  // namespace engine
