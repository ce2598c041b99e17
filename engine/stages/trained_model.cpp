#include "engine/stages/trained_model.h"

#include <ATen/ATen.h>

#include "engine/base/clock.h"
#include "engine/base/files.h"
#include "engine/models/adapter.h"
#include "engine/models/model_names.h"
#include "engine/models/weights_io.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/trained_on.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kScoringBatch = 64;
constexpr const char* kTokenizerFiles[] = {
    "tokenizer.json",         "vocab.txt", "vocab.json", "merges.txt", "tokenizer_config.json",
    "special_tokens_map.json"};

Result<void> copy_tokenizer(const fs::path& from, const fs::path& to) {
    for (const char* name : kTokenizerFiles) {
        std::error_code problem;
        if (!fs::exists(from / name, problem)) continue;
        fs::copy_file(from / name, to / name, fs::copy_options::overwrite_existing, problem);
        if (problem) return io_error(problem.value(), to / name);
    }
    return {};
}

Json last_validation(const TrainState& state) {
    const Evaluation* best = nullptr;
    for (const Evaluation& evaluation : state.evaluations) {
        if (best == nullptr || evaluation.validation.loss < best->validation.loss)
            best = &evaluation;
    }
    if (best == nullptr) return Json();
    Json out = {{"loss", best->validation.loss}, {"step", best->step}};
    for (const auto& [name, value] : best->validation.measures) out[name] = value;
    return out;
}

std::int64_t numbers_in(const Weights& weights) {
    std::int64_t out = 0;
    for (const auto& [name, tensor] : weights) out += tensor.numel();
    return out;
}

Result<TextScores> score_by_network(StageContext& context, const Input& trained,
                                    std::span<const std::string> texts) {
    auto reference = encoder_reference(trained);
    if (!reference) return reference.error();
    auto encoder = context.encoders.get(*reference);
    if (!encoder) return encoder.error();
    const LoadedEncoder& loaded = **encoder;
    Weights weights = encoder_only(loaded.folder.weights);
    for (const auto& [name, tensor] : loaded.folder.head) weights[name] = tensor;
    for (auto& [name, tensor] : weights) tensor = tensor.to(at::Device(context.device));
    const double begun = monotonic_seconds();
    const auto tokens = loaded.tokens_of(texts);
    auto logits = predict_logits(text_forward({loaded.folder.shape, loaded.pooling}), weights,
                                 tokens, kScoringBatch, context.stop);
    if (!logits) return logits.error();
    TextScores scores;
    scores.probabilities = at::softmax(logits->to(at::kDouble), 1);
    scores.seconds = monotonic_seconds() - begun;
    scores.fresh = std::ssize(tokens);
    scores.parameters = numbers_in(weights);
    scores.file_bytes = static_cast<std::int64_t>(loaded.folder.file_bytes);
    return scores;
}

// The folder of a model that has learnt: encoder, head, tokenizer, and its adapter where it has
// one.
Result<void> write_model(const StageContext& context, const Fit& fit, const TrainState& state) {
    Weights head;
    Weights encoder;
    for (const auto& [name, tensor] : state.weights) {
        (name.starts_with("head.") ? head : encoder)[name] = tensor.to(at::kCPU);
    }
    EncoderShape shape = fit.model.shape;
    shape.has_pooler = false;
    shape.has_classifier = false;
    shape.labels = fit.classes;
    if (fit.adapter) {
        // Beside the whole model, so that whoever has its base needs no more than this.
        const std::string base = fit.reading.value("model", "the start of this fit");
        if (auto done = save_adapter(context.out / kAdapterFolder, shape, encoder, *fit.adapter,
                                     base, head);
            !done)
            return done;
        merge_lora(shape, encoder);
    }
    if (auto done = write_json_file(context.out / "config.json",
                                    config_of(shape, fit.start->folder.config));
        !done)
        return done;
    if (auto done =
            write_weights(context.out / "model.safetensors", named_for_file(shape, encoder));
        !done)
        return done;
    if (auto done = write_weights(context.out / "head.safetensors", head); !done) return done;
    return copy_tokenizer(fit.start->folder.path, context.out);
}

}  // namespace

Result<StageResult> write_trained(StageContext& context, const Fit& fit,
                                  const TrainOutcome& outcome, Json lineage) {
    if (auto done = write_model(context, fit, outcome.state); !done) return done.error();
    if (auto done = write_trained_on(context.out, fit.trained_on); !done) return done.error();
    const Json trained = {{"type", "fine_tuned"},
                          {"classes", fit.classes},
                          {"reading",
                           {{"type", "artifact"},
                            {"key", ""},
                            {"pooling", fit.reading["pooling"]},
                            {"normalise", fit.reading["normalise"]},
                            {"max_tokens", fit.reading["max_tokens"]},
                            {"dim", fit.model.shape.hidden}}},
                          {"lineage", std::move(lineage)},
                          {"valid", last_validation(outcome.state)},
                          {"steps", outcome.state.step}};
    if (auto done = write_json_file(context.out / "trained.json", trained); !done)
        return done.error();
    StageResult result;
    result.summary = {{"steps", outcome.state.step},
                      {"planned_steps", outcome.total_steps},
                      {"best_step", outcome.state.best_step},
                      {"early_stop", outcome.end == TrainEnd::early_stop},
                      {"valid", trained["valid"]},
                      {"parameters", numbers_in(outcome.state.weights)}};
    return result;
}

Result<TextScores> score_texts(StageContext& context, const Input& input,
                               std::span<const std::string> texts) {
    auto trained = read_json_file(input.folder / "trained.json");
    if (!trained) return trained.error();
    if ((*trained)["type"] == "fine_tuned") return score_by_network(context, input, texts);
    if ((*trained)["type"] == "probe")
        return score_by_probe(context, *trained, input.folder, texts);
    return make_error(ErrorCode::BadData,
                      "A few-shot learner scores tasks, not rows. Link it to the tasks.");
}

Result<std::vector<std::string>> classes_of(const Input& input) {
    auto trained = read_json_file(input.folder / "trained.json");
    if (!trained) return trained.error();
    return (*trained)["classes"].get<std::vector<std::string>>();
}

}  // namespace engine
