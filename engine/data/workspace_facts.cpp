#include "engine/data/workspace_facts.h"

namespace engine {

Result<DatasetFact> WorkspaceFacts::dataset(const std::string& name) {
    if (const auto known = known_data_.find(name); known != known_data_.end()) return known->second;
    auto dataset = datasets_.open(name);
    if (!dataset) return dataset.error();
    return known_data_[name] =
               DatasetFact{dataset->info().fingerprint, dataset->rows(), dataset->columns()};
}

Result<ModelFact> WorkspaceFacts::model(const std::string& name) {
    if (const auto known = known_models_.find(name); known != known_models_.end())
        return known->second;
    auto fact = models_.fact(name);
    if (!fact) return fact.error();
    return known_models_[name] = *std::move(fact);
}

}  // namespace engine
