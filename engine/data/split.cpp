#include "engine/data/split.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/base/hash.h"
#include "engine/data/copies.h"
#include "engine/data/near_copies.h"
#include "engine/data/split_units.h"
#include "engine/data/text_normal.h"

namespace engine {
namespace {

double rounded(double share) { return std::round(share * 1e9) / 1e9; }

Result<Shares> shares_of(const SplitOptions& options) {
    const Shares shares = {rounded(options.train), rounded(options.valid),
                           rounded(1.0 - options.train - options.valid)};
    if (shares[0] >= 0 && shares[1] >= 0 && shares[2] >= 0) return shares;
    return make_error(ErrorCode::BadOption,
                      "Training and validation shares must be 0 to 1 together.");
}

Error no_column(const char* what) {
    return make_error(ErrorCode::BadData,
                      "The rows have no %1 to split by. Name its column in Dataset.", {what});
}

Part part_at(std::size_t index) {
    return static_cast<Part>(index + 1);
}  // 0 train, 1 valid, 2 test

std::vector<Part> by_rows(const Table& table, const Shares& shares, const SplitOptions& options) {
    const bool stratified = options.by == "stratified";
    return place_units(table, row_units(table), shares, static_cast<std::uint64_t>(options.seed),
                       stratified);
}

std::vector<Part> by_group_hash(const Table& table, const Shares& shares) {
    const double test = shares[2];
    const double test_or_valid = rounded(shares[2] + shares[1]);
    std::vector<Part> parts;
    parts.reserve(table.rows());
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const bool grouped = !table.group.empty() && !table.group[i].empty();
        const std::string unit = grouped ? table.group[i] : copy_key(table.text[i]);
        const std::string& name = table.origins[static_cast<std::size_t>(table.origin[i])];
        const Digest digest = sha256(name + "|" + unit);
        const std::uint32_t first = (std::uint32_t{digest[0]} << 24) |
                                    (std::uint32_t{digest[1]} << 16) |
                                    (std::uint32_t{digest[2]} << 8) | std::uint32_t{digest[3]};
        const double u = static_cast<double>(first) / 4294967296.0;
        parts.push_back(u < test ? Part::Test : u < test_or_valid ? Part::Valid : Part::Train);
    }
    return parts;
}

// Whole units by a draw on their name: shares of the units, not of the rows. "" is no unit.
std::vector<Part> by_name(const std::vector<std::string>& unit_of_row, const char* purpose,
                          const Shares& shares, std::uint64_t seed) {
    std::map<std::string, Part> units;
    for (const std::string& name : unit_of_row) {
        if (!name.empty()) units.emplace(name, Part::None);
    }
    std::vector<std::pair<std::uint64_t, Part*>> drawn;
    for (auto& [name, part] : units)
        drawn.emplace_back(draw_of(seed, purpose, hash64(name)), &part);
    std::sort(drawn.begin(), drawn.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::array<std::int64_t, 3> quota =
        largest_remainder(static_cast<std::int64_t>(drawn.size()), shares);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const auto place = static_cast<std::int64_t>(i);
        *drawn[i].second = part_at(place < quota[0] ? 0 : place < quota[0] + quota[1] ? 1 : 2);
    }
    std::vector<Part> parts;
    parts.reserve(unit_of_row.size());
    for (const std::string& name : unit_of_row)
        parts.push_back(name.empty() ? Part::None : units[name]);
    return parts;
}

std::vector<std::string> class_of_rows(const Table& table) {
    std::vector<std::string> names;
    names.reserve(table.rows());
    for (const std::int32_t label : table.label) {
        names.push_back(label < 0 ? "" : table.class_names[static_cast<std::size_t>(label)]);
    }
    return names;
}

std::vector<Part> by_time(const Table& table, const Shares& shares) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        if (!std::isnan(table.time[i])) order.emplace_back(table.time[i], i);
    }
    std::sort(order.begin(), order.end());
    const auto quota = largest_remainder(static_cast<std::int64_t>(order.size()), shares);
    std::vector<Part> parts(table.rows(), Part::None);
    Part part = Part::Train;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || order[i].first != order[i - 1].first) {  // a new time may begin a new part
            const auto place = static_cast<std::int64_t>(i);
            part = part_at(place < quota[0] ? 0 : place < quota[0] + quota[1] ? 1 : 2);
        }
        parts[order[i].second] = part;
    }
    return parts;
}

