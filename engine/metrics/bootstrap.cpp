#include "engine/metrics/bootstrap.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "engine/base/stream.h"

namespace engine {
namespace {

/// [0, limit) without bias from 32 bits where possible (Lemire 2019); four draws a block of the
/// stream.
std::uint32_t draw_below(Stream& stream, std::uint32_t limit) {
    std::uint64_t product = std::uint64_t{stream.next32()} * limit;
    if (static_cast<std::uint32_t>(product) < limit) {
        const std::uint32_t reject = (0U - limit) % limit;
        while (static_cast<std::uint32_t>(product) < reject)
            product = std::uint64_t{stream.next32()} * limit;
    }
    return static_cast<std::uint32_t>(product >> 32);
}

/// Test rows with the answers of both arms in some seeds; a draw of rows becomes counts per class.
class PredictionTable {
public:
    PredictionTable(std::span<const std::int32_t> truth,
                    std::span<const std::span<const std::int32_t>> arm,
                    std::span<const std::span<const std::int32_t>> control, int classes,
                    std::span<const std::int32_t> cluster, CountMetric metric)
        : classes_(static_cast<std::size_t>(classes)), lists_(2 * arm.size()), metric_(metric) {
        write_codes(truth, arm, control);
        merge_equal_rows(truth.size());
        write_units(truth.size(), cluster);
        tables_.resize(lists_ * 2 * classes_);
        truth_counts_.resize(classes_);
    }

    /// Every row once.
    void take_all() {
        std::fill(drawn_.begin(), drawn_.end(), 0);
        for (const std::uint32_t group : members_) ++drawn_[group];
        count();
    }

    void draw(Stream& stream) {
        std::fill(drawn_.begin(), drawn_.end(), 0);
        const auto units = static_cast<std::uint32_t>(starts_.size() - 1);
        for (std::uint32_t i = 0; i < units; ++i) {
            const std::uint32_t unit = draw_below(stream, units);
            for (std::uint32_t m = starts_[unit]; m < starts_[unit + 1]; ++m) ++drawn_[members_[m]];
        }
        count();
    }

    double difference(std::size_t seed) const { return value(2 * seed) - value(2 * seed + 1); }

private:
    /// codes_ [rows x lists]: where a row counts in tables_ (hit of a class, or wrong prediction of
    /// it).
    void write_codes(std::span<const std::int32_t> truth,
                     std::span<const std::span<const std::int32_t>> arm,
                     std::span<const std::span<const std::int32_t>> control) {
        codes_.resize(truth.size() * lists_);
        truth_.assign(truth.begin(), truth.end());
        for (std::size_t list = 0; list < lists_; ++list) {
            const auto predicted = list % 2 == 0 ? arm[list / 2] : control[list / 2];
            assert(predicted.size() == truth.size());
            for (std::size_t row = 0; row < truth.size(); ++row) {
                assert(truth[row] >= 0 && static_cast<std::size_t>(truth[row]) < classes_);
                assert(predicted[row] >= 0 && static_cast<std::size_t>(predicted[row]) < classes_);
                const std::size_t table = 2 * list + (predicted[row] == truth[row] ? 0 : 1);
                codes_[row * lists_ + list] = static_cast<std::uint32_t>(
                    table * classes_ + static_cast<std::size_t>(predicted[row]));
            }
        }
    }

    /// group_of_[row]; afterwards codes_ and truth_ hold one line per group.
    void merge_equal_rows(std::size_t rows) {
        const auto line = [&](std::size_t row) {
            return std::span(codes_).subspan(row * lists_, lists_);
        };
        const auto less = [&](std::size_t a, std::size_t b) {
            if (truth_[a] != truth_[b]) return truth_[a] < truth_[b];
            return std::lexicographical_compare(line(a).begin(), line(a).end(), line(b).begin(),
                                                line(b).end());
        };
        std::vector<std::size_t> order(rows);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), less);
        std::vector<std::uint32_t> codes;
        std::vector<std::int32_t> truth;
        group_of_.resize(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            if (i == 0 || less(order[i - 1], order[i])) {
                codes.insert(codes.end(), line(order[i]).begin(), line(order[i]).end());
                truth.push_back(truth_[order[i]]);
            }
            group_of_[order[i]] = static_cast<std::uint32_t>(truth.size() - 1);
        }
        codes_ = std::move(codes);
        truth_ = std::move(truth);
        drawn_.resize(truth_.size());
    }

