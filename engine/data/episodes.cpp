#include "engine/data/episodes.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "engine/base/stream.h"
#include "engine/data/columnar_file.h"
#include "engine/data/table_io.h"

namespace engine {
namespace {

constexpr std::size_t kMostIndices = 100'000'000;
constexpr const char* kFormat = "warmstart.episodes.1";

using Pool = std::vector<std::vector<std::int32_t>>;  // per usable class its rows, by row id

Pool pool_of(const Table& table, Part part, std::size_t least) {
    const bool split =
        std::any_of(table.part.begin(), table.part.end(), [](Part p) { return p != Part::None; });
    Pool classes(table.class_names.size());
    for (const std::int64_t row : labelled_rows(table, split ? part : Part::None)) {
        const std::int32_t label = table.label[static_cast<std::size_t>(row)];
        classes[static_cast<std::size_t>(label)].push_back(static_cast<std::int32_t>(row));
    }
    std::erase_if(classes, [&](const auto& rows) { return rows.size() < least; });
    for (auto& rows : classes) {
        std::sort(rows.begin(), rows.end(), [&](std::int32_t a, std::int32_t b) {
            return table.id[static_cast<std::size_t>(a)] < table.id[static_cast<std::size_t>(b)];
        });
    }
    // By the least row id, not by class number: that depends on which other classes there are.
    std::sort(classes.begin(), classes.end(), [&](const auto& a, const auto& b) {
        return table.id[static_cast<std::size_t>(a.front())] <
               table.id[static_cast<std::size_t>(b.front())];
    });
    return classes;
}

// The first `count` of a shuffled copy.
template <class T>
std::vector<T> draw(Stream& stream, std::vector<T> from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        std::swap(from[i], from[i + stream.below(from.size() - i)]);
    }
    from.resize(count);
    return from;
}

void append_task(const Pool& pool, const EpisodesOptions& options, std::uint64_t seed,
                 std::size_t task, std::vector<std::int32_t>& index) {
    Stream stream(seed, "episodes", 0, task);
    std::vector<std::size_t> all(pool.size());
    for (std::size_t c = 0; c < all.size(); ++c) all[c] = c;
    const auto shot = static_cast<std::size_t>(options.k_shot);
    const auto query = static_cast<std::size_t>(options.query);
    std::vector<std::int32_t> judged;
    for (const std::size_t c :
         draw(stream, std::move(all), static_cast<std::size_t>(options.n_way))) {
        const std::vector<std::int32_t> rows = draw(stream, pool[c], shot + query);
        index.insert(index.end(), rows.begin(), rows.begin() + options.k_shot);
        judged.insert(judged.end(), rows.begin() + options.k_shot, rows.end());
    }
    index.insert(index.end(), judged.begin(), judged.end());
}

std::size_t width(const Episodes& e) {
    return static_cast<std::size_t>(e.n_way) * static_cast<std::size_t>(e.k_shot + e.query);
}

Error damaged(const std::filesystem::path& path) {
    return make_error(ErrorCode::BadFile, "%1 is damaged.", {path.string()});
}

int number_in(const std::map<std::string, std::string>& notes, const char* key) {
    const auto found = notes.find(key);
    if (found == notes.end() || found->second.empty() || found->second.size() > 6) return 0;
    int value = 0;
    for (const char c : found->second) {
        if (c < '0' || c > '9') return 0;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::size_t Episodes::count() const { return index.empty() ? 0 : index.size() / width(*this); }

std::span<const std::int32_t> Episodes::support(std::size_t task) const {
    return std::span(index).subspan(
        task * width(*this), static_cast<std::size_t>(n_way) * static_cast<std::size_t>(k_shot));
}

std::span<const std::int32_t> Episodes::query_rows(std::size_t task) const {
    return std::span(index).subspan(
        task * width(*this) + static_cast<std::size_t>(n_way) * static_cast<std::size_t>(k_shot),
        static_cast<std::size_t>(n_way) * static_cast<std::size_t>(query));
}

std::vector<std::int32_t> Episodes::classes(std::size_t task) const {
    std::vector<std::int32_t> out;
    const auto rows_of_task = support(task);
    for (std::size_t i = 0; i < rows_of_task.size(); i += static_cast<std::size_t>(k_shot)) {
        out.push_back(rows.label[static_cast<std::size_t>(rows_of_task[i])]);
    }
    return out;
}

Json Episodes::summary() const {
    std::set<std::int32_t> seen;
    for (std::size_t task = 0; task < count(); ++task) {
        for (const std::int32_t label : classes(task)) seen.insert(label);
    }
    return Json{{"tasks", count()},
                {"n_way", n_way},
                {"k_shot", k_shot},
                {"query", query},
                {"classes_seen", seen.size()}};
}

Result<Episodes> draw_episodes(const Table& table, const EpisodesOptions& options,
                               std::uint64_t seed, Part part) {
    if (options.n_way < 1 || options.k_shot < 1 || options.query < 1 || options.count < 1) {
        return make_error(ErrorCode::BadOption,
                          "Classes, support, query and tasks must be 1 or more.");
    }
    const auto needed =
        static_cast<std::size_t>(options.k_shot) + static_cast<std::size_t>(options.query);
    const Pool pool = pool_of(table, part, needed);
    if (pool.size() < static_cast<std::size_t>(options.n_way)) {
        return make_error(
            ErrorCode::BadData,
            "Tasks of %1 classes with %2 rows each are asked for, but only %3 classes have "
            "so many. Split by class with a larger test share, or ask for fewer.",
            {std::to_string(options.n_way), std::to_string(needed), std::to_string(pool.size())});
    }
    Episodes out;
    out.n_way = options.n_way;
    out.k_shot = options.k_shot;
    out.query = options.query;
    const std::size_t indices = width(out) * static_cast<std::size_t>(options.count);
    if (indices > kMostIndices) {
        return make_error(
            ErrorCode::BadOption,
            "%1 tasks of this size are too many to be kept: they hold %2 rows, %3 are the most.",
            {std::to_string(options.count), std::to_string(indices), std::to_string(kMostIndices)});
    }
    out.index.reserve(indices);
    for (int task = 0; task < options.count; ++task) {
        append_task(pool, options, seed, static_cast<std::size_t>(task), out.index);
    }
    out.rows = table;
    return out;
}

Result<void> save_episodes(const Episodes& episodes, const std::filesystem::path& folder) {
    if (Result<void> done = save_table(episodes.rows, folder / "rows.arrow"); !done) return done;
    ColumnarFile file;
    file.notes = {{"format", kFormat},
                  {"n_way", std::to_string(episodes.n_way)},
                  {"k_shot", std::to_string(episodes.k_shot)},
                  {"query", std::to_string(episodes.query)}};
    file.columns.push_back({"row", episodes.index});
    return write_columns(folder / "episodes.arrow", file);
}

Result<Episodes> read_episodes(const std::filesystem::path& folder) {
    Result<Table> rows = read_table(folder / "rows.arrow");
    if (!rows) return rows.error();
    const std::filesystem::path path = folder / "episodes.arrow";
    Result<ColumnarFile> file = read_columns(path);
    if (!file) return file.error();
    Episodes out;
    out.rows = *std::move(rows);
    out.n_way = number_in(file->notes, "n_way");
    out.k_shot = number_in(file->notes, "k_shot");
    out.query = number_in(file->notes, "query");
    if (out.n_way < 1 || out.k_shot < 1 || out.query < 1 || file->columns.size() != 1) {
        return damaged(path);
    }
    auto* index = std::get_if<std::vector<std::int32_t>>(&file->columns.front().values);
    if (index == nullptr || index->size() % width(out) != 0) return damaged(path);
    out.index = std::move(*index);
    for (const std::int32_t row : out.index) {
        if (row < 0 || static_cast<std::size_t>(row) >= out.rows.rows()) return damaged(path);
        if (out.rows.label.empty() || out.rows.label[static_cast<std::size_t>(row)] < 0)
            return damaged(path);
    }
    return out;
}

}  // namespace engine
