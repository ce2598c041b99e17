#include "engine/plan/cost.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

namespace engine {
namespace {

constexpr double kFlops = 1.6e11;       // a second, of two cores that do nothing else
constexpr double kHalfPrecision = 1.6;  // times as fast is a fit in bfloat16
constexpr double kTokens = 32;          // of a text whose length is not known
constexpr double kTokenBytes = 4.5;     // of text, in a usual vocabulary
constexpr double kFloat = 4;            // bytes
constexpr double kProcess = 170e6;      // bytes of the process before anything is loaded
constexpr double kKeptOfAFit = 4e8;     // bytes
constexpr double kMostEvaluations = 5;  // of a fit on its validation rows
constexpr double kScoringBatch = 64;    // rows that are scored at once
constexpr double kForwardStates = 36;   // vectors a token that a forward pass holds
constexpr double kStatesOfALayer = 17;  // vectors a token that a layer keeps for its gradient

// What a step hands on: rows, and the model that reads them.
struct Given {
    double rows = 0, train = 0, valid = 0, test = 0;
    double texts = 0;       // of the training rows, those with a hidden label too
    double text = kTokens;  // tokens of a row's text
    double weights = 0;     // of an encoder, its word vectors included; 0: there is none
    double layers = 0, dim = 0;
    double longest = 0;     // tokens at which a text is cut off
    double terms_from = 0;  // rows that a vocabulary was learnt from
    double tasks = 0;       // few-shot ones
    double task_rows = 0;   // of each, support and query
    bool users = false;     // the tasks are users with their ratings
    std::string reader;     // key of the encoder
    bool runs = false;      // whoever scores with it has to run the encoder

