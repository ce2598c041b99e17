#include "engine/base/diagnostics.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <regex>

#include "engine/base/files.h"
#include "engine/base/zip.h"

namespace engine {
namespace {

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    if (from.empty()) return;
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

}  // namespace

std::string without_names(std::string_view text) {
    std::string out(text);
    const char* home = std::getenv("HOME");
    const passwd* user = ::getpwuid(::getuid());
    for (const std::string& folder : {std::string(home == nullptr ? "" : home),
                                      std::string(user == nullptr ? "" : user->pw_dir)}) {
        if (folder.size() > 1) replace_all(out, folder, "~");
    }
    // Another user's, or one seen from inside a container.
    out = std::regex_replace(out, std::regex("/(home|Users)/[^/\\s\"]+"), "~");
    if (user != nullptr && std::string_view(user->pw_name) != "root") {
        const std::string name =
            std::regex_replace(std::string(user->pw_name), std::regex("[^A-Za-z0-9_-]"), "\\$&");
        out = std::regex_replace(out, std::regex("\\b" + name + "\\b"), "USER");
    }
    return out;
}

Result<void> write_diagnostics(const std::filesystem::path& file, const Diagnostics& what) {
    const auto pretty = [](const Json& json) {
        return without_names(json.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
    };
    // In JSON every text stands in quotation marks; in the log those are quotations.
    const std::string log =
        std::regex_replace(without_names(what.log),
                           std::regex("\"[^\"\\n]*\"|\xE2\x80\x9C[^\\n]*?\xE2\x80\x9D"), "\"...\"");
    return write_file_atomically(file, zip_bytes({{"system.json", pretty(what.system)},
                                                  {"settings.json", pretty(what.settings)},
                                                  {"log.txt", log}}));
}

}  // namespace engine
