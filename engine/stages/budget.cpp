// `budget`: reveals so many labels of the training rows.
#include "engine/data/budget.h"

#include "engine/spec/options_json.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/shipped.h"

namespace engine {

Result<StageResult> budget_stage(StageContext& context) {
    auto options = read_options<BudgetOptions>(context.options);
    if (!options) return options.error();
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    auto revealed = apply_budget(*std::move(table), *options, context.seed);
    if (!revealed) return revealed.error();
    return write_data(context, *revealed);
}

}  // namespace engine
