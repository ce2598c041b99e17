// Rows on their way through a pipeline: what a `dataset` node gives and every Task-define node
// passes on. A plain value of columns of equal length. Artifacts of type Data hold it as an Arrow
// IPC file (table_io.h).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace engine {

// None: not split yet, all may train.
enum class Part : std::int8_t { None = 0, Train = 1, Valid = 2, Test = 3 };
inline constexpr std::array<const char*, 4> kPartNames = {"none", "train", "valid", "test"};

constexpr std::int32_t kUnlabelled = -1;  // no label, or one that a label budget hides
constexpr std::int32_t kBetween =
    -2;  // rating between the thresholds: takes part in finding repeats, then goes

struct Table {
    // Every column has one entry a row, or is empty where the data has none of it.
    std::vector<std::uint64_t>
        id;  // hash64("<dataset fingerprint>|<row number>"): survives every node
    std::vector<std::string> text;    // UTF-8
    std::vector<std::int32_t> label;  // index into class_names, kUnlabelled or kBetween
    std::vector<Part> part;
    std::vector<float> weight;  // how much a row counts in a loss; 1 where nothing was said
    std::vector<std::string>
        group;  // rows that must stay on one side of a split; "" = its own text
    std::vector<std::int32_t> origin;  // index into origins
    std::vector<std::string> user;     // recommendation: who
    std::vector<std::string> item;     //                 what
    std::vector<double> value;         //                 how much (a rating), or a numeric target
    std::vector<double> time;          // seconds since 1970, NaN where unknown

    std::vector<std::string> class_names;
    std::vector<std::string> origins;  // dataset names in lineage order: "tweets", "nyt"

    std::size_t rows() const { return id.size(); }
};

/// The rows of `table` at `rows`, in that order, names kept.
Table take(const Table& table, const std::vector<std::int64_t>& rows);

/// `table` with the rows at `rows` only, which rise: as take, without a copy of any text.
void keep_rows(Table& table, const std::vector<std::int64_t>& rows);

/// Indices of the rows a learner may train on: part Train (or None) and a visible label.
std::vector<std::int64_t> training_rows(const Table& table);

/// Indices of the rows of one part with a visible label.
std::vector<std::int64_t> labelled_rows(const Table& table, Part part);

}  // namespace engine
