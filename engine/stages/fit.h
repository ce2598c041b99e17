// Fitting a text classifier by gradient steps: what train_source, fine_tune and distil share.
// Checkpoints, pauses, curves and the written model are the same for all three.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/data/table.h"
#include "engine/models/adapter.h"
#include "engine/spec/options/train_options.h"
#include "engine/stages/encoder_pool.h"
#include "engine/stages/stage.h"
#include "engine/training/classification.h"
#include "engine/training/trainer.h"
#include "engine/transfer/text_classifier.h"

namespace engine {

struct Fit {
    std::shared_ptr<const LoadedEncoder> start;
    Json reading;  // of the start: pooling, normalise, max_tokens, dim
    TextClassifier model;
    Weights weights;  // encoder and head, at the start
    std::vector<std::string> classes;
    ClassificationRows valid;                  // may be empty: then no evaluation, no early stop
    std::shared_ptr<ClassificationRows> rows;  // that it learns from
    TrainTask task;
    TrainGroup group;
    UnfreezeOptions unfreeze;
    std::optional<LoraOptions> adapter;     // given: only its matrices and the head learn
    std::vector<std::uint64_t> trained_on;  // see trained_on.h; the start's are among them
};

/// Encoder and head to start from: an Encoder input gives a fresh head; a Trained one keeps its
/// head when it knows the same classes. Errors: BadData when the rows have no class or the input
/// cannot be fine-tuned.
Result<Fit> start_fit(StageContext& context, const Input& start, const Table& table,
                      const TrainGroup& group);

/// Labelled rows of a table as token ids and labels, with weights where any is not 1.
ClassificationRows rows_for(const LoadedEncoder& encoder, const Table& table,
                            const std::vector<std::int64_t>& rows);

/// Trains (from the checkpoint when there is one), then writes the trained model folder into
/// context.out. Errors: Cancelled after a stop, with a checkpoint kept; those of train().
Result<StageResult> run_fit(StageContext& context, Fit fit, Json lineage);

/// A whole supervised fit on the training rows of the input `data`.
Result<StageResult> fit_on_rows(StageContext& context, const Input& start, const TrainGroup& group,
                                const UnfreezeOptions& unfreeze);

/// The same of a fit that has been started, on the training rows of `table`.
Result<StageResult> fit_table(StageContext& context, Fit fit, const Table& table,
                              const Input& start);

UnfreezeOptions unfreeze_options(const std::string& mode, int last_k, double layer_decay);

/// Settings of the step loop. Errors: none.
TrainOptions train_options(const TrainGroup& group, const StageContext& context);

}  // namespace engine
