#include "engine/data/split_units.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/base/stream.h"
#include "engine/data/copies.h"

namespace engine {
namespace {

// Union-find with halved paths.
class Sets {
public:
    explicit Sets(std::size_t n) : parent_(n) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    std::size_t root(std::size_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::size_t a, std::size_t b) { parent_[root(a)] = root(b); }

private:
    std::vector<std::size_t> parent_;
};

void join_equal(const std::vector<std::string>& names, Sets& sets) {
    std::unordered_map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].empty()) continue;
        const auto [known, fresh] = first.try_emplace(names[i], i);
        if (!fresh) sets.join(i, known->second);
    }
}

struct Unit {
    std::pair<std::uint64_t, std::uint64_t> order;  // least (draw, row id) of its rows
    std::vector<std::size_t> rows;
};

std::vector<Unit> drawn_units(const Table& table, const std::vector<std::size_t>& unit_of_row,
                              std::uint64_t seed) {
    std::unordered_map<std::size_t, Unit> by_number;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const std::pair order(draw_of(seed, "split", table.id[i]), table.id[i]);
        const auto [place, fresh] = by_number.try_emplace(unit_of_row[i], Unit{order, {}});
        place->second.order = std::min(place->second.order, order);
        place->second.rows.push_back(i);
    }
    std::vector<Unit> units;
    units.reserve(by_number.size());
    for (auto& [number, unit] : by_number) units.push_back(std::move(unit));
    std::sort(units.begin(), units.end(),
              [](const Unit& a, const Unit& b) { return a.order < b.order; });
    return units;
}

}  // namespace

std::array<std::int64_t, 3> largest_remainder(std::int64_t n, const Shares& shares) {
    std::array<std::int64_t, 3> quota = {};
    std::array<double, 3> rest = {};
    std::int64_t left = n;
    for (std::size_t p = 0; p < 3; ++p) {
        const double exact = shares[p] * static_cast<double>(n);
        // 0.7 * 10 is a hair below 7: what is that near to a whole number is one.
        const double whole = std::floor(exact + 1e-6);
        quota[p] = static_cast<std::int64_t>(whole);
        rest[p] = exact - whole;
        left -= quota[p];
    }
    for (; left > 0; --left) {
        const auto most =
            static_cast<std::size_t>(std::max_element(rest.begin(), rest.end()) - rest.begin());
        ++quota[most];
        rest[most] -= 1;
    }
    return quota;
}

std::uint64_t draw_of(std::uint64_t seed, std::string_view purpose, std::uint64_t id) {
    return Stream(seed, purpose, 0, id).next64();
}

std::vector<std::size_t> row_units(const Table& table) {
    Sets sets(table.rows());
    join_equal(copy_keys(table), sets);
    join_equal(table.group, sets);
    std::vector<std::size_t> out(table.rows());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = sets.root(i);
    return out;
}

std::vector<Part> place_units(const Table& table, const std::vector<std::size_t>& unit_of_row,
                              const Shares& shares, std::uint64_t seed, bool stratified) {
    const auto slot_of = [&](std::size_t row) {
        return stratified ? static_cast<std::size_t>(table.label[row] + 1)
                          : 0;  // 0: without a label
    };
    std::vector<double> total(stratified ? table.class_names.size() + 1 : 1, 0.0);
    for (std::size_t i = 0; i < table.rows(); ++i) total[slot_of(i)] += 1;
    std::array<std::vector<double>, 3> lack;  // rows that each part still wants, per slot
    for (std::size_t p = 0; p < 3; ++p) {
        for (const double rows : total) lack[p].push_back(rows * shares[p]);
    }
    std::vector<Part> parts(table.rows(), Part::None);
    for (const Unit& unit : drawn_units(table, unit_of_row, seed)) {
        std::size_t best = 0;
        double most = -std::numeric_limits<double>::infinity();
        for (std::size_t p = 0; p < 3; ++p) {
            double wanted = 0;
            for (const std::size_t row : unit.rows) wanted += lack[p][slot_of(row)];
            if (shares[p] > 0 && wanted > most + 1e-9) {
                most = wanted;
                best = p;
            }
        }
        for (const std::size_t row : unit.rows) {
            lack[best][slot_of(row)] -= 1;
            parts[row] = static_cast<Part>(best + 1);
        }
    }
    return parts;
}

}  // namespace engine
