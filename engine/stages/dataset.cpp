// `dataset`: rows of a stored dataset, its columns named.
#include "engine/data/load_table.h"
#include "engine/spec/options_json.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/shipped.h"

namespace engine {

Result<StageResult> dataset_stage(StageContext& context) {
    auto options = read_options<DatasetOptions>(context.options);
    if (!options) return options.error();
    auto dataset = context.datasets.open(options->source);
    if (!dataset) return dataset.error();
    auto loaded = load_table(*dataset, *options);
    if (!loaded) return loaded.error();
    auto result = write_data(context, *loaded);
    if (result) result->summary["synthetic"] = dataset->info().synthetic;
    return result;
}

}  // namespace engine
