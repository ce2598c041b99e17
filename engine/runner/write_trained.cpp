#include <ATen/ATen.h>

#include "engine/base/files.h"
#include "engine/export/model_folder.h"
#include "engine/models/adapter.h"
#include "engine/models/embed.h"
#include "engine/models/heads.h"
#include "engine/models/weights_io.h"
#include "engine/runner/model_tools.h"
#include "engine/spec/carried.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/encoder_pool.h"
#include "engine/stages/term_weights.h"
#include "engine/stages/trained_model.h"
#include "engine/store/workspace.h"
#include "engine/transfer/text_classifier.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

constexpr const char* kTermsType = "terms";
constexpr const char* kTextType = "text_classifier";

// What every exported folder holds beside its weights.
struct Extras {
    std::string card;
    std::map<std::string, std::string> metadata;  // the pipeline it comes from
};

ModelFolderContent content_of(const LoadedEncoder& encoder, bool normalise, const Json& trained,
                              const Extras& extras) {
    ModelFolderContent out;
    out.shape = encoder.folder.shape;
    out.shape.has_pooler = false;
    out.shape.has_classifier = false;
    out.shape.labels = trained["classes"].get<std::vector<std::string>>();
    out.weights = encoder_only(encoder.folder.weights);
    out.config = encoder.folder.config;
    out.pooling.pooling = encoder.pooling;
    out.pooling.normalise = normalise;
    out.pooling.max_tokens = static_cast<std::int64_t>(encoder.max_tokens);
    out.tokenizer_from = encoder.folder.path;
    out.warmstart = {
        {"type", kTextType}, {"classes", trained["classes"]}, {"normalise", normalise}};
    out.card = extras.card;
    out.metadata = extras.metadata;
    return out;
}

// The list of the rows that a result has learnt from goes with it; earlier results have none.
fs::path list_of(const fs::path& artifact) {
    std::error_code problem;
    const fs::path list = artifact / kTrainedOnFile;
    return fs::exists(list, problem) ? list : fs::path();
}

// The layers above the one that was read say nothing to the head. Errors: Unsupported for GPT-2,
// whose last LayerNorm would then stand above a layer that was read without it.
Result<void> cut_above(ModelFolderContent& content, const std::string& layer) {
    if (layer == "last") return {};
    const std::int64_t keep = std::stoll(layer);
    if (keep == content.shape.layers) return {};
    if (content.shape.is_decoder()) {
        return make_error(ErrorCode::Unsupported,
                          "A head on layer %1 of a GPT-2 model cannot be exported as one model "
                          "folder. Read its last layer.",
                          {layer});
    }
    for (auto it = content.weights.begin(); it != content.weights.end();) {
        const bool above =
            it->first.starts_with("encoder.layer.") && std::stoll(it->first.substr(14)) >= keep;
        it = above ? content.weights.erase(it) : std::next(it);
    }
    content.shape.layers = keep;
    return {};
}

Result<void> export_terms(const ArtifactFolder& artifacts, const Json& trained,
                          const fs::path& artifact, const fs::path& out, const Extras& extras) {
    auto head = read_weights(artifact / "head.safetensors");
    if (!head) return head.error();
    const fs::path temporary = out.string() + ".tmp";
    std::error_code problem;
    fs::remove_all(temporary, problem);
    fs::create_directories(temporary, problem);
    const fs::path terms =
        artifacts.at(trained["encoders"][0]["key"].get<std::string>()) / "terms.json";
    fs::copy_file(terms, temporary / "terms.json", problem);
    if (problem)
        return make_error(ErrorCode::Io, "%1 cannot be written: %2.",
                          {out.string(), problem.message()});
    if (auto done = write_weights(temporary / "head.safetensors", *head, extras.metadata); !done)
        return done;
    if (auto done = write_json_file(temporary / "warmstart.json",
                                    {{"type", kTermsType}, {"classes", trained["classes"]}});
        !done)
        return done;
    if (auto done = write_file_atomically(temporary / "README.md", extras.card); !done) return done;
    return publish_folder(temporary, out);
}

Result<void> export_probe(EncoderPool& encoders, const Json& trained, const fs::path& artifact,
                          const fs::path& out, const Extras& extras) {
    if (trained["encoders"].size() != 1) {
        return make_error(ErrorCode::Unsupported,
                          "A head on several encoders cannot be exported as one model folder.");
    }
    auto encoder = encoders.get(trained["encoders"][0]);
    if (!encoder) return encoder.error();
    auto head = read_weights(artifact / "head.safetensors");
    if (!head) return head.error();
    ModelFolderContent content = content_of(**encoder, (*encoder)->normalise, trained, extras);
    content.beside = list_of(artifact);
    if (auto cut = cut_above(content, trained["layer"].get<std::string>()); !cut) return cut;
    content.head[kHeadWeight] = head->at("weights").to(at::kFloat);
    content.head[kHeadBias] = head->at("intercept").to(at::kFloat);
    return save_model_folder(out, content);
}

Result<void> export_fitted(EncoderPool& encoders, const Json& trained, const fs::path& artifact,
                           const fs::path& out, const Extras& extras) {
    Json reference = trained["reading"];
    reference["type"] = "folder";
    reference["path"] = artifact.string();
    auto encoder = encoders.get(reference);
    if (!encoder) return encoder.error();
    ModelFolderContent content = content_of(**encoder, false, trained, extras);
    content.head = (*encoder)->folder.head;
    content.beside = list_of(artifact);
    std::error_code problem;
    if (fs::exists(artifact / kAdapterFolder, problem))
        content.adapter_from = artifact / kAdapterFolder;
    return save_model_folder(out, content);
}

