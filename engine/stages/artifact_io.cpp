#include "engine/stages/artifact_io.h"

#include <ATen/ATen.h>

#include "engine/base/files.h"
#include "engine/data/table_io.h"
#include "engine/metrics/classification.h"

namespace engine {
Result<Table> read_data(const Input& input) { return read_table(input.folder / "data.arrow"); }

Result<StageResult> write_data(StageContext& context, const Prepared& prepared) {
    for (const DataWarning& warning : prepared.report.warnings) {
        context.host.warn(make_error(ErrorCode::BadData, warning.message, warning.arguments));
    }
    if (auto saved = save_table(prepared.table, context.out / "data.arrow"); !saved)
        return saved.error();
    StageResult result;
    result.summary = {{"report", prepared.report.to_json()},
                      {"classes", prepared.table.class_names}};
    return result;
}

Result<Json> read_json_file(const std::filesystem::path& path) {
    auto text = read_file(path);
    if (!text) return text.error();
    return read_json(*text, path.string());
}

Result<void> write_json_file(const std::filesystem::path& path, const Json& value) {
    return write_file_atomically(path, compact_json(value) + "\n");
}

Result<Json> encoder_reference(const Input& input) {
    std::error_code problem;
    for (const char* name : {"encoder.json", "features.json"}) {
        if (!std::filesystem::exists(input.folder / name, problem)) continue;
        auto json = read_json_file(input.folder / name);
        if (!json || std::string_view(name) == "encoder.json") return json;
        return (*json)["encoder"];
    }
    auto trained = read_json_file(input.folder / "trained.json");
    if (!trained) return trained.error();
    if ((*trained)["type"] != "fine_tuned") return (*trained)["encoders"][0];
    Json reference = (*trained)["reading"];
    reference["type"] = "artifact";
    reference["key"] = input.key;
    return reference;
}

std::vector<std::string> texts_at(const Table& table, const std::vector<std::int64_t>& rows) {
    std::vector<std::string> out;
    out.reserve(rows.size());
    for (const std::int64_t row : rows) out.push_back(table.text[static_cast<std::size_t>(row)]);
    return out;
}

std::vector<std::int64_t> labels_at(const Table& table, const std::vector<std::int64_t>& rows) {
    std::vector<std::int64_t> out;
    out.reserve(rows.size());
    for (const std::int64_t row : rows) out.push_back(table.label[static_cast<std::size_t>(row)]);
    return out;
}

Json validation_summary(const at::Tensor& probabilities, const std::vector<std::int64_t>& labels) {
    const auto n = static_cast<std::int64_t>(labels.size());
    if (n == 0) return Json();
    const at::Tensor truth = at::tensor(labels, at::kLong);
    const at::Tensor p = probabilities.to(at::kDouble);
    const double loss =
        -at::log(p.gather(1, truth.unsqueeze(1)).clamp_min(1e-12)).mean().item<double>();
    const at::Tensor best = p.argmax(1).to(at::kInt).contiguous();
    const std::vector<std::int32_t> predicted(best.const_data_ptr<int>(),
                                              best.const_data_ptr<int>() + n);
    const std::vector<std::int32_t> real(labels.begin(), labels.end());
    const ClassCounts counts = count_classes(real, predicted, static_cast<int>(p.size(1)));
    return {{"rows", n},
            {"loss", loss},
            {"accuracy", value_of(CountMetric::Accuracy, counts.tally())},
            {"macro_f1", value_of(CountMetric::MacroF1, counts.tally())}};
}

}  // namespace engine
