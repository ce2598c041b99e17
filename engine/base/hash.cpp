#include "engine/base/hash.h"

#include <openssl/evp.h>

#include <cassert>
#include <fstream>
#include <vector>

namespace engine {
namespace {

// Looked up once: EVP_sha256() alone is looked up again at each start, which takes longer than the
// hash of a short text.
const EVP_MD* sha256_kind() {
    static const EVP_MD* const kind = [] {
        const EVP_MD* found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
        return found != nullptr ? found : EVP_sha256();
    }();
    return kind;
}

}  // namespace

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    [[maybe_unused]] const int ok = EVP_DigestInit_ex(state_->context, sha256_kind(), nullptr);
    assert(ok == 1);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
    EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

Digest Sha256::finish() {
    Digest out{};
    unsigned int size = 0;
    EVP_DigestFinal_ex(state_->context, out.data(), &size);
    assert(size == out.size());
    return out;
}

Digest sha256(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.finish();
}

std::string hex(std::span<const std::uint8_t> bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::string sha256_hex(std::string_view bytes) { return hex(sha256(bytes)); }

Result<std::string> sha256_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return make_error(ErrorCode::MissingFile, "%1 cannot be opened.", {path.string()});
    }
    Sha256 hash;
    std::vector<char> buffer(1 << 20);
    while (file) {
        file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        hash.add({buffer.data(), static_cast<std::size_t>(file.gcount())});
    }
    if (file.bad()) return make_error(ErrorCode::Io, "%1 cannot be read.", {path.string()});
    return hex(hash.finish());
}

std::uint64_t hash64(std::string_view bytes) {
    const Digest digest = sha256(bytes);
    std::uint64_t out = 0;
    for (int i = 0; i < 8; ++i) out = (out << 8) | digest[static_cast<std::size_t>(i)];
    return out;
}

std::uint64_t mix64(std::uint64_t value) {
    value += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

}  // namespace engine
