// `protonet`: a few-shot learner that trains nothing: a closed-form head on frozen vectors, fitted
// anew on every task's support rows. The artifact says how; evaluate does it.
#include "engine/stages/artifact_io.h"
#include "engine/stages/shipped.h"
#include "engine/stages/trained_on.h"

namespace engine {

Result<StageResult> protonet_stage(StageContext& context) {
    const Input& start = context.input("start");
    auto reference = encoder_reference(start);
    if (!reference) return reference.error();
    if ((*reference)["type"] == "tfidf") {
        return make_error(ErrorCode::Unsupported,
                          "Prototypes need sentence vectors; TF-IDF gives none.");
    }
    std::string layer = "last";
    std::error_code problem;
    if (std::filesystem::exists(start.folder / "features.json", problem)) {
        auto features = read_json_file(start.folder / "features.json");
        if (!features) return features.error();
        layer = (*features)["layer"].get<std::string>();
    }
    const Json trained = {{"type", "episodic"},
                          {"classes", Json::array()},
                          {"encoders", {*reference}},
                          {"layer", layer},
                          {"head", context.options["head"]},
                          {"distance", context.options["distance"]},
                          {"ridge", context.options["ridge"]}};
    if (auto written = write_json_file(context.out / "trained.json", trained); !written)
        return written.error();
    const auto seen = trained_on({start});
    if (!seen) return seen.error();
    if (auto written = write_trained_on(context.out, *seen); !written) return written.error();
    return StageResult{{{"head", context.options["head"]}}, {}};
}

}  // namespace engine
