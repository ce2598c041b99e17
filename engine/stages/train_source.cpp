// `train_source`: the encoder, fine-tuned on the source rows.
#include "engine/spec/options_json.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/fit.h"
#include "engine/stages/shipped.h"
#include "engine/stages/trained_on.h"

namespace engine {

UnfreezeOptions unfreeze_options(const std::string& mode, int last_k, double layer_decay) {
    UnfreezeOptions out;
    out.mode = mode == "gradual"  ? Unfreeze::gradual
               : mode == "last_k" ? Unfreeze::last_k
               : mode == "bias"   ? Unfreeze::bias
                                  : Unfreeze::all;
    out.last_k = last_k;
    out.layer_decay = layer_decay;
    return out;
}

Result<StageResult> fit_on_rows(StageContext& context, const Input& start, const TrainGroup& group,
                                const UnfreezeOptions& unfreeze) {
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    auto fit = start_fit(context, start, *table, group);
    if (!fit) return fit.error();
    fit->unfreeze = unfreeze;
    fit->model.frozen_layers = frozen_layers(unfreeze, fit->model.shape.layers);
    return fit_table(context, *std::move(fit), *table, start);
}

Result<StageResult> fit_table(StageContext& context, Fit fit, const Table& table,
                              const Input& start) {
    const auto train = training_rows(table);
    auto seen = trained_on({start}, row_hashes(table, train));
    if (!seen) return seen.error();
    fit.trained_on = *std::move(seen);
    auto rows = std::make_shared<ClassificationRows>(rows_for(*fit.start, table, train));
    fit.task = classification_task(classification_loss(text_forward(fit.model), rows), rows);
    fit.rows = rows;
    Json lineage = {
        {"start", start.key}, {"rows", rows->labels.size()}, {"origins", table.origins}};
    return run_fit(context, std::move(fit), std::move(lineage));
}

Result<StageResult> train_source_stage(StageContext& context) {
    auto options = read_options<TrainSourceOptions>(context.options);
    if (!options) return options.error();
    return fit_on_rows(context, context.input("encoder"), options->train,
                       unfreeze_options(options->unfreeze, options->last_k, options->layer_decay));
}

}  // namespace engine
