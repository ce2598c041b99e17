// Datasets that every workspace has: the human-rated sample corpora, and two made by a program.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/raw_rows.h"

namespace engine {

struct BuiltinDataset {
    std::string name;         // "tweets"
    std::string description;  // one sentence for people
    std::string source;       // file name in the folder of the corpora, or "generated"
    bool synthetic = false;
    std::string licence;  // under which it may be passed on
    std::function<Result<RawRows>(const std::filesystem::path& corpora)> make;
};

std::vector<BuiltinDataset> builtin_datasets();

/// The one of that name; empty when there is none.
std::optional<BuiltinDataset> find_builtin(std::string_view name);

/// Synthetic ratings: 600 users, 300 items, columns user, item, rating (1 to 5), time. Rating =
/// mean + user bias + item bias + taste (4 factors) + noise; popular items are rated more often.
/// Always the same rows.
RawRows generated_ratings();

/// Synthetic requests to an assistant: 20 intents of 60 sentences, columns text, label. Always the
/// same rows.
RawRows generated_intents();

}  // namespace engine
