// `fine_tune`: encoder and head, trained on the target rows from a pretrained or source-trained
// start.
#include "engine/spec/options_json.h"
#include "engine/stages/fit.h"
#include "engine/stages/shipped.h"

namespace engine {

Result<StageResult> fine_tune_stage(StageContext& context) {
    auto options = read_options<FineTuneOptions>(context.options);
    if (!options) return options.error();
    return fit_on_rows(context, context.input("start"), options->train,
                       unfreeze_options(options->unfreeze, options->last_k, options->layer_decay));
}

}  // namespace engine
