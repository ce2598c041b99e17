// Options of the Model-select lane and of what is read out of an encoder.
#pragma once

#include <string>

#include "engine/spec/field.h"

namespace engine {

struct EncoderOptions {
    std::string model = "all-MiniLM-L6-v2";
    std::string weights = "pretrained";
    std::string pooling = "auto";
    int max_tokens = 128;
};

template <class Visitor>
void visit_fields(EncoderOptions& o, Visitor&& field) {
    field("model", o.model, "Model",
          {.help = "Entry of the model library, or a model folder.",
           .picks = "model",
           .neutral = true});
    field("weights", o.weights, Choices{"pretrained", "random"}, "Weights",
          {.help = "Pretrained, or its untrained twin of the same shape (a control)."});
    field(
        "pooling", o.pooling, Choices{"auto", "mean", "cls", "last"}, "Pooling",
        {.help = "How token states become one sentence vector. Auto: as the model's folder says."});
    field("max_tokens", o.max_tokens, 8, 1024, "Longest text",
          {.unit = "tokens", .help = "Longer texts are cut off here."});
}

struct TfidfNodeOptions {
    int word_grams = 2;
    int char_grams = 5;
    int min_rows = 2;
    bool sublinear = true;
};

template <class Visitor>
void visit_fields(TfidfNodeOptions& o, Visitor&& field) {
    field("word_grams", o.word_grams, 1, 3, "Word n-grams",
          {.unit = "words", .help = "Longest run of words."});
    field("char_grams", o.char_grams, 0, 6, "Character n-grams",
          {.unit = "characters",
           .help = "Longest run of characters inside words, from three on; 0: none."});
    field("min_rows", o.min_rows, 1, 100, "Least rows",
          {.unit = "rows", .help = "Terms that occur in fewer rows are left out."});
    field("sublinear", o.sublinear, false, true, "Logarithmic counts",
          {.help = "A term that occurs n times counts 1 + ln n.", .advanced = true});
}

struct FeaturesOptions {
    std::string layer = "last";
    bool cache = true;
};

template <class Visitor>
void visit_fields(FeaturesOptions& o, Visitor&& field) {
    field("layer", o.layer, "Layer",
          {.help = "Layer that is read: last, or its number (0: the embeddings)."});
    field("cache", o.cache, false, true, "Keep on disk",
          {.help = "Each text is embedded once and kept for every later run.", .neutral = true});
}

struct ProbeOptions {
    double l2 = 1.0;
};

template <class Visitor>
void visit_fields(ProbeOptions& o, Visitor&& field) {
    field("l2", o.l2, 1e-6, 1e6, "Head penalty",
          {.help = "Weight of half the squared head weights against the summed loss (1/C of other "
                   "tools)."});
}

struct NoTransferOptions {
    std::string withhold = "no_source";
};

template <class Visitor>
void visit_fields(NoTransferOptions& o, Visitor&& field) {
    field(
        "withhold", o.withhold, Choices{"no_source", "random_encoder"}, "Withhold",
        {.help =
             "What the control does without: what the source taught, or all that was pretrained."});
}

struct ProtonetOptions {
    std::string distance = "euclidean";
    std::string head = "prototype";
    double ridge = 1.0;
};

template <class Visitor>
void visit_fields(ProtonetOptions& o, Visitor&& field) {
    field("distance", o.distance, Choices{"euclidean", "cosine"}, "Distance",
          {.help = "How far a text is from a class."});
    field("head", o.head, Choices{"prototype", "ridge", "knn"}, "Head",
          {.help = "Closed-form classifier on the support texts: class means, ridge regression, "
                   "nearest texts."});
    field("ridge", o.ridge, 1e-4, 1e4, "Ridge penalty",
          {.help = "Penalty of the ridge head.", .shown_if = "head=ridge"});
}

struct TuneOptions {
    std::vector<TuneRange> ranges;
    std::string by = "random";
    int tries = 20;
    int seed = 1;
};

template <class Visitor>
void visit_fields(TuneOptions& o, Visitor&& field) {
    field("ranges", o.ranges, "Ranges",
          {.help = "Node, option and the values or the interval to try.", .picks = "node"});
    field("by", o.by, Choices{"grid", "random"}, "Search",
          {.help = "Every combination of the listed values, or random draws."});
    field("tries", o.tries, 2, 1000, "Tries",
          {.help = "Trials, judged on validation rows; they count in the arm's cost."});
    field("seed", o.seed, 0, 1000000, "Seed of the search",
          {.help = "Same seed, same trials.", .advanced = true});
}

}  // namespace engine
