#include "engine/data/near_copies.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

#include "engine/base/hash.h"
#include "engine/base/stream.h"
#include "engine/data/text_normal.h"

namespace engine {
namespace {

constexpr std::size_t kShingle = 5;  // characters
constexpr std::size_t kBands = 16;
constexpr std::size_t kRowsOfBand = 8;
constexpr std::size_t kHashes = kBands * kRowsOfBand;
// Of one text in one part: beyond so many candidates more of them say little, and texts from one
// mould would cost their square.
constexpr std::size_t kMostCandidates = 64;

using Bands = std::array<std::uint64_t, kBands>;

// 128 functions x -> high half of a x + b, a odd; always the same ones.
class MinHash {
public:
    MinHash() {
        Stream stream(0, "minhash");
        for (std::size_t i = 0; i < kHashes; ++i) {
            a_[i] = stream.next64() | 1;
            b_[i] = stream.next64();
        }
    }
    Bands bands_of(const std::vector<std::uint64_t>& set) const {
        std::array<std::uint32_t, kHashes> least;
        least.fill(std::numeric_limits<std::uint32_t>::max());
        for (const std::uint64_t x : set) {
            for (std::size_t i = 0; i < kHashes; ++i)
                least[i] =
                    std::min(least[i], static_cast<std::uint32_t>((a_[i] * x + b_[i]) >> 32));
        }
        Bands out;
        for (std::size_t band = 0; band < kBands; ++band) {
            std::uint64_t key = band;
            for (std::size_t i = 0; i < kRowsOfBand; ++i)
                key = mix64(key ^ least[band * kRowsOfBand + i]);
            out[band] = key;
        }
        return out;
    }

private:
    std::array<std::uint64_t, kHashes> a_{}, b_{};
};

// Rows of one part by their bands.
class Index {
public:
    void add(std::int64_t row, const Bands& bands) {
        for (const std::uint64_t band : bands) rows_[band].push_back(row);
    }
    std::vector<std::int64_t> candidates(const Bands& bands) const {
        std::vector<std::int64_t> out;
        for (const std::uint64_t band : bands) {
            const auto found = rows_.find(band);
            if (found == rows_.end()) continue;
            for (const std::int64_t row : found->second) {
                if (out.size() == kMostCandidates) break;
                if (std::find(out.begin(), out.end(), row) == out.end()) out.push_back(row);
            }
        }
        return out;
    }

private:
    std::unordered_map<std::uint64_t, std::vector<std::int64_t>> rows_;
};

}  // namespace

std::vector<std::uint64_t> shingles(std::string_view text) {
    const std::string key = copy_key(text);
    std::vector<std::int32_t> starts;  // of the characters, and the end
    const auto length = static_cast<std::int32_t>(key.size());
    for (std::int32_t at = 0; at < length;) {
        starts.push_back(at);
        U8_FWD_1(key.data(), at, length);
    }
    starts.push_back(length);
    std::vector<std::uint64_t> out;
    const std::size_t characters = starts.size() - 1;
    if (characters > 0 && characters < kShingle) out.push_back(hash64(key));
    for (std::size_t i = 0; i + kShingle <= characters; ++i) {
        const auto from = static_cast<std::size_t>(starts[i]);
        out.push_back(hash64(std::string_view(key).substr(
            from, static_cast<std::size_t>(starts[i + kShingle]) - from)));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

double jaccard(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::size_t common = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j]) {
            ++common;
            ++i;
            ++j;
        } else if (a[i] < b[j]) {
            ++i;
        } else {
            ++j;
        }
    }
    const std::size_t all = a.size() + b.size() - common;
    return all == 0 ? 1.0 : static_cast<double>(common) / static_cast<double>(all);
}

std::vector<NearCopy> near_copies(const Table& table, std::int64_t most_rows, double threshold) {
    std::vector<NearCopy> out;
    if (table.text.empty() || table.part.empty()) return out;
    const std::size_t rows =
        most_rows > 0 ? std::min(table.rows(), static_cast<std::size_t>(most_rows)) : table.rows();
    const MinHash hash;
    std::vector<Bands> bands(rows);
    std::array<Index, 4> parts;
    for (std::size_t i = 0; i < rows; ++i) {
        const auto set = shingles(table.text[i]);
        if (set.empty() || table.part[i] == Part::None) continue;
        bands[i] = hash.bands_of(set);
        parts[static_cast<std::size_t>(table.part[i])].add(static_cast<std::int64_t>(i), bands[i]);
    }
    for (std::size_t i = 0; i < rows; ++i) {
        const auto part = static_cast<std::size_t>(table.part[i]);
        if (part <= static_cast<std::size_t>(Part::Train)) continue;
        std::vector<std::uint64_t> own;
        for (std::size_t earlier = 1; earlier < part; ++earlier) {
            NearCopy best{static_cast<std::int64_t>(i), -1, threshold};
            for (const std::int64_t row : parts[earlier].candidates(bands[i])) {
                if (own.empty()) own = shingles(table.text[i]);
                const double alike =
                    jaccard(own, shingles(table.text[static_cast<std::size_t>(row)]));
                const bool better = best.origin < 0 ? alike >= threshold : alike > best.similarity;
                if (better) best = {best.row, row, alike};
            }
            if (best.origin >= 0) out.push_back(best);
        }
    }
    return out;
}

}  // namespace engine
