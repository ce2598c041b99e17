// A column of strings in two blocks of memory, as Arrow lays it out: it is written to disk without
// a copy.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/base/large_buffer.h"

namespace engine {

class StringColumn {
public:
    StringColumn() { offsets_.push_back(0); }

    void add(std::string_view cell) {
        bytes_.append(cell.data(), cell.size());
        offsets_.push_back(static_cast<std::int64_t>(bytes_.size()));
    }
    /// Adds empty cells until the column has `rows` of them.
    void pad_to(std::int64_t rows) {
        while (size() < rows) offsets_.push_back(offsets_[offsets_.size() - 1]);
    }

    /// Where cells are written whose sizes are known: who asks fills all of it, in any order.
    struct Room {
        std::int64_t* offsets;  // [rows + 1], the first is 0 already
        char* bytes;            // [bytes]
    };
    /// Replaces what the column holds.
    Room make_room(std::int64_t rows, std::int64_t bytes) {
        offsets_.resize(static_cast<std::size_t>(rows) + 1);
        bytes_.resize(static_cast<std::size_t>(bytes));
        offsets_.data()[0] = 0;
        return {offsets_.data(), bytes_.data()};
    }

    std::int64_t size() const { return static_cast<std::int64_t>(offsets_.size()) - 1; }
    std::string_view operator[](std::int64_t row) const {
        const auto at = static_cast<std::size_t>(row);
        return bytes().substr(static_cast<std::size_t>(offsets_[at]),
                              static_cast<std::size_t>(offsets_[at + 1] - offsets_[at]));
    }
    std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }
    std::span<const std::int64_t> offsets() const {  // [size + 1], first is 0
        return {offsets_.data(), offsets_.size()};
    }

private:
    LargeBuffer<char> bytes_;
    LargeBuffer<std::int64_t> offsets_;
};

}  // namespace engine
