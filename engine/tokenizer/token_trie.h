// Finds the longest known token at the start of some bytes: a double-array trie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace engine {

class TokenTrie {
public:
    static constexpr std::int32_t kNone = -1;

    struct Match {
        std::int32_t value = kNone;  // kNone: no token fits
        std::size_t length = 0;      // bytes
    };

    TokenTrie() : TokenTrie(std::vector<std::pair<std::string_view, std::int32_t>>{}) {}

    /// @param tokens  text and value (>= 0) of each; empty texts are skipped, of equal texts the
    /// last counts Cost: about O(bytes of all tokens), 12 bytes of memory a node.
    explicit TokenTrie(std::vector<std::pair<std::string_view, std::int32_t>> tokens);

    /// The state after reading `bytes` from `state`; kNone where no token goes on so. 0 is the
    /// start.
    std::int32_t walk(std::string_view bytes, std::int32_t state = 0) const {
        for (const char byte : bytes) {
            state = step(state, static_cast<std::uint8_t>(byte));
            if (state < 0) return kNone;
        }
        return state;
    }

    /// Longest token that `bytes` begin with, read on from `state`. Cost: O(its length).
    Match longest(std::string_view bytes, std::int32_t state = 0) const {
        Match best;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            state = step(state, static_cast<std::uint8_t>(bytes[i]));
            if (state < 0) break;
            if (nodes_[state].value >= 0) best = {nodes_[state].value, i + 1};
        }
        return best;
    }

    /// Value of exactly this token, or kNone.
    std::int32_t find(std::string_view token) const {
        const std::int32_t state = walk(token);
        return state < 0 ? kNone : nodes_[state].value;
    }

private:
    struct Node {
        std::int32_t base = 0;  // child of byte b stands at base + b
        std::int32_t parent = kNone;
        std::int32_t value = kNone;
    };

    std::int32_t step(std::int32_t state, std::uint8_t byte) const {
        const std::int32_t next = nodes_[state].base + byte;
        return nodes_[next].parent == state ? next : kNone;
    }
    std::int32_t free_base(const std::vector<std::uint8_t>& bytes);

    std::vector<Node>
        nodes_;  // always 256 longer than the last base, so that step() needs no check
    std::size_t search_from_ = 1;  // all nodes before are nearly full
};

}  // namespace engine
