#include "engine/stages/fit.h"

#include <ATen/ATen.h>

#include "engine/metrics/classification.h"
#include "engine/models/weights_io.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/pace.h"
#include "engine/stages/resume_proof.h"
#include "engine/stages/trained_model.h"
#include "engine/training/checkpoint.h"
#include "engine/transfer/frozen_states.h"

namespace engine {
namespace {

constexpr std::int64_t kScoringBatch = 64;
constexpr std::int64_t kMostFrozenBytes = 2LL << 30;  // else computed in every epoch

OptimiserKind optimiser_of(const std::string& name) {
    if (name == "sgd") return OptimiserKind::sgd;
    if (name == "momentum") return OptimiserKind::momentum;
    if (name == "amsgrad") return OptimiserKind::amsgrad;
    return name == "adam" ? OptimiserKind::adam : OptimiserKind::adamw;
}

ScheduleKind schedule_of(const std::string& name) {
    if (name == "constant") return ScheduleKind::constant;
    if (name == "cosine") return ScheduleKind::cosine;
    if (name == "restarts") return ScheduleKind::restarts;
    if (name == "inverse_sqrt") return ScheduleKind::inverse_sqrt;
    if (name == "step") return ScheduleKind::step;
    if (name == "polynomial") return ScheduleKind::polynomial;
    return name == "triangle" ? ScheduleKind::triangle : ScheduleKind::linear;
}

Result<Validation> validate(const Forward& forward, const Weights& weights,
                            const ClassificationRows& rows, std::int64_t classes,
                            const std::stop_token& stop) {
    auto logits = predict_logits(forward, weights, rows.tokens, kScoringBatch, stop);
    if (!logits) return logits.error();
    const Json summary = validation_summary(
        at::softmax(logits->to(at::kDouble).view({-1, classes}), 1), rows.labels);
    Validation out;
    out.loss = summary["loss"].get<double>();
    out.measures = {{"accuracy", summary["accuracy"].get<double>()},
                    {"macro_f1", summary["macro_f1"].get<double>()}};
    return out;
}

TrainCallbacks callbacks_of(StageContext& context, const Fit& fit, const Forward& forward,
                            std::optional<ResumeProof>& proof, Pace& pace) {
    TrainCallbacks callbacks;
    callbacks.stop = context.stop;
    callbacks.pause_wanted = [&context] { return context.host.pause_wanted(); };
    callbacks.on_step = [&context, &proof, &pace](const TrainingStep& report) {
        if (proof && proof->add(report.step, report.loss)) context.host.prove(proof->json());
        context.host.point("train/loss", report.step, report.loss);
        context.host.point("train/rate", report.step, report.rate);
        context.host.point("train/gradient_norm", report.step, report.gradient_norm);
        pace.add(report.step, report.total, report.seconds);
        context.host.progress(report.step, report.total);
    };
    callbacks.checkpoint = [&context, &pace](const TrainState& state, CheckpointCause) {
        pace.tell();
        context.host.flush();
        return context.host.persist([&] { return save_checkpoint(context.checkpoint, state); });
    };
    if (fit.valid.labels.empty()) return callbacks;
    callbacks.evaluate = [&context, &fit, forward](const Weights& weights) {
        return validate(forward, weights, fit.valid, std::ssize(fit.classes), context.stop);
    };
    callbacks.on_evaluation = [&context](const Evaluation& evaluation) {
        context.host.point("valid/loss", evaluation.step, evaluation.validation.loss);
        for (const auto& [name, value] : evaluation.validation.measures) {
            context.host.point("valid/" + name, evaluation.step, value);
        }
    };
    return callbacks;
}

// The encoder's own weights stay as they are.
ParameterRule adapter_rule(const std::string& name, std::int64_t epoch) {
    ParameterRule rule = plain_rule(name, epoch);
    rule.trainable = is_lora(name) || name.starts_with("head.");
    return rule;
}

// The newest checkpoint. To be verified: the newest with steps after it that the log knows, which
// are done again.
Result<TrainState> saved_state(StageContext& context, std::optional<ResumeProof>& proof) {
    if (context.verify_steps > 0) context.host.prove({});  // one from before proves nothing now
    auto newest = load_checkpoint(context.checkpoint);
    if (!newest || context.verify_steps <= 0) return newest;
    auto older = load_checkpoint(context.checkpoint, newest->step);
    for (auto* state : {&newest, &older}) {
        if (!*state) continue;
        auto losses = context.host.recorded("train/loss", (*state)->step + 1);
        if (!losses) return losses.error();
        if (losses->empty()) continue;
        const auto most = static_cast<std::size_t>(context.verify_steps);
        if (losses->size() > most) losses->resize(most);
        proof.emplace((*state)->step, *std::move(losses));
        return std::move(*state);
    }
    return newest;
}

Result<TrainState> first_state(StageContext& context, Fit& fit, std::optional<ResumeProof>& proof) {
    auto saved = saved_state(context, proof);
    if (saved) {
        context.host.cut_points(saved->step);
        return on_device(*std::move(saved), at::Device(context.device));
    }
    if (saved.error().code != ErrorCode::MissingFile)
        context.host.warn(saved.error());  // damaged: from the start
    context.host.cut_points(0);
    TrainState state;
    state.weights = std::move(fit.weights);
    return on_device(std::move(state), at::Device(context.device));
}

}  // namespace

TrainOptions train_options(const TrainGroup& group, const StageContext& context) {
    TrainOptions out;
    out.seed = context.seed;
    out.checkpoint_seconds = context.checkpoint_seconds;
    out.rate = group.rate.value.value_or(out.rate);
    out.epochs = group.epochs;
    out.min_steps = group.min_steps;
    out.batch = group.batch;
    out.at_once = group.at_once;
    out.optimiser.kind = optimiser_of(group.optimiser);
    out.optimiser.weight_decay = group.weight_decay;
    out.optimiser.l1 = group.l1;
    out.optimiser.l2 = group.l2;
    out.optimiser.clip = group.clip;
    out.schedule = schedule_of(group.schedule);
    out.schedule_power = group.schedule_power;
    out.warmup = group.warmup;
    out.patience = group.patience;
    out.precision = group.precision == "bf16" ? Precision::bf16 : Precision::fp32;
    return out;
}

ClassificationRows rows_for(const LoadedEncoder& encoder, const Table& table,
                            const std::vector<std::int64_t>& rows) {
    ClassificationRows out;
    const auto texts = texts_at(table, rows);
    out.tokens = encoder.tokens_of(texts);
    out.labels = labels_at(table, rows);
    bool weighted = false;
    for (const std::int64_t row : rows) {
        const float weight =
            table.weight.empty() ? 1.0F : table.weight[static_cast<std::size_t>(row)];
        weighted = weighted || weight != 1.0F;
        out.weights.push_back(weight);
    }
    if (!weighted) out.weights.clear();
    return out;
}

Result<Fit> start_fit(StageContext& context, const Input& start, const Table& table,
                      const TrainGroup& group) {
    if (table.class_names.size() < 2) {
        return make_error(
            ErrorCode::BadData,
            "There are fewer than two classes to learn. Name the label column of the dataset.");
    }
    auto reference = encoder_reference(start);
    if (!reference) return reference.error();
    auto encoder = context.encoders.get(*reference);
    if (!encoder) return encoder.error();
    Fit fit;
    fit.start = *encoder;
    fit.reading = *reference;
    fit.classes = table.class_names;
    fit.group = group;
    fit.model.shape = fit.start->folder.shape;
    fit.model.pooling = fit.start->pooling;
    fit.weights = encoder_only(fit.start->folder.weights);
    std::error_code problem;
    if (std::filesystem::exists(start.folder / "trained.json", problem)) {
        auto trained = read_json_file(start.folder / "trained.json");
        if (!trained) return trained.error();
        if ((*trained)["type"] == "fine_tuned" && (*trained)["classes"] == Json(fit.classes)) {
            for (const auto& [name, tensor] : fit.start->folder.head) fit.weights[name] = tensor;
        }
    }
    if (fit.weights.count(kHeadWeight) == 0) {
        add_fresh_head(fit.weights, std::ssize(fit.classes), fit.model.shape.hidden, context.seed);
    }
    fit.valid = rows_for(*fit.start, table, labelled_rows(table, Part::Valid));
    return fit;
}

Result<StageResult> run_fit(StageContext& context, Fit fit, Json lineage) {
    const TrainOptions options = train_options(fit.group, context);
    const std::int64_t layers = fit.model.shape.layers;
    const Forward forward = text_forward(fit.model);
    fit.task.rules = make_rules(fit.unfreeze, layers, [layers](std::string_view name) {
        return depth_by_name(name, layers);
    });
    if (fit.adapter) fit.task.rules = adapter_rule;
    std::optional<ResumeProof> proof;
    auto state = first_state(context, fit, proof);
    if (!state) return state.error();
    {
        const PrecisionGuard precision(options.precision, at::Device(context.device).type());
        auto states = frozen_states(fit.model, state->weights, fit.rows->tokens, kMostFrozenBytes,
                                    context.stop);
        if (!states) return states.error();
        fit.rows->states = *std::move(states);
    }
    Pace pace(context.host, fit.task.rows, options.batch);
    if (auto begun = pace.begin_at(state->step); !begun) return begun.error();
    const TrainCallbacks callbacks = callbacks_of(context, fit, forward, proof, pace);
    for (;;) {
        auto outcome = train(options, fit.task, *std::move(state), callbacks);
        if (!outcome) return outcome.error();
        if (outcome->end == TrainEnd::stopped) return make_error(ErrorCode::Cancelled, "Stopped.");
        if (outcome->end != TrainEnd::paused)
            return write_trained(context, fit, *outcome, std::move(lineage));
        context.host.wait_while_paused();
        state = std::move(outcome->state);
    }
}

}  // namespace engine
