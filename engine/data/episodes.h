// The `episodes` node: small tasks of few classes, drawn from classes that were never trained on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/data/table.h"
#include "engine/spec/options/task_options.h"

namespace engine {

/// N-way K-shot tasks over the rows of one table. In every task the drawn classes are numbered
/// anew: class c of a task, c in [0, n_way), is what its rows of support [c * k_shot, (c + 1) *
/// k_shot) share.
struct Episodes {
    Table rows;
    int n_way = 0;
    int k_shot = 0;
    int query = 0;  // rows per class to be judged
    std::vector<std::int32_t>
        index;  // [count, n_way * (k_shot + query)]: rows of support, then of query

    std::size_t count() const;
    /// Rows of the support set of a task, class by class: [n_way * k_shot].
    std::span<const std::int32_t> support(std::size_t task) const;
    /// Rows of its query set, class by class: [n_way * query].
    std::span<const std::int32_t> query_rows(std::size_t task) const;
    /// The table's class index of each class of a task: [n_way].
    std::vector<std::int32_t> classes(std::size_t task) const;
    Json summary() const;  // counts, for the run's report
};

/// Draws options.count tasks from the labelled rows of one part; from all labelled rows when
/// nothing is split. Task t depends on the seed, t and the row ids only: classes without
/// replacement among those with enough rows, then rows of each without replacement. Errors: BadData
/// when too few classes have k_shot + query rows; BadOption when the tasks would not fit in memory.
Result<Episodes> draw_episodes(const Table& table, const EpisodesOptions& options,
                               std::uint64_t seed, Part part = Part::Test);

/// Writes rows.arrow and episodes.arrow into a folder that is there; the caller publishes it.
/// Errors: Io, DiskFull.
Result<void> save_episodes(const Episodes& episodes, const std::filesystem::path& folder);

/// Errors: MissingFile, Io, BadFile.
Result<Episodes> read_episodes(const std::filesystem::path& folder);

}  // namespace engine
