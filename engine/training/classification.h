// Text classification on the step loop: from a model function and rows to a loss, scores and a
// validation.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "engine/base/result.h"
#include "engine/models/dropout.h"
#include "engine/models/weights.h"
#include "engine/training/losses.h"
#include "engine/training/trainer.h"

namespace engine {

/// A model: weights and a batch -> logits [rows, classes]. Null: no dropout.
using Forward =
    std::function<at::Tensor(const Weights& weights, const PackedBatch& batch, Dropout* dropout)>;

struct ClassificationRows {
    std::vector<std::vector<std::int32_t>> tokens;
    std::vector<std::int64_t> labels;  // [rows], values in [0, classes)
    std::vector<double> weights;       // [rows] or empty: all 1
    at::Tensor states;                 // of frozen layers: float [tokens of all rows, hidden], one
                                       // row behind the other, or undefined
    at::Tensor teacher;                // float [rows, classes] logits to distil from, or undefined
};

/// `loss`, a mean over rows that count `piece` together, as its part of a mean over rows that count
/// `batch`. The whole batch stays as it is, bit for bit.
at::Tensor share_of(const at::Tensor& loss, double piece, double batch);

/// Token ids of some rows, and their states where there are any.
PackedBatch pack(const ClassificationRows& rows, std::span<const std::int64_t> picked);

/// The masks of the step's rows: where they stand in its batch.
Dropout step_dropout(const ClassificationRows& rows, const StepInput& input);

/// Loss of a batch: cross-entropy with `options` (its row weights come from the rows), plus the
/// teacher's share where the rows hold teacher logits (then without class weights).
LossFunction classification_loss(Forward forward, std::shared_ptr<const ClassificationRows> rows,
                                 LossOptions options = {}, DistilOptions distil = {});

/// The task of learning these rows by that loss: their number, sizes, and the word embeddings as
/// the table of which a step reads few rows.
TrainTask classification_task(LossFunction loss, std::shared_ptr<const ClassificationRows> rows);

/// Logits of rows in the order given, `batch` rows at a time, without gradients.
/// @return  float [rows, classes] on the CPU. Errors: Cancelled when `stop` was asked for.
Result<at::Tensor> predict_logits(const Forward& forward, const Weights& weights,
                                  std::span<const std::vector<std::int32_t>> tokens,
                                  std::int64_t batch, const std::stop_token& stop = {});

/// Mean cross-entropy and "accuracy" on rows. Errors: BadData (no rows), Cancelled.
Result<Validation> validate_classification(const Forward& forward, const Weights& weights,
                                           const ClassificationRows& rows, std::int64_t batch,
                                           const std::stop_token& stop = {});

}  // namespace engine
