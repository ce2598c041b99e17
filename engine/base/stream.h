// Counter-based random streams: a draw depends on (seed, purpose, epoch, row or task id) and its
// number within that stream, never on what was drawn before elsewhere. Two runs that share a seed
// share their draws, whatever else the pipeline holds; a resumed run needs only its counters.
// Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", Philox4x32-10.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace engine {

/// One block of Philox4x32-10: 128 bits of counter, 64 bits of key -> 128 random bits.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key);

class Stream {
public:
    /// @param purpose  what the draws are for: "budget", "batches", "head_init"
    /// @param epoch    pass over the data, 0 where there is none
    /// @param id       row, task or tensor id, 0 where there is none
    Stream(std::uint64_t seed, std::string_view purpose, std::uint64_t epoch = 0,
           std::uint64_t id = 0);

    std::uint32_t next32();
    std::uint64_t next64();
    double uniform();                          // [0, 1), 53 bits
    std::uint64_t below(std::uint64_t limit);  // [0, limit), unbiased; limit > 0
    double normal();                           // mean 0, sd 1 (Box-Muller, two draws)

private:
    std::array<std::uint32_t, 2> key_{};
    std::array<std::uint32_t, 4> counter_{};
    std::array<std::uint32_t, 4> block_{};
    int used_ = 4;
};

/// A permutation of 0 .. n-1 (Fisher-Yates on the stream).
std::vector<std::int64_t> permutation(Stream& stream, std::int64_t n);

}  // namespace engine
