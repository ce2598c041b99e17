#include "engine/stages/few_shot.h"

#include <ATen/ATen.h>

#include <set>

#include "engine/base/hash.h"
#include "engine/data/episodes.h"
#include "engine/metrics/statistics.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/trained_on.h"
#include "engine/stages/vectors.h"
#include "engine/training/closed_form.h"

namespace engine {
namespace {

constexpr std::size_t kTasksAtOnce =
    64;  // bounds memory: 64 tasks of 80 rows of 384 numbers are 8 MB

struct Head {
    std::string name;
    Distance distance = Distance::euclidean;
    double ridge = 1;
};

Head head_of(const Json& trained) {
    return {trained["head"].get<std::string>(),
            trained["distance"] == "cosine" ? Distance::cosine : Distance::euclidean,
            trained["ridge"].get<double>()};
}

// Logits [tasks, query rows, classes].
at::Tensor head_logits(const Head& head, const at::Tensor& support, const at::Tensor& labels,
                       const at::Tensor& query, int n_way) {
    if (head.name == "ridge") {
        const RidgeHead ridge = make_ridge_head(at::kFloat, head.ridge);
        return ridge_logits(query, ridge_weights(support, labels, n_way, ridge.lambda), ridge);
    }
    if (head.name == "knn") return knn_shares(query, support, labels, n_way, 1, head.distance);
    return prototype_logits(query, class_prototypes(support, labels, n_way), head.distance);
}

// int64 [tasks, rows of each]
at::Tensor rows_of(const Episodes& episodes, std::size_t from, std::size_t to, bool query) {
    std::vector<std::int64_t> rows;
    for (std::size_t task = from; task < to; ++task) {
        for (const std::int32_t row : query ? episodes.query_rows(task) : episodes.support(task))
            rows.push_back(row);
    }
    return at::tensor(rows, at::kLong).view({static_cast<std::int64_t>(to - from), -1});
}

// Classes 0, 0, .., 1, 1, ..: rows of a task stand class by class. int64 [tasks, n_way * each]
at::Tensor class_labels(std::int64_t tasks, int n_way, int each) {
    return at::arange(n_way, at::kLong)
        .repeat_interleave(each)
        .unsqueeze(0)
        .expand({tasks, -1})
        .contiguous();
}

at::Tensor gather_rows(const at::Tensor& vectors, const at::Tensor& rows) {
    return vectors.index_select(0, rows.reshape({-1}))
        .view({rows.size(0), rows.size(1), vectors.size(1)});
}

std::vector<double> accuracies(StageContext& context, const Episodes& episodes,
                               const at::Tensor& vectors, const Head& head) {
    const at::NoGradGuard no_gradients;
    std::vector<double> out;
    for (std::size_t from = 0; from < episodes.count(); from += kTasksAtOnce) {
        const std::size_t to = std::min(episodes.count(), from + kTasksAtOnce);
        const auto tasks = static_cast<std::int64_t>(to - from);
        const at::Tensor support = gather_rows(vectors, rows_of(episodes, from, to, false));
        const at::Tensor query = gather_rows(vectors, rows_of(episodes, from, to, true));
        const at::Tensor logits =
            head_logits(head, support, class_labels(tasks, episodes.n_way, episodes.k_shot), query,
                        episodes.n_way);
        const at::Tensor right = logits.argmax(2)
                                     .eq(class_labels(tasks, episodes.n_way, episodes.query))
                                     .to(at::kDouble)
                                     .mean(1);
        for (std::int64_t task = 0; task < tasks; ++task) out.push_back(right[task].item<double>());
        context.host.progress(static_cast<std::int64_t>(to),
                              static_cast<std::int64_t>(episodes.count()));
    }
    return out;
}

// Hashes of the rows that any task judges, each row once.
std::vector<std::uint64_t> judged_rows(const Episodes& episodes) {
    std::set<std::int64_t> rows;
    for (std::size_t task = 0; task < episodes.count(); ++task) {
        const auto query = episodes.query_rows(task);
        rows.insert(query.begin(), query.end());
    }
    return row_hashes(episodes.rows, {rows.begin(), rows.end()});
}

}  // namespace

Result<StageResult> evaluate_episodes(StageContext& context) {
    auto trained = read_json_file(context.input("scored").folder / "trained.json");
    if (!trained) return trained.error();
    if ((*trained)["type"] != "episodic") {
        return make_error(ErrorCode::BadData,
                          "This model knows fixed classes; few-shot tasks bring new ones. Link a "
                          "few-shot learner.");
    }
    auto tasks = read_json_file(context.input("data").folder / kTasksFile);
    if (!tasks) return tasks.error();
    if ((*tasks)["type"] != "episodes")
        return make_error(ErrorCode::BadData,
                          "These tasks are users with ratings; rank them instead.");
    auto episodes = read_episodes(context.input("data").folder);
    if (!episodes) return episodes.error();
    auto vectors = vectors_of(context, (*trained)["encoders"][0],
                              (*trained)["layer"].get<std::string>(), true, episodes->rows.text);
    if (!vectors) return vectors.error();
    UnitValues values;
    values.values["accuracy"] = accuracies(context, *episodes, *vectors, head_of(*trained));
    const std::vector<double>& accuracy = values.values["accuracy"];
    for (std::size_t task = 0; task < accuracy.size();
         ++task) {  // the seed drew the tasks: others under another seed
        values.units.push_back(static_cast<std::int64_t>(
            hash64((*tasks)["seed"].dump() + "|" + std::to_string(task))));
    }
    if (auto written = write_units(context.out, values); !written) return written.error();
    StageResult result;
    result.summary = {{"unit", "episodes"}, {"episodes", accuracy.size()}};
    if (auto looked = look_for_leak(context, judged_rows(*episodes), result); !looked)
        return looked.error();
    const auto n = std::ssize(accuracy);
    result.measures.push_back({"accuracy", "", 0, "episodes", n, mean(accuracy)});
    if (const auto interval = episode_interval(accuracy)) {
        result.measures.push_back({"accuracy_low", "", 0, "episodes", n, interval->low});
        result.measures.push_back({"accuracy_high", "", 0, "episodes", n, interval->high});
    }
    return result;
}

}  // namespace engine
