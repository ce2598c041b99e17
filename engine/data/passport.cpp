#include "engine/data/passport.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <unordered_set>
#include <utility>

#include "engine/data/copies.h"
#include "engine/data/numbers.h"
#include "engine/data/text_normal.h"

namespace engine {
namespace {

constexpr std::size_t kBins = 24;  // of a histogram

Part part_of(const Table& table, std::size_t row) {
    return table.part.empty() ? Part::None : table.part[row];
}

template <class Strings>
std::size_t different(const Strings& strings) {
    return std::unordered_set<std::string_view>(strings.begin(), strings.end()).size();
}

// Linear between neighbours, as most statistics programs do by default.
double quantile(const std::vector<double>& sorted, double share) {
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Json column_passport(const Dataset& dataset, std::size_t column) {
    const ColumnInfo& info = dataset.info().columns[column];
    Json out{{"name", info.name}, {"type", info.type}, {"empty", info.empty}};
    std::vector<std::string_view> cells;
    std::vector<double> numbers;
    std::vector<double> lengths;
    for (std::int64_t row = 0; row < dataset.rows(); ++row) {
        const std::string_view cell = dataset.cell(column, row);
        if (cell.empty()) continue;
        cells.push_back(cell);
        if (info.type == "text") lengths.push_back(static_cast<double>(code_points(cell)));
        if (const auto number = parse_number(cell)) numbers.push_back(*number);
    }
    out["different"] = different(cells);
    if (info.type == "integer" || info.type == "number") {
        out["histogram"] = histogram(numbers);
        out["numbers"] = quantiles(std::move(numbers));
    }
    if (info.type == "text") {
        std::vector<std::string> keys;
        keys.reserve(cells.size());
        for (const std::string_view cell : cells) keys.push_back(copy_key(cell));
        out["histogram"] = histogram(lengths);
        out["length"] = quantiles(std::move(lengths));
        out["copies"] = cells.size() - different(keys);
    }
    return out;
}

void add_texts(const Table& table, Json& out) {
    std::vector<double> lengths;
    std::vector<std::string> keys;
    std::int64_t empty = 0;
    for (const std::string& text : table.text) {
        lengths.push_back(static_cast<double>(code_points(text)));
        keys.push_back(copy_key(text));
        empty += text.empty() ? 1 : 0;
    }
    out["text"] = {{"length", quantiles(std::move(lengths))},
                   {"empty", empty},
                   {"copies", table.rows() - different(keys)}};
}

void add_ratings(const Table& table, Json& out) {
    const std::size_t users = different(table.user);
    const std::size_t items = different(table.item);
    Json ratings{{"users", users}, {"items", items}};
    if (users > 0 && items > 0) {
        ratings["density"] = static_cast<double>(table.rows()) /
                             (static_cast<double>(users) * static_cast<double>(items));
    }
    if (!table.value.empty()) ratings["values"] = quantiles(table.value);
    out["ratings"] = std::move(ratings);
}

// Rows of `later` whose key stands in `earlier`; "" is no key.
std::int64_t shared(const Table& table, const std::vector<std::string>& keys, Part earlier,
                    Part later) {
    std::unordered_set<std::string_view> known;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (part_of(table, i) == earlier && !keys[i].empty()) known.insert(keys[i]);
    }
    std::int64_t count = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        count += part_of(table, i) == later && known.contains(keys[i]) ? 1 : 0;
    }
    return count;
}

Json shared_by_parts(const Table& table, const std::vector<std::string>& keys) {
    return Json{{"train_test", shared(table, keys, Part::Train, Part::Test)},
                {"train_valid", shared(table, keys, Part::Train, Part::Valid)},
                {"valid_test", shared(table, keys, Part::Valid, Part::Test)}};
}

}  // namespace

Json quantiles(std::vector<double> numbers) {
    std::erase_if(numbers, [](double number) { return std::isnan(number); });
    std::sort(numbers.begin(), numbers.end());
    constexpr std::array<std::pair<const char*, double>, 7> kPlaces = {{{"least", 0},
                                                                        {"p05", 0.05},
                                                                        {"p25", 0.25},
                                                                        {"median", 0.5},
                                                                        {"p75", 0.75},
                                                                        {"p95", 0.95},
                                                                        {"most", 1}}};
    Json out = Json::object();
    for (const auto& [name, share] : kPlaces) {
        out[name] = numbers.empty() ? Json() : Json(quantile(numbers, share));
    }
    const double sum = std::accumulate(numbers.begin(), numbers.end(), 0.0);
    out["mean"] = numbers.empty() ? Json() : Json(sum / static_cast<double>(numbers.size()));
    return out;
}

Json histogram(std::vector<double> numbers) {
    std::erase_if(numbers, [](double number) { return std::isnan(number); });
    std::sort(numbers.begin(), numbers.end());
    if (numbers.empty() || numbers.front() == numbers.back()) return {};
    const double from = numbers.front();
    double to = quantile(numbers, 0.99);
    if (to <= from) to = numbers.back();
    const double width = (to - from) / static_cast<double>(kBins);
    if (!(width > 0) || !std::isfinite(width)) return {};  // beyond what a double can part
    std::vector<std::int64_t> counts(kBins, 0);
    for (const double number : numbers) {
        const double bin = std::min((number - from) / width, static_cast<double>(kBins - 1));
        ++counts[static_cast<std::size_t>(bin)];
    }
    return Json{{"from", from}, {"width", width}, {"counts", counts}};
}

Json table_parts(const Table& table) {
    Json out = Json::object();
    for (std::size_t p = 0; p < kPartNames.size(); ++p) {
        std::vector<std::int64_t> count(table.class_names.size(), 0);
        std::int64_t rows = 0;
        std::int64_t unlabelled = 0;
        for (std::size_t i = 0; i < table.rows(); ++i) {
            if (part_of(table, i) != static_cast<Part>(p)) continue;
            ++rows;
            const bool labelled = !table.label.empty() && table.label[i] >= 0;
            if (labelled) {
                ++count[static_cast<std::size_t>(table.label[i])];
            } else {
                ++unlabelled;
            }
        }
        if (rows == 0) continue;
        Json part{{"rows", rows}, {"unlabelled", unlabelled}, {"classes", Json::object()}};
        for (std::size_t c = 0; c < count.size(); ++c)
            part["classes"][table.class_names[c]] = count[c];
        out[kPartNames[p]] = std::move(part);
    }
    return out;
}

Json dataset_passport(const Dataset& dataset) {
    Json out = dataset.info().to_json();
    out.erase("format");
    out["name"] = dataset.name();
    out["columns"] = Json::array();
    for (std::size_t column = 0; column < dataset.columns().size(); ++column) {
        out["columns"].push_back(column_passport(dataset, column));
    }
    return out;
}

Json table_passport(const Table& table) {
    Json out{{"rows", table.rows()}, {"origins", table.origins}, {"parts", table_parts(table)}};
    if (!table.text.empty()) add_texts(table, out);
    if (!table.group.empty()) out["groups"] = different(table.group);
    if (!table.user.empty() || !table.item.empty()) add_ratings(table, out);
    out["leakage"] = leakage(table);
    return out;
}

Json leakage(const Table& table) {
    std::vector<std::string> texts;
    for (const std::string& text : table.text) texts.push_back(copy_key(text));
    return Json{{"texts", shared_by_parts(table, texts)},
                {"groups", shared_by_parts(table, table.group)},
                {"users", shared_by_parts(table, table.user)}};
}

}  // namespace engine
