// Golden tensors as plain vectors.
#pragma once

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "engine/base/safetensors.h"
#include "tests/support/folders.h"

namespace support {

/// A file of tests/golden. Throws nothing: a file that cannot be read fails the test and is empty.
class GoldenTensors {
public:
    explicit GoldenTensors(const std::string& path_in_golden) {
        auto file = engine::SafetensorsFile::open(std::string(support::source_folder) +
                                                  "/tests/golden/" + path_in_golden);
        if (!file) {
            ADD_FAILURE() << file.error().text();
        } else {
            file_.push_back(std::move(*file));
        }
    }

    /// The elements, row-major, in the type they are stored in. Empty, and a failure, when the name
    /// is unknown or the size of T is not that of the stored type.
    template <class T>
    std::vector<T> values(const std::string& name) const {
        const engine::TensorBytes* tensor = find(name);
        if (tensor == nullptr) return {};
        if (engine::bytes_of(tensor->type) != sizeof(T)) {
            ADD_FAILURE() << name << " is stored as " << engine::name_of(tensor->type);
            return {};
        }
        std::vector<T> out(tensor->bytes.size() / sizeof(T));
        std::memcpy(out.data(), tensor->bytes.data(), tensor->bytes.size());
        return out;
    }
    std::vector<std::int64_t> shape(const std::string& name) const {
        const engine::TensorBytes* tensor = find(name);
        return tensor == nullptr ? std::vector<std::int64_t>{} : tensor->shape;
    }

private:
    const engine::TensorBytes* find(const std::string& name) const {
        const engine::TensorBytes* tensor = file_.empty() ? nullptr : file_[0].find(name);
        if (tensor == nullptr) ADD_FAILURE() << "no tensor " << name;
        return tensor;
    }
    std::vector<engine::SafetensorsFile> file_;  // one, or none when it could not be read
};

}  // namespace support
