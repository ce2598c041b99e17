#include "engine/reader/dataset_split.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "engine/base/hash.h"
#include "engine/data/clean.h"
#include "engine/data/load_table.h"
#include "engine/data/near_copies.h"
#include "engine/data/passport.h"
#include "engine/data/split.h"
#include "engine/reader/prepared_rows.h"
#include "engine/spec/options_json.h"

namespace engine {
namespace {

constexpr std::size_t kMostPairs = 200;
constexpr std::size_t kMostClasses = 100;  // more different labels are a scale, not classes

std::string name_of_role(const Dataset& dataset, const std::vector<std::string>& roles,
                         std::string_view role) {
    const auto columns = columns_of(roles, role);
    return columns.empty() ? std::string() : dataset.columns()[columns.front()];
}

bool holds_classes(const Dataset& dataset, std::size_t column) {
    std::unordered_set<std::string_view> seen;
    for (std::int64_t row = 0; row < dataset.rows() && seen.size() <= kMostClasses; ++row)
        seen.insert(dataset.cell(column, row));
    return seen.size() <= kMostClasses;
}

DatasetOptions dataset_options(const Dataset& dataset, const std::vector<std::string>& roles) {
    DatasetOptions out;
    out.source = dataset.name();
    out.role = "target";
    for (const std::size_t column : columns_of(roles, "text"))
        out.text.push_back(dataset.columns()[column]);
    const auto labels = columns_of(roles, "label");
    if (!labels.empty() && holds_classes(dataset, labels.front()))
        out.label = dataset.columns()[labels.front()];
    out.group = name_of_role(dataset, roles, "group");
    out.user = name_of_role(dataset, roles, "user");
    out.item = name_of_role(dataset, roles, "item");
    out.time = name_of_role(dataset, roles, "time");
    return out;
}

const char* part_name(const Table& table, std::int64_t row) {
    return kPartNames[static_cast<std::size_t>(table.part[static_cast<std::size_t>(row)])];
}

Json near_json(const Table& table, const Dataset& dataset, std::int64_t most_rows) {
    std::vector<NearCopy> found = near_copies(table, most_rows);
    Json counts = {{"train_test", 0}, {"train_valid", 0}, {"valid_test", 0}};
    std::unordered_set<std::int64_t> tested;
    for (const NearCopy& one : found) {
        const std::string sides =
            std::string(part_name(table, one.origin)) + "_" + part_name(table, one.row);
        counts[sides] = counts[sides].get<std::int64_t>() + 1;
        if (table.part[static_cast<std::size_t>(one.row)] == Part::Test) tested.insert(one.row);
    }
    std::stable_sort(found.begin(), found.end(), [](const NearCopy& a, const NearCopy& b) {
        return a.similarity > b.similarity;
    });
    if (found.size() > kMostPairs) found.resize(kMostPairs);
    std::unordered_map<std::uint64_t, std::int64_t> number;  // row id -> row of the dataset
    for (std::int64_t row = 0; row < dataset.rows() && !found.empty(); ++row)
        number[row_id(dataset, row)] = row + 1;
    Json pairs = Json::array();
    for (const NearCopy& one : found) {
        const auto row = static_cast<std::size_t>(one.row);
        const auto other = static_cast<std::size_t>(one.origin);
        pairs.push_back({{"row", number[table.id[row]]},
                         {"part", part_name(table, one.row)},
                         {"text", raw_excerpt(table.text[row])},
                         {"other", number[table.id[other]]},
                         {"other_part", part_name(table, one.origin)},
                         {"other_text", raw_excerpt(table.text[other])},
                         {"similarity", one.similarity}});
    }
    const auto rows = std::ssize(table.id);
    return {{"rows", counts},
            {"test_rows", tested.size()},
            {"looked_at", most_rows > 0 ? std::min(rows, most_rows) : rows},
            {"of", rows},
            {"pairs", pairs}};
}

}  // namespace

SplitOptions usual_split(const std::vector<std::string>& roles) {
    SplitOptions out;
    out.by = columns_of(roles, "group").empty() ? "stratified" : "group_hash";
    out.train = 0.6;
    return out;
}

Result<Json> dataset_split(const Dataset& dataset, const std::vector<std::string>& roles,
                           const CleanOptions& rules, const SplitOptions& options,
                           std::int64_t most_rows) {
    if (columns_of(roles, "text").empty()) return Json();
    auto loaded = load_table(dataset, dataset_options(dataset, roles));
    if (!loaded) return loaded.error();
    auto cleaned = clean(std::move(loaded->table), rules, 0);
    if (!cleaned) return cleaned.error();
    auto parted = split(cleaned->table, options);
    if (!parted) return parted.error();
    Json counts = parted->report.counts;
    counts.erase("classes");
    return Json{{"options", write_options(options)},
                {"parts", table_parts(parted->table)},
                {"counts", counts},
                {"near", near_json(parted->table, dataset, most_rows)}};
}

}  // namespace engine
