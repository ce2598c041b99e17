#include "engine/base/error.h"

#include <array>
#include <utility>

namespace engine {

std::string_view name_of(ErrorCode code) {
    static constexpr std::array<std::string_view, 19> names = {
        "BadUsage",  "BadDocument", "NewerVersion", "UnknownKind", "UnknownOption",
        "BadOption", "BadPipeline", "BadData",      "BadFile",     "MissingFile",
        "BadModel",  "Unsupported", "Io",           "DiskFull",    "Database",
        "Locked",    "Cancelled",   "Numeric",      "Internal"};
    return names[static_cast<std::size_t>(code)];
}

std::string fill(std::string_view message, const std::vector<std::string>& arguments) {
    const auto digit_at = [&](std::size_t i) {
        return i < message.size() && message[i] >= '0' && message[i] <= '9' ? message[i] - '0' : -1;
    };
    std::string out;
    out.reserve(message.size() + 32);
    for (std::size_t i = 0; i < message.size(); ++i) {
        std::size_t place = 0, digits = 0;
        // "%w1" is a place too: for words that were translated before.
        const std::size_t words =
            message[i] == '%' && i + 1 < message.size() && message[i + 1] == 'w' ? 1 : 0;
        if (message[i] == '%' && digit_at(i + words + 1) > 0) {
            place = static_cast<std::size_t>(digit_at(i + words + 1));
            digits = 1;
            const int second = digit_at(i + words + 2);
            if (second >= 0 && place * 10 + static_cast<std::size_t>(second) <= arguments.size()) {
                place = place * 10 + static_cast<std::size_t>(second);
                digits = 2;
            }
        }
        if (digits > 0 && place <= arguments.size()) {
            out += arguments[place - 1];
            i += words + digits;
        } else {
            out += message[i];
        }
    }
    return out;
}

std::string Error::text() const { return fill(message, arguments); }

Error make_error(ErrorCode code, std::string message, std::vector<std::string> arguments,
                 std::string detail) {
    return Error{code, std::move(message), std::move(arguments), std::move(detail)};
}

}  // namespace engine
