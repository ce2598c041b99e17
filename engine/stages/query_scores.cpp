#include "engine/stages/query_scores.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "engine/base/hash.h"
#include "engine/base/safetensors.h"
#include "engine/metrics/expected_ranking.h"
#include "engine/metrics/statistics.h"

namespace engine {
namespace {

template <class T>
std::vector<T> column(const TensorBytes& stored) {
    std::vector<T> out(stored.bytes.size() / sizeof(T));
    if (!out.empty()) std::memcpy(out.data(), stored.bytes.data(), out.size() * sizeof(T));
    return out;
}

bool alike(const std::vector<double>& scores) {
    return std::all_of(scores.begin(), scores.end(), [&](double s) { return s == scores.front(); });
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
        folder / "query.safetensors",
        {{"starts", TensorType::I64, {std::ssize(starts)}, bytes(starts)},
         {"scores", TensorType::F64, {std::ssize(scores)}, bytes(scores)},
         {"predictions", TensorType::F64, {std::ssize(predictions)}, bytes(predictions)}});
}

Result<std::vector<QueryScores>> read_query_scores(const std::filesystem::path& folder) {
    auto file = SafetensorsFile::open(folder / "query.safetensors");
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
        QueryScores task;
        task.scores.assign(scores.begin() + starts[i], scores.begin() + starts[i + 1]);
        if (!predictions.empty())
            task.predictions.assign(predictions.begin() + starts[i],
                                    predictions.begin() + starts[i + 1]);
        out.push_back(std::move(task));
    }
    return out;
}

UserRanking rank_users(const UserTasks& tasks, const std::vector<QueryScores>& scores,
                       const std::vector<int>& lengths) {
    UserRanking out;
    for (std::size_t t = 0; t < tasks.tasks.size(); ++t) {
        const UserTask& task = tasks.tasks[t];
        if (task.part != Part::Test) continue;
        const QueryScores& scored = scores[t];
        std::vector<double> ratings;
        for (const std::int64_t row : task.query)
            ratings.push_back(tasks.ratings.value[static_cast<std::size_t>(row)]);
        const auto relevance = expected_relevance(ratings, ratings.size() / 2);
        out.users.units.push_back(static_cast<std::int64_t>(hash64(task.user)));
        out.all_alike = out.all_alike && alike(scored.scores);
        const auto add = [&](const std::string& name, double value) {
            out.users.values[name].push_back(value);
        };
        for (const int k : lengths) {
            add("precision@" + std::to_string(k),
                expected_precision_at_k(relevance, scored.scores, static_cast<std::size_t>(k)));
            add("ndcg@" + std::to_string(k),
                expected_ndcg_at_k(relevance, scored.scores, static_cast<std::size_t>(k)));
        }
        add("auc", expected_auc(relevance, scored.scores));
        if (scored.predictions.empty()) continue;
        double absolute = 0;
        double squared = 0;
        for (std::size_t i = 0; i < ratings.size(); ++i) {
            absolute += std::abs(scored.predictions[i] - ratings[i]);
            squared += (scored.predictions[i] - ratings[i]) * (scored.predictions[i] - ratings[i]);
        }
        add("mae", absolute / static_cast<double>(ratings.size()));
        add("mse", squared / static_cast<double>(ratings.size()));
    }
    for (const auto& [name, values] : out.users.values) {
        const auto at = name.find('@');
        const int k = at == std::string::npos ? 0 : std::stoi(name.substr(at + 1));
        out.measures.push_back({at == std::string::npos ? name : name.substr(0, at) + "_at_k", "",
                                k, "users", std::ssize(values), mean(values)});
    }
    return out;
}

}  // namespace engine
