#include "engine/data/workspace_facts.h"

#include <algorithm>

namespace engine {
namespace {

constexpr std::int64_t kSampled = 256;  // rows, evenly spread

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

Result<ModelFact> WorkspaceFacts::model(const std::string& name) {
    if (const auto known = known_models_.find(name); known != known_models_.end())
        return known->second;
    auto fact = models_.fact(name);
    if (!fact) return fact.error();
    return known_models_[name] = *std::move(fact);
}

}  // namespace engine
