#include "engine/data/scored_texts.h"

#include <unordered_map>

#include "engine/data/table_io.h"
#include "engine/store/scores_file.h"

namespace engine {
namespace {

Result<std::optional<ScoredTexts>> texts_of(const ArtifactFolder& artifacts, const Evaluated& found,
                                            std::size_t most) {
    if (!artifacts.has(found.key) || !artifacts.has(found.data))
        return std::optional<ScoredTexts>();
    auto scores = read_scores(artifacts.at(found.key));
    if (!scores) return scores.error();
    auto table = read_table(artifacts.at(found.data) / "data.arrow");
    if (!table) return table.error();
    if (table->text.empty() || std::ssize(table->class_names) != scores->classes)
        return std::optional<ScoredTexts>();
    std::unordered_map<std::uint64_t, std::size_t> row_of;
    for (std::size_t i = 0; i < table->rows(); ++i) row_of.emplace(table->id[i], i);
    ScoredTexts out;
    out.classes = table->class_names;
    const auto classes = static_cast<std::size_t>(scores->classes);
    for (std::size_t i = 0; i < scores->rows.size() && out.texts.size() < most; ++i) {
        const auto at = row_of.find(static_cast<std::uint64_t>(scores->rows[i]));
        if (at == row_of.end()) continue;
        out.texts.push_back(table->text[at->second]);
        for (std::size_t c = 0; c < classes; ++c)
            out.probabilities.push_back(scores->probabilities[i * classes + c]);
    }
    if (out.texts.empty()) return std::optional<ScoredTexts>();
    return std::optional(std::move(out));
}

}  // namespace

Result<std::optional<Evaluated>> evaluated_by(const RunLog& log, std::int64_t run) {
    auto keys = log.run_keys(run);
    if (!keys) return keys.error();
    for (const std::string& key : *keys) {
        auto node = log.node(key);
        if (!node) return node.error();
        if (!node->has_value() || (*node)->kind != "evaluate") continue;
        Evaluated out;
        out.key = key;
        for (const Json& input : (*node)->parts["inputs"]) {
            if (input[0] == "scored") out.trained = input[1].get<std::string>();
            if (input[0] == "data") out.data = input[1].get<std::string>();
        }
        if (!out.trained.empty()) return std::optional(out);
    }
    return std::optional<Evaluated>();
}

Result<std::optional<ScoredTexts>> scored_texts(const RunLog& log, const ArtifactFolder& artifacts,
                                                const std::string& trained, std::size_t most) {
    auto runs = log.runs_on(trained);
    if (!runs) return runs.error();
    for (const std::int64_t run : *runs) {
        auto found = evaluated_by(log, run);
        if (!found) return found.error();
        if (!found->has_value() || (*found)->trained != trained) continue;
        auto texts = texts_of(artifacts, **found, most);
        if (!texts) return texts.error();
        if (!texts->has_value()) continue;
        (*texts)->run = run;
        return texts;
    }
    return std::optional<ScoredTexts>();
}

}  // namespace engine
