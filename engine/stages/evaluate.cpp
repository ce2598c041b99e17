// `evaluate`: scores the test rows of its data, or the query rows of few-shot tasks.
#include <ATen/ATen.h>

#include <algorithm>

#include "engine/metrics/guards.h"
#include "engine/metrics/measures.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/few_shot.h"
#include "engine/stages/shipped.h"
#include "engine/stages/trained_model.h"
#include "engine/stages/trained_on.h"

namespace engine {
namespace {

constexpr std::size_t kFewRows = 5;  // slices with fewer are not measured

// Columns of the model's scores in the order of the data's classes.
Result<at::Tensor> in_order(const at::Tensor& probabilities, const std::vector<std::string>& known,
                            const std::vector<std::string>& wanted) {
    std::vector<std::int64_t> columns;
    for (const std::string& name : wanted) {
        const auto it = std::find(known.begin(), known.end(), name);
        if (it == known.end()) {
            return make_error(
                ErrorCode::BadData,
                "The model knows no class \"%1\": it was trained on %2 classes, the test has %3.",
                {name, std::to_string(known.size()), std::to_string(wanted.size())});
        }
        columns.push_back(it - known.begin());
    }
    if (known == wanted) return probabilities;
    const at::Tensor picked = probabilities.index_select(1, at::tensor(columns, at::kLong));
    return picked / picked.sum(1, true).clamp_min(1e-12);
}

Scores scores_of(const Table& table, const std::vector<std::int64_t>& rows,
                 const at::Tensor& probabilities) {
    Scores out;
    out.classes = probabilities.size(1);
    const at::Tensor best = probabilities.argmax(1).to(at::kInt).contiguous();
    out.predicted.assign(best.const_data_ptr<int>(), best.const_data_ptr<int>() + best.numel());
    const at::Tensor values = probabilities.to(at::kFloat).contiguous();
    out.probabilities.assign(values.const_data_ptr<float>(),
                             values.const_data_ptr<float>() + values.numel());
    for (const std::int64_t row : rows) {
        out.rows.push_back(static_cast<std::int64_t>(table.id[static_cast<std::size_t>(row)]));
        out.truth.push_back(table.label[static_cast<std::size_t>(row)]);
    }
    return out;
}

Result<std::vector<Measure>> measures_of(const Scores& scores,
                                         const std::vector<std::string>& classes,
                                         const std::string& slice,
                                         const std::vector<std::size_t>& rows) {
    std::vector<std::int32_t> truth;
    std::vector<double> probabilities;
    for (const std::size_t row : rows) {
        truth.push_back(scores.truth[row]);
        for (std::int64_t c = 0; c < scores.classes; ++c) {
            probabilities.push_back(
                scores.probabilities[row * static_cast<std::size_t>(scores.classes) +
                                     static_cast<std::size_t>(c)]);
        }
    }
    auto all = classification_measures({truth, probabilities, {}, classes});
    if (!all || slice.empty()) return all;
    std::vector<Measure> out;
    for (Measure& measure : *all) {
        if (!measure.slice.empty()) continue;
        measure.slice = slice;
        out.push_back(std::move(measure));
    }
    return out;
}

// Which slice a row falls into, by a slice's name: "origin", or thirds of the text length.
std::string slice_of(const std::string& by, const Table& table, std::size_t row) {
    if (by == "origin")
        return "origin:" + table.origins[static_cast<std::size_t>(table.origin[row])];
    if (by == "class") return "";  // always measured
    const std::size_t length = table.text[row].size();
    return length < 50    ? "length:under 50"
           : length < 120 ? "length:50 to 119"
                          : "length:120 and more";
}

Result<void> add_slices(StageContext& context, const Table& table,
                        const std::vector<std::int64_t>& rows, const Scores& scores,
                        std::vector<Measure>& out) {
    for (const Json& by : context.options["slices"]) {
        const auto name = by.get<std::string>();
        if (name != "origin" && name != "class" && name != "length") {
            return make_error(ErrorCode::BadOption,
                              "There is no slice \"%1\": length, class and origin are known.",
                              {name});
        }
        std::map<std::string, std::vector<std::size_t>> groups;
        for (std::size_t i = 0; i < rows.size(); ++i)
            groups[slice_of(name, table, static_cast<std::size_t>(rows[i]))].push_back(i);
        for (const auto& [slice, members] : groups) {
            if (slice.empty() || members.size() < kFewRows) continue;
            auto measures = measures_of(scores, table.class_names, slice, members);
            if (!measures) return measures.error();
            out.insert(out.end(), measures->begin(), measures->end());
        }
    }
    return {};
}

void add_costs(const TextScores& scored, std::vector<Measure>& out) {
    out.push_back({"parameters", "", 0, "parameters", 0, static_cast<double>(scored.parameters)});
    out.push_back({"file_bytes", "", 0, "bytes", 0, static_cast<double>(scored.file_bytes)});
    if (scored.fresh > 0 && scored.seconds > 0) {  // a look-up says nothing about speed
        out.push_back({"texts_per_second", "", 0, "texts/s", scored.fresh,
                       static_cast<double>(scored.fresh) / scored.seconds});
    }
}

// Whether the scores may be counted at all goes into the summary, for the verdict over all seeds;
// scores that are all alike are said at once. (One class alone is usual in single runs on few
// labels.)
Result<void> guard_scores(StageContext& context, const Table& table,
                          const std::vector<std::int64_t>& rows, const Scores& scores,
                          StageResult& result) {
    const std::vector<double> values(scores.probabilities.begin(), scores.probabilities.end());
    const auto guard = prediction_guard(
        scores.rows, {{}, values, static_cast<int>(scores.classes), scores.predicted});
    if (guard) result.summary["guard"] = name_of(*guard);
    if (guard == GuardReason::AllAlike) {
        context.host.warn(make_error(ErrorCode::BadData,
                                     "The model scores all test rows alike, so this result shows "
                                     "no skill. Look at its learning curve and its labels."));
    }
    return look_for_leak(context, row_hashes(table, rows), result);
}

Result<StageResult> evaluate_rows(StageContext& context) {
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    const auto rows = labelled_rows(*table, Part::Test);
    if (rows.empty())
        return make_error(ErrorCode::BadData,
                          "There is no labelled test row to score. Split the data first.");
    auto known = classes_of(context.input("scored"));
    if (!known) return known.error();
    auto scored = score_texts(context, context.input("scored"), texts_at(*table, rows));
    if (!scored) return scored.error();
    auto probabilities = in_order(scored->probabilities, *known, table->class_names);
    if (!probabilities) return probabilities.error();
    if (probabilities->size(0) != std::ssize(rows)) {
        return make_error(ErrorCode::BadData,
                          "The model gave %1 answers to %2 test rows; they are not counted.",
                          {std::to_string(probabilities->size(0)), std::to_string(rows.size())});
    }
    if (!probabilities->isfinite().all().item<bool>()) {
        return make_error(ErrorCode::Numeric,
                          "The model's scores are NaN or infinite; they are not counted.");
    }
    const Scores scores = scores_of(*table, rows, *probabilities);
    std::vector<std::size_t> all(rows.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    auto measures = measures_of(scores, table->class_names, "", all);
    if (!measures) return measures.error();
    StageResult result;
    result.measures = *std::move(measures);
    if (auto sliced = add_slices(context, *table, rows, scores, result.measures); !sliced)
        return sliced.error();
    add_costs(*scored, result.measures);
    if (auto written = write_scores(context.out, scores); !written) return written.error();
    result.summary = {{"unit", "rows"}, {"classes", table->class_names}, {"rows", rows.size()}};
    if (auto guarded = guard_scores(context, *table, rows, scores, result); !guarded)
        return guarded.error();
    return result;
}

}  // namespace

Result<StageResult> evaluate_stage(StageContext& context) {
    std::error_code problem;
    const bool tasks =
        std::filesystem::exists(context.input("data").folder / "tasks.json", problem);
    return tasks ? evaluate_episodes(context) : evaluate_rows(context);
}

}  // namespace engine
