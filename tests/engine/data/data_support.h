// What the data tests share: a folder that goes away, small files, small tables.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "engine/base/files.h"
#include "engine/data/table.h"
#include "tests/support/folders.h"

namespace engine {

class Scratch {
public:
    Scratch() {
        std::string name =
            (std::filesystem::temp_directory_path() / "warmstart-data-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    std::filesystem::path operator/(std::string_view name) const { return folder_ / name; }
    std::filesystem::path file(std::string_view name, std::string_view bytes) const {
        EXPECT_TRUE(write_file_atomically(folder_ / name, bytes));
        return folder_ / name;
    }
    void quick_file(std::string_view name,
                    std::string_view bytes) const {  // without waiting for the disk
        std::ofstream out(folder_ / name, std::ios::binary);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }

private:
    std::filesystem::path folder_;
};

inline std::filesystem::path corpora() {
    return std::filesystem::path(support::deps_folder) / "corpora";
}

}  // namespace engine
