// `features`: reads every text of its rows out of a frozen encoder, once; the vectors stay in the
// content cache, and the artifact only says which they are.
#include "engine/stages/artifact_io.h"
#include "engine/stages/shipped.h"
#include "engine/stages/trained_on.h"
#include "engine/stages/vectors.h"

namespace engine {

Result<StageResult> features_stage(StageContext& context) {
    auto reference = encoder_reference(context.input("encoder"));
    if (!reference) return reference.error();
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    const auto layer = context.options["layer"].get<std::string>();
    const bool keep = context.options["cache"].get<bool>();
    FeatureCache::Counts counts;
    if ((*reference)["type"] != "tfidf") {
        auto vectors = vectors_of(context, *reference, layer, keep, table->text, &counts);
        if (!vectors) return vectors.error();
    }
    const Json what = {{"encoder", *reference}, {"layer", layer}, {"cache", keep}};
    if (auto written = write_json_file(context.out / "features.json", what); !written)
        return written.error();
    // Its own copy: a head on these vectors may be fitted when the encoder's weights are gone.
    const auto seen = trained_on(context.inputs.at("encoder"));
    if (!seen) return seen.error();
    if (auto written = write_trained_on(context.out, *seen); !written) return written.error();
    StageResult result;
    result.summary = {
        {"texts", table->rows()}, {"found", counts.found}, {"computed", counts.computed}};
    return result;
}

}  // namespace engine
