// The stages that ship, one a node kind.
#pragma once

#include "engine/stages/stage.h"

namespace engine {

// Model select
Result<StageResult> encoder_stage(StageContext& context);
Result<StageResult> tfidf_stage(StageContext& context);
// Task define
Result<StageResult> dataset_stage(StageContext& context);
Result<StageResult> clean_stage(StageContext& context);
Result<StageResult> split_stage(StageContext& context);
Result<StageResult> budget_stage(StageContext& context);
Result<StageResult> combine_stage(StageContext& context);
Result<StageResult> episodes_stage(StageContext& context);
Result<StageResult> user_tasks_stage(StageContext& context);
// Train, optimise, target apply
Result<StageResult> train_source_stage(StageContext& context);
Result<StageResult> features_stage(StageContext& context);
Result<StageResult> protonet_stage(StageContext& context);
Result<StageResult> distil_stage(StageContext& context);
Result<StageResult> tune_stage(StageContext& context);
Result<StageResult> probe_stage(StageContext& context);
Result<StageResult> fine_tune_stage(StageContext& context);
Result<StageResult> adapter_stage(StageContext& context);
// Validate
Result<StageResult> evaluate_stage(StageContext& context);
Result<StageResult> rank_eval_stage(StageContext& context);
Result<StageResult> baselines_stage(StageContext& context);
Result<StageResult> verdict_stage(StageContext& context);

}  // namespace engine
