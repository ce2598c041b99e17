// `rank_eval`: ranks each test user's query items by the scores it is given.
#include "engine/stages/artifact_io.h"
#include "engine/stages/few_shot.h"
#include "engine/stages/query_scores.h"
#include "engine/stages/shipped.h"

namespace engine {

Result<StageResult> rank_eval_stage(StageContext& context) {
    auto about = read_json_file(context.input("tasks").folder / kTasksFile);
    if (!about) return about.error();
    if ((*about)["type"] != "user_tasks")
        return make_error(ErrorCode::BadData,
                          "Few-shot tasks have no items to rank; evaluate them instead.");
    auto tasks = read_user_tasks(context.input("tasks").folder);
    if (!tasks) return tasks.error();
    auto scores = read_query_scores(context.input("scored").folder);
    if (!scores) return scores.error();
    if (scores->size() != tasks->tasks.size()) {
        return make_error(ErrorCode::BadData, "%1 users were scored, the tasks have %2.",
                          {std::to_string(scores->size()), std::to_string(tasks->tasks.size())});
    }
    const UserRanking ranking =
        rank_users(*tasks, *scores, context.options["k"].get<std::vector<int>>(),
                   context.options["slices"].get<std::vector<std::string>>());
    if (auto written = write_units(context.out, ranking.users); !written) return written.error();
    StageResult result;
    result.measures = ranking.measures;
    result.summary = {{"unit", "users"}, {"users", ranking.users.units.size()}};
    if (ranking.all_alike) {
        result.summary["guard"] = "all_alike";
        context.host.warn(make_error(ErrorCode::BadData,
                                     "All items are scored alike; this ranking is not counted."));
    }
    return result;
}

}  // namespace engine
