// A fuzz target without libFuzzer, for any compiler: the kept inputs, then inputs made from them
// until the time is over; always the same inputs in the same order.
//   TARGET SECONDS FOUND_FILE FOLDER...
// An input that the target falls over, or is not done with within ten seconds, lies in FOUND_FILE.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/files.h"
#include "engine/base/stream.h"

extern "C" {
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
// What a sanitizer finds ends in the handler below, which keeps the input.
const char* __asan_default_options() { return "abort_on_error=1"; }
const char* __ubsan_default_options() { return "abort_on_error=1"; }
}

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongest = 1 << 16;
constexpr unsigned kSecondsForOne = 10;

// What a signal's handler may look at: no locks, no allocation.
std::string current;
const char* found_file = nullptr;

void keep_current() {
    const int file = ::open(found_file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0 || ::write(file, current.data(), current.size()) < 0) return;
    ::close(file);
}

void fall_over(int signal) {
    keep_current();
    constexpr std::string_view said =
        "The reader fell over an input, or did not come to its end.\n";
    if (::write(STDERR_FILENO, said.data(), said.size()) < 0) ::_exit(2);
    ::_exit(128 + signal);
}

void run(const std::string& input) {
    current = input;
    ::alarm(kSecondsForOne);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
    ::alarm(0);
}

std::vector<std::string> kept_inputs(int folders, char** names) {
    std::vector<fs::path> paths;
    for (int i = 0; i < folders; ++i) {
        std::error_code missing;
        for (const auto& entry : fs::directory_iterator(names[i], missing))
            if (entry.is_regular_file()) paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> out;
    for (const fs::path& path : paths)
        if (auto bytes = engine::read_file(path)) out.push_back(*std::move(bytes));
    return out;
}

// Pieces that mean something to one reader or another.
const std::string& word(engine::Stream& draw) {
    static const std::string words[] = {"{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        ":",
                                        "\"",
                                        "\"\"",
                                        "\\",
                                        "\\u0000",
                                        "\\ud800",
                                        "null",
                                        "true",
                                        "0",
                                        "-1",
                                        "1e308",
                                        "1e-400",
                                        "4294967296",
                                        "1.5",
                                        "1099511627776",
                                        "\n",
                                        "\r\n",
                                        "\t",
                                        ";",
                                        "'",
                                        "=1",
                                        "\xFF",
                                        "\xEF\xBB\xBF",
                                        "\xC0\x80",
                                        "\xF0\x9F\x98\x80",
                                        "[UNK]",
                                        "##",
                                        "F32",
                                        "shape",
                                        "id",
                                        "data_offsets",
                                        std::string(1, '\0'),
                                        std::string(64, '['),
                                        std::string(64, '{')};
    return words[draw.below(std::size(words))];
}

std::size_t place(engine::Stream& draw, const std::string& text) {
    return static_cast<std::size_t>(draw.below(text.size() + 1));
}

void change(std::string& text, const std::string& other, engine::Stream& draw) {
    const std::size_t at = place(draw, text);
    const auto length = static_cast<std::size_t>(1 + draw.below(draw.below(8) == 0 ? 512 : 16));
    switch (draw.below(8)) {
        case 0:
        case 1:
            if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << draw.below(8)));
            break;
        case 2:
            if (at < text.size()) text[at] = static_cast<char>(draw.below(256));
            break;
        case 3:
            text.erase(at, length);
            break;
        case 4:
            text.insert(at, text.substr(place(draw, text), length));
            break;
        case 5:
            text.insert(at, word(draw));
            break;
        case 6:
            text.replace(at, length, other.substr(place(draw, other), length));
            break;
        default:
            text.replace(at, length, word(draw));
    }
    if (text.size() > kLongest) text.resize(kLongest);
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 4) return std::fputs("TARGET SECONDS FOUND_FILE FOLDER...\n", stderr), 2;
    const std::chrono::duration<double> seconds(std::strtod(arguments[1], nullptr));
    found_file = arguments[2];
    const std::vector<std::string> kept = kept_inputs(count - 3, arguments + 3);
    if (kept.empty()) return std::fputs("There are no inputs in the folders.\n", stderr), 2;
    std::signal(SIGABRT, fall_over);
    std::signal(SIGALRM, fall_over);
    run("");
    for (const std::string& input : kept) run(input);
    const auto end = std::chrono::steady_clock::now() + seconds;
    std::uint64_t made = 0;
    for (; std::chrono::steady_clock::now() < end; ++made) {
        engine::Stream draw(1, "fuzz", 0, made);
        std::string input = kept[draw.below(kept.size())];
        for (std::uint64_t n = 1 + draw.below(1 + draw.below(12)); n > 0; --n)
            change(input, kept[draw.below(kept.size())], draw);
        run(input);
    }
    std::printf("%zu kept inputs and %llu made of them, none of which it fell over\n", kept.size(),
                static_cast<unsigned long long>(made));
    return 0;
}
