// `episodes`: few-shot tasks drawn from the test classes.
#include "engine/data/episodes.h"

#include "engine/spec/options_json.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/few_shot.h"
#include "engine/stages/shipped.h"

namespace engine {

Result<StageResult> episodes_stage(StageContext& context) {
    auto options = read_options<EpisodesOptions>(context.options);
    if (!options) return options.error();
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    auto episodes = draw_episodes(*table, *options, context.seed);
    if (!episodes) return episodes.error();
    if (auto saved = save_episodes(*episodes, context.out); !saved) return saved.error();
    const Json tasks = {{"type", "episodes"}, {"seed", context.seed}};
    if (auto written = write_json_file(context.out / kTasksFile, tasks); !written)
        return written.error();
    return StageResult{episodes->summary(), {}};
}

}  // namespace engine
