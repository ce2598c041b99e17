// `combine`: rows of several inputs stacked; what is measured comes from the first.
#include "engine/data/combine.h"

#include "engine/spec/options_json.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/shipped.h"

namespace engine {

Result<StageResult> combine_stage(StageContext& context) {
    auto options = read_options<CombineOptions>(context.options);
    if (!options) return options.error();
    std::vector<Table> tables;
    for (const Input& input : context.inputs.at("data")) {
        auto table = read_data(input);
        if (!table) return table.error();
        tables.push_back(*std::move(table));
    }
    auto stacked = combine(tables, *options);
    if (!stacked) return stacked.error();
    return write_data(context, *stacked);
}

}  // namespace engine
