// `encoder`: points at a model of the library, or at its untrained twin.
#include "engine/stages/artifact_io.h"
#include "engine/stages/encoder_pool.h"
#include "engine/stages/shipped.h"
#include "engine/stages/trained_on.h"

namespace engine {

Result<StageResult> encoder_stage(StageContext& context) {
    const auto model = context.options["model"].get<std::string>();
    auto fact = context.models.fact(model);
    if (!fact) return fact.error();
    auto folder = context.models.find(model);
    if (!folder) return folder.error();
    auto pooling = read_pooling_info(*folder);
    if (!pooling) return pooling.error();
    Json reference = {{"type", "library"},
                      {"model", model},
                      {"fingerprint", fact->fingerprint},
                      {"weights", context.options["weights"]},
                      {"pooling", context.options["pooling"]},
                      {"normalise", pooling->normalise},
                      {"max_tokens", context.options["max_tokens"]},
                      {"dim", fact->dim}};
    if (context.options["weights"] == "random") reference["seed"] = context.seed;
    auto loaded = context.encoders.get(
        reference);  // a damaged model is told here, not in the middle of training
    if (!loaded) return loaded.error();
    if (auto written = write_json_file(context.out / "encoder.json", reference); !written)
        return written.error();
    if (context.options["weights"] != "random") {
        if (auto kept = keep_trained_on(*folder, context.out); !kept) return kept.error();
    }
    StageResult result;
    result.summary = {{"encoder", reference},
                      {"parameters", (*loaded)->folder.parameters},
                      {"file_bytes", (*loaded)->folder.file_bytes}};
    return result;
}

}  // namespace engine
