// `baselines`: what simple methods reach on the same rows, or for the same users.
#include <ATen/ATen.h>

#include <algorithm>

#include "engine/data/user_tasks.h"
#include "engine/metrics/measures.h"
#include "engine/recommend/simple_scorers.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/few_shot.h"
#include "engine/stages/query_scores.h"
#include "engine/stages/shipped.h"
#include "engine/stages/term_weights.h"
#include "engine/training/logistic.h"

namespace engine {
namespace {

// Methods asked for that fit; "auto" is all of them.
Result<std::vector<std::string>> methods_of(const Json& rows,
                                            const std::vector<std::string>& fitting) {
    std::vector<std::string> out;
    for (const Json& row : rows) {
        const auto name = row.get<std::string>();
        if (name == "auto") {
            out = fitting;
        } else if (std::find(fitting.begin(), fitting.end(), name) == fitting.end()) {
            return make_error(ErrorCode::BadData, "The reference \"%1\" does not fit this data.",
                              {name});
        } else if (std::find(out.begin(), out.end(), name) == out.end()) {
            out.push_back(name);
        }
    }
    return out;
}

// Probabilities [test rows x classes].
Result<std::vector<double>> majority(const Table& table, const std::vector<std::int64_t>& train,
                                     std::size_t rows) {
    const std::size_t classes = table.class_names.size();
    std::vector<double> shares(classes, 0.0);
    for (const std::int64_t row : train)
        shares[static_cast<std::size_t>(table.label[static_cast<std::size_t>(row)])] +=
            1.0 / static_cast<double>(train.size());
    std::vector<double> out;
    for (std::size_t i = 0; i < rows; ++i) out.insert(out.end(), shares.begin(), shares.end());
    return out;
}

Result<std::vector<double>> term_head(const Table& table, const std::vector<std::int64_t>& train,
                                      const std::vector<std::int64_t>& test) {
    const Json options = {
        {"word_grams", 2}, {"char_grams", 5}, {"min_rows", 1}, {"sublinear", true}};
    auto terms = fit_terms(options, texts_at(table, train));
    if (!terms) return terms.error();
    const auto classes = std::ssize(table.class_names);
    auto model = fit_logistic(tfidf_rows(*terms, texts_at(table, train)), labels_at(table, train),
                              classes, {.l2 = 0.1});
    if (!model) return model.error();
    auto out = logistic_logits(*model, tfidf_rows(*terms, texts_at(table, test)));
    softmax_rows(out, classes);
    return out;
}

Scores scores_of(const Table& table, const std::vector<std::int64_t>& test,
                 const std::vector<double>& probabilities) {
    Scores out;
    const std::size_t classes = table.class_names.size();
    out.classes = static_cast<std::int64_t>(classes);
    out.probabilities.assign(probabilities.begin(), probabilities.end());
    for (std::size_t i = 0; i < test.size(); ++i) {
        const auto first = probabilities.begin() + static_cast<std::ptrdiff_t>(i * classes);
        out.predicted.push_back(static_cast<std::int32_t>(
            std::max_element(first, first + static_cast<std::ptrdiff_t>(classes)) - first));
        out.rows.push_back(static_cast<std::int64_t>(table.id[static_cast<std::size_t>(test[i])]));
        out.truth.push_back(table.label[static_cast<std::size_t>(test[i])]);
    }
    return out;
}

Result<StageResult> class_references(StageContext& context) {
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    const auto train = training_rows(*table);
    const auto test = labelled_rows(*table, Part::Test);
    if (train.empty() || test.empty())
        return make_error(ErrorCode::BadData,
                          "References need labelled training rows and test rows.");
    auto methods = methods_of(context.options["rows"], {"majority", "tfidf"});
    if (!methods) return methods.error();
    StageResult result;
    result.summary = {{"unit", "rows"}, {"classes", table->class_names}, {"methods", *methods}};
    for (const std::string& method : *methods) {
        auto probabilities = method == "majority" ? majority(*table, train, test.size())
                                                  : term_head(*table, train, test);
        if (!probabilities) return probabilities.error();
        const Scores scores = scores_of(*table, test, *probabilities);
        auto measures =
            classification_measures({scores.truth, *probabilities, {}, table->class_names});
        if (!measures) return measures.error();
        for (Measure& measure : *measures) {
            if (!measure.slice.empty()) continue;
            measure.slice = "reference:" + method;
            result.measures.push_back(std::move(measure));
        }
        if (method != methods->front()) continue;  // what the port `scores` gives
        if (auto written = write_scores(context.out, scores); !written) return written.error();
    }
    return result;
}

constexpr const char* kCeiling = "ceiling";

// The true ratings as scores: what is left to reach when equal ratings must be put in some order.
// As predictions they would say nothing.
std::vector<QueryScores> true_ratings(const UserTasks& tasks) {
    std::vector<QueryScores> out;
    for (const UserTask& task : tasks.tasks) {
        QueryScores one;
        for (const std::int64_t row : task.query)
            one.scores.push_back(tasks.ratings.value[static_cast<std::size_t>(row)]);
        out.push_back(std::move(one));
    }
    return out;
}

// What the port `scores` gives: those of the first method that does not know the answers.
Result<void> write_first(const std::filesystem::path& folder, const std::string& method,
                         const std::vector<QueryScores>& scored) {
    std::error_code problem;
    if (method == kCeiling || std::filesystem::exists(folder / kQueryScoresFile, problem))
        return {};
    return write_query_scores(folder, scored);
}

Result<StageResult> user_references(StageContext& context) {
    auto tasks = read_user_tasks(context.input("data").folder);
    if (!tasks) return tasks.error();
    auto about = read_json_file(context.input("data").folder / kTasksFile);
    if (!about) return about.error();
    auto fitting = simple_scorers();
    fitting.emplace_back(kCeiling);
    auto methods = methods_of(context.options["rows"], fitting);
    if (!methods) return methods.error();
    StageResult result;
    result.summary = {{"unit", "users"}, {"methods", *methods}};
    for (const std::string& method : *methods) {
        auto scored = method == kCeiling
                          ? true_ratings(*tasks)
                          : score_simply(method, *tasks, (*about)["seed"].get<std::uint64_t>());
        if (!scored) return scored.error();
        if (auto written = write_first(context.out, method, *scored); !written)
            return written.error();
        const UserRanking ranking = rank_users(*tasks, *scored, {5, 10});
        for (Measure measure : ranking.measures) {
            measure.slice = "reference:" + method;
            result.measures.push_back(std::move(measure));
        }
    }
    return result;
}

}  // namespace

Result<StageResult> baselines_stage(StageContext& context) {
    std::error_code problem;
    const Input& input = context.input("data");
    if (!std::filesystem::exists(input.folder / kTasksFile, problem))
        return class_references(context);
    auto about = read_json_file(input.folder / kTasksFile);
    if (!about) return about.error();
    if ((*about)["type"] != "user_tasks") {
        return make_error(ErrorCode::Unsupported,
                          "There is no reference for few-shot tasks yet; compare with a learner on "
                          "an untrained encoder.");
    }
    return user_references(context);
}

}  // namespace engine
