// What the planner must know of data and models before anything is hashed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"

namespace engine {

struct DatasetFact {
    std::string fingerprint;  // of the content
    std::int64_t rows = 0;
    std::vector<std::string> columns;
    std::vector<double> bytes = {};  // of a cell, on average, by column; empty: not known
};

struct ModelFact {
    std::string fingerprint;  // SHA-256 over config, weights and tokenizer
    std::string pooling;      // what "auto" means for this model: "mean", "cls", "last"
    std::int64_t dim = 0;
    std::int64_t layers = 0;
    std::int64_t parameters = 0;
};

class Facts {
public:
    virtual ~Facts() = default;
    /// Errors: MissingFile with the nearest known name; a sample corpus imports itself here.
    virtual Result<DatasetFact> dataset(const std::string& name) = 0;
    /// Share of its rows that these options of a Dataset node leave, where they drop what lies
    /// between two thresholds: by a sample of the label column. Errors: as dataset().
    virtual Result<double> kept_share(const std::string& name, const Json& options) {
        static_cast<void>(name), static_cast<void>(options);
        return 1.0;
    }
    /// Errors: MissingFile, BadModel.
    virtual Result<ModelFact> model(const std::string& name) = 0;
};

}  // namespace engine