    /// Unit u (a row, or a cluster of rows) holds the groups members_[starts_[u] .. starts_[u +
    /// 1]).
    void write_units(std::size_t rows, std::span<const std::int32_t> cluster) {
        assert(cluster.empty() || cluster.size() == rows);
        std::size_t units = rows;
        if (!cluster.empty())
            units = static_cast<std::size_t>(*std::max_element(cluster.begin(), cluster.end())) + 1;
        const auto unit_of = [&](std::size_t row) {
            return cluster.empty() ? row : static_cast<std::size_t>(cluster[row]);
        };
        starts_.assign(units + 1, 0);
        for (std::size_t row = 0; row < rows; ++row) ++starts_[unit_of(row) + 1];
        std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
        members_.resize(rows);
        std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
        for (std::size_t row = 0; row < rows; ++row)
            members_[next[unit_of(row)]++] = group_of_[row];
    }

    void count() {
        std::fill(tables_.begin(), tables_.end(), 0);
        std::fill(truth_counts_.begin(), truth_counts_.end(), 0);
        for (std::size_t group = 0; group < drawn_.size(); ++group) {
            const std::int32_t times = drawn_[group];
            if (times == 0) continue;
            truth_counts_[static_cast<std::size_t>(truth_[group])] += times;
            const std::uint32_t* code = codes_.data() + group * lists_;
            for (std::size_t list = 0; list < lists_; ++list) tables_[code[list]] += times;
        }
    }

    double value(std::size_t list) const {
        const auto table = std::span(tables_).subspan(list * 2 * classes_, 2 * classes_);
        return value_of(metric_, {table.first(classes_), table.subspan(classes_), truth_counts_});
    }

    std::size_t classes_, lists_;
    CountMetric metric_;
    std::vector<std::uint32_t> codes_, group_of_, members_, starts_;
    std::vector<std::int32_t> truth_, drawn_, tables_, truth_counts_;
};

/// Units with the differences of some seeds.
class UnitTable {
public:
    UnitTable(std::span<const std::vector<double>> arm,
              std::span<const std::vector<double>> control)
        : seeds_(arm.size()),
          units_(arm[0].size()),
          differences_(seeds_ * units_),
          sums_(seeds_),
          drawn_(units_) {
        for (std::size_t s = 0; s < seeds_; ++s) {
            assert(arm[s].size() == units_ && control[s].size() == units_);
            for (std::size_t u = 0; u < units_; ++u)
                differences_[u * seeds_ + s] = arm[s][u] - control[s][u];
        }
    }

    void take_all() {
        std::fill(drawn_.begin(), drawn_.end(), 1);
        count();
    }

    void draw(Stream& stream) {
        std::fill(drawn_.begin(), drawn_.end(), 0);
        for (std::size_t i = 0; i < units_; ++i)
            ++drawn_[draw_below(stream, static_cast<std::uint32_t>(units_))];
        count();
    }

    double difference(std::size_t seed) const { return sums_[seed] / static_cast<double>(units_); }

private:
    void count() {
        std::fill(sums_.begin(), sums_.end(), 0.0);
        for (std::size_t u = 0; u < units_; ++u) {
            if (drawn_[u] == 0) continue;
            const double* line = differences_.data() + u * seeds_;
            for (std::size_t s = 0; s < seeds_; ++s) sums_[s] += drawn_[u] * line[s];
        }
    }

    std::size_t seeds_, units_;
    std::vector<double> differences_, sums_;  // [units x seeds], [seeds]
    std::vector<std::int32_t> drawn_;
};

