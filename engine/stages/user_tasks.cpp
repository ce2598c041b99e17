// `user_tasks`: new users as tasks.
#include "engine/data/user_tasks.h"

#include "engine/spec/options_json.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/few_shot.h"
#include "engine/stages/shipped.h"

namespace engine {

Result<StageResult> user_tasks_stage(StageContext& context) {
    auto options = read_options<UserTasksOptions>(context.options);
    if (!options) return options.error();
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    auto tasks = make_user_tasks(*table, *options, context.seed);
    if (!tasks) return tasks.error();
    if (auto saved = save_user_tasks(*tasks, context.out); !saved) return saved.error();
    const Json what = {{"type", "user_tasks"}, {"seed", context.seed}};
    if (auto written = write_json_file(context.out / kTasksFile, what); !written)
        return written.error();
    return StageResult{tasks->counts, {}};
}

}  // namespace engine
