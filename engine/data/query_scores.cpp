#include "engine/data/query_scores.h"

#include <cstring>
#include <span>

#include "engine/base/safetensors.h"

namespace engine {
namespace {

template <class T>
std::vector<T> column(const TensorBytes& stored) {
    std::vector<T> out(stored.bytes.size() / sizeof(T));
    if (!out.empty()) std::memcpy(out.data(), stored.bytes.data(), out.size() * sizeof(T));
    return out;
}

}  // namespace

Result<void> write_query_scores(const std::filesystem::path& folder,
                                const std::vector<QueryScores>& tasks) {
    std::vector<std::int64_t> starts = {0};
    std::vector<double> scores;
    std::vector<double> predictions;
    for (const QueryScores& task : tasks) {
        scores.insert(scores.end(), task.scores.begin(), task.scores.end());
        predictions.insert(predictions.end(), task.predictions.begin(), task.predictions.end());
        starts.push_back(std::ssize(scores));
    }
    const auto bytes = [](const auto& values) { return std::as_bytes(std::span(values)); };
    return write_safetensors(
        folder / kQueryScoresFile,
        {{"starts", TensorType::I64, {std::ssize(starts)}, bytes(starts)},
         {"scores", TensorType::F64, {std::ssize(scores)}, bytes(scores)},
         {"predictions", TensorType::F64, {std::ssize(predictions)}, bytes(predictions)}});
}

Result<std::vector<QueryScores>> read_query_scores(const std::filesystem::path& folder) {
    auto file = SafetensorsFile::open(folder / kQueryScoresFile);
    if (!file) return file.error();
    for (const char* name : {"starts", "scores", "predictions"}) {
        if (file->find(name) == nullptr)
            return make_error(ErrorCode::BadFile, "A result on the disk lacks its column %1.",
                              {name});
    }
    const auto starts = column<std::int64_t>(*file->find("starts"));
    const auto scores = column<double>(*file->find("scores"));
    const auto predictions = column<double>(*file->find("predictions"));
    std::vector<QueryScores> out;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
        const bool good = starts[i] >= 0 && starts[i] <= starts[i + 1] &&
                          starts[i + 1] <= std::ssize(scores) &&
                          (predictions.empty() || starts[i + 1] <= std::ssize(predictions));
        if (!good) {
            return make_error(ErrorCode::BadFile, "The scores of users in %1 are damaged.",
                              {(folder / kQueryScoresFile).string()});
        }
        QueryScores task;
        task.scores.assign(scores.begin() + starts[i], scores.begin() + starts[i + 1]);
        if (!predictions.empty())
            task.predictions.assign(predictions.begin() + starts[i],
                                    predictions.begin() + starts[i + 1]);
        out.push_back(std::move(task));
    }
    return out;
}

}  // namespace engine
