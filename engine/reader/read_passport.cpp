// What is in a dataset, counted, and what follows from the roles of its columns.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "engine/data/clean.h"
#include "engine/data/load_table.h"
#include "engine/data/numbers.h"
#include "engine/data/passport.h"
#include "engine/reader/column_roles.h"
#include "engine/reader/dataset_split.h"
#include "engine/reader/prepared_rows.h"
#include "engine/reader/workspace_reader.h"
#include "engine/spec/options_json.h"

namespace engine {
namespace {

constexpr std::int64_t kSampleRows = 200;
constexpr std::size_t kMostClasses = 100;  // more different labels are shown as a number alone
constexpr std::int64_t kFewRatings = 5;    // users with at most so many are cold

constexpr std::int64_t kMostNearRows = 100000;  // near copies are sought in: about a second

using Counts = std::unordered_map<std::string_view, std::int64_t>;

Counts count_cells(const Dataset& dataset, std::size_t column) {
    Counts out;
    for (std::int64_t row = 0; row < dataset.rows(); ++row) ++out[dataset.cell(column, row)];
    return out;
}

// Gini coefficient of the counts: 0 all equal, towards 1 all on one. Sorted x_1 <= ... <= x_n:
// sum of (2 i - n - 1) x_i / (n sum x).
double gini(const Counts& counts) {
    std::vector<double> sorted;
    for (const auto& [cell, count] : counts) sorted.push_back(static_cast<double>(count));
    std::sort(sorted.begin(), sorted.end());
    const auto n = static_cast<double>(sorted.size());
    double sum = 0, weighted = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        sum += sorted[i];
        weighted += (2 * static_cast<double>(i + 1) - n - 1) * sorted[i];
    }
    return sum > 0 ? weighted / (n * sum) : 0;
}

// Of each class: rows that stay when copies are dropped, where the rules say so.
Counts count_left(const Dataset& dataset, const std::vector<std::string>& roles, std::size_t label,
                  const CleanOptions& rules) {
    Counts out;
    std::unordered_set<std::string> seen;
    const std::vector<std::size_t> texts = columns_of(roles, "text");
    if (texts.empty() || !rules.deduplicate) return out;
    for (std::int64_t row = 0; row < dataset.rows(); ++row) {
        const std::string text =
            joined_text(texts, [&](std::size_t c) { return dataset.cell(c, row); });
        const bool fresh = seen.insert(copy_key(prepared_text(text, rules).text)).second;
        out[dataset.cell(label, row)] += fresh ? 1 : 0;
    }
    return out;
}

void add_classes(const Dataset& dataset, const std::vector<std::string>& roles, std::size_t column,
                 const CleanOptions& rules, Json& out) {
    const Counts counts = count_cells(dataset, column);
    const auto none = counts.find("");
    out["unlabelled"] = none == counts.end() ? 0 : none->second;
    if (counts.size() > kMostClasses) return;  // numbers to be cut by thresholds, or no labels
    std::vector<std::pair<std::string, std::int64_t>> classes;
    for (const auto& [name, rows] : counts) {
        if (!name.empty()) classes.emplace_back(name, rows);
    }
    std::sort(classes.begin(), classes.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    const Counts left = count_left(dataset, roles, column, rules);
    out["classes"] = Json::array();
    for (const auto& [name, rows] : classes) {
        const auto of_class = left.find(name);
        out["classes"].push_back({{"name", name},
                                  {"rows", rows},
                                  {"left", of_class == left.end() ? rows : of_class->second}});
    }
}

void add_ratings(const Dataset& dataset, std::size_t user, std::size_t item, Json& out) {
    const Counts users = count_cells(dataset, user);
    const Counts items = count_cells(dataset, item);
    if (users.empty() || items.empty()) return;
    const auto cold = std::count_if(users.begin(), users.end(),
                                    [](const auto& one) { return one.second <= kFewRatings; });
    const auto pairs = static_cast<double>(users.size()) * static_cast<double>(items.size());
    out["ratings"] = {{"users", users.size()},
                      {"items", items.size()},
                      {"density", static_cast<double>(dataset.rows()) / pairs},
                      {"gini", gini(items)},
                      {"cold_share", static_cast<double>(cold) / static_cast<double>(users.size())},
                      {"cold_at_most", kFewRatings}};
}

void add_span(const Dataset& dataset, std::size_t column, Json& out) {
    double first = std::numeric_limits<double>::infinity(), last = -first;
    for (std::int64_t row = 0; row < dataset.rows(); ++row) {
        const auto time = parse_time(dataset.cell(column, row));
        if (!time) continue;
        first = std::min(first, *time);
        last = std::max(last, *time);
    }
    if (first <= last) out["span"] = {first, last};
}

}  // namespace

Result<std::vector<std::string>> WorkspaceReader::roles_of(const Dataset& dataset, bool& chosen) {
    auto stored = setting("dataset:" + dataset.info().fingerprint + ":roles");
    if (!stored) return stored.error();
    std::vector<std::string> roles;
    if (stored->is_object()) {
        for (const std::string& column : dataset.columns()) {
            const Json role = stored->value(column, Json("ignore"));
            roles.push_back(role.is_string() ? role.get<std::string>() : std::string());
        }
    }
    chosen = !roles.empty() && are_roles(roles);
    return chosen ? roles : guess_roles(sample_of(dataset, kSampleRows));
}

Result<Json> WorkspaceReader::passport(const std::string& name) {
    auto found = dataset(name);
    if (!found) return found.error();
    const Dataset& data = **found;
    bool chosen = false;
    auto roles = roles_of(data, chosen);
    if (!roles) return roles.error();
    Json out = dataset_passport(data);
    out["roles"] = *roles;
    out["roles_chosen"] = chosen;
    std::map<std::string, std::size_t> column_of;
    for (std::size_t i = 0; i < roles->size(); ++i) column_of.emplace((*roles)[i], i);
    if (column_of.contains("label")) {
        auto rules = setting("dataset:" + data.info().fingerprint + ":rules");
        if (!rules) return rules.error();
        add_classes(data, *roles, column_of["label"], rules_of(*rules), out);
    }
    if (column_of.contains("user") && column_of.contains("item"))
        add_ratings(data, column_of["user"], column_of["item"], out);
    if (column_of.contains("time")) add_span(data, column_of["time"], out);
    return out;
}

Result<Json> WorkspaceReader::split(const std::string& name, const Json& options) {
    auto found = dataset(name);
    if (!found) return found.error();
    bool chosen = false;
    auto roles = roles_of(**found, chosen);
    if (!roles) return roles.error();
    const std::string key = "dataset:" + (*found)->info().fingerprint;
    auto rules = setting(key + ":rules");
    if (!rules) return rules.error();
    Json wanted = options;
    if (wanted.is_null()) {
        auto kept = setting(key + ":split");
        if (!kept) return kept.error();
        wanted = kept->is_object() ? *kept : write_options(usual_split(*roles));
    }
    auto read = read_options<SplitOptions>(wanted);
    if (!read) return read.error();
    return dataset_split(**found, *roles, rules_of(*rules), *read, kMostNearRows);
}

}  // namespace engine