    double forward_seconds(double texts) const {
        const double tokens = std::min(text, longest);
        const double flop = 2 * 12 * layers * dim * dim + 4 * layers * dim * tokens;  // a token
        return flop * texts * tokens / kFlops;
    }
    double state_bytes() const { return longest * dim * kFloat; }  // of one row
};

using ByKey = std::map<std::string, Given>;

double number(const Json& options, const char* name, double otherwise) {
    const Json value = options.value(name, Json());
    if (value.is_number()) return value.get<double>();
    const bool list = value.is_array() && !value.empty() && value.front().is_number();
    return list ? value.front().get<double>() : otherwise;
}

bool fits_encoder(const std::string& kind) {
    return kind == "train_source" || kind == "fine_tune" || kind == "adapter" || kind == "distil";
}

void take_rows(Given& to, const Given& from, bool first) {
    const double all = to.rows + from.rows;
    if (all > 0) to.text = (to.text * to.rows + from.text * from.rows) / all;
    to.rows = all;
    to.train += from.train;
    to.texts += from.texts;
    to.tasks = from.tasks;
    to.task_rows = from.task_rows;
    to.users = from.users;
    if (first) to.valid = from.valid;
    if (first) to.test = from.test;
}

void take_model(Given& to, const Given& from) {
    const Given rows = to;
    to = from;
    to.rows = rows.rows;
    to.text = rows.text;
    to.train = rows.train;
    to.texts = rows.texts;
    to.tasks = rows.tasks;
    to.task_rows = rows.task_rows;
    to.users = rows.users;
    to.valid = rows.valid;
    to.test = rows.test;
}

// Rows come in by "data" and "tasks", the model by any other port; a teacher is no start.
Given inputs_of(const Step& step, const ByKey& made) {
    Given out;
    bool first = true;
    for (const StepSource& input : step.inputs) {
        const auto from = made.find(input.key);
        if (from == made.end()) continue;
        const bool rows = input.port == "data" || input.port == "tasks";
        if (rows) take_rows(out, from->second, std::exchange(first, false));
        if (!rows && input.port != "teacher") take_model(out, from->second);
    }
    return out;
}

void take_dataset(Given& out, const DatasetFact& fact, double kept, const Json& options) {
    out.rows = out.train = out.texts = out.test = kept * static_cast<double>(fact.rows);
    double bytes = 0;
    for (std::size_t i = 0; i < std::min(fact.columns.size(), fact.bytes.size()); ++i) {
        const Json& read = options["text"];  // columns, joined by a space
        if (std::find(read.begin(), read.end(), fact.columns[i]) != read.end())
            bytes += fact.bytes[i] + 1;
    }
    if (bytes > 0) out.text = 2 + bytes / kTokenBytes;  // and those that begin and end it
}

void take_split(Given& out, const Json& options) {
    const double train = number(options, "train", 0.7), valid = number(options, "valid", 0.1);
    out.train = out.texts = out.rows * train;
    out.valid = out.rows * valid;
    out.test = out.rows * std::max(0.0, 1 - train - valid);
}

void take_encoder(Given& out, const ModelFact& fact, const Json& options) {
    out.weights = static_cast<double>(fact.parameters);
    out.layers = static_cast<double>(fact.layers);
    out.dim = static_cast<double>(fact.dim);
    out.longest = number(options, "max_tokens", 128);
    out.runs = true;
}

Result<Given> given_by(const Step& step, Given out, Facts& facts) {
    if (step.kind == "dataset") {
        const auto name = step.options["source"].get<std::string>();
        auto fact = facts.dataset(name);
        if (!fact) return fact.error();
        auto kept = facts.kept_share(name, step.options);
        if (!kept) return kept.error();
        take_dataset(out, *fact, *kept, step.options);
    } else if (step.kind == "encoder") {
        auto fact = facts.model(step.options["model"].get<std::string>());
        if (!fact) return fact.error();
        take_encoder(out, *fact, step.options);
        out.reader = step.key;
    } else if (step.kind == "split") {
        take_split(out, step.options);
    } else if (step.kind == "budget") {
        const double labels = number(step.options, "rows", 0);
        if (labels > 0) out.train = std::min(labels, out.train);
    } else if (step.kind == "episodes") {
        out.tasks = number(step.options, "count", 0);
        out.task_rows = number(step.options, "n_way", 0) *
                        (number(step.options, "k_shot", 0) + number(step.options, "query", 0));
    } else if (step.kind == "user_tasks") {
        out.users = true;
    } else if (step.kind == "tfidf") {
        out.terms_from = std::max(out.train, 1.0);
    } else if (step.kind == "features") {
        out.runs = false;  // its vectors are kept
    } else if (fits_encoder(step.kind)) {
        const double layers = number(step.options, "layers", 0);
        if (layers > 0) out.layers = std::min(layers, out.layers);
        out.runs = true;
    }
    return out;
}

double batch_of(const Step& step) {
    const double batch = number(step.options, "batch", 32);
    const double at_once = number(step.options, "at_once", 0);
    return at_once > 0 ? std::min(at_once, batch) : batch;
}

// @param model  that learns; a student has fewer layers than its start
double fit_seconds(const Step& step, const Given& in, const Given& model) {
    const bool distils = step.kind == "distil";  // on all texts, whose answers a teacher gives
    const double rows = std::max(distils ? in.texts : in.train, 1.0);
    const double batch = std::min(number(step.options, "batch", 32), rows);
    const double of_epoch = std::ceil(rows / batch);
    const double steps = std::max(of_epoch * number(step.options, "epochs", 1),
                                  number(step.options, "min_steps", 0));
    const double evaluations = std::min(kMostEvaluations, std::ceil(steps / of_epoch));
    const double taught = distils && number(step.options, "soft", 0) > 0 ? in.texts : 0;
    const double passes = step.options.value("precision", "") == "bf16" ? 3 / kHalfPrecision : 3;
    return 1 + passes * model.forward_seconds(steps * batch) +
           model.forward_seconds(in.valid * evaluations) + in.forward_seconds(taught);
}

// @param known  the vectors of these texts were read for another score
double evaluate_seconds(const Given& in, bool known) {
    if (in.tasks > 0) return 5e-5 * in.tasks + in.forward_seconds(known ? 0 : in.test);
    if (in.runs && in.weights > 0) return 0.0025 + in.forward_seconds(in.test);
    if (in.terms_from > 0) return 0.022 + 9e-5 * in.terms_from;
    return 0.0042 + 2.3e-7 * in.test;
}

// Of those that go through a table.
double row_seconds(const std::string& kind) {
    if (kind == "dataset" || kind == "clean" || kind == "split") return 8e-7;
    if (kind == "combine") return 5e-7;
    return 2.5e-7;  // drawing, counting
}

// Harder to separate the more rows there are, and beyond some thousand no longer in the caches.
double head_seconds(const Given& in) {
    if (in.terms_from > 0) return 0.004 + 2.5e-4 * in.train;
    return 0.004 + 7.5e-8 * in.dim * in.train * std::pow(std::max(1.0, in.train / 2000), 0.9);
}

double seconds_of(const Step& step, const Given& in, const Given& out, bool known) {
    if (step.kind == "encoder") {
        const bool random = step.options.value("weights", "") == "random";
        return 0.005 + (random ? 2.7e-8 : 9e-9) * out.weights;
    }
    if (step.kind == "features") return 0.002 + in.forward_seconds(in.runs ? in.rows : 0);
    if (fits_encoder(step.kind)) return fit_seconds(step, in, out);
    if (step.kind == "tfidf") return 0.002 + 8.5e-5 * in.train;
    if (step.kind == "probe") return head_seconds(in);
    if (step.kind == "evaluate") return evaluate_seconds(in, known);
    if (step.kind == "verdict") return 0.05 + 0.1 * static_cast<double>(step.gather.size());
    if (step.kind == "episodes") return 0.0005 + 4e-6 * out.tasks;
    if (step.kind == "user_tasks") return 0.0005 + 6e-7 * in.rows;
    return 0.0005 + row_seconds(step.kind) * std::max(in.rows, out.rows);
}

// Weights are there in the pool and, in a fit, once more with their gradients and two moments.
// What earlier steps of a job leave behind in the process.
struct Left {
    double pooled = 0;                // weights of the largest encoder that was loaded
    bool fitted = false;              // of a fit the allocator keeps some
    std::set<std::string> read = {};  // encoders that have read the texts of tasks
};

double memory_of(const Step& step, const Given& model, const Left& left, double row_bytes) {
    double out = kProcess + 2 * kFloat * std::max(model.weights, left.pooled);
    if (left.fitted && !fits_encoder(step.kind)) out += kKeptOfAFit;
    const bool forward = model.weights > 0 && (model.runs || step.kind == "features");
    if (forward) out += kForwardStates * kScoringBatch * model.state_bytes();
    if (fits_encoder(step.kind)) out += 4 * kFloat * model.weights + row_bytes * batch_of(step);
    if (step.kind == "probe") out += 24 * model.dim * model.train;  // its rows, and copies of them
    return out + 1000 * model.rows;
}

double disk_of(const Step& step, const Given& in, const Given& out) {
    if (fits_encoder(step.kind)) {
        const double left_out = 12 * (in.layers - out.layers) * in.dim * in.dim;
        return kFloat * std::max(out.weights - left_out, 1000.0);
    }
    if (step.kind == "encoder" || step.kind == "features") return 200;
    if (step.kind == "dataset") {
        const double text = step.options["text"].empty() ? 0 : kTokenBytes * out.text;
        return 1000 + (50 + text) * out.rows;
    }
    if (step.kind == "tfidf") return 4e4 + 1200 * in.train;
    if (step.kind == "probe")  // and the list of the rows that it has learnt from
        return in.terms_from > 0 ? 3e4 + 700 * in.train : 1000 + 16 * in.dim + 8 * in.train;
    if (step.kind == "evaluate" && in.tasks > 0) return 1000 + 14 * in.tasks;
    if (step.kind == "rank_eval" || in.users) return 1000 + 0.3 * in.rows;  // numbers of the users
    if (step.kind == "evaluate" || step.kind == "baselines") return 1000 + 24 * in.test;
    if (step.kind == "episodes") return 1000 + 6 * out.tasks * out.task_rows;
    if (step.kind == "user_tasks") return 1000 + 70 * in.rows;
    if (step.kind == "verdict") return 5000;
    if (step.kind == "protonet") return 400;
    return 1000 + 130 * out.rows;
}

ModelledCost cost_of(const Step& step, const Given& in, const Given& out, const Left& left,
                     bool known) {
    const Given& model = step.kind == "encoder" ? out : in;
    const double row_bytes =
        fits_encoder(step.kind) ? kStatesOfALayer * model.layers * model.state_bytes() : 0;
    return {{seconds_of(step, in, out, known),
             static_cast<std::int64_t>(memory_of(step, model, left, row_bytes)),
             static_cast<std::int64_t>(disk_of(step, in, out))},
            static_cast<std::int64_t>(row_bytes)};
}

}  // namespace

Result<std::map<std::string, ModelledCost>> modelled_costs(const Plan& plan, Facts& facts) {
    std::map<std::string, ModelledCost> costs;
    ByKey made;
    Left left;
    for (const Step& step : plan.steps) {  // what is needed comes before what needs it
        const Given in = inputs_of(step, made);
        auto out = given_by(step, in, facts);
        if (!out) return out.error();
        left.pooled = std::max({left.pooled, in.weights, out->weights});
        const bool known =
            step.kind == "evaluate" && in.tasks > 0 && !left.read.insert(in.reader).second;
        costs[step.key] = cost_of(step, in, *out, left, known);
        left.fitted = left.fitted || fits_encoder(step.kind);
        made[step.key] = *std::move(out);
    }
    return costs;
}

}  // namespace engine