Result<std::vector<Part>> place(const Table& table, const Shares& shares,
                                const SplitOptions& options) {
    const auto seed = static_cast<std::uint64_t>(options.seed);
    if (options.by == "random" || options.by == "stratified")
        return by_rows(table, shares, options);
    if (options.by == "group_hash") {
        if (table.text.empty() && table.group.empty()) return no_column("text or group");
        return by_group_hash(table, shares);
    }
    if (options.by == "user") {
        if (table.user.empty()) return no_column("user");
        return by_name(table.user, "split_user", shares, seed);
    }
    if (options.by == "item") {
        if (table.item.empty()) return no_column("item");
        return by_name(table.item, "split_item", shares, seed);
    }
    if (options.by == "class") {
        if (table.class_names.empty()) return no_column("class");
        return by_name(class_of_rows(table), "split_class", shares, seed);
    }
    if (options.by == "time") {
        if (table.time.empty()) return no_column("time");
        return by_time(table, shares);
    }
    return make_error(ErrorCode::BadOption, "Rows cannot be split by %1.", {options.by});
}

// Rows that stay: those with a part, less copies of a row in an earlier part. -> row indices
std::vector<std::int64_t> rows_that_stay(const Table& table, const std::vector<Part>& parts,
                                         Json& counts) {
    const std::vector<std::string> keys = copy_keys(table);
    std::unordered_map<std::string_view, Part> first;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (parts[i] == Part::None) continue;
        Part& known = first.try_emplace(keys[i], parts[i]).first->second;
        known = std::min(known, parts[i]);
    }
    std::vector<std::int64_t> rows;
    std::int64_t copies = 0;
    std::int64_t unplaced = 0;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        if (parts[i] == Part::None) {
            ++unplaced;
        } else if (!keys.empty() && first[keys[i]] != parts[i]) {
            ++copies;
        } else {
            rows.push_back(static_cast<std::int64_t>(i));
        }
    }
    counts["copies_dropped"] = copies;
    counts["unplaced_dropped"] = unplaced;
    return rows;
}

// All but those of later parts that nearly repeat a row of an earlier one.
std::vector<std::int64_t> rows_far_from_others(const Table& table) {
    std::unordered_set<std::int64_t> near;
    for (const NearCopy& one : near_copies(table)) near.insert(one.row);
    std::vector<std::int64_t> rows;
    for (std::int64_t row = 0; row < std::ssize(table.id); ++row) {
        if (!near.contains(row)) rows.push_back(row);
    }
    return rows;
}

void count_parts(const Table& table, const Shares& shares, StepReport& report) {
    Json classes = Json::object();
    for (std::size_t p = 0; p < 3; ++p) {
        std::int64_t rows = 0;
        std::vector<std::int64_t> of_class(table.class_names.size(), 0);
        for (std::size_t i = 0; i < table.rows(); ++i) {
            if (table.part[i] != part_at(p)) continue;
            ++rows;
            if (table.label[i] >= 0) ++of_class[static_cast<std::size_t>(table.label[i])];
        }
        report.counts[kPartNames[p + 1]] = rows;
        for (std::size_t c = 0; c < of_class.size(); ++c) {
            classes[kPartNames[p + 1]][table.class_names[c]] = of_class[c];
        }
        if (rows == 0 && shares[p] > 0) {
            report.warn("The %1 part of the split is empty.", {kPartNames[p + 1]});
        }
    }
    report.counts["classes"] = std::move(classes);
}

}  // namespace

Result<Prepared> split(const Table& table, const SplitOptions& options) {
    const Result<Shares> shares = shares_of(options);
    if (!shares) return shares.error();
    if (options.near_copies != "keep" && options.near_copies != "drop") {
        return make_error(ErrorCode::BadOption, "Near copies are kept or dropped, not %1.",
                          {options.near_copies});
    }
    StepReport report;
    report.step = "split";
    report.rows_in = static_cast<std::int64_t>(table.rows());
    Table decided = take(table, decided_rows(table));
    report.counts["between_dropped"] = table.rows() - decided.rows();
    if (decided.label.empty()) decided.label.assign(decided.rows(), kUnlabelled);
    Result<std::vector<Part>> parts = place(decided, *shares, options);
    if (!parts) return parts.error();
    const std::vector<std::int64_t> rows = rows_that_stay(decided, *parts, report.counts);
    decided.part = *std::move(parts);
    if (rows.size() != decided.rows()) decided = take(decided, rows);
    const std::size_t with_near = decided.rows();
    if (options.near_copies == "drop") decided = take(decided, rows_far_from_others(decided));
    report.counts["near_copies_dropped"] = with_near - decided.rows();
    count_parts(decided, *shares, report);
    report.rows_out = static_cast<std::int64_t>(decided.rows());
    return Prepared{std::move(decided), std::move(report)};
}

}  // namespace engine
