// `adapter`: small matrices beside the encoder's, and a head, trained on the target rows; the
// encoder itself stays as it is.
#include "engine/models/adapter.h"

#include "engine/spec/options_json.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/fit.h"
#include "engine/stages/shipped.h"

namespace engine {

Result<StageResult> adapter_stage(StageContext& context) {
    auto options = read_options<AdapterOptions>(context.options);
    if (!options) return options.error();
    const Input& start = context.input("start");
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    auto fit = start_fit(context, start, *table, options->train);
    if (!fit) return fit.error();
    fit->adapter = LoraOptions{options->rank, static_cast<double>(options->alpha)};
    add_lora(fit->model.shape, fit->weights, *fit->adapter, context.seed);
    return fit_table(context, *std::move(fit), *table, start);
}

}  // namespace engine
