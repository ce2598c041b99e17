// `clean`: texts prepared, copies dropped; every step counted.
#include "engine/data/clean.h"

#include "engine/spec/options_json.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/shipped.h"

namespace engine {

Result<StageResult> clean_stage(StageContext& context) {
    auto options = read_options<CleanOptions>(context.options);
    if (!options) return options.error();
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    auto cleaned = clean(*std::move(table), *options, context.seed);
    if (!cleaned) return cleaned.error();
    return write_data(context, *cleaned);
}

}  // namespace engine
