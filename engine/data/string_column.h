// A column of strings in two blocks of memory, as Arrow lays it out: it is written to disk without
// a copy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

class StringColumn {
public:
    void add(std::string_view cell) {
        bytes_.append(cell);
        offsets_.push_back(static_cast<std::int64_t>(bytes_.size()));
    }
    /// Adds empty cells until the column has `rows` of them.
    void pad_to(std::int64_t rows) {
        if (rows > size()) offsets_.resize(static_cast<std::size_t>(rows) + 1, offsets_.back());
    }
    std::int64_t size() const { return static_cast<std::int64_t>(offsets_.size()) - 1; }
    std::string_view operator[](std::int64_t row) const {
        const auto at = static_cast<std::size_t>(row);
        return std::string_view(bytes_).substr(
            static_cast<std::size_t>(offsets_[at]),
            static_cast<std::size_t>(offsets_[at + 1] - offsets_[at]));
    }
    const std::string& bytes() const { return bytes_; }
    const std::vector<std::int64_t>& offsets() const { return offsets_; }  // [size + 1], first is 0

private:
    std::string bytes_;
    std::vector<std::int64_t> offsets_ = {0};
};

}  // namespace engine
