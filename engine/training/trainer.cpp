#include "engine/training/trainer.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "engine/base/clock.h"
#include "engine/base/stream.h"
#include "engine/models/side_by_side.h"

namespace engine {

namespace {

Weights copied(const Weights& weights) {
    Weights copy;
    for (const auto& [name, tensor] : weights) copy[name] = tensor.detach().clone();
    return copy;
}

constexpr std::size_t kRowsAPiece = 4;  // fewer are not worth a thread of their own

std::string kind_of(double value) { return std::isnan(value) ? "NaN" : "infinite"; }

class Fit {
public:
    Fit(const TrainOptions& options, const TrainTask& task, const TrainCallbacks& callbacks,
        const BatchPlan& plan, TrainState state)
        : options_(options),
          task_(task),
          callbacks_(callbacks),
          plan_(plan),
          state_(std::move(state)) {
        state_.weights = copied(state_.weights);
        state_.optimiser = copied(state_.optimiser);
        schedule_ = {.kind = options.schedule,
                     .total_steps = plan.total_steps(),
                     .warmup_steps = warmup_steps_of(options.warmup, plan.total_steps()),
                     .step_every = options.step_every,
                     .step_factor = options.step_factor,
                     .power = options.schedule_power,
                     .rate = options.rate};
        if (callbacks.evaluate) evaluation_steps_ = evaluation_steps(options, plan);
        if (!state_.weights.empty()) device_ = state_.weights.begin()->second.device();
        kept_step_ = state_.step;
        saved_at_ = monotonic_seconds();
        for (std::int64_t epoch = 0; epoch < plan.epoch_of(state_.step); ++epoch)
            note_learners(epoch);
    }

    Result<TrainOutcome> run() {
        while (!done()) {
            if (callbacks_.stop.stop_requested())
                return halt(CheckpointCause::stopped, TrainEnd::stopped);
            if (callbacks_.pause_wanted && callbacks_.pause_wanted()) {
                return halt(CheckpointCause::paused, TrainEnd::paused);
            }
            if (Result<void> stepped = one_step(); !stepped) return std::move(stepped).error();
            if (std::ranges::binary_search(evaluation_steps_, state_.step)) {
                if (Result<void> evaluated = one_evaluation(); !evaluated)
                    return std::move(evaluated).error();
            }
            if (monotonic_seconds() - saved_at_ >= options_.checkpoint_seconds && !done()) {
                if (Result<void> saved = save(CheckpointCause::timed); !saved)
                    return std::move(saved).error();
            }
        }
        if (options_.patience > 0) {
            bring_together();
            for (const auto& [name, tensor] : state_.best) state_.weights[name] = tensor.clone();
        }
        return outcome(stopped_early() ? TrainEnd::early_stop : TrainEnd::finished);
    }

private:
    bool stopped_early() const {
        return options_.patience > 0 && state_.worse >= options_.patience &&
               state_.step < plan_.total_steps();
    }
    bool done() const { return state_.step >= plan_.total_steps() || stopped_early(); }

    Result<TrainOutcome> outcome(TrainEnd end) {
        bring_together();
        for (auto& [name, tensor] : state_.weights) tensor = tensor.detach();
        return TrainOutcome{std::move(state_), end, plan_.total_steps()};
    }

    Result<TrainOutcome> halt(CheckpointCause cause, TrainEnd end) {
        if (Result<void> saved = save(cause); !saved) return std::move(saved).error();
        return outcome(end);
    }

    Result<void> save(CheckpointCause cause) {
        saved_at_ = monotonic_seconds();
        if (!callbacks_.checkpoint) return {};
        bring_together();
        Result<void> saved = callbacks_.checkpoint(state_, cause);
        if (saved) kept_step_ = state_.step;
        return saved;
    }

    void note_learners(std::int64_t epoch) {
        for (const auto& [name, tensor] : state_.weights) {
            if (tensor.is_floating_point() && task_.rules(name, epoch).trainable)
                learnt_.insert(name);
        }
    }

    Result<void> begin_epoch(std::int64_t epoch) {
        if (epoch == epoch_) return {};
        epoch_ = epoch;
        order_ = plan_.order(epoch);
        note_learners(epoch);
        learners_.clear();
        for (auto& [name, tensor] : state_.weights) {
            const bool learns = tensor.is_floating_point() && task_.rules(name, epoch).trainable;
            tensor.set_requires_grad(learns);
            if (learns) learners_.push_back(name);
        }
        if (learners_.empty()) {
            return make_error(ErrorCode::BadOption, "No parameter would learn in epoch %1.",
                              {std::to_string(epoch + 1)});
        }
        return {};
    }

