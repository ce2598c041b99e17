// What the planner asks of data and models, answered from a workspace.
#pragma once

#include <map>
#include <string>

#include "engine/data/dataset_store.h"
#include "engine/plan/facts.h"
#include "engine/store/model_library.h"

namespace engine {

class WorkspaceFacts : public Facts {
public:
    WorkspaceFacts(DatasetStore& datasets, ModelLibrary& models)
        : datasets_(datasets), models_(models) {}
    Result<DatasetFact> dataset(const std::string& name) override;
    Result<double> kept_share(const std::string& name, const Json& options) override;
    Result<ModelFact> model(const std::string& name) override;

private:
    DatasetStore& datasets_;
    ModelLibrary& models_;
    std::map<std::string, DatasetFact>
        known_data_;  // asked for once per node instance: answered once
    std::map<std::string, double> known_shares_;
    std::map<std::string, ModelFact> known_models_;
};

}  // namespace engine
