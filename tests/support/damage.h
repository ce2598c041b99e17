// A file's text damaged as storage and transfer damage it: cut short, bits flipped, a stretch
// doubled, left out or moved.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/files.h"
#include "engine/base/stream.h"
#include "tests/support/folders.h"

namespace test {

/// A seed of the fuzz targets, `name` under tests/fuzz/seeds.
inline std::string fuzz_seed(const std::string& name) {
    auto text =
        engine::read_file(std::string(support::source_folder) + "/tests/fuzz/seeds/" + name);
    return text ? *text : std::string();
}

/// The first 0/64, 1/64, ... 63/64 of the text.
inline std::vector<std::string> cuts(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < 64; ++i) out.emplace_back(text.substr(0, text.size() * i / 64));
    return out;
}

/// `count` copies with one to three flipped bits each, or with a stretch of up to 40 bytes left
/// out, doubled or written over the text elsewhere.
inline std::vector<std::string> damaged(std::string_view text, std::size_t count,
                                        std::string_view purpose) {
    std::vector<std::string> out;
    engine::Stream draw(1, purpose);
    for (std::size_t i = 0; i < count; ++i) {
        std::string copy(text);
        const auto from = static_cast<std::size_t>(draw.below(copy.size()));
        const auto length = static_cast<std::size_t>(1 + draw.below(40));
        switch (i % 8) {
            case 5:
                copy.erase(from, length);
                break;
            case 6:
                copy.insert(from, copy.substr(from, length));
                break;
            case 7:
                copy.replace(static_cast<std::size_t>(draw.below(copy.size())), length,
                             std::string(text.substr(from, length)));
                break;
            default:
                for (std::uint64_t flips = 1 + draw.below(3); flips > 0; --flips) {
                    const std::uint64_t bit = draw.below(copy.size() * 8);
                    copy[bit / 8] = static_cast<char>(copy[bit / 8] ^ (1 << (bit % 8)));
                }
        }
        out.push_back(std::move(copy));
    }
    return out;
}

/// A file that begins so and holds nothing but zeros up to a gigabyte; it takes no place on the
/// disk.
inline void write_gigabyte(const std::filesystem::path& path, std::string_view beginning) {
    std::ofstream(path, std::ios::binary) << beginning;
    std::filesystem::resize_file(path, std::uintmax_t{1} << 30);
}

constexpr double kRefusedWithin = 2;  // seconds: whatever a file says, it is refused by then

/// Seconds that `work` takes, waiting included.
template <class Work>
double seconds_of(const Work& work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace test
