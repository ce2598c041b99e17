// `split`: training, validation and test rows, the same for every arm and run.
#include "engine/data/split.h"

#include "engine/spec/options_json.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/shipped.h"

namespace engine {

Result<StageResult> split_stage(StageContext& context) {
    auto options = read_options<SplitOptions>(context.options);
    if (!options) return options.error();
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    auto parted = split(*table, *options);
    if (!parted) return parted.error();
    return write_data(context, *parted);
}

}  // namespace engine