    // The table's rows up to the last step: what is looked at or kept is the same as after dense
    // updates.
    void bring_together() {
        const at::NoGradGuard no_grad;
        if (late_) late_->catch_up();
    }

    void read_table(std::span<const std::int64_t> rows) {
        if (!task_.table_rows || !std::ranges::count(learners_, task_.table)) return;
        const at::NoGradGuard no_grad;
        if (!late_ && can_be_late(options_.optimiser, state_.weights.at(task_.table)))
            late_ = late_rows(task_.table, state_.weights, state_.optimiser);
        if (late_) late_->catch_up(task_.table_rows(rows));
    }

    Error not_finite(const char* what, double value) const {
        return make_error(ErrorCode::Numeric,
                          std::string(what) + " became " + kind_of(value) +
                              " at step %1; the checkpoint of step %2 is kept.",
                          {std::to_string(state_.step + 1), std::to_string(kept_step_)});
    }

    // What one piece of a batch comes to.
    struct Piece {
        std::vector<std::int64_t> places;  // in the batch
        double loss = 0;
        bool differentiable = true;
        Weights gradients;
    };

    // Weights as leaves of one piece's graph: they share their memory, not their graph.
    Weights leaves() const {
        Weights out;
        for (const auto& [name, tensor] : state_.weights)
            out[name] = tensor.detach().set_requires_grad(tensor.requires_grad());
        return out;
    }

    void compute(Piece& piece, std::span<const std::int64_t> batch, std::uint64_t dropout) const {
        const Weights weights = leaves();
        std::vector<std::int64_t> rows;
        for (const std::int64_t place : piece.places)
            rows.push_back(batch[static_cast<std::size_t>(place)]);
        at::Tensor loss;
        {
            const PrecisionGuard precision(options_.precision, device_.type());
            loss = task_.loss(
                weights, {rows, batch, state_.step, plan_.total_steps(), piece.places, dropout});
        }
        piece.loss = loss.item<double>();
        piece.differentiable = loss.requires_grad();
        if (std::isfinite(piece.loss) && piece.differentiable)
            piece.gradients = gradients_of(loss, weights);
    }

    /// The loss of a batch, piece by piece; `gradients` gets their sum.
    Result<double> loss_and_gradients(std::span<const std::int64_t> batch, Weights& gradients) {
        Stream stream(options_.seed, "dropout", static_cast<std::uint64_t>(state_.step));
        const std::uint64_t dropout = stream.next64();
        double value = 0;
        for (std::vector<Piece>& pieces : split(batch)) {
            side_by_side(std::ssize(pieces), device_, [&](std::int64_t i) {
                compute(pieces[static_cast<std::size_t>(i)], batch, dropout);
            });
            for (Piece& piece : pieces) {
                value += piece.loss;
                if (!std::isfinite(value)) return not_finite("Loss", value);
                if (!piece.differentiable) {
                    return make_error(ErrorCode::BadOption,
                                      "The loss depends on no parameter that learns.");
                }
                add_gradients(std::move(piece.gradients), gradients);
            }
        }
        return value;
    }

    // Pieces in the order they are computed; those of one entry side by side. On the CPU a batch of
    // some rows is cut into pieces of like size, one a thread.
    std::vector<std::vector<Piece>> split(std::span<const std::int64_t> batch) const {
        const auto together =
            options_.at_once > 0 ? static_cast<std::size_t>(options_.at_once) : batch.size();
        const auto threads = static_cast<std::size_t>(threads_beside(device_));
        std::vector<std::vector<Piece>> out;
        for (std::size_t first = 0; first < batch.size(); first += together) {
            const std::size_t count = std::min(together, batch.size() - first);
            std::vector<std::int64_t> places(count);
            std::iota(places.begin(), places.end(), static_cast<std::int64_t>(first));
            if (task_.row_size) {
                std::ranges::stable_sort(places, {}, [&](std::int64_t place) {
                    return task_.row_size(batch[static_cast<std::size_t>(place)]);
                });
            }
            const std::size_t pieces = std::clamp<std::size_t>(count / kRowsAPiece, 1, threads);
            out.emplace_back(pieces);
            for (std::size_t i = 0; i < count; ++i) {  // dealt out to and fro
                const std::size_t turn = i / pieces, seat = i % pieces;
                out.back()[turn % 2 == 0 ? seat : pieces - 1 - seat].places.push_back(places[i]);
            }
        }
        return out;
    }

