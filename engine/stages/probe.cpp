// `probe`: logistic regression to convergence on frozen vectors, or on term weights.
#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "engine/base/clock.h"
#include "engine/base/safetensors.h"
#include "engine/models/weights_io.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/shipped.h"
#include "engine/stages/term_weights.h"
#include "engine/stages/trained_model.h"
#include "engine/stages/trained_on.h"
#include "engine/stages/vectors.h"
#include "engine/training/logistic.h"

namespace engine {
namespace {

// What a probe reads texts with: one encoder, or several side by side.
struct Reading {
    Json encoders = Json::array();  // references
    std::string layer = "last";
    bool keep = true;
};

bool reads_terms(const Json& encoders) { return encoders[0]["type"] == "tfidf"; }

Result<Reading> reading_of(const std::vector<Input>& features) {
    Reading reading;
    for (const Input& input : features) {
        auto what = read_json_file(input.folder / "features.json");
        if (!what) return what.error();
        bool known = false;
        for (const Json& one : reading.encoders) known = known || one == (*what)["encoder"];
        if (!known) reading.encoders.push_back((*what)["encoder"]);
        reading.layer = (*what)["layer"].get<std::string>();
        reading.keep = (*what)["cache"].get<bool>();
    }
    if (reading.encoders.size() > 1) {
        for (const Json& one : reading.encoders) {
            if (one["type"] != "tfidf") continue;
            return make_error(
                ErrorCode::Unsupported,
                "Term weights and sentence vectors cannot stand side by side in one head.");
        }
    }
    return reading;
}

// float32 [texts, sum of dims]
Result<at::Tensor> dense_rows(StageContext& context, const Json& encoders, const std::string& layer,
                              bool keep, std::span<const std::string> texts, std::int64_t* fresh) {
    std::vector<at::Tensor> blocks;
    for (const Json& reference : encoders) {
        FeatureCache::Counts counts;
        auto block = vectors_of(context, reference, layer, keep, texts, &counts);
        if (!block) return block.error();
        if (fresh != nullptr) *fresh += counts.computed;
        blocks.push_back(*std::move(block));
    }
    return blocks.size() == 1 ? blocks[0] : at::cat(blocks, 1).contiguous();
}

DenseRows view_of(const at::Tensor& rows) {
    return {std::span<const float>(rows.const_data_ptr<float>(),
                                   static_cast<std::size_t>(rows.numel())),
            rows.size(0), rows.size(1)};
}

std::vector<double> row_weights(const Table& table, const std::vector<std::int64_t>& rows) {
    std::vector<double> out;
    for (const std::int64_t row : rows)
        out.push_back(table.weight.empty() ? 1.0 : table.weight[static_cast<std::size_t>(row)]);
    return out;
}

at::Tensor probabilities_of(std::vector<double> logits, std::int64_t classes) {
    softmax_rows(logits, classes);
    const auto rows = static_cast<std::int64_t>(logits.size()) / classes;
    return at::tensor(logits, at::kDouble).view({rows, classes});
}

Result<void> write_head(const std::filesystem::path& folder, const LogisticModel& model) {
    const Weights head = {
        {"weights", at::tensor(model.weights, at::kDouble).view({model.classes, model.columns})},
        {"intercept", at::tensor(model.intercept, at::kDouble)}};
    return write_weights(folder / "head.safetensors", head);
}

struct FittedHead {
    LogisticModel model;
    at::Tensor valid;  // probabilities of the validation rows
};

// Which iterations of a fit are told: all of the first, then ever fewer, since a fit takes some
// tens or some thousands of them and the later ones change little.
class Thinned {
public:
    explicit Thinned(double growth) : growth_(growth) {}
    bool takes(std::int64_t iteration) {
        if (iteration < next_) return false;
        const double further = std::ceil(static_cast<double>(iteration) * growth_);
        next_ = std::max(iteration + 1, static_cast<std::int64_t>(further));
        return true;
    }

private:
    double growth_;
    std::int64_t next_ = 1;
};

// The curves of a fit: its loss, and the accuracy on the validation rows, which costs a product of
// all of them and is told less often.
class HeadCurves {
public:
    using Accuracy = std::function<double(const LogisticModel&)>;
    HeadCurves(StageHost& host, Accuracy accuracy) : host_(host), accuracy_(std::move(accuracy)) {}

