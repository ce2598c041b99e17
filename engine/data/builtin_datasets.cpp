#include "engine/data/builtin_datasets.h"

#include <utility>

#include "engine/data/importer.h"

namespace engine {
namespace {

BuiltinDataset corpus(std::string name, std::string file, std::string description) {
    file += "_GroundTruth.txt";
    const auto make = [file](const std::filesystem::path& corpora) -> Result<RawRows> {
        Result<RawRows> rows = import_file(corpora / file, {.format = "vader"});
        if (rows || rows.error().code != ErrorCode::MissingFile) return rows;
        return make_error(
            ErrorCode::MissingFile,
            "The sample corpora are not in %1. Run ./dev setup, or name their folder.",
            {corpora.string()}, file);
    };
    return {std::move(name), std::move(description), file, false, "MIT", make};
}

}  // namespace

std::vector<BuiltinDataset> builtin_datasets() {
    return {
        corpus("nyt", "nytEditorialSnippets",
               "Sentences of New York Times editorials, mean rating of 20 people from -4 to 4."),
        corpus("tweets", "tweets", "Tweets, mean rating of 20 people from -4 to 4."),
        corpus("movie", "movieReviewSnippets",
               "Sentences of movie reviews, mean rating of 20 people from -4 to 4."),
        corpus("amazon", "amazonReviewSnippets",
               "Sentences of product reviews, mean rating of 20 people from -4 to 4."),
        {"generated-ratings", "Synthetic ratings of 300 items by 600 users, made by a program.",
         "generated", true, "GPL-3.0-or-later",
         [](const std::filesystem::path&) { return Result(generated_ratings()); }},
        {"generated-intents",
         "Synthetic requests in 20 classes of 60 sentences, made by a program.", "generated", true,
         "GPL-3.0-or-later",
         [](const std::filesystem::path&) { return Result(generated_intents()); }},
    };
}

std::optional<BuiltinDataset> find_builtin(std::string_view name) {
    for (BuiltinDataset& known : builtin_datasets()) {
        if (known.name == name) return std::move(known);
    }
    return std::nullopt;
}

}  // namespace engine