// A PEFT folder as a whole model: its base, by the path in it or by its name in the library, with
// the adapter merged in.
Result<void> export_merged(const ModelLibrary& models, const fs::path& adapter,
                           const fs::path& out) {
    auto base = adapter_base(adapter);
    if (!base) return base.error();
    auto model = load_adapter(adapter);
    for (const fs::path& name : {fs::path(*base), fs::path(*base).filename()}) {
        if (model || model.error().code != ErrorCode::MissingFile || name.empty()) break;
        if (auto known = models.find(name.string()); known) model = load_adapter(adapter, *known);
    }
    if (!model) return model.error();
    merge_lora(model->shape, model->weights);
    ModelFolderContent content;
    content.shape = model->shape;
    content.weights = model->weights;
    content.head = model->head;
    content.config = model->config;
    content.pooling = model->pooling;
    content.tokenizer_from = model->path;
    // An adapter's own list holds what its base has learnt from.
    content.beside = list_of(adapter);
    if (content.beside.empty()) content.beside = list_of(model->path);
    content.warmstart = {{"type", "merged_adapter"}, {"base", *base}};
    content.card = "# " + *base + " with an adapter\n\nThe LoRA adapter " +
                   adapter.filename().string() + ", merged into its base model.\n";
    return save_model_folder(out, content);
}

Result<Predictions> predict_by_terms(const fs::path& folder, const Json& about,
                                     const std::vector<std::string>& texts) {
    auto stored = read_json_file(folder / "terms.json");
    if (!stored) return stored.error();
    std::vector<Tfidf> terms;
    for (const Json& block : *stored) {
        auto model = tfidf_from_json(block);
        if (!model) return model.error();
        terms.push_back(*std::move(model));
    }
    auto head = read_probe_head(folder);
    if (!head) return head.error();
    Predictions out;
    out.classes = about["classes"].get<std::vector<std::string>>();
    out.probabilities = logistic_logits(*head, tfidf_rows(terms, texts));
    softmax_rows(out.probabilities, head->classes);
    return out;
}

}  // namespace

Result<void> write_trained(const Places& places, RunLog& log, const fs::path& artifact,
                           const fs::path& out, const std::string& pipeline) {
    std::error_code problem;
    if (fs::exists(out, problem))
        return make_error(ErrorCode::BadUsage, "%1 is there already; choose another folder.",
                          {out.string()});
    const WorkspacePaths paths{places.workspace};
    const ArtifactFolder artifacts(paths.artifacts());
    const ModelLibrary models({paths.models(), places.models}, log);
    if (is_adapter_folder(artifact)) return export_merged(models, artifact, out);
    auto trained = read_json_file(artifact / "trained.json");
    if (!trained) return trained.error();
    EncoderPool encoders(models, artifacts);
    Extras extras;
    extras.card = "# Text classifier\n";
    if (!pipeline.empty()) extras.metadata["warmstart"] = carried_text(pipeline);
    const auto type = (*trained)["type"].get<std::string>();
    if (type == "fine_tuned") return export_fitted(encoders, *trained, artifact, out, extras);
    if (type != "probe") {
        return make_error(ErrorCode::Unsupported,
                          "A few-shot learner has no classes of its own to export.");
    }
    if ((*trained)["encoders"][0]["type"] == "tfidf")
        return export_terms(artifacts, *trained, artifact, out, extras);
    return export_probe(encoders, *trained, artifact, out, extras);
}

Result<Predictions> predict_texts(const fs::path& folder, const std::vector<std::string>& texts) {
    auto about = read_json_file(folder / "warmstart.json");
    if (!about) {
        return make_error(ErrorCode::BadModel,
                          "%1 holds no classifier of ours: it lacks a usable warmstart.json.",
                          {folder.string()}, about.error().text());
    }
    if (about->value("type", "") == kTermsType) return predict_by_terms(folder, *about, texts);
    auto encoder = load_encoder(folder);
    if (!encoder) return encoder.error();
    auto tokenizer = Tokenizer::load(folder);
    if (!tokenizer) return tokenizer.error();
    if (encoder->head.count(kHeadWeight) == 0 || encoder->head.count(kHeadBias) == 0) {
        return make_error(ErrorCode::BadModel, "%1 lacks the head that gives the classes.",
                          {folder.string()});
    }
    EncodeOptions cut;
    cut.max_tokens = static_cast<std::size_t>(encoder->max_tokens);
    cut.never_empty = true;
    const auto packed = tokenizer->encode_ids(texts, cut);
    EmbedOptions options;
    options.pooling = encoder->pooling.pooling;
    options.normalise = about->value("normalise", false);
    auto vectors =
        embed_rows(encoder->shape, encoder->weights, packed.ids, packed.offsets, options);
    if (!vectors) return vectors.error();
    const at::Tensor logits =
        linear_head(*vectors, encoder->head.at(kHeadWeight), encoder->head.at(kHeadBias));
    const at::Tensor p = at::softmax(logits.to(at::kDouble), 1).contiguous();
    Predictions out;
    out.classes = (*about)["classes"].get<std::vector<std::string>>();
    out.probabilities.assign(p.const_data_ptr<double>(), p.const_data_ptr<double>() + p.numel());
    return out;
}

}  // namespace engine