    void tell(const LogisticIteration& now) {
        last_ = now.iteration;
        last_loss_ = now.loss;
        if (losses_.takes(now.iteration)) {
            tell_loss(now.iteration, now.loss);
        }
        if (accuracy_ && accuracies_.takes(now.iteration)) {
            host_.point("valid/accuracy", now.iteration, accuracy_(now.model()));
            told_accuracy_ = now.iteration;
        }
    }
    /// Where the fit came to, if that was not told.
    void finish(const LogisticModel& model) {
        if (last_ > told_loss_) tell_loss(last_, last_loss_);
        if (accuracy_ && last_ > told_accuracy_)
            host_.point("valid/accuracy", last_, accuracy_(model));
    }

private:
    // An iteration is no pass over the rows (it tries several points): of its pace only the time.
    void tell_loss(std::int64_t iteration, double loss) {
        host_.point("train/loss", iteration, loss);
        host_.point("pace/seconds", iteration, monotonic_seconds() - begun_);
        told_loss_ = iteration;
    }

    StageHost& host_;
    double begun_ = monotonic_seconds();
    Accuracy accuracy_;  // empty: there are no validation rows
    Thinned losses_{1.15}, accuracies_{1.3};
    std::int64_t last_ = 0, told_loss_ = 0, told_accuracy_ = 0;
    double last_loss_ = 0;
};

double share_right(const at::Tensor& scores, const at::Tensor& labels) {
    return scores.argmax(1).eq(labels).to(at::kDouble).mean().item<double>();
}

// float32 rows [texts, columns] as they are: in double the product alone would cost as much as the
// fit of few rows.
HeadCurves::Accuracy accuracy_on(const at::Tensor& rows, const at::Tensor& labels) {
    return [rows, labels](const LogisticModel& model) {
        const auto weights = at::tensor(model.weights, at::kFloat).view({model.classes, -1});
        const auto intercept = at::tensor(model.intercept, at::kFloat);
        return share_right(at::addmm(intercept, rows, weights.t()), labels);
    };
}

HeadCurves::Accuracy accuracy_on(const SparseRows& rows, const at::Tensor& labels) {
    return [&rows, labels](const LogisticModel& model) {
        const auto scores = at::tensor(logistic_logits(model, rows), at::kDouble);
        return share_right(scores.view({-1, model.classes}), labels);
    };
}

// Fits with the curves told to the host.
template <class Rows>
Result<LogisticModel> fit_and_tell(StageContext& context, const Rows& rows, const Table& table,
                                   const std::vector<std::int64_t>& train, LogisticOptions options,
                                   HeadCurves::Accuracy accuracy) {
    HeadCurves curves(context.host, std::move(accuracy));
    options.on_iteration = [&](const LogisticIteration& now) { curves.tell(now); };
    auto model = fit_logistic(rows, labels_at(table, train), std::ssize(table.class_names), options,
                              row_weights(table, train));
    if (model) curves.finish(*model);
    return model;
}

Result<FittedHead> fit_on_terms(StageContext& context, const Json& reference, const Table& table,
                                const std::vector<std::int64_t>& train,
                                const std::vector<std::int64_t>& valid,
                                const LogisticOptions& options) {
    auto terms = read_terms(context.artifacts, reference);
    if (!terms) return terms.error();
    const SparseRows held_out = tfidf_rows(*terms, texts_at(table, valid));
    HeadCurves::Accuracy accuracy;
    if (!valid.empty()) accuracy = accuracy_on(held_out, at::tensor(labels_at(table, valid)));
    auto model = fit_and_tell(context, tfidf_rows(*terms, texts_at(table, train)), table, train,
                              options, std::move(accuracy));
    if (!model) return model.error();
    at::Tensor scores;
    if (!valid.empty())
        scores = probabilities_of(logistic_logits(*model, held_out), std::ssize(table.class_names));
    return FittedHead{*std::move(model), scores};
}

Result<FittedHead> fit_on_vectors(StageContext& context, const Reading& reading, const Table& table,
                                  const std::vector<std::int64_t>& train,
                                  const std::vector<std::int64_t>& valid,
                                  const LogisticOptions& options) {
    auto rows = dense_rows(context, reading.encoders, reading.layer, reading.keep,
                           texts_at(table, train), nullptr);
    if (!rows) return rows.error();
    if (valid.empty()) {
        auto model = fit_and_tell(context, view_of(*rows), table, train, options, {});
        if (!model) return model.error();
        return FittedHead{*std::move(model), {}};
    }
    auto held_out = dense_rows(context, reading.encoders, reading.layer, reading.keep,
                               texts_at(table, valid), nullptr);
    if (!held_out) return held_out.error();
    auto model = fit_and_tell(context, view_of(*rows), table, train, options,
                              accuracy_on(*held_out, at::tensor(labels_at(table, valid))));
    if (!model) return model.error();
    at::Tensor scores = probabilities_of(logistic_logits(*model, view_of(*held_out)),
                                         std::ssize(table.class_names));
    return FittedHead{*std::move(model), scores};
}

// The head's own rows, and those that the encoders behind its features have learnt from.
Result<void> note_rows(const StageContext& context, const Table& table,
                       const std::vector<std::int64_t>& train) {
    const auto seen = trained_on(context.inputs.at("features"), row_hashes(table, train));
    return seen ? write_trained_on(context.out, *seen) : seen.error();
}

}  // namespace

Result<StageResult> probe_stage(StageContext& context) {
    auto reading = reading_of(context.inputs.at("features"));
    if (!reading) return reading.error();
    auto table = read_data(context.input("data"));
    if (!table) return table.error();
    const auto train = training_rows(*table);
    const auto valid = labelled_rows(*table, Part::Valid);
    LogisticOptions options;
    options.l2 = context.options["l2"].get<double>();
    options.stop = context.stop;
    auto head = reads_terms(reading->encoders)
                    ? fit_on_terms(context, reading->encoders[0], *table, train, valid, options)
                    : fit_on_vectors(context, *reading, *table, train, valid, options);
    if (!head) return head.error();
    if (!head->model.converged) {
        context.host.warn(make_error(
            ErrorCode::Numeric, "The linear head stopped after %1 iterations before it converged.",
            {std::to_string(head->model.iterations)}));
    }
    if (auto written = write_head(context.out, head->model); !written) return written.error();
    if (auto noted = note_rows(context, *table, train); !noted) return noted.error();
    Json summary;
    if (head->valid.defined()) summary = validation_summary(head->valid, labels_at(*table, valid));
    const Json trained = {
        {"type", "probe"},         {"classes", table->class_names}, {"encoders", reading->encoders},
        {"layer", reading->layer}, {"cache", reading->keep},        {"valid", summary}};
    if (auto written = write_json_file(context.out / "trained.json", trained); !written)
        return written.error();
    StageResult result;
    result.summary = {{"rows", train.size()},
                      {"iterations", head->model.iterations},
                      {"columns", head->model.columns},
                      {"valid", summary}};
    return result;
}

Result<LogisticModel> read_probe_head(const std::filesystem::path& folder) {
    auto head = read_weights(folder / "head.safetensors");
    if (!head) return head.error();
    const at::Tensor weights = head->at("weights").to(at::kDouble).contiguous();
    const at::Tensor intercept = head->at("intercept").to(at::kDouble).contiguous();
    LogisticModel model;
    model.classes = weights.size(0);
    model.columns = weights.size(1);
    model.weights.assign(weights.const_data_ptr<double>(),
                         weights.const_data_ptr<double>() + weights.numel());
    model.intercept.assign(intercept.const_data_ptr<double>(),
                           intercept.const_data_ptr<double>() + intercept.numel());
    return model;
}

Result<TextScores> score_by_probe(StageContext& context, const Json& trained,
                                  const std::filesystem::path& folder,
                                  std::span<const std::string> texts) {
    auto model = read_probe_head(folder);
    if (!model) return model.error();
    TextScores scores;
    scores.parameters = model->classes * (model->columns + 1);
    std::error_code problem;
    scores.file_bytes =
        static_cast<std::int64_t>(std::filesystem::file_size(folder / "head.safetensors", problem));
    const double begun = monotonic_seconds();
    if (reads_terms(trained["encoders"])) {
        auto terms = read_terms(context.artifacts, trained["encoders"][0]);
        if (!terms) return terms.error();
        scores.probabilities =
            probabilities_of(logistic_logits(*model, tfidf_rows(*terms, texts)), model->classes);
        scores.fresh = std::ssize(texts);
    } else {
        auto rows = dense_rows(context, trained["encoders"], trained["layer"].get<std::string>(),
                               trained["cache"].get<bool>(), texts, &scores.fresh);
        if (!rows) return rows.error();
        scores.probabilities =
            probabilities_of(logistic_logits(*model, view_of(*rows)), model->classes);
    }
    scores.seconds = monotonic_seconds() - begun;
    return scores;
}

}  // namespace engine
