#include "engine/store/scores_file.h"

#include <cstring>
#include <span>

#include "engine/base/safetensors.h"

namespace engine {
namespace {

template <class T>
TensorBytes bytes_of_vector(std::string name, TensorType type, const std::vector<T>& values,
                            std::vector<std::int64_t> shape) {
    return {std::move(name), type, std::move(shape), std::as_bytes(std::span<const T>(values))};
}

template <class T>
Result<std::vector<T>> vector_of(const SafetensorsFile& file, std::string_view name,
                                 TensorType type) {
    const TensorBytes* stored = file.find(name);
    if (stored == nullptr || stored->type != type) {
        return make_error(ErrorCode::BadFile, "A result on the disk lacks its column %1.",
                          {std::string(name)});
    }
    std::vector<T> out(stored->bytes.size() / sizeof(T));
    if (!out.empty()) std::memcpy(out.data(), stored->bytes.data(), out.size() * sizeof(T));
    return out;
}

}  // namespace

Result<void> write_scores(const std::filesystem::path& folder, const Scores& scores) {
    const auto n = static_cast<std::int64_t>(scores.rows.size());
    return write_safetensors(folder / "scores.safetensors",
                             {bytes_of_vector("rows", TensorType::I64, scores.rows, {n}),
                              bytes_of_vector("truth", TensorType::I32, scores.truth, {n}),
                              bytes_of_vector("predicted", TensorType::I32, scores.predicted, {n}),
                              bytes_of_vector("probabilities", TensorType::F32,
                                              scores.probabilities, {n, scores.classes})});
}

Result<Scores> read_scores(const std::filesystem::path& folder) {
    auto file = SafetensorsFile::open(folder / "scores.safetensors");
    if (!file) return file.error();
    auto rows = vector_of<std::int64_t>(*file, "rows", TensorType::I64);
    if (!rows) return rows.error();
    auto truth = vector_of<std::int32_t>(*file, "truth", TensorType::I32);
    if (!truth) return truth.error();
    auto predicted = vector_of<std::int32_t>(*file, "predicted", TensorType::I32);
    if (!predicted) return predicted.error();
    auto probabilities = vector_of<float>(*file, "probabilities", TensorType::F32);
    if (!probabilities) return probabilities.error();
    const auto classes = file->find("probabilities")->shape.back();
    return Scores{*std::move(rows), *std::move(truth), *std::move(predicted),
                  *std::move(probabilities), classes};
}

Result<void> write_units(const std::filesystem::path& folder, const UnitValues& values) {
    const auto n = static_cast<std::int64_t>(values.units.size());
    std::vector<TensorBytes> tensors = {
        bytes_of_vector("units", TensorType::I64, values.units, {n})};
    for (const auto& [name, column] : values.values) {
        tensors.push_back(bytes_of_vector("value." + name, TensorType::F64, column, {n}));
    }
    return write_safetensors(folder / "units.safetensors", std::move(tensors));
}

Result<UnitValues> read_units(const std::filesystem::path& folder) {
    auto file = SafetensorsFile::open(folder / "units.safetensors");
    if (!file) return file.error();
    UnitValues out;
    auto units = vector_of<std::int64_t>(*file, "units", TensorType::I64);
    if (!units) return units.error();
    out.units = *std::move(units);
    for (const TensorBytes& tensor : file->tensors()) {
        if (!tensor.name.starts_with("value.")) continue;
        auto column = vector_of<double>(*file, tensor.name, TensorType::F64);
        if (!column) return column.error();
        out.values[tensor.name.substr(6)] = *std::move(column);
    }
    return out;
}

}  // namespace engine
