// Options of the Validate lane.
#pragma once

#include <string>
#include <vector>

#include "engine/spec/field.h"

namespace engine {

struct EvaluateOptions {
    std::vector<std::string> metrics = {"accuracy", "recall", "macro_f1", "ece"};
    std::vector<std::string> slices;
};

template <class Visitor>
void visit_fields(EvaluateOptions& o, Visitor&& field) {
    field("metrics", o.metrics,
          Choices{"accuracy", "precision", "recall", "macro_f1", "micro_f1", "auroc", "ece"},
          "Metrics", {.help = "Measures shown first; all of them are stored.", .neutral = true});
    field("slices", o.slices, "Slices", {.help = "Measured apart as well: length, class, origin."});
}

struct RankEvalOptions {
    std::vector<std::string> metrics = {"ndcg", "precision", "mrr", "auc", "mae"};
    std::vector<int> k = {5, 10};
    std::string ties = "expected";
    std::vector<std::string> slices = {"cold", "warm", "activity"};
};

template <class Visitor>
void visit_fields(RankEvalOptions& o, Visitor&& field) {
    field("metrics", o.metrics,
          Choices{"ndcg", "precision", "recall", "hit", "mrr", "auc", "mae", "rmse"}, "Metrics",
          {.help = "Measures shown first; all of them are stored.", .neutral = true});
    field("k", o.k, 1, 1000, "List length",
          {.unit = "items", .help = "Items at the top of the list that count."});
    field("ties", o.ties, Choices{"expected"}, "Ties",
          {.help = "Equal scores count as every order of them, on average."});
    field("slices", o.slices, Choices{"cold", "warm", "activity"}, "Slices",
          {.help = "Measured apart as well: items that nobody (cold) or somebody (warm) rated in "
                   "training, and users by how much they rated."});
}

struct BaselinesOptions {
    std::vector<std::string> rows = {"auto"};
};

template <class Visitor>
void visit_fields(BaselinesOptions& o, Visitor&& field) {
    field("rows", o.rows,
          Choices{"auto", "majority", "tfidf", "random", "popularity", "item_mean", "bias",
                  "ceiling"},
          "Rows",
          {.help = "Reference methods. Auto: all that fit the data. Ceiling: what the true ratings "
                   "themselves would reach."});
}

struct VerdictOptions {
    std::string metric = "macro_f1";
    double delta = 0.005;
    double confidence = 0.95;
};

template <class Visitor>
void visit_fields(VerdictOptions& o, Visitor&& field) {
    field("metric", o.metric, "Metric", {.help = "The one measure that decides."});
    field("delta", o.delta, 0.0, 1.0, "Gain that matters",
          {.help = "Smaller differences do not matter to you."});
    field("confidence", o.confidence, 0.8, 0.999, "Confidence", {.help = "Of the intervals."});
}

}  // namespace engine
