// Texts of which none is like another: what is made of two of them are no near copies.
#pragma once

#include <string>

namespace engine {

inline std::string request_text(int i) {
    return "request " + std::to_string(i * 7919) + " about item " + std::to_string(i * 104729) +
           " from street " + std::to_string(i * 1299709);
}

/// Two hundred labelled texts; every fourth comes again with a word more: near copies.
inline std::string requests_csv() {
    std::string out = "text,label\n";
    for (int i = 0; i < 200; ++i) {
        const std::string text = request_text(i);
        out += text + (i % 2 == 0 ? ",a\n" : ",b\n");
        if (i % 4 == 0) out += text + " ok,a\n";
    }
    return out;
}

}  // namespace engine
