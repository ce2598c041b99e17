// Few-shot evaluation: a closed-form head, fitted anew on the support rows of every task.
#pragma once

#include "engine/stages/stage.h"

namespace engine {

inline constexpr const char* kTasksFile =
    "tasks.json";  // {"type": "episodes" | "user_tasks", "seed"}

/// Accuracy on the query rows of every episode; its mean with an interval over episodes.
Result<StageResult> evaluate_episodes(StageContext& context);

}  // namespace engine
