#include "engine/stages/trained_on.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "engine/base/hash.h"
#include "engine/base/safetensors.h"
#include "engine/data/copies.h"
#include "engine/metrics/guards.h"
#include "engine/store/model_library.h"

namespace engine {
namespace {

constexpr const char* kColumn = "rows";

Result<std::vector<std::uint64_t>> read_list(const std::filesystem::path& folder) {
    auto file = SafetensorsFile::open(folder / kTrainedOnFile);
    if (!file) return file.error();
    const TensorBytes* stored = file->find(kColumn);
    if (stored == nullptr || stored->type != TensorType::I64) {
        return make_error(ErrorCode::BadFile, "A result on the disk lacks its column %1.",
                          {kColumn});
    }
    std::vector<std::uint64_t> out(stored->bytes.size() / sizeof(std::uint64_t));
    if (!out.empty()) std::memcpy(out.data(), stored->bytes.data(), stored->bytes.size());
    return out;
}

bool has_list(const std::filesystem::path& folder) {
    std::error_code problem;
    return std::filesystem::exists(folder / kTrainedOnFile, problem);
}

bool is_encoder(const Input& input) {
    std::error_code problem;
    return std::filesystem::exists(input.folder / "encoder.json", problem);
}

}  // namespace

std::vector<std::uint64_t> row_hashes(const Table& table, const std::vector<std::int64_t>& rows) {
    std::vector<std::uint64_t> out;
    for (const std::string& key : copy_keys(take(table, rows))) out.push_back(hash64(key));
    return out;
}

Result<std::vector<std::uint64_t>> trained_on(const std::vector<Input>& models,
                                              std::vector<std::uint64_t> more) {
    for (const Input& model : models) {
        if (is_encoder(model) && !has_list(model.folder)) continue;
        auto list = read_list(model.folder);
        if (!list) return list.error();
        more.insert(more.end(), list->begin(), list->end());
    }
    std::sort(more.begin(), more.end());
    more.erase(std::unique(more.begin(), more.end()), more.end());
    return more;
}

Result<void> write_trained_on(const std::filesystem::path& folder,
                              const std::vector<std::uint64_t>& rows) {
    return write_safetensors(
        folder / kTrainedOnFile,
        {{kColumn, TensorType::I64, {std::ssize(rows)}, std::as_bytes(std::span(rows))}});
}

Result<void> keep_trained_on(const std::filesystem::path& model,
                             const std::filesystem::path& folder) {
    if (!has_list(model)) return {};
    auto rows = read_list(model);
    return rows ? write_trained_on(folder, *rows) : rows.error();
}

Result<void> look_for_leak(StageContext& context, const std::vector<std::uint64_t>& test,
                           StageResult& result) {
    auto train = trained_on(context.inputs.at("scored"));
    if (!train) return train.error();
    const std::int64_t leaked = leaked_rows(*train, test);
    result.summary["leak"] = {{"rows", leaked}, {"of", test.size()}};
    if (leaked == 0) return {};
    if (!result.summary.contains("guard")) result.summary["guard"] = name_of(GuardReason::Leakage);
    context.host.warn(
        make_error(ErrorCode::BadData,
                   "%1 of %2 test texts were in training, so the model may recall their answers; "
                   "this result is compared with none. Split rows before anything trains on them, "
                   "or take these texts out of the source data.",
                   {std::to_string(leaked), std::to_string(test.size())}));
    return {};
}

}  // namespace engine
