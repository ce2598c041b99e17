// Options of learning by gradient steps: the group "Train" that many nodes share.
#pragma once

#include <string>

#include "engine/spec/field.h"

namespace engine {

struct TrainGroup {
    AutoNumber rate;
    int epochs = 3;
    int min_steps = 30;
    int batch = 32;
    std::string optimiser = "adamw";
    std::string schedule = "linear";
    double schedule_power = 1.0;
    double warmup = 0.1;
    double weight_decay = 0.01;
    double l1 = 0.0;
    double l2 = 0.0;
    double clip = 1.0;
    int patience = 3;
    std::string precision = "auto";
    int at_once = 0;
};

/// How a step is computed: the number format, and the rows of it at once.
template <class Visitor>
void visit_how_computed(TrainGroup& o, Visitor&& field) {
    field("precision", o.precision, Choices{"auto", "fp32", "bf16"}, "Precision",
          {.help = "Number format of the activations. Auto: what this machine does best.",
           .group = "Train",
           .advanced = true});
    field(
        "at_once", o.at_once, 0, 4096, "Rows at once",
        {.unit = "rows",
         .help = "Rows of a batch that are computed together; fewer need less memory, and the step "
                 "is that of the whole batch. 0: all.",
         .group = "Train",
         .advanced = true,
         .later = true});
}

template <class Visitor>
void visit_schedule(TrainGroup& o, Visitor&& field) {
    field("schedule", o.schedule,
          Choices{"constant", "linear", "cosine", "restarts", "inverse_sqrt", "step", "triangle",
                  "polynomial"},
          "Schedule", {.help = "How the rate falls over the run.", .group = "Train"});
    field("schedule_power", o.schedule_power, 0.1, 10.0, "Power of the fall",
          {.help = "1 falls in a line, more falls early, less falls late.",
           .group = "Train",
           .shown_if = "schedule=polynomial",
           .later = true});
    field("warmup", o.warmup, 0.0, 1.0, "Warm-up",
          {.help = "Share of the steps in which the rate rises.", .group = "Train"});
}

template <class Visitor>
void visit_train_fields(TrainGroup& o, Visitor&& field) {
    field("rate", o.rate, 1e-7, 1.0, "Learning rate",
          {.help = "Step size. Auto: by the size of the encoder.", .group = "Train"});
    field("epochs", o.epochs, 1, 1000, "Epochs",
          {.unit = "passes", .help = "Passes over the training rows.", .group = "Train"});
    field("min_steps", o.min_steps, 0, 1000000, "Least steps",
          {.unit = "steps",
           .help = "At least so many updates, however few the rows.",
           .group = "Train"});
    field("batch", o.batch, 1, 4096, "Batch",
          {.unit = "rows", .help = "Rows per step.", .group = "Train"});
    field("optimiser", o.optimiser, Choices{"sgd", "momentum", "adam", "adamw", "amsgrad"},
          "Optimiser", {.help = "Update rule.", .group = "Train"});
    visit_schedule(o, field);
    field("weight_decay", o.weight_decay, 0.0, 1.0, "Weight decay",
          {.help = "Decoupled decay; not on biases and LayerNorm.", .group = "Train"});
    field("l1", o.l1, 0.0, 1.0, "L1 penalty",
          {.help = "Weight of the sum of absolute weights.", .group = "Train", .advanced = true});
    field(
        "l2", o.l2, 0.0, 1.0, "L2 penalty",
        {.help = "Weight of half the sum of squared weights.", .group = "Train", .advanced = true});
    field("clip", o.clip, 0.0, 100.0, "Gradient limit",
          {.help = "Longest gradient (global norm); 0: no limit.",
           .group = "Train",
           .advanced = true});
    field("patience", o.patience, 0, 100, "Patience",
          {.unit = "epochs",
           .help = "Stop early after so many epochs without a better validation loss; 0: never.",
           .group = "Train"});
    visit_how_computed(o, field);
}

struct RecipeOptions {
    TrainGroup train;
};

template <class Visitor>
void visit_fields(RecipeOptions& o, Visitor&& field) {
    visit_train_fields(o.train, field);
}

struct TrainSourceOptions {
    double layer_decay = 1.0;
    std::string unfreeze = "all";
    int last_k = 2;
    TrainGroup train;
};

template <class Visitor>
void visit_fields(TrainSourceOptions& o, Visitor&& field) {
    field("layer_decay", o.layer_decay, 0.5, 1.0, "Layer decay",
          {.help = "Each lower layer moves by this factor less."});
    field(
        "unfreeze", o.unfreeze, Choices{"all", "gradual", "last_k"}, "Unfreeze",
        {.help = "What learns: all, one more layer from the top each epoch, or the last layers."});
    field("last_k", o.last_k, 1, 48, "Layers that learn",
          {.unit = "layers",
           .help = "With last_k: so many layers from the top.",
           .shown_if = "unfreeze=last_k"});
    visit_train_fields(o.train, field);
}

struct FineTuneOptions {
    std::string unfreeze = "all";
    int last_k = 2;
    double layer_decay = 1.0;
    TrainGroup train;
};

template <class Visitor>
void visit_fields(FineTuneOptions& o, Visitor&& field) {
    field("unfreeze", o.unfreeze, Choices{"all", "gradual", "last_k", "bias"}, "Unfreeze",
          {.help = "What learns: all, one more layer from the top each epoch, the last layers, or "
                   "biases only."});
    field("last_k", o.last_k, 1, 48, "Layers that learn",
          {.unit = "layers",
           .help = "With last_k: so many layers from the top.",
           .shown_if = "unfreeze=last_k"});
    field("layer_decay", o.layer_decay, 0.5, 1.0, "Layer decay",
          {.help = "Each lower layer moves by this factor less.", .advanced = true});
    visit_train_fields(o.train, field);
}

struct AdapterOptions {
    std::string kind = "lora";
    int rank = 8;
    int alpha = 16;
    TrainGroup train;
};

template <class Visitor>
void visit_fields(AdapterOptions& o, Visitor&& field) {
    field("kind", o.kind, Choices{"lora"}, "Form",
          {.help = "LoRA: two small matrices beside the queries and values of every layer.",
           .advanced = true});
    field("rank", o.rank, 1, 256, "Rank",
          {.help = "Size of the small matrices: more learn more, and cost more."});
    field("alpha", o.alpha, 1, 512, "Scale", {.help = "What they say counts scale / rank times."});
    visit_train_fields(o.train, field);
}

struct DistilNodeOptions {
    double temperature = 2.0;
    double soft = 0.5;
    std::string match = "none";
    bool cache = true;
    int layers = 0;
    TrainGroup train;
};

template <class Visitor>
void visit_fields(DistilNodeOptions& o, Visitor&& field) {
    field("temperature", o.temperature, 1.0, 20.0, "Temperature",
          {.help = "Softens the teacher's scores before they are learnt."});
    field(
        "soft", o.soft, 0.0, 1.0, "Teacher share",
        {.help = "Share of the loss that follows the teacher; the rest follows the labels. 0: the "
                 "student's control, which needs no teacher."});
    field("match", o.match, Choices{"none"}, "Match layers",
          {.help = "Layers of the teacher to follow besides its scores.", .advanced = true});
    field("cache", o.cache, false, true, "Keep teacher scores",
          {.help = "Score each text with the teacher once and keep the scores.",
           .advanced = true,
           .neutral = true});
    field("layers", o.layers, 0, 48, "Student layers",
          {.unit = "layers",
           .help = "Layers of the student, taken evenly from its encoder; 0: all of them."});
    visit_train_fields(o.train, field);
}

}  // namespace engine
