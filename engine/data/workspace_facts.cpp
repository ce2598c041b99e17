#include "engine/data/workspace_facts.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "engine/data/labels.h"
#include "engine/data/table.h"
#include "engine/spec/options/task_options.h"
#include "engine/spec/options_json.h"

namespace engine {
namespace {

constexpr std::int64_t kSampled = 256;  // rows, evenly spread
constexpr std::int64_t kSampledLabels = 4096;

double mean_bytes(const Dataset& dataset, std::size_t column) {
    const std::int64_t step = std::max<std::int64_t>(1, dataset.rows() / kSampled);
    double bytes = 0, cells = 0;
    for (std::int64_t row = 0; row < dataset.rows(); row += step, ++cells)
        bytes += static_cast<double>(dataset.cell(column, row).size());
    return cells > 0 ? bytes / cells : 0;
}

}  // namespace

Result<DatasetFact> WorkspaceFacts::dataset(const std::string& name) {
    if (const auto known = known_data_.find(name); known != known_data_.end()) return known->second;
    auto dataset = datasets_.open(name);
    if (!dataset) return dataset.error();
    DatasetFact fact{dataset->info().fingerprint, dataset->rows(), dataset->columns()};
    for (std::size_t i = 0; i < fact.columns.size(); ++i)
        fact.bytes.push_back(mean_bytes(*dataset, i));
    return known_data_[name] = std::move(fact);
}

Result<double> WorkspaceFacts::kept_share(const std::string& name, const Json& options) {
    auto read = read_options<DatasetOptions>(options);
    if (!read) return read.error();
    if (read->between != "dropped" || read->thresholds.size() < 2) return 1.0;
    const std::string key = name + "\n" + read->label + "\n" + compact_json(options["thresholds"]);
    if (const auto known = known_shares_.find(key); known != known_shares_.end())
        return known->second;
    auto dataset = datasets_.open(name);
    if (!dataset) return dataset.error();
    auto column = dataset->column(read->label);
    if (!column) return column.error();
    std::vector<std::string_view> cells;
    const std::int64_t step = std::max<std::int64_t>(1, dataset->rows() / kSampledLabels);
    for (std::int64_t row = 0; row < dataset->rows(); row += step)
        cells.push_back(dataset->cell(*column, row));
    auto labels = label_cells(cells, *read);
    if (!labels) return labels.error();
    const auto dropped = std::count_if(labels->label.begin(), labels->label.end(), [](auto label) {
        return label == kBetween || label == kUnreadable;
    });
    const double all = std::max(1.0, static_cast<double>(cells.size()));
    return known_shares_[key] = 1 - static_cast<double>(dropped) / all;
}

Result<ModelFact> WorkspaceFacts::model(const std::string& name) {
    if (const auto known = known_models_.find(name); known != known_models_.end())
        return known->second;
    auto fact = models_.fact(name);
    if (!fact) return fact.error();
    return known_models_[name] = *std::move(fact);
}

}  // namespace engine
