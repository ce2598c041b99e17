// The step loop: batches, loss, gradient, update, evaluation points, early stop, checkpoints. It
// knows no model: what a step minimises is a function of the weights and of the rows it was given.
//
// No hidden state: batches and dropout are drawn from counters (seed, purpose, epoch or step), so a
// run that is paused, saved, loaded and resumed equals the uninterrupted one bit for bit on the
// same device and threads.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/models/precision.h"
#include "engine/models/weights.h"
#include "engine/training/batches.h"
#include "engine/training/optimisers.h"
#include "engine/training/parameter_rules.h"
#include "engine/training/schedules.h"

namespace engine {

struct TrainOptions {
    std::uint64_t seed = 1;
    double rate = 5e-5;           // highest rate of the schedule
    std::int64_t epochs = 3;      // passes over the rows
    std::int64_t min_steps = 30;  // at least so many updates, however few the rows
    std::int64_t batch = 32;      // rows per step
    std::int64_t at_once = 0;     // of them computed together; 0: all
    OptimiserOptions optimiser{.weight_decay = 0.01, .clip = 1};
    ScheduleKind schedule = ScheduleKind::linear;
    double warmup = 0.1;          // rising share of the steps
    std::int64_t step_every = 0;  // ScheduleKind::step, see Schedule
    double schedule_power = 1;    // ScheduleKind::polynomial
    double step_factor = 0.1;
    std::int64_t patience = 3;  // evaluations without a better one before an early stop; 0: off
    double min_delta = 0;       // a loss counts as better when lower by more than this
    std::int64_t max_evaluations = 5;  // a fit
    Precision precision = Precision::fp32;
    double checkpoint_seconds = 60;
};

/// What a step's loss is computed from.
struct StepInput {
    std::span<const std::int64_t> rows;   // indices of training rows: the batch, or a piece of it
    std::span<const std::int64_t> batch;  // all rows of the step
    std::int64_t step = 0;                // from 0
    std::int64_t total = 0;
    std::span<const std::int64_t> places;  // [rows] where each of them stands in `batch`
    std::uint64_t dropout = 0;             // key of the step's masks: Stream(seed, "dropout", step)
};
/// Called for pieces of a batch side by side, on several threads, each with weights of its own that
/// share their memory. The part that `rows` have in the mean over `batch`: the parts of a batch add
/// up to its loss, so that their gradients add up to its gradient.
using LossFunction =
    std::function<at::Tensor(const Weights& weights, const StepInput& input)>;  // -> []

struct TrainTask {
    std::int64_t rows = 0;
    LossFunction loss;
    EpochRules rules = plain_rule;
    /// How much work a row is (tokens), for pieces of like size; empty: all the same.
    std::function<std::int64_t(std::int64_t row)> row_size = {};
    /// A table of which a step reads few rows, and which rows those are for training rows; where
    /// the loss gives it a sparse gradient, only they are touched (LateRows). Same numbers.
    std::string table = {};
    std::function<std::vector<std::int64_t>(std::span<const std::int64_t> rows)> table_rows = {};
};

struct Validation {
    double loss = 0;
    std::map<std::string, double> measures;  // "accuracy", ...
};

struct Evaluation {
    std::int64_t step = 0;  // updates done before it
    Validation validation;
};

/// Everything a run is made of; a value. Tensors are handles: `train` works on copies of them.
struct TrainState {
    Weights weights;
    OptimiserState optimiser;
    std::int64_t step = 0;  // updates done
    Weights best;  // the weights that have learnt, at the best evaluation; empty before the first
    double best_loss = std::numeric_limits<double>::infinity();
    std::int64_t best_step = -1;
    std::int64_t worse = 0;  // evaluations since the best one
    std::vector<Evaluation> evaluations;
};

struct TrainingStep {
    std::int64_t step = 0;  // updates done, from 1
    std::int64_t total = 0;
    double loss = 0;           // with penalties, before the update
    double rate = 0;           // before the factors of ParameterRule
    double gradient_norm = 0;  // before clipping
    std::int64_t rows = 0;
    double seconds = 0;  // of this step
};

enum class CheckpointCause { timed, paused, stopped };

/// All are called on the training thread; an empty one is left out.
struct TrainCallbacks {
    std::stop_token stop;                // asked before every step
    std::function<bool()> pause_wanted;  // asked before every step
    std::function<void(const TrainingStep&)> on_step;
    /// Called without gradients, in the run's precision, at the evaluation points.
    std::function<Result<Validation>(const Weights& weights)> evaluate;
    std::function<void(const Evaluation&)> on_evaluation;
    /// Saves the state (save_checkpoint): every `checkpoint_seconds`, on pause, on stop.
    std::function<Result<void>(const TrainState& state, CheckpointCause cause)> checkpoint;
};

enum class TrainEnd { finished, early_stop, paused, stopped };

struct TrainOutcome {
    TrainState state;
    TrainEnd end = TrainEnd::finished;
    std::int64_t total_steps = 0;
};

/// Updates done at each evaluation: evenly spread, at most `max_evaluations` and at most one an
/// epoch, the last at the end.
std::vector<std::int64_t> evaluation_steps(const TrainOptions& options, const BatchPlan& plan);

/// Trains from `state` (a fresh one holds only weights) until the end of the plan, an early stop, a
/// pause or a stop; a paused or stopped state is handed in again to go on. With `patience` and an
/// `evaluate`, the weights of a finished or early-stopped run are those of its best evaluation.
/// Errors: BadData (no rows), BadOption (nothing would learn), Numeric ("Loss became NaN at step
/// ..."), and what `evaluate` and `checkpoint` report.
Result<TrainOutcome> train(const TrainOptions& options, const TrainTask& task, TrainState state,
                           const TrainCallbacks& callbacks = {});

}  // namespace engine
