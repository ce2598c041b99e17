// Holds the sources to the table of rooms, docs/rooms.txt, and to the few rules that a program can
// check.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/folders.h"

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const fs::path root = support::source_folder;

struct Room {
    std::string library;  // core, data, engine, window, mains
    Names may_include;    // other rooms
};

struct Source {
    std::string path;  // from the root: "engine/base/hash.h"
    std::string room;  // "base"; "tests" for tests
    std::vector<std::string> lines;
    std::vector<std::string> includes;  // what stands between the quotes or angle brackets
};

std::vector<std::string> lines_of(const fs::path& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

Names words_of(const std::string& text) {
    std::istringstream in(text);
    Names words;
    for (std::string word; in >> word;) words.insert(word);
    return words;
}

std::map<std::string, Room> table_of_rooms() {
    std::map<std::string, Room> rooms;
    for (const auto& line : lines_of(root / "docs/rooms.txt")) {
        const auto colon = line.find(':');
        if (line.empty() || line[0] == '#' || colon == std::string::npos) continue;
        std::istringstream head(line.substr(0, colon));
        std::string name;
        Room room;
        head >> name >> room.library;
        room.may_include = words_of(line.substr(colon + 1));
        rooms[name] = room;
    }
    return rooms;
}

/// "engine/base/hash.h" -> "base"; "widgets/pages/x.h" -> "widgets"; "" for what stands in no room.
std::string room_of(const std::string& path) {
    static const std::regex pattern("^(engine/([a-z_]+)|widgets|app|tests)/.*");
    std::smatch found;
    if (!std::regex_match(path, found, pattern)) return "";
    return found[2].matched ? found[2].str() : found[1].str();
}

bool is_code(const fs::path& path) {
    static const Names endings{".cpp", ".h", ".cu"};
    return endings.contains(path.extension().string());
}

std::vector<Source> read_sources() {
    static const std::regex include(R"re(^\s*#\s*include\s*["<]([^">]+)[">].*)re");
    std::vector<Source> sources;
    for (const char* folder : {"engine", "widgets", "app", "tests"}) {
        if (!fs::exists(root / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (!entry.is_regular_file() || !is_code(entry.path())) continue;
            Source source;
            source.path = fs::relative(entry.path(), root).generic_string();
            source.room = room_of(source.path);
            source.lines = lines_of(entry.path());
            for (const auto& line : source.lines) {
                std::smatch found;
                if (std::regex_match(line, found, include)) source.includes.push_back(found[1]);
            }
            sources.push_back(std::move(source));
        }
    }
    return sources;
}

const std::vector<Source>& all_sources() {
    static const auto sources = read_sources();
    return sources;
}

const std::map<std::string, Room>& rooms() {
    static const auto table = table_of_rooms();
    return table;
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
    return std::any_of(starts.begin(), starts.end(), [&](auto s) { return text.starts_with(s); });
}

bool is_torch_header(std::string_view name) {
    return starts_with_any(name, {"torch/", "ATen/", "c10/", "caffe2/"});
}

bool is_qt_header(std::string_view name) {
    const bool class_header = name.size() > 1 && name[0] == 'Q' && std::isupper(name[1]) != 0;
    return class_header || name.starts_with("Qt") || name.starts_with("qcustomplot");
}

bool is_sqlite_header(std::string_view name) {
    return starts_with_any(name, {"sqlite3", "SQLiteCpp/"});
}

bool is_arrow_header(std::string_view name) {
    return starts_with_any(name, {"arrow/", "parquet/"});
}

std::string library_of(const std::string& room) {
    const auto found = rooms().find(room);
    return found == rooms().end() ? "" : found->second.library;
}

/// Headers of the rooms base to reader that some other room or program reaches, itself or through
/// another header.
Names public_headers() {
    std::map<std::string, const Source*> by_path;
    for (const auto& source : all_sources()) by_path[source.path] = &source;
    std::vector<std::string> open;
    for (const auto& source : all_sources()) {
        if (source.room == "tests") continue;
        for (const auto& name : source.includes) {
            if (by_path.contains(name) && by_path[name]->room != source.room) open.push_back(name);
        }
    }
    Names reached;
    while (!open.empty()) {
        const auto path = open.back();
        open.pop_back();
        if (!reached.insert(path).second) continue;
        for (const auto& name : by_path[path]->includes) {
            if (by_path.contains(name)) open.push_back(name);
        }
    }
    return reached;
}

/// NEEDED entries of a shared library or program.
std::vector<std::string> linked_libraries(const std::string& file) {
    const auto command = "readelf --dynamic --wide '" + file + "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::vector<std::string> needed;
    std::array<char, 4096> line{};
    static const std::regex entry(R"re(.*\(NEEDED\).*\[(.*)\]\s*)re");
    while (pipe && fgets(line.data(), line.size(), pipe.get()) != nullptr) {
        std::cmatch found;
        if (std::regex_match(line.data(), found, entry)) needed.push_back(found[1]);
    }
    return needed;
}

void expect_links_none_of(const std::string& file,
                          std::initializer_list<std::string_view> forbidden) {
    const auto needed = linked_libraries(file);
    ASSERT_FALSE(needed.empty()) << "readelf says nothing about " << file;
    for (const auto& library : needed) {
        EXPECT_FALSE(starts_with_any(library, forbidden)) << file << " links " << library;
    }
}

TEST(Rooms, EverySourceOfTheEngineStandsInARoomOfTheTable) {
    EXPECT_GE(rooms().size(), 20U);
    for (const auto& source : all_sources()) {
        if (source.room == "tests") continue;
        EXPECT_TRUE(rooms().contains(source.room))
            << source.path << " is in no room of docs/rooms.txt";
    }
}

TEST(Rooms, TheTableHasNoCircleAndNoUnknownName) {
    Names above;  // the table goes from the lowest room up
    for (const auto& line : lines_of(root / "docs/rooms.txt")) {
        const auto colon = line.find(':');
        if (line.empty() || line[0] == '#' || colon == std::string::npos) continue;
        for (const auto& name : words_of(line.substr(colon + 1))) {
            EXPECT_TRUE(above.contains(name)) << "'" << name << "' is not above this row: " << line;
        }
        above.insert(line.substr(0, line.find(' ')));
    }
}

TEST(Rooms, ARoomIncludesOnlyTheRoomsOfItsRow) {
    for (const auto& source : all_sources()) {
        if (source.room == "tests" || !rooms().contains(source.room)) continue;
        for (const auto& name : source.includes) {
            const auto other = room_of(name);
            if (other.empty() || other == source.room) continue;
            EXPECT_TRUE(rooms().at(source.room).may_include.contains(other))
                << source.path << " includes " << name << ", and '" << source.room
                << "' may not include '" << other << "'";
        }
    }
}

TEST(Rooms, HeadersOfThisProjectAreNamedFromTheRoot) {
    for (const auto& source : all_sources()) {
        for (const auto& name : source.includes) {
            if (room_of(name).empty()) continue;
            EXPECT_TRUE(fs::exists(root / name)) << source.path << " includes " << name;
        }
        for (const auto& line : source.lines) {
            EXPECT_EQ(line.find("#include \"../"), std::string::npos)
                << source.path << ": " << line;
        }
    }
}

TEST(Rooms, TheEngineAndTheProgramWithoutAWindowNeverIncludeQt) {
    for (const auto& source : all_sources()) {
        if (!starts_with_any(source.path, {"engine/", "app/headless/", "tests/engine/"})) continue;
        for (const auto& name : source.includes) {
            EXPECT_FALSE(is_qt_header(name)) << source.path << " includes " << name;
        }
    }
}

TEST(Rooms, LibTorchIsUsedByTheRoomsOfTheEngineLibraryOnly) {
    for (const auto& source : all_sources()) {
        if (source.room == "tests" || library_of(source.room) == "engine") continue;
        for (const auto& name : source.includes) {
            EXPECT_FALSE(is_torch_header(name)) << source.path << " includes " << name;
        }
    }
}

TEST(Rooms, NoPublicHeaderOfCoreAndDataNamesATypeOfLibTorchSqliteOrArrow) {
    static const std::regex foreign(
        R"re((^|[^A-Za-z0-9_:])(at|c10|torch|arrow|parquet|SQLite)::|[^A-Za-z0-9_]sqlite3([^A-Za-z0-9_]|_))re");
    const auto reached = public_headers();
    for (const auto& source : all_sources()) {
        const auto library = library_of(source.room);
        if ((library != "core" && library != "data") || !reached.contains(source.path)) continue;
        for (const auto& name : source.includes) {
            EXPECT_FALSE(is_torch_header(name) || is_sqlite_header(name) || is_arrow_header(name))
                << source.path << " is reached from other rooms and includes " << name;
        }
        for (const auto& line : source.lines) {
            const auto code = line.substr(0, line.find("//"));
            EXPECT_FALSE(std::regex_search(code, foreign))
                << source.path << " is reached from other rooms: " << line;
        }
    }
}

TEST(Rooms, TheBuildGivesARoomOnlyTheRoomsOfItsRow) {
    static const std::regex entry(R"re(\s*warmstart_room\((\w+)([^)]*)\).*)re");
    static const Names words{"INCLUDES", "TORCH"};
    int seen = 0;
    for (const auto& line : lines_of(root / "engine/CMakeLists.txt")) {
        std::smatch found;
        if (!std::regex_match(line, found, entry)) continue;
        ++seen;
        const auto room = found[1].str();
        const auto arguments = found[2].str();
        ASSERT_TRUE(rooms().contains(room)) << line;
        for (const auto& name : words_of(arguments.substr(0, arguments.find("EXTERNAL")))) {
            EXPECT_TRUE(words.contains(name) || rooms().at(room).may_include.contains(name))
                << line;
        }
        EXPECT_EQ(arguments.find("TORCH") != std::string::npos,
                  rooms().at(room).library == "engine")
            << line;
    }
    EXPECT_GE(seen, 9);
}

TEST(Rooms, FilesHaveAtMost400Lines) {
    for (const auto& source : all_sources()) {
        if (!source.lines.empty() && source.lines[0].starts_with("// Generated by ")) continue;
        EXPECT_LE(source.lines.size(), 400U) << source.path;
    }
}

TEST(Libraries, CoreAndDataLinkNeitherLibTorchNorQt) {
    expect_links_none_of(WARMSTART_CORE_LIBRARY,
                         {"libtorch", "libc10", "libQt", "libarrow", "libwarmstart"});
    expect_links_none_of(WARMSTART_DATA_LIBRARY,
                         {"libtorch", "libc10", "libQt", "libsqlite3", "libwarmstart-engine"});
}

#ifdef WARMSTART_ENGINE_LIBRARY
TEST(Libraries, TheEngineLinksNoQt) { expect_links_none_of(WARMSTART_ENGINE_LIBRARY, {"libQt"}); }
#endif

#ifdef WARMSTART_PROGRAM
TEST(Libraries, TheProgramWithoutAWindowLinksNeitherTheEngineNorLibTorchNorQt) {
    expect_links_none_of(WARMSTART_PROGRAM, {"libtorch", "libc10", "libQt", "libwarmstart-engine"});
}
#endif

}  // namespace
