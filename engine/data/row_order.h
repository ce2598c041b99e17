// Rows of a stored dataset in another order, or some of them: worked out a slice at a time, so that
// whoever waits can show how far it is and stop.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/dataset.h"

namespace engine {

/// Whether texts hold some words, whatever their case.
class TextFinder {
public:
    explicit TextFinder(std::string_view words);
    bool in(std::string_view text) const;

private:
    std::string words_;  // folded
    bool ascii_ = true;
};

struct RowWish {
    std::string filter = {};  // rows with a cell that holds it; "" = all
    std::string column = {};  // sorted by this one; "" = as in the file
    bool descending = false;
};

/// Numbers and times are sorted as such, texts by their letters whatever their case; cells that are
/// empty stand last in both directions, equal cells as in the file.
class RowOrder {
public:
    /// Errors: BadData for a column that is not there.
    static Result<RowOrder> begin(const Dataset& dataset, const RowWish& wish);

    /// Looks at the next `rows` rows. Cost: rows, and now and then a merge of what is sorted.
    void look_at(std::int64_t rows);
    /// Puts what was seen so far in order; looking goes on after it all the same.
    void settle();

    std::int64_t seen() const { return seen_; }
    bool is_done() const { return seen_ == dataset_.rows(); }
    std::int64_t found() const { return std::ssize(entries_) + std::ssize(last_); }
    /// The row of the dataset at a place, after settle(). 0 <= place < found().
    std::int64_t row_at(std::int64_t place) const;

private:
    struct Entry {
        std::uint64_t key = 0;  // sorts as the cell does, as far as 8 bytes can
        std::int64_t row = 0;
    };
    enum class Kind { File, Number, Time, Text };
    RowOrder(Dataset dataset, const RowWish& wish, std::size_t column, Kind kind);
    bool is_wanted(std::int64_t row) const;
    void add(std::int64_t row);
    bool before(const Entry& a, const Entry& b) const;
    void merge_last_two();

    Dataset dataset_;
    TextFinder finder_;
    bool filters_ = false;
    bool descending_ = false;
    std::size_t column_ = 0;
    Kind kind_ = Kind::File;
    std::int64_t seen_ = 0;
    std::vector<Entry> entries_;      // sorted runs, one behind the other
    std::vector<std::size_t> runs_;   // where each begins
    std::vector<std::int64_t> last_;  // rows whose cell is empty
};

}  // namespace engine