    static void add_gradients(Weights piece, Weights& sum) {
        const at::NoGradGuard no_grad;
        for (auto& [name, gradient] : piece) {
            at::Tensor& there = sum[name];
            if (!there.defined()) {
                there = std::move(gradient);
            } else if (gradient.defined()) {
                there = there + gradient;  // `there` may be a view that several share
            }
        }
    }

    Weights gradients_of(const at::Tensor& loss, const Weights& weights) const {
        std::vector<at::Tensor> inputs;
        for (const std::string& name : learners_) inputs.push_back(weights.at(name));
        const auto found = torch::autograd::grad({loss}, inputs, {}, /*retain_graph=*/false,
                                                 /*create_graph=*/false, /*allow_unused=*/true);
        Weights gradients;
        for (std::size_t i = 0; i < found.size(); ++i) gradients[learners_[i]] = found[i];
        return gradients;
    }

    Result<void> one_step() {
        const double started = monotonic_seconds();
        if (Result<void> begun = begin_epoch(plan_.epoch_of(state_.step)); !begun) return begun;
        const auto [first, last] = plan_.range(state_.step);
        const auto rows = std::span<const std::int64_t>(order_).subspan(
            static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
        read_table(rows);
        Weights gradients;
        const Result<double> loss = loss_and_gradients(rows, gradients);
        if (!loss) return loss.error();
        const double rate = options_.rate * schedule_factor(schedule_, state_.step);
        const auto rules = [&](const std::string& name) { return task_.rules(name, epoch_); };
        const UpdateReport update =
            update_weights(options_.optimiser, rate, rules, state_.weights, gradients,
                           state_.optimiser, late_ ? &*late_ : nullptr);
        if (!std::isfinite(update.gradient_norm))
            return not_finite("The gradient", update.gradient_norm);
        ++state_.step;
        if (callbacks_.on_step) {
            callbacks_.on_step({state_.step, plan_.total_steps(), *loss + update.penalty, rate,
                                update.gradient_norm, last - first, monotonic_seconds() - started});
        }
        return {};
    }

    Result<void> one_evaluation() {
        const at::NoGradGuard no_grad;
        bring_together();
        std::optional<PrecisionGuard> precision(std::in_place, options_.precision, device_.type());
        Result<Validation> validation = callbacks_.evaluate(state_.weights);
        precision.reset();
        if (!validation) return std::move(validation).error();
        if (!std::isfinite(validation->loss))
            return not_finite("Validation loss", validation->loss);
        const double loss = validation->loss;
        state_.evaluations.push_back({state_.step, *std::move(validation)});
        if (callbacks_.on_evaluation) callbacks_.on_evaluation(state_.evaluations.back());
        if (loss < state_.best_loss - options_.min_delta) {
            state_.best_loss = loss;
            state_.best_step = state_.step;
            state_.worse = 0;
            if (options_.patience > 0) keep_best();
        } else {
            ++state_.worse;
        }
        return {};
    }

    void keep_best() {
        for (const std::string& name : learnt_) {
            state_.best[name] = state_.weights.at(name).detach().clone();
        }
    }

    const TrainOptions& options_;
    const TrainTask& task_;
    const TrainCallbacks& callbacks_;
    const BatchPlan& plan_;
    TrainState state_;
    Schedule schedule_;
    at::Device device_ = at::kCPU;
    std::vector<std::int64_t> evaluation_steps_;  // sorted
    std::int64_t epoch_ = -1;
    std::vector<std::int64_t> order_;    // rows of this epoch
    std::vector<std::string> learners_;  // parameters of this epoch
    std::set<std::string> learnt_;       // parameters of this epoch or an earlier one
    std::optional<LateRows> late_;       // rows of task_.table
    std::int64_t kept_step_ = 0;         // of the newest checkpoint, or of the start
    double saved_at_ = 0;
};

}  // namespace

std::vector<std::int64_t> evaluation_steps(const TrainOptions& options, const BatchPlan& plan) {
    const std::int64_t total = plan.total_steps();
    const std::int64_t epochs = (total + plan.steps_per_epoch() - 1) / plan.steps_per_epoch();
    const std::int64_t count = std::min(options.max_evaluations, epochs);
    std::vector<std::int64_t> steps;
    for (std::int64_t i = 1; i <= count; ++i) steps.push_back((total * i + count - 1) / count);
    return steps;
}

Result<TrainOutcome> train(const TrainOptions& options, const TrainTask& task, TrainState state,
                           const TrainCallbacks& callbacks) {
    const Result<BatchPlan> plan =
        BatchPlan::make(options.seed, task.rows, options.batch, options.epochs, options.min_steps);
    if (!plan) return plan.error();
    return Fit(options, task, callbacks, *plan, std::move(state)).run();
}

}  // namespace engine
