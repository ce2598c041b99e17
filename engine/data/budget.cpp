#include "engine/data/budget.h"

#include <algorithm>
#include <utility>

#include "engine/base/hash.h"
#include "engine/base/stream.h"

namespace engine {
namespace {

using Rows = std::vector<std::int64_t>;

std::size_t class_of(const Table& table, std::int64_t row) {
    return static_cast<std::size_t>(table.label[static_cast<std::size_t>(row)]);
}

// Labelled training rows by their draw.
Rows in_drawn_order(const Table& table, std::uint64_t seed) {
    std::vector<std::pair<std::pair<std::uint64_t, std::uint64_t>, std::int64_t>> order;
    for (const std::int64_t row : training_rows(table)) {
        const std::uint64_t id = table.id[static_cast<std::size_t>(row)];
        order.push_back({{Stream(seed, "budget", 0, id).next64(), id}, row});
    }
    std::sort(order.begin(), order.end());
    Rows rows;
    for (const auto& [draw, row] : order) rows.push_back(row);
    return rows;
}

// Classes in turn; within a round in an order drawn from the class names, so that no class is
// always first.
Rows classes_in_turn(const Table& table, const Rows& drawn, std::uint64_t seed) {
    std::vector<Rows> of_class(table.class_names.size());
    for (const std::int64_t row : drawn) of_class[class_of(table, row)].push_back(row);
    Rows rows;
    for (std::size_t round = 0; rows.size() < drawn.size(); ++round) {
        std::vector<std::pair<std::uint64_t, std::size_t>> turn;
        for (std::size_t c = 0; c < of_class.size(); ++c) {
            if (round >= of_class[c].size()) continue;
            turn.emplace_back(
                Stream(seed, "budget_turn", round, hash64(table.class_names[c])).next64(), c);
        }
        std::sort(turn.begin(), turn.end());
        for (const auto& [draw, c] : turn) rows.push_back(of_class[c][round]);
    }
    return rows;
}

// Which classes the revealed rows hold, of those that the training rows have.
void count_classes(const Table& table, const Rows& order, std::size_t revealed,
                   StepReport& report) {
    std::vector<std::int64_t> seen(table.class_names.size(), 0);
    std::vector<bool> there(table.class_names.size(), false);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t c = class_of(table, order[i]);
        there[c] = true;
        if (i < revealed) ++seen[c];
    }
    Json counts = Json::object();
    std::int64_t missing = 0;
    for (std::size_t c = 0; c < seen.size(); ++c) {
        counts[table.class_names[c]] = seen[c];
        missing += there[c] && seen[c] == 0 ? 1 : 0;
    }
    report.counts["classes"] = std::move(counts);
    if (missing > 0) {
        report.warn("The %1 revealed labels leave %2 classes without an example.",
                    {std::to_string(revealed), std::to_string(missing)});
    }
}

}  // namespace

Result<Prepared> apply_budget(Table table, const BudgetOptions& options, std::uint64_t seed) {
    if (options.rows.size() != 1) {
        return make_error(ErrorCode::BadUsage,
                          "A label budget is applied one size at a time, not %1.",
                          {std::to_string(options.rows.size())});
    }
    if (options.rows.front() < 0 || (options.draw != "random" && options.draw != "per_class")) {
        return make_error(ErrorCode::BadOption, "A label budget of %1 rows drawn %2 is not known.",
                          {std::to_string(options.rows.front()), options.draw});
    }
    Rows order = in_drawn_order(table, seed);
    if (order.empty()) {
        return make_error(ErrorCode::BadData,
                          "No training row has a label, so none can be revealed.");
    }
    if (options.draw == "per_class") order = classes_in_turn(table, order, seed);
    StepReport report;
    report.step = "budget";
    report.rows_in = report.rows_out = static_cast<std::int64_t>(table.rows());
    const auto wanted = static_cast<std::size_t>(options.rows.front());
    const std::size_t revealed = wanted == 0 ? order.size() : std::min(wanted, order.size());
    if (wanted > order.size()) {
        report.warn("%1 labels are asked for, but only %2 are there; all are used.",
                    {std::to_string(wanted), std::to_string(order.size())});
    }
    report.counts["labels_available"] = order.size();
    report.counts["labels_revealed"] = revealed;
    count_classes(table, order, revealed, report);
    for (std::size_t i = revealed; i < order.size(); ++i) {
        table.label[static_cast<std::size_t>(order[i])] = kUnlabelled;
    }
    return Prepared{std::move(table), std::move(report)};
}

}  // namespace engine
