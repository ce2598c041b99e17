#include "engine/stages/shipped.h"

namespace engine {

StageRegistry shipped_stages() {
    StageRegistry out;
    out.add({"encoder", encoder_stage});
    out.add({"tfidf", tfidf_stage});
    out.add({"dataset", dataset_stage});
    out.add({"clean", clean_stage});
    out.add({"split", split_stage});
    out.add({"budget", budget_stage});
    out.add({"combine", combine_stage});
    out.add({"episodes", episodes_stage});
    out.add({"user_tasks", user_tasks_stage});
    out.add({"train_source", train_source_stage});
    out.add({"features", features_stage});
    out.add({"protonet", protonet_stage});
    out.add({"distil", distil_stage});
    out.add({"tune", tune_stage});
    out.add({"probe", probe_stage});
    out.add({"fine_tune", fine_tune_stage});
    out.add({"adapter", adapter_stage});
    out.add({"evaluate", evaluate_stage});
    out.add({"rank_eval", rank_eval_stage});
    out.add({"baselines", baselines_stage});
    out.add({"verdict", verdict_stage});
    return out;
}

}  // namespace engine
