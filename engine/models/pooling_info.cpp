#include "engine/models/pooling_info.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/files.h"
#include "engine/base/json.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kLargestConfig = 1U << 20;

Result<Json> read_json_file(const fs::path& path) {
    const Result<std::string> text = read_file(path, kLargestConfig);
    if (!text) return text.error();
    return read_json(*text, path.string());
}

Error bad(const fs::path& file, std::string cause, ErrorCode code = ErrorCode::BadModel) {
    return make_error(code, "%1: %2.", {file.string(), std::move(cause)});
}

bool is_true(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

// Both spellings: one boolean a mode (older), or "pooling_mode": "mean" (newer).
Result<Pooling> read_mode(const Json& config, const fs::path& file) {
    if (!config.is_object()) return bad(file, "it does not hold an object");
    constexpr std::array kModes = {std::pair{"pooling_mode_mean_tokens", Pooling::Mean},
                                   std::pair{"pooling_mode_cls_token", Pooling::Cls},
                                   std::pair{"pooling_mode_max_tokens", Pooling::Max},
                                   std::pair{"pooling_mode_lasttoken", Pooling::Last}};
    if (const auto mode = config.find("pooling_mode"); mode != config.end() && mode->is_string()) {
        const auto name = mode->get<std::string>();
        if (name == "lasttoken") return Pooling::Last;
        Result<Pooling> known = pooling_of(name);
        return known ? known
                     : bad(file, "the pooling \"" + name + "\" is not supported",
                           ErrorCode::Unsupported);
    }
    for (const char* key :
         {"pooling_mode_mean_sqrt_len_tokens", "pooling_mode_weightedmean_tokens"}) {
        if (is_true(config, key))
            return bad(file, std::string(key) + " is not supported", ErrorCode::Unsupported);
    }
    std::optional<Pooling> found;
    for (const auto& [key, pooling] : kModes) {
        if (!is_true(config, key)) continue;
        if (found)
            return bad(file, "two poolings at once are not supported", ErrorCode::Unsupported);
        found = pooling;
    }
    if (!found) return bad(file, "it names no pooling");
    return *found;
}

bool stays_inside(const fs::path& relative) {
    if (relative.is_absolute()) return false;
    for (const fs::path& part : relative) {
        if (part == "..") return false;
    }
    return true;
}

Result<void> read_module(const fs::path& folder, const Json& module, PoolingInfo& info) {
    const fs::path list = folder / "modules.json";
    if (!module.is_object() || !module.contains("type") || !module["type"].is_string() ||
        !module.contains("path") || !module["path"].is_string()) {
        return bad(list, "a module has no type or path");
    }
    const auto type = module["type"].get<std::string>();
    const std::string kind =
        type.substr(type.rfind('.') == std::string::npos ? 0 : type.rfind('.') + 1);
    if (kind == "Transformer") return {};
    if (kind == "Normalize") {
        info.normalise = true;
        return {};
    }
    if (kind != "Pooling")
        return bad(list, "the module \"" + type + "\" is not supported", ErrorCode::Unsupported);
    const fs::path inside(module["path"].get<std::string>());
    if (!stays_inside(inside))
        return bad(list, "the path \"" + inside.string() + "\" leaves the folder");
    const fs::path file = folder / inside / "config.json";
    const Result<Json> config = read_json_file(file);
    if (!config) return config.error();
    const Result<Pooling> mode = read_mode(*config, file);
    if (!mode) return mode.error();
    info.pooling = *mode;
    info.stated = true;
    return {};
}

Result<void> read_length(const fs::path& file, PoolingInfo& info) {
    const Result<Json> config = read_json_file(file);
    if (!config) return config.error();
    if (!config->is_object()) return bad(file, "it does not hold an object");
    const auto length = config->find("max_seq_length");
    if (length == config->end() || length->is_null()) return {};
    if (!length->is_number_unsigned() || length->get<std::uint64_t>() < 1 ||
        length->get<std::uint64_t>() > 1U << 30) {
        return bad(file, "max_seq_length must be a whole number from 1 on");
    }
    info.max_tokens = length->get<std::int64_t>();
    return {};
}

}  // namespace

Result<PoolingInfo> read_pooling_info(const fs::path& folder) {
    PoolingInfo info;
    std::error_code ignored;
    const fs::path list = folder / "modules.json";
    if (fs::exists(list, ignored)) {
        const Result<Json> modules = read_json_file(list);
        if (!modules) return modules.error();
        if (!modules->is_array()) return bad(list, "it does not hold a list");
        for (const Json& module : *modules) {
            if (Result<void> good = read_module(folder, module, info); !good) return good.error();
        }
    }
    const fs::path length = folder / "sentence_bert_config.json";
    if (fs::exists(length, ignored)) {
        if (Result<void> good = read_length(length, info); !good) return good.error();
    }
    return info;
}

}  // namespace engine
