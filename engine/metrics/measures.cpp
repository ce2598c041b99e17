#include "engine/metrics/measures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/metrics/classification.h"
#include "engine/metrics/probability.h"
#include "engine/metrics/ranking.h"
#include "engine/metrics/regression.h"

namespace engine {
namespace {

struct Known {
    std::string_view name;
    MetricInfo info;
};

constexpr std::array<Known, 35> kKnown = {{
    {"accuracy", {"accuracy"}},
    {"balanced_accuracy", {"balanced accuracy"}},
    {"precision", {"macro precision"}},
    {"recall", {"macro recall"}},
    {"f1", {"macro F1"}},
    {"macro_precision", {"macro precision"}},
    {"macro_recall", {"macro recall"}},
    {"macro_f1", {"macro F1"}},
    {"micro_precision", {"micro precision"}},
    {"micro_recall", {"micro recall"}},
    {"micro_f1", {"micro F1"}},
    {"weighted_precision", {"weighted precision"}},
    {"weighted_recall", {"weighted recall"}},
    {"weighted_f1", {"weighted F1"}},
    {"mcc", {"Matthews correlation"}},
    {"kappa", {"Cohen's kappa"}},
    {"auroc", {"AUROC"}},
    {"average_precision", {"average precision"}},
    {"auc", {"AUC"}},
    {"log_loss", {"log loss", false, false}},
    {"brier", {"Brier score", false, false}},
    {"ece", {"calibration error", false, true}},
    {"mse", {"mean squared error", false, false}},
    {"rmse", {"root mean squared error", false, false}},
    {"mae", {"mean absolute error", false, false}},
    {"r2", {"R squared"}},
    {"pearson", {"Pearson correlation"}},
    {"spearman", {"Spearman correlation"}},
    {"mrr", {"mean reciprocal rank"}},
    {"precision_at_k", {"precision@"}},
    {"recall_at_k", {"recall@"}},
    {"hit_at_k", {"hit rate@"}},
    {"map_at_k", {"MAP@"}},
    {"ndcg_at_k", {"nDCG@"}},
    {"ndcg_exp_at_k", {"nDCG (exponential gain)@"}},
}};

/// "ndcg_at_10" -> ("ndcg_at_k", "10"); others -> (name, "").
std::pair<std::string, std::string> split_places(std::string_view name) {
    const auto at = name.rfind("_at_");
    if (at == std::string_view::npos) return {std::string(name), ""};
    const auto digits = name.substr(at + 4);
    const bool number = !digits.empty() && std::all_of(digits.begin(), digits.end(),
                                                       [](char c) { return c >= '0' && c <= '9'; });
    if (!number) return {std::string(name), ""};
    return {std::string(name.substr(0, at)) + "_at_k", std::string(digits)};
}

bool all_finite(std::span<const double> values) {
    return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

bool all_below(std::span<const std::int32_t> values, std::size_t limit) {
    return std::all_of(values.begin(), values.end(), [&](std::int32_t v) {
        return v >= 0 && static_cast<std::size_t>(v) < limit;
    });
}

Result<void> check_classes(const ClassScores& scores) {
    const std::size_t rows = scores.truth.size(), classes = scores.class_names.size();
    if (rows == 0) return make_error(ErrorCode::BadData, "There is no row to measure.");
    const bool fits =
        classes > 0 &&
        (scores.probabilities.empty() || scores.probabilities.size() == rows * classes) &&
        (scores.predicted.empty() || scores.predicted.size() == rows) &&
        !(scores.predicted.empty() && scores.probabilities.empty());
    if (!fits)
        return make_error(
            ErrorCode::BadData, "Scores and labels do not belong to the same %1 rows.",
            {std::to_string(rows)},
            "probabilities " + std::to_string(scores.probabilities.size()) + ", predicted " +
                std::to_string(scores.predicted.size()) + ", classes " + std::to_string(classes));
    if (!all_below(scores.truth, classes) || !all_below(scores.predicted, classes))
        return make_error(ErrorCode::BadData, "A label is not one of the %1 classes.",
                          {std::to_string(classes)});
    if (!all_finite(scores.probabilities))
        return make_error(ErrorCode::Numeric, "Some probabilities are NaN or infinite.");
    return {};
}

void add_counts(std::vector<Measure>& out, const ClassTally& tally, std::int64_t rows) {
    const auto add = [&](std::string name, double value) {
        out.push_back({std::move(name), "", 0, "rows", rows, value});
    };
    add("accuracy", accuracy(tally));
    add("balanced_accuracy", balanced_accuracy(tally));
    constexpr std::array<std::pair<const char*, Average>, 3> averages = {
        {{"macro", Average::Macro}, {"micro", Average::Micro}, {"weighted", Average::Weighted}}};
    for (const auto& [name, average] : averages) {
        const auto all = averaged_measures(tally, average);
        add(std::string(name) + "_precision", all.precision);
        add(std::string(name) + "_recall", all.recall);
        add(std::string(name) + "_f1", all.f1);
    }
    add("mcc", matthews_correlation(tally));
    add("kappa", cohen_kappa(tally));
}

void add_probabilities(std::vector<Measure>& out, const ClassScores& scores, std::int64_t rows) {
    const auto& p = scores.probabilities;
    const int classes = static_cast<int>(scores.class_names.size());
    const auto add = [&](std::string name, std::optional<double> value) {
        if (value) out.push_back({std::move(name), "", 0, "rows", rows, *value});
    };
    add("log_loss", log_loss(scores.truth, p, classes));
    add("ece", expected_calibration_error(scores.truth, p, classes));
    if (classes != 2) {
        add("brier", brier_multiclass(scores.truth, p, classes));
        add("auroc", auroc_one_vs_rest(scores.truth, p, classes));
        return;
    }
    std::vector<double> positive(scores.truth.size());
    for (std::size_t i = 0; i < positive.size(); ++i) positive[i] = p[2 * i + 1];
    add("brier", brier_binary(scores.truth, positive));
    add("auroc", auroc(scores.truth, positive));
    add("average_precision", average_precision(scores.truth, positive));
}

}  // namespace

std::optional<MetricInfo> metric_info(std::string_view name) {
    const auto [base, places] = split_places(name);
    for (const Known& known : kKnown)
        if (known.name == base) return known.info;
    return std::nullopt;
}

std::string metric_title(std::string_view name) {
    const auto info = metric_info(name);
    return info ? std::string(info->title) + split_places(name).second : std::string(name);
}

Result<std::vector<Measure>> classification_measures(const ClassScores& scores) {
    if (auto checked = check_classes(scores); !checked) return checked.error();
    const int classes = static_cast<int>(scores.class_names.size());
    std::vector<std::int32_t> predicted(scores.predicted.begin(), scores.predicted.end());
    if (predicted.empty()) predicted = predicted_classes(scores.probabilities, classes);
    const auto counts = count_classes(scores.truth, predicted, classes);
    const auto rows = static_cast<std::int64_t>(scores.truth.size());
    std::vector<Measure> out;
    add_counts(out, counts.tally(), rows);
    if (!scores.probabilities.empty()) add_probabilities(out, scores, rows);
    for (int c = 0; c < classes; ++c) {
        const auto one = class_measures(counts.tally(), c);
        const auto which = static_cast<std::size_t>(c);
        const std::string slice = "class:" + scores.class_names[which];
        const std::int64_t n = counts.truth[which];
        out.push_back({"precision", slice, 0, "rows", n, one.precision});
        out.push_back({"recall", slice, 0, "rows", n, one.recall});
        out.push_back({"f1", slice, 0, "rows", n, one.f1});
    }
    return out;
}

Result<std::vector<Measure>> regression_measures(std::span<const double> truth,
                                                 std::span<const double> predicted) {
    if (truth.empty() || truth.size() != predicted.size())
        return make_error(ErrorCode::BadData, "%1 predictions do not fit %2 rows.",
                          {std::to_string(predicted.size()), std::to_string(truth.size())});
    if (!all_finite(truth) || !all_finite(predicted))
        return make_error(ErrorCode::Numeric, "Some predicted or true values are NaN or infinite.");
    std::vector<Measure> out;
    const auto add = [&](const char* name, std::optional<double> value) {
        if (value)
            out.push_back({name, "", 0, "rows", static_cast<std::int64_t>(truth.size()), *value});
    };
    add("mse", mean_squared_error(truth, predicted));
    add("rmse", root_mean_squared_error(truth, predicted));
    add("mae", mean_absolute_error(truth, predicted));
    add("r2", r_squared(truth, predicted));
    add("pearson", pearson(truth, predicted));
    add("spearman", spearman(truth, predicted));
    return out;
}

Result<std::vector<Measure>> ranking_measures(std::span<const RankedList> lists, int k,
                                              std::string_view unit) {
    if (lists.empty() || k < 1)
        return make_error(ErrorCode::BadData, "There is no list to rank, or no place to count.");
    std::array<double, 7> sums{};
    double auc_sum = 0;
    std::int64_t auc_lists = 0;
    const auto places = static_cast<std::size_t>(k);
    for (const RankedList& list : lists) {
        if (list.relevance.size() != list.scores.size())
            return make_error(
                ErrorCode::BadData, "%1 scores do not fit %2 items.",
                {std::to_string(list.scores.size()), std::to_string(list.relevance.size())});
        if (!all_finite(list.scores))
            return make_error(ErrorCode::Numeric, "Some scores are NaN or infinite.");
        const auto& [rel, score] = list;
        sums[0] += precision_at_k(rel, score, places);
        sums[1] += recall_at_k(rel, score, places);
        sums[2] += hit_at_k(rel, score, places);
        sums[3] += average_precision_at_k(rel, score, places);
        sums[4] += ndcg_at_k(rel, score, places);
        sums[5] += ndcg_at_k(rel, score, places, Gain::Exponential);
        sums[6] += reciprocal_rank_at_k(rel, score, std::max<std::size_t>(rel.size(), 1));
        if (const auto auc = ranking_auc(rel, score)) auc_sum += *auc, ++auc_lists;
    }
    constexpr std::array<const char*, 7> names = {
        "precision_at_k", "recall_at_k",   "hit_at_k", "map_at_k",
        "ndcg_at_k",      "ndcg_exp_at_k", "mrr"};
    const auto n = static_cast<std::int64_t>(lists.size());
    std::vector<Measure> out;
    for (std::size_t i = 0; i < names.size(); ++i)
        out.push_back(
            {names[i], "", i == 6 ? 0 : k, std::string(unit), n, sums[i] / static_cast<double>(n)});
    if (auc_lists > 0)
        out.push_back(
            {"auc", "", 0, std::string(unit), auc_lists, auc_sum / static_cast<double>(auc_lists)});
    return out;
}

}  // namespace engine
