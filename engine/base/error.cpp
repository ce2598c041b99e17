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
    std::string out;
    out.reserve(message.size() + 32);
    for (std::size_t i = 0; i < message.size(); ++i) {
        const bool place = message[i] == '%' && i + 1 < message.size() && message[i + 1] >= '1' &&
                           message[i + 1] <= '9';
        if (place && static_cast<std::size_t>(message[i + 1] - '1') < arguments.size()) {
            out += arguments[static_cast<std::size_t>(message[i + 1] - '1')];
            ++i;
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
