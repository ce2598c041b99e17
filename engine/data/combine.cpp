#include "engine/data/combine.h"

#include <algorithm>
#include <limits>
#include <unordered_set>
#include <utility>

#include "engine/data/copies.h"

namespace engine {
namespace {

bool is_split(const Table& table) {
    return std::any_of(table.part.begin(), table.part.end(),
                       [](Part p) { return p != Part::None; });
}

Part part_of(const Table& table, std::size_t row) {
    return table.part.empty() ? Part::None : table.part[row];
}

// Index of each of `names` in `joined`, which grows by the new ones.
std::vector<std::int32_t> join_names(const std::vector<std::string>& names,
                                     std::vector<std::string>& joined) {
    std::vector<std::int32_t> place;
    for (const std::string& name : names) {
        auto found = std::find(joined.begin(), joined.end(), name);
        if (found == joined.end()) found = joined.insert(joined.end(), name);
        place.push_back(static_cast<std::int32_t>(found - joined.begin()));
    }
    return place;
}

// A column of the part that is appended: filled where only the other inputs have it.
template <class T>
void append(const std::vector<T>& from, bool wanted, const T& filling, std::size_t rows,
            std::vector<T>& to) {
    if (!wanted) return;
    if (from.empty()) {
        to.insert(to.end(), rows, filling);
    } else {
        to.insert(to.end(), from.begin(), from.end());
    }
}

// Which columns any input has; empty inputs have none.
struct Wanted {
    explicit Wanted(const std::vector<Table>& inputs) {
        for (const Table& table : inputs) {
            text = text || !table.text.empty();
            group = group || !table.group.empty();
            user = user || !table.user.empty();
            item = item || !table.item.empty();
            value = value || !table.value.empty();
            time = time || !table.time.empty();
        }
    }
    bool text = false, group = false, user = false, item = false, value = false, time = false;
};

// Rows of a later input that may be learnt from.
class Lender {
public:
    explicit Lender(const Table& first) : ids_(first.id.begin(), first.id.end()) {
        const std::vector<std::string> keys = copy_keys(first);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const Part part = part_of(first, i);
            if (part == Part::Valid || part == Part::Test) judged_.insert(keys[i]);
        }
    }
    std::vector<std::int64_t> rows_of(const Table& table) {
        std::vector<std::int64_t> rows;
        const std::vector<std::string> keys = copy_keys(table);
        for (std::size_t i = 0; i < table.rows(); ++i) {
            const Part part = part_of(table, i);
            if (part == Part::Valid || part == Part::Test) {
                ++parts_dropped;
            } else if (!keys.empty() && judged_.contains(keys[i])) {
                ++copies_dropped;
            } else if (!ids_.insert(table.id[i]).second) {
                ++same_rows_dropped;
            } else {
                rows.push_back(static_cast<std::int64_t>(i));
            }
        }
        return rows;
    }
    std::int64_t parts_dropped = 0, copies_dropped = 0, same_rows_dropped = 0;

private:
    std::unordered_set<std::uint64_t> ids_;
    std::unordered_set<std::string> judged_;  // keys of the rows that are measured on
};

void append_table(const Table& from, double weight, const Wanted& wanted, bool split, Table& to) {
    constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
    const std::size_t rows = from.rows();
    const std::vector<std::int32_t> classes = join_names(from.class_names, to.class_names);
    const std::vector<std::int32_t> origins = join_names(from.origins, to.origins);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::int32_t label = from.label.empty() ? kUnlabelled : from.label[i];
        to.label.push_back(label < 0 ? label : classes[static_cast<std::size_t>(label)]);
        to.origin.push_back(origins[static_cast<std::size_t>(from.origin[i])]);
        const Part part = part_of(from, i);
        to.part.push_back(part == Part::None && split ? Part::Train : part);
        const double own = from.weight.empty() ? 1.0 : static_cast<double>(from.weight[i]);
        to.weight.push_back(static_cast<float>(own * weight));
    }
    to.id.insert(to.id.end(), from.id.begin(), from.id.end());
    append(from.text, wanted.text, std::string(), rows, to.text);
    append(from.group, wanted.group, std::string(), rows, to.group);
    append(from.user, wanted.user, std::string(), rows, to.user);
    append(from.item, wanted.item, std::string(), rows, to.item);
    append(from.value, wanted.value, kNothing, rows, to.value);
    append(from.time, wanted.time, kNothing, rows, to.time);
}

bool share_a_class(const Table& a, const Table& b) {
    if (a.class_names.empty() || b.class_names.empty()) return true;
    return std::any_of(b.class_names.begin(), b.class_names.end(), [&](const std::string& name) {
        return std::find(a.class_names.begin(), a.class_names.end(), name) != a.class_names.end();
    });
}

}  // namespace

Result<Prepared> combine(const std::vector<Table>& inputs, const CombineOptions& options) {
    if (inputs.empty()) return make_error(ErrorCode::BadUsage, "There are no rows to stack.");
    if (options.weights.empty() || options.classes != "by_name") {
        return make_error(ErrorCode::BadOption,
                          "Stack rows needs at least one weight, and joins classes by name.");
    }
    const Wanted wanted(inputs);
    const bool split = std::any_of(inputs.begin(), inputs.end(), is_split);
    Prepared out;
    out.report.step = "combine";
    Lender lender(inputs.front());
    Json given = Json::array();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const double weight = options.weights[std::min(i, options.weights.size() - 1)];
        const Table& input = inputs[i];
        out.report.rows_in += static_cast<std::int64_t>(input.rows());
        if (i == 0) {
            append_table(input, weight, wanted, split, out.table);
            given.push_back(input.rows());
            continue;
        }
        const std::vector<std::int64_t> rows = lender.rows_of(input);
        append_table(take(input, rows), weight, wanted, split, out.table);
        given.push_back(rows.size());
        if (!share_a_class(inputs.front(), input)) {
            out.report.warn(
                "Input %1 has no class in common with the first: their classes stand "
                "side by side.",
                {std::to_string(i + 1)});
        }
    }
    out.report.rows_out = static_cast<std::int64_t>(out.table.rows());
    out.report.counts = {{"parts_dropped", lender.parts_dropped},
                         {"copies_dropped", lender.copies_dropped},
                         {"same_rows_dropped", lender.same_rows_dropped},
                         {"inputs", std::move(given)}};
    return out;
}

}  // namespace engine
