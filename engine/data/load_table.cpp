#include "engine/data/load_table.h"

#include <limits>
#include <optional>
#include <utility>

#include "engine/base/hash.h"
#include "engine/data/labels.h"
#include "engine/data/numbers.h"

namespace engine {
namespace {

constexpr std::size_t kMostExamples = 20;

// Indices of the named columns; empty where the option is.
struct Columns {
    std::vector<std::size_t> text;
    std::optional<std::size_t> label, group, weight, user, item, value, time;
};

Result<void> find(const Dataset& dataset, const std::string& name, std::optional<std::size_t>& to) {
    if (name.empty()) return {};
    const Result<std::size_t> column = dataset.column(name);
    if (!column) return column.error();
    to = *column;
    return {};
}

Result<Columns> find_columns(const Dataset& dataset, const DatasetOptions& options) {
    Columns out;
    for (const std::string& name : options.text) {
        const Result<std::size_t> column = dataset.column(name);
        if (!column) return column.error();
        out.text.push_back(*column);
    }
    const std::pair<const std::string*, std::optional<std::size_t>*> singles[] = {
        {&options.label, &out.label}, {&options.group, &out.group}, {&options.weight, &out.weight},
        {&options.user, &out.user},   {&options.item, &out.item},   {&options.value, &out.value},
        {&options.time, &out.time}};
    for (const auto& [name, place] : singles) {
        if (Result<void> done = find(dataset, *name, *place); !done) return done.error();
    }
    if (out.text.empty() && !out.user && !out.item) {
        return make_error(ErrorCode::BadData,
                          "Dataset %1: name the text column, or the columns of users and items.",
                          {dataset.name()});
    }
    return out;
}

std::vector<std::string_view> cells_of(const Dataset& dataset, std::size_t column) {
    std::vector<std::string_view> out;
    out.reserve(static_cast<std::size_t>(dataset.rows()));
    for (std::int64_t row = 0; row < dataset.rows(); ++row)
        out.push_back(dataset.cell(column, row));
    return out;
}

Result<Labels> labels_of(const Dataset& dataset, const Columns& columns,
                         const DatasetOptions& options) {
    if (columns.label && options.role != "unlabelled") {
        return label_cells(cells_of(dataset, *columns.label), options);
    }
    Labels none;
    none.label.assign(static_cast<std::size_t>(dataset.rows()), kUnlabelled);
    none.class_names = options.classes;
    return none;
}

// Builds the table row by row.
class Loader {
public:
    Loader(const Dataset& dataset, const Columns& columns, Labels labels)
        : dataset_(dataset), columns_(columns), labels_(std::move(labels)) {
        table_.class_names = std::move(labels_.class_names);
        table_.origins = {dataset.name()};
    }

    Prepared run() {
        for (std::int64_t row = 0; row < dataset_.rows(); ++row) {
            if (readable(row)) add(row);
        }
        report_.step = "load";
        report_.rows_in = dataset_.rows();
        report_.rows_out = static_cast<std::int64_t>(table_.rows());
        report_.counts = {{"labels_missing", labels_missing_},
                          {"labels_between", labels_between_},
                          {"labels_unreadable", labels_unreadable_},
                          {"values_unreadable", values_unreadable_},
                          {"weights_unreadable", weights_unreadable_},
                          {"times_unknown", times_unknown_},
                          {"texts_empty", texts_empty_},
                          {"examples", std::move(examples_)}};
        return {std::move(table_), std::move(report_)};
    }

private:
    bool set_aside(std::int64_t row, std::size_t column, std::int64_t& counter) {
        ++counter;
        if (examples_.size() < kMostExamples) {
            examples_.push_back({{"row", row},
                                 {"column", dataset_.columns()[column]},
                                 {"cell", std::string(dataset_.cell(column, row).substr(0, 200))}});
        }
        return false;
    }
    std::string_view cell(const std::optional<std::size_t>& column, std::int64_t row) const {
        return dataset_.cell(*column, row);
    }
    // Reads the numbers of a row into value_ and weight_.
    bool readable(std::int64_t row) {
        if (labels_.label[static_cast<std::size_t>(row)] == kUnreadable) {
            return set_aside(row, *columns_.label, labels_unreadable_);
        }
        if (columns_.value) {
            const auto number = parse_number(cell(columns_.value, row));
            if (!number) return set_aside(row, *columns_.value, values_unreadable_);
            value_ = *number;
        }
        weight_ = 1.0F;
        if (columns_.weight && !cell(columns_.weight, row).empty()) {
            const auto number = parse_number(cell(columns_.weight, row));
            if (!number || *number < 0) {
                return set_aside(row, *columns_.weight, weights_unreadable_);
            }
            weight_ = static_cast<float>(*number);
        }
        return true;
    }
    std::string text_of(std::int64_t row) const {
        return joined_text(columns_.text,
                           [&](std::size_t column) { return dataset_.cell(column, row); });
    }
    void add(std::int64_t row) {
        const std::int32_t label = labels_.label[static_cast<std::size_t>(row)];
        labels_missing_ += label == kUnlabelled ? 1 : 0;
        labels_between_ += label == kBetween ? 1 : 0;
        table_.id.push_back(row_id(dataset_, row));
        table_.label.push_back(label);
        table_.part.push_back(Part::None);
        table_.weight.push_back(weight_);
        table_.origin.push_back(0);
        if (!columns_.text.empty()) {
            table_.text.push_back(text_of(row));
            texts_empty_ += table_.text.back().empty() ? 1 : 0;
        }
        if (columns_.group) table_.group.emplace_back(cell(columns_.group, row));
        if (columns_.user) table_.user.emplace_back(cell(columns_.user, row));
        if (columns_.item) table_.item.emplace_back(cell(columns_.item, row));
        if (columns_.value) table_.value.push_back(value_);
        if (columns_.time) {
            const auto time = parse_time(cell(columns_.time, row));
            times_unknown_ += time ? 0 : 1;
            table_.time.push_back(time.value_or(std::numeric_limits<double>::quiet_NaN()));
        }
    }

    const Dataset& dataset_;
    const Columns& columns_;
    Labels labels_;
    Table table_;
    StepReport report_;
    Json examples_ = Json::array();
    double value_ = 0;
    float weight_ = 1;
    std::int64_t labels_missing_ = 0, labels_between_ = 0, labels_unreadable_ = 0;
    std::int64_t values_unreadable_ = 0, weights_unreadable_ = 0;
    std::int64_t times_unknown_ = 0, texts_empty_ = 0;
};

}  // namespace

std::uint64_t row_id(const Dataset& dataset, std::int64_t row) {
    return hash64(dataset.info().fingerprint + "|" + std::to_string(row));
}

Result<Prepared> load_table(const Dataset& dataset, const DatasetOptions& options) {
    const Result<Columns> columns = find_columns(dataset, options);
    if (!columns) return columns.error();
    Result<Labels> labels = labels_of(dataset, *columns, options);
    if (!labels) return labels.error();
    Prepared out = Loader(dataset, *columns, *std::move(labels)).run();
    const bool wants_label = options.role != "unlabelled" && !columns->text.empty();
    if (wants_label && !columns->label && !columns->value) {
        out.report.warn("No label column. Pick the column that holds the class.");
    }
    if (out.table.rows() == 0) {
        return make_error(ErrorCode::BadData, "None of the %1 rows of dataset %2 could be used.",
                          {std::to_string(dataset.rows()), dataset.name()},
                          compact_json(out.report.to_json()));
    }
    return out;
}

}  // namespace engine
