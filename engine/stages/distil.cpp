// `distil`: a student learns a teacher's scores on all training texts, and the labels where they
// are visible. Texts whose labels a budget hides take part through the teacher alone: that needs no
// label. Without a share for the teacher it is the student's control: the same small network,
// taught by the visible labels alone in as many steps.
#include <ATen/ATen.h>

#include <algorithm>

#include "engine/models/encoder.h"
#include "engine/spec/options_json.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/fit.h"
#include "engine/stages/shipped.h"
#include "engine/stages/trained_model.h"
#include "engine/stages/trained_on.h"

namespace engine {
namespace {

// Labelled or not: every row of the training part.
std::vector<std::int64_t> texts_to_learn(const Table& table) {
    std::vector<std::int64_t> out;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const Part part = table.part.empty() ? Part::None : table.part[i];
        if ((part == Part::Train || part == Part::None) && table.label[i] != kBetween)
            out.push_back(static_cast<std::int64_t>(i));
    }
    return out;
}

// Labels are kUnlabelled where hidden; the teacher's log-probabilities are logits up to a constant
// a row. soft * T^2 KL over all rows of the batch + (1 - soft) * CE over the labelled ones.
LossFunction lesson_loss(const Forward& forward, std::shared_ptr<const ClassificationRows> lesson,
                         const DistilNodeOptions& options) {
    return [forward, lesson = std::move(lesson), options](const Weights& weights,
                                                          const StepInput& input) {
        const at::Device device = weights.begin()->second.device();
        Dropout dropout = step_dropout(*lesson, input);
        const at::Tensor logits =
            forward(weights, on_device(pack(*lesson, input.rows), device), &dropout).to(at::kFloat);
        const at::Tensor index =
            at::tensor(at::ArrayRef<std::int64_t>(input.rows.data(), input.rows.size()), at::kLong);
        const at::Tensor teacher = lesson->teacher.index_select(0, index).to(device);
        at::Tensor loss =
            share_of(kd_logit(logits, teacher, at::Tensor(), {options.temperature, 1.0}),
                     std::ssize(input.rows), std::ssize(input.batch)) *
            options.soft;
        std::vector<std::int64_t> known;
        std::vector<std::int64_t> labels;
        for (std::size_t i = 0; i < input.rows.size(); ++i) {
            const std::int64_t label = lesson->labels[static_cast<std::size_t>(input.rows[i])];
            if (label < 0) continue;
            known.push_back(static_cast<std::int64_t>(i));
            labels.push_back(label);
        }
        if (known.empty() || options.soft >= 1.0) return loss;
        const at::Tensor rows = logits.index_select(0, at::tensor(known, at::kLong).to(device));
        const auto in_batch = std::ranges::count_if(input.batch, [&](std::int64_t row) {
            return lesson->labels[static_cast<std::size_t>(row)] >= 0;
        });
        return loss + share_of(cross_entropy(rows, at::tensor(labels, at::kLong).to(device)),
                               std::ssize(known), static_cast<double>(in_batch)) *
                          (1.0 - options.soft);
    };
}

// Labels that the student sees itself, and those that its teacher and its own start have seen.
Result<void> note_rows(StageContext& context, Fit& fit, const Table& table, double soft) {
    std::vector<Input> models = {context.input("student")};
    if (soft > 0) models.push_back(context.input("teacher"));
    std::vector<std::uint64_t> own;
    if (soft < 1) own = row_hashes(table, training_rows(table));
    auto seen = trained_on(models, std::move(own));
    if (!seen) return seen.error();
    fit.trained_on = *std::move(seen);
    return {};
}

// As many updates as the student makes on all texts, however few of them have a label to show.
Result<StageResult> learn_alone(StageContext& context, Fit fit, const Table& table) {
    const TrainOptions options = train_options(fit.group, context);
    auto plan = BatchPlan::make(options.seed, std::ssize(texts_to_learn(table)), options.batch,
                                options.epochs, options.min_steps);
    if (!plan) return plan.error();
    fit.group.min_steps = static_cast<int>(plan->total_steps());
    auto rows =
        std::make_shared<ClassificationRows>(rows_for(*fit.start, table, training_rows(table)));
    fit.task = classification_task(classification_loss(text_forward(fit.model), rows), rows);
    fit.rows = rows;
    Json lineage = {{"student", context.input("student").key},
                    {"rows", rows->labels.size()},
                    {"layers", fit.model.shape.layers}};
    return run_fit(context, std::move(fit), std::move(lineage));
}

Result<StageResult> learn_from(StageContext& context, const Input& teacher, Fit fit,
                               const Table& table, const DistilNodeOptions& options) {
    auto classes = classes_of(teacher);
    if (!classes) return classes.error();
    if (*classes != table.class_names) {
        return make_error(ErrorCode::BadData,
                          "The teacher knows other classes than the rows have.");
    }
    const auto rows = texts_to_learn(table);
    const auto texts = texts_at(table, rows);
    auto scores = score_texts(context, teacher, texts);
    if (!scores) return scores.error();
    auto lesson = std::make_shared<ClassificationRows>();
    lesson->tokens = fit.start->tokens_of(texts);
    lesson->labels = labels_at(table, rows);
    lesson->teacher = at::log(scores->probabilities.clamp_min(1e-12)).to(at::kFloat);
    fit.task = classification_task(lesson_loss(text_forward(fit.model), lesson, options), lesson);
    fit.rows = lesson;
    Json lineage = {{"teacher", teacher.key},
                    {"student", context.input("student").key},
                    {"rows", rows.size()},
                    {"layers", fit.model.shape.layers}};
    return run_fit(context, std::move(fit), std::move(lineage));
}

}  // namespace

Result<StageResult> distil_stage(StageContext& context) {
    auto options = read_options<DistilNodeOptions>(context.options);
    if (!options) return options.error();
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    auto fit = start_fit(context, context.input("student"), *table, options->train);
    if (!fit) return fit.error();
    keep_layers(fit->model.shape, fit->weights, options->layers);
    if (auto noted = note_rows(context, *fit, *table, options->soft); !noted) return noted.error();
    if (options->soft <= 0) return learn_alone(context, *std::move(fit), *table);
    return learn_from(context, context.input("teacher"), *std::move(fit), *table, *options);
}

}  // namespace engine
