// Options of the Task-define lane.
#pragma once

#include <string>
#include <vector>

#include "engine/spec/field.h"

namespace engine {

struct DatasetOptions {
    std::string source;
    std::string role = "source";
    std::vector<std::string> text;
    std::string label;
    std::vector<double> thresholds;
    std::string between = "dropped";
    std::vector<std::string> classes;
    std::string group;
    std::string weight;
    std::string user;
    std::string item;
    std::string value;
    std::string time;
};

template <class Visitor>
void visit_fields(DatasetOptions& o, Visitor&& field) {
    field("source", o.source, "Dataset",
          {.help = "Entry of the dataset library.", .picks = "dataset"});
    field("role", o.role, Choices{"source", "target", "unlabelled"}, "Role",
          {.help = "Use: what is learnt from, what it is for, or texts without labels."});
    field("text", o.text, "Text",
          {.help = "One or more columns, joined by a space.", .picks = "column"});
    field("label", o.label, "Label",
          {.help = "Column that holds the class, or a number.", .picks = "column"});
    field("thresholds", o.thresholds, -1e12, 1e12, "Thresholds",
          {.help = "Numbers to classes: at or below the first is the first class, at or above the "
                   "last the last."});
    field("between", o.between, Choices{"dropped", "neutral"}, "Between thresholds",
          {.help = "Rows between the thresholds are dropped, or become the middle class."});
    field("classes", o.classes, "Class names",
          {.help = "Names of the classes, lowest first; empty: as the labels say."});
    field("group", o.group, "Group",
          {.help = "Rows with the same value stay on one side of a split.", .picks = "column"});
    field("weight", o.weight, "Weight",
          {.help = "How much a row counts.", .picks = "column", .advanced = true});
    field("user", o.user, "User", {.help = "Recommendation: who rated.", .picks = "column"});
    field("item", o.item, "Item", {.help = "Recommendation: what was rated.", .picks = "column"});
    field("value", o.value, "Value",
          {.help = "The rating, or another number to predict.", .picks = "column"});
    field("time", o.time, "Time", {.help = "When it happened.", .picks = "column"});
}

struct CleanOptions {
    bool normalise = true;
    bool strip_urls = true;
    bool deduplicate = true;
    std::string balance = "none";
    double drop_words = 0.0;
};

template <class Visitor>
void visit_fields(CleanOptions& o, Visitor&& field) {
    field("normalise", o.normalise, false, true, "Normalise", {.help = "Case, width and spaces."});
    field("strip_urls", o.strip_urls, false, true, "Remove URLs",
          {.help = "Web addresses are removed."});
    field("deduplicate", o.deduplicate, false, true, "Drop copies",
          {.help = "Of texts that are equal but for case and punctuation the first stays."});
    field(
        "balance", o.balance, Choices{"none", "over", "under"}, "Balance classes",
        {.help = "Training rows only: repeat rows of rare classes, or drop rows of common ones."});
    field("drop_words", o.drop_words, 0.0, 0.5, "Drop words",
          {.help = "Training rows only: this share of the words is left out, as noise."});
}

struct SplitOptions {
    std::string by = "stratified";
    double train = 0.7;
    double valid = 0.1;
    std::string near_copies = "keep";
    int seed = 42;
};

template <class Visitor>
void visit_fields(SplitOptions& o, Visitor&& field) {
    field("by", o.by,
          Choices{"random", "stratified", "group_hash", "time", "user", "item", "class"}, "Unit",
          {.help = "What stays together. group_hash draws nothing; class gives disjoint classes "
                   "for new tasks."});
    field("train", o.train, 0.0, 1.0, "Training share",
          {.help = "Share of the rows to learn from."});
    field("valid", o.valid, 0.0, 1.0, "Validation share",
          {.help = "Share of the rows to choose options on; what is left is the test."});
    field(
        "near_copies", o.near_copies, Choices{"keep", "drop"}, "Near copies",
        {.help = "Rows of validation and test that nearly repeat an earlier row: kept, or dropped "
                 "so that the test is new to the model.",
         .later = true});
    field("seed", o.seed, 0, 1000000, "Seed of the split",
          {.help = "Same for all arms and runs.", .advanced = true});
}

struct BudgetOptions {
    std::vector<int> rows = {16, 64, 256};
    std::string draw = "random";
};

template <class Visitor>
void visit_fields(BudgetOptions& o, Visitor&& field) {
    field("rows", o.rows, 0, 1000000, "Labels",
          {.unit = "rows",
           .help = "Target labels revealed, nested: 16 are among the 64; 0: all.",
           .sweep = true});
    field("draw", o.draw, Choices{"random", "per_class"}, "Draw",
          {.help = "As found, or equally per class."});
}

struct CombineOptions {
    std::vector<double> weights = {1.0};
    std::string classes = "by_name";
};

template <class Visitor>
void visit_fields(CombineOptions& o, Visitor&& field) {
    field("weights", o.weights, 0.0, 1e6, "Weights",
          {.help = "How much each input counts, in the order of its edges; the last one repeats."});
    field("classes", o.classes, Choices{"by_name"}, "Join classes",
          {.help = "Classes of equal name become one."});
}

struct EpisodesOptions {
    int n_way = 5;
    int k_shot = 5;
    int query = 15;
    int count = 600;
};

template <class Visitor>
void visit_fields(EpisodesOptions& o, Visitor&& field) {
    field("n_way", o.n_way, 2, 64, "Classes per task",
          {.unit = "classes", .help = "Classes drawn per task (N-way)."});
    field("k_shot", o.k_shot, 1, 100, "Support per class",
          {.unit = "rows", .help = "Labelled rows per class (K-shot)."});
    field("query", o.query, 1, 200, "Query per class",
          {.unit = "rows", .help = "Rows per class to be judged."});
    field("count", o.count, 1, 100000, "Tasks",
          {.unit = "tasks", .help = "Tasks drawn from the test classes."});
}

struct UserTasksOptions {
    int least_ratings = 13;
    int most_ratings = 100;
    std::vector<int> support = {0, 1, 2, 5, 10, 20};
    int query = 10;
    std::string state = "user_cold";
};

template <class Visitor>
void visit_fields(UserTasksOptions& o, Visitor&& field) {
    field("least_ratings", o.least_ratings, 1, 1000000, "Least ratings",
          {.help = "Users with fewer are left out."});
    field("most_ratings", o.most_ratings, 1, 1000000, "Most ratings",
          {.help = "Users with more are left out."});
    field("support", o.support, 0, 1000, "Support",
          {.unit = "ratings", .help = "Ratings of a new user that are revealed.", .sweep = true});
    field("query", o.query, 1, 1000, "Query",
          {.unit = "ratings", .help = "Ratings of a user to be predicted."});
    field("state", o.state, Choices{"user_cold", "warm"}, "Who is new",
          {.help = "user_cold: test users have no training rating but their support."});
}

}  // namespace engine
