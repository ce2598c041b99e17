// `tfidf`: term weights fitted on the labelled training rows of its run: nothing borrowed.
#include "engine/stages/artifact_io.h"
#include "engine/stages/shipped.h"
#include "engine/stages/term_weights.h"

namespace engine {

Result<std::vector<Tfidf>> fit_terms(const Json& options, const std::vector<std::string>& texts) {
    std::vector<Tfidf> out;
    TfidfOptions words;
    words.longest = options["word_grams"].get<int>();
    words.sublinear = options["sublinear"].get<bool>();
    words.min_rows = options["min_rows"].get<int>();
    auto fitted = fit_tfidf(texts, words);
    if (!fitted) return fitted.error();
    out.push_back(*std::move(fitted));
    const int longest = options["char_grams"].get<int>();
    if (longest == 0) return out;
    TfidfOptions characters = words;
    characters.kind = TermKind::character_word;
    characters.shortest = std::min(3, longest);
    characters.longest = longest;
    fitted = fit_tfidf(texts, characters);
    if (!fitted) return fitted.error();
    out.push_back(*std::move(fitted));
    return out;
}

Result<std::vector<Tfidf>> read_terms(const ArtifactFolder& artifacts, const Json& reference) {
    auto stored = read_json_file(artifacts.at(reference["key"].get<std::string>()) / "terms.json");
    if (!stored) return stored.error();
    std::vector<Tfidf> out;
    for (const Json& block : *stored) {
        auto model = tfidf_from_json(block);
        if (!model) return model.error();
        out.push_back(*std::move(model));
    }
    return out;
}

Result<StageResult> tfidf_stage(StageContext& context) {
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    const auto rows = training_rows(*table);
    auto blocks = fit_terms(context.options, texts_at(*table, rows));
    if (!blocks) return blocks.error();
    Json stored = Json::array();
    std::size_t terms = 0;
    for (const Tfidf& block : *blocks) {
        stored.push_back(tfidf_to_json(block));
        terms += block.terms.size();
    }
    if (auto written = write_json_file(context.out / "terms.json", stored); !written)
        return written.error();
    const Json reference = {{"type", "tfidf"}, {"key", context.step.key}};
    if (auto written = write_json_file(context.out / "encoder.json", reference); !written)
        return written.error();
    StageResult result;
    result.summary = {{"rows", rows.size()}, {"terms", terms}};
    return result;
}

}  // namespace engine
