#include "engine/stages/feature_cache.h"

#include <ATen/ATen.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <numeric>
#include <unordered_map>

#include "engine/base/files.h"
#include "engine/base/hash.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

using TextKey = std::array<std::uint64_t, 2>;
struct TextKeyHash {
    std::size_t operator()(const TextKey& key) const { return key[0]; }
};

constexpr std::size_t kPiece = 256;  // texts embedded between two writes

TextKey key_of(const std::string& text) {
    const Digest digest = sha256(text);
    TextKey key{};
    std::memcpy(key.data(), digest.data(), sizeof key);
    return key;
}

std::uint64_t checksum(const TextKey& key, const float* vector, std::size_t dim) {
    std::uint64_t sum = key[0] ^ mix64(key[1]);
    for (std::size_t i = 0; i < dim; ++i) {
        std::uint32_t bits = 0;
        std::memcpy(&bits, vector + i, sizeof bits);
        sum = (sum ^ bits) * 0x9E3779B97F4A7C15ULL;
        sum ^= sum >> 29;
    }
    return sum;
}

}  // namespace

struct FeatureCache::Store {
    std::int64_t dim = 0;
    int file = -1;  // -1: nothing is kept on the disk
    fs::path path;
    std::vector<float> vectors;  // [known, dim]
    std::unordered_map<TextKey, std::size_t, TextKeyHash> rows;

    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    ~Store() {
        if (file >= 0) ::close(file);
    }

    std::size_t record_bytes() const {
        return sizeof(TextKey) + static_cast<std::size_t>(dim) * 4 + 8;
    }

    void remember(const TextKey& key, const float* vector) {
        rows.emplace(key, rows.size());
        vectors.insert(vectors.end(), vector, vector + dim);
    }

    // Reads the records up to the first that a crash cut or tore; what follows is dropped.
    Result<void> read_all() {
        auto bytes = read_file(path, std::uintmax_t{1} << 40);
        if (!bytes && bytes.error().code == ErrorCode::MissingFile) return open_for_append(0);
        if (!bytes) return bytes.error();
        const std::size_t size = record_bytes();
        std::size_t at = 0;
        std::vector<float> vector(static_cast<std::size_t>(dim));
        for (; at + size <= bytes->size(); at += size) {
            TextKey key{};
            std::uint64_t sum = 0;
            std::memcpy(key.data(), bytes->data() + at, sizeof key);
            std::memcpy(vector.data(), bytes->data() + at + sizeof key, vector.size() * 4);
            std::memcpy(&sum, bytes->data() + at + sizeof key + vector.size() * 4, sizeof sum);
            if (sum != checksum(key, vector.data(), vector.size())) break;
            if (rows.count(key) == 0) remember(key, vector.data());
        }
        return open_for_append(at);
    }

    Result<void> open_for_append(std::size_t good_bytes) {
        file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
        if (file < 0) return io_error(errno, path);
        if (::ftruncate(file, static_cast<off_t>(good_bytes)) != 0) return io_error(errno, path);
        if (::lseek(file, 0, SEEK_END) < 0) return io_error(errno, path);
        return {};
    }

    Result<void> append(const std::vector<TextKey>& keys, const at::Tensor& fresh) {
        const float* data = fresh.const_data_ptr<float>();
        std::string bytes;
        bytes.reserve(keys.size() * record_bytes());
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const float* vector = data + i * static_cast<std::size_t>(dim);
            remember(keys[i], vector);
            const std::uint64_t sum = checksum(keys[i], vector, static_cast<std::size_t>(dim));
            bytes.append(reinterpret_cast<const char*>(keys[i].data()), sizeof(TextKey));
            bytes.append(reinterpret_cast<const char*>(vector), static_cast<std::size_t>(dim) * 4);
            bytes.append(reinterpret_cast<const char*>(&sum), sizeof sum);
        }
        if (file < 0) return {};
        std::size_t written = 0;
        while (written < bytes.size()) {
            const ssize_t n = ::write(file, bytes.data() + written, bytes.size() - written);
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return io_error(errno, path);
            written += static_cast<std::size_t>(n);
        }
        return {};
    }
};

FeatureCache::FeatureCache(fs::path root) : root_(std::move(root)) {}
FeatureCache::~FeatureCache() = default;

Result<FeatureCache::Store*> FeatureCache::open(const FeatureSpace& space) {
    const std::string id = sha256_hex(compact_json(space.what));
    auto& store = stores_[id];
    if (store) return store.get();
    auto fresh = std::make_unique<Store>();
    fresh->dim = space.dim;
    if (space.keep) {
        std::error_code problem;
        fs::create_directories(root_ / id, problem);
        if (problem) return io_error(problem.value(), root_ / id);
        if (!fs::exists(root_ / id / "space.json", problem)) {
            auto written =
                write_file_atomically(root_ / id / "space.json", compact_json(space.what) + "\n");
            if (!written) return written.error();
        }
        fresh->path = root_ / id / "vectors.bin";
        if (auto read = fresh->read_all(); !read) return read.error();
    }
    store = std::move(fresh);
    return store.get();
}

Result<at::Tensor> FeatureCache::vectors(
    const FeatureSpace& space, std::span<const std::string> texts, const Embed& embed,
    const std::function<void(std::int64_t, std::int64_t)>& progress, Counts* counts) {
    auto opened = open(space);
    if (!opened) return opened.error();
    Store& store = **opened;
    std::vector<TextKey> keys;
    keys.reserve(texts.size());
    std::vector<std::size_t> missing;
    std::unordered_map<TextKey, std::size_t, TextKeyHash> asked;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        keys.push_back(key_of(texts[i]));
        if (store.rows.count(keys[i]) == 0 && asked.emplace(keys[i], i).second)
            missing.push_back(i);
    }
    if (counts != nullptr) {
        counts->computed = static_cast<std::int64_t>(missing.size());
        counts->found = static_cast<std::int64_t>(texts.size() - missing.size());
    }
    // Texts of like length share a piece, so that batches are even.
    std::stable_sort(missing.begin(), missing.end(), [&](std::size_t a, std::size_t b) {
        return texts[a].size() < texts[b].size();
    });
    const auto total = static_cast<std::int64_t>(missing.size());
    for (std::size_t from = 0; from < missing.size(); from += kPiece) {
        const std::size_t to = std::min(missing.size(), from + kPiece);
        std::vector<std::string> piece;
        std::vector<TextKey> piece_keys;
        for (std::size_t i = from; i < to; ++i) {
            piece.push_back(texts[missing[i]]);
            piece_keys.push_back(keys[missing[i]]);
        }
        auto fresh = embed(piece);
        if (!fresh) return fresh.error();
        if (auto kept = store.append(piece_keys, fresh->to(at::kFloat).contiguous()); !kept)
            return kept.error();
        if (progress) progress(static_cast<std::int64_t>(to), total);
    }
    if (!missing.empty() && store.file >= 0 && ::fdatasync(store.file) != 0)
        return io_error(errno, store.path);
    at::Tensor out = at::empty({static_cast<std::int64_t>(texts.size()), space.dim}, at::kFloat);
    auto* data = out.mutable_data_ptr<float>();
    const auto dim = static_cast<std::size_t>(space.dim);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::memcpy(data + i * dim, store.vectors.data() + store.rows.at(keys[i]) * dim, dim * 4);
    }
    return out;
}

}  // namespace engine