BootstrapInterval summary(double difference, std::vector<double>& values,
                          const BootstrapOptions& options) {
    BootstrapInterval out;
    out.difference = difference;
    out.standard_error = standard_deviation(values);
    out.share_not_above =
        static_cast<double>(
            std::count_if(values.begin(), values.end(), [](double value) { return value <= 0; })) /
        static_cast<double>(values.size());
    out.interval = percentile_interval(values, options.confidence);
    return out;
}

/// One table for all seeds (crossed) or one for each (nested), each table holding its seeds in
/// order.
template <class Table>
BootstrapInterval resample(std::vector<Table>& tables, std::size_t seeds,
                           const BootstrapOptions& options) {
    assert(options.resamples > 0 && seeds > 0);
    const bool crossed = tables.size() == 1;
    double difference = 0;
    for (Table& table : tables) table.take_all();
    for (std::size_t s = 0; s < seeds; ++s)
        difference += crossed ? tables[0].difference(s) : tables[s].difference(0);
    std::vector<double> values(static_cast<std::size_t>(options.resamples));
    std::vector<std::uint32_t> times(seeds);
    for (std::size_t r = 0; r < values.size(); ++r) {
        Stream stream(options.seed, "bootstrap", 0, r);
        std::fill(times.begin(), times.end(), 0);
        for (std::size_t i = 0; i < seeds; ++i)
            ++times[draw_below(stream, static_cast<std::uint32_t>(seeds))];
        if (crossed) tables[0].draw(stream);
        for (std::size_t s = 0; s < seeds; ++s) {
            if (crossed && times[s] > 0) values[r] += times[s] * tables[0].difference(s);
            for (std::uint32_t again = 0; !crossed && again < times[s]; ++again) {
                tables[s].draw(stream);
                values[r] += tables[s].difference(0);
            }
        }
        values[r] /= static_cast<double>(seeds);
    }
    return summary(difference / static_cast<double>(seeds), values, options);
}

}  // namespace

BootstrapInterval bootstrap_predictions(const PairedPredictions& data, CountMetric metric,
                                        const BootstrapOptions& options) {
    assert(!data.arm.empty() && data.arm.size() == data.control.size());
    assert(data.truth.size() == 1 || data.truth.size() == data.arm.size());
    std::vector<PredictionTable> tables;
    if (data.truth.size() == 1) {
        tables.emplace_back(data.truth[0], data.arm, data.control, data.classes, data.cluster,
                            metric);
        return resample(tables, data.arm.size(), options);
    }
    assert(data.cluster.empty());
    for (std::size_t s = 0; s < data.arm.size(); ++s)
        tables.emplace_back(data.truth[s], std::span(data.arm).subspan(s, 1),
                            std::span(data.control).subspan(s, 1), data.classes, data.cluster,
                            metric);
    return resample(tables, data.arm.size(), options);
}

BootstrapInterval bootstrap_units(std::span<const std::vector<double>> arm,
                                  std::span<const std::vector<double>> control, bool crossed,
                                  const BootstrapOptions& options) {
    assert(!arm.empty() && arm.size() == control.size());
    std::vector<UnitTable> tables;
    if (crossed) {
        tables.emplace_back(arm, control);
    } else {
        for (std::size_t s = 0; s < arm.size(); ++s)
            tables.emplace_back(arm.subspan(s, 1), control.subspan(s, 1));
    }
    return resample(tables, arm.size(), options);
}

Interval percentile_interval(std::vector<double>& values, double confidence) {
    std::sort(values.begin(), values.end());
    return {quantile_sorted(values, (1 - confidence) / 2),
            quantile_sorted(values, (1 + confidence) / 2)};
}

std::vector<double> resampled_means(std::span<const double> values,
                                    std::span<const std::vector<std::size_t>> indices) {
    std::vector<double> out;
    out.reserve(indices.size());
    for (const auto& draw : indices) {
        double total = 0;
        for (const std::size_t i : draw) total += values[i];
        out.push_back(total / static_cast<double>(draw.size()));
    }
    return out;
}

}  // namespace engine
