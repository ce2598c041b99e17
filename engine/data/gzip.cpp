#include "engine/data/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace engine {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;
constexpr int kGzipWindow = 15 + 16;  // the largest window; + 16: a gzip header and its checksum

// zlib's state, freed whatever happens.
class Inflater {
public:
    Inflater() { good_ = ::inflateInit2(&stream_, kGzipWindow) == Z_OK; }
    ~Inflater() { ::inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    bool good() const { return good_; }
    z_stream& stream() { return stream_; }

private:
    z_stream stream_ = {};
    bool good_ = false;
};

Error damaged(std::string_view file_name, const z_stream& stream) {
    return make_error(ErrorCode::BadFile,
                      "%1 is a damaged gzip file, or was cut off. Fetch it again, or unpack it to "
                      "see what is left.",
                      {std::string(file_name)}, stream.msg == nullptr ? "" : stream.msg);
}

Error too_large(std::string_view file_name, const UnpackBounds& bounds, std::size_t packed) {
    const std::size_t most =
        std::min(bounds.bytes, std::max(bounds.harmless, packed * bounds.ratio));
    return make_error(ErrorCode::BadData,
                      "%1 unpacks to more than %2 MB from %3 kB and was not read: such a file can "
                      "be made to fill the memory. If you trust it, unpack it yourself.",
                      {std::string(file_name), std::to_string(most >> 20),
                       std::to_string((packed + 1023) >> 10)});
}

// Unpacks piece by piece. go_on: size so far -> whether to; the rest is then left.
template <class GoOn>
Result<void> unpack(std::string_view bytes, std::string_view file_name, std::string& out,
                    bool& ended, GoOn go_on) {
    Inflater inflater;
    z_stream& stream = inflater.stream();
    if (!inflater.good()) return damaged(file_name, stream);
    std::string piece(kPiece, '\0');
    bool full = false;  // the last piece: zlib may hold more of the same input
    while (go_on(out.size())) {
        if (stream.avail_in == 0 && !full) {
            if (bytes.empty()) return {};
            const std::size_t next =
                std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max());
            // zlib reads only; its interface is older than const.
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
            stream.avail_in = static_cast<uInt>(next);
            bytes.remove_prefix(next);
        }
        if (ended) {  // another member, or what tools pad files with
            if (*stream.next_in != 0x1F) return {};
            ::inflateReset(&stream);
            ended = false;
        }
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        const int state = ::inflate(&stream, Z_NO_FLUSH);
        const bool more = state == Z_OK || state == Z_BUF_ERROR;  // the latter: nothing was held
        if (!more && state != Z_STREAM_END) return damaged(file_name, stream);
        full = more && stream.avail_out == 0;
        ended = state == Z_STREAM_END;
        out.append(piece, 0, piece.size() - stream.avail_out);
    }
    return {};
}

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B\x08"); }

Result<std::string> gunzip(std::string_view bytes, std::string_view file_name,
                           const UnpackBounds& bounds) {
    const std::size_t packed = bytes.size();
    const auto within = [&](std::size_t size) {
        return size <= bounds.bytes && (size <= bounds.harmless || size / bounds.ratio <= packed);
    };
    std::string out;
    bool ended = false;
    Result<void> done = unpack(bytes, file_name, out, ended, within);
    if (!done) return done.error();
    if (!within(out.size())) return too_large(file_name, bounds, packed);
    if (!ended) return damaged(file_name, {});
    return out;
}

Result<std::string> gunzip_start(std::string_view bytes, std::string_view file_name,
                                 std::size_t most) {
    std::string out;
    bool ended = false;
    Result<void> done =
        unpack(bytes, file_name, out, ended, [most](std::size_t size) { return size < most; });
    if (!done) return done.error();
    out.resize(std::min(out.size(), most));
    return out;
}

}  // namespace engine
