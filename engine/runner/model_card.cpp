#include "engine/runner/model_card.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "engine/metrics/measures.h"
#include "engine/plan/graph.h"

namespace engine {
namespace {

std::string number(double value, const char* pattern) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), pattern, value);
    return text.data();
}

std::string kind_words(const Json& trained) {
    if (trained.value("type", "") == "fine_tuned")
        return "A fine-tuned encoder with a linear head on its pooled vector.";
    const Json encoders = trained.value("encoders", Json::array());
    if (!encoders.empty() && encoders[0].value("type", "") == "tfidf")
        return "Logistic regression on TF-IDF term weights.";
    return "A linear head on frozen sentence vectors.";
}

const Group* group_of(const CardFacts& facts) {
    if (facts.report == nullptr) return nullptr;
    for (const Group& group : facts.report->groups) {
        for (const std::size_t run : group.runs) {
            if (facts.report->runs[run].row.id == facts.run) return &group;
        }
    }
    return nullptr;
}

std::string measured(const CardFacts& facts, const Group& group) {
    const std::vector<Measure>* mine = nullptr;
    for (const ReportRun& run : facts.report->runs) {
        if (run.row.id == facts.run) mine = &run.measures;
    }
    std::string out =
        "| measure | test rows | this model | mean of its arm | 95 % interval over seeds | seeds "
        "|\n|---|---:|---:|---:|---:|---:|\n";
    for (const Measure& measure : *mine) {
        static const std::set<std::string> shown = {"accuracy", "macro_recall", "macro_f1",
                                                    "auroc",    "ece",          "log_loss"};
        if (!measure.slice.empty() || shown.count(measure.name) == 0) continue;
        const auto s = group.metrics.find(measure_key(measure));
        if (s == group.metrics.end()) continue;
        const bool interval = s->second.n > 1;
        out += "| " + metric_title(measure.name) + " | " + std::to_string(measure.n) + " | " +
               number(measure.value, "%.4f") + " | " + number(s->second.mean, "%.4f") + " | " +
               (interval ? number(s->second.low, "%.4f") + " to " + number(s->second.high, "%.4f")
                         : "one seed: none") +
               " | " + std::to_string(s->second.n) + " |\n";
    }
    return out;
}

std::string data_words(const CardFacts& facts) {
    if (facts.report == nullptr) return "The pipeline is no longer in the log.\n";
    std::string out;
    const Document& document = facts.report->document;
    const Group* group = group_of(facts);
    const Arm* arm = group == nullptr ? nullptr : document.arm(group->arm);
    const Catalog catalog = shipped_catalog();
    const Graph graph(document, catalog);
    const Node* end = arm == nullptr ? nullptr : graph.evaluator(*arm);
    const auto read = end == nullptr ? std::set<std::string>() : graph.ancestors(end->id);
    for (const Node& node : document.nodes) {
        if (node.kind != "dataset" || (end != nullptr && read.count(node.id) == 0)) continue;
        out += "- " + node.options.value("source", std::string()) + " (" +
               node.options.value("role", std::string()) + ")\n";
    }
    const std::string sweep = group == nullptr ? "" : sweep_words(group->sweep);
    return out + (sweep.empty() ? "" : "\nLabels of the target it saw: " + sweep + ".\n");
}

std::string parity_words(const Exported& parity) {
    if (parity.parity < 0)
        return "Not checked: no run that scored this model is in the log any more.\n";
    return "Written, loaded again and held against the run: the probabilities of " +
           std::to_string(parity.texts) + " test rows differ by at most " +
           number(parity.parity, "%.1e") + ".\n";
}

std::string licence_words(const CardFacts& facts) {
    if (facts.base.empty()) return "That of the data it learnt from, which its owner knows.\n";
    return "That of " + facts.base + " (" +
           (facts.base_licence.empty() ? std::string("not stated") : facts.base_licence) +
           ") and of the data it learnt from, which its owner knows.\n";
}

}  // namespace

std::string model_card(const CardFacts& facts) {
    const Group* group = group_of(facts);
    std::string out = "---\npipeline_tag: text-classification\ntags:\n- warmstart\n";
    if (!facts.base_licence.empty()) out += "license: " + facts.base_licence + "\n";
    out += "---\n\n# " + (group == nullptr ? std::string("Text classifier") : group->arm_title) +
           "\n\n" + kind_words(facts.trained) +
           "\n\n## Purpose\n\nPuts texts into the classes below, as the labels of its training "
           "rows did. Not for decisions about people without a person who looks.\n\n## Classes\n\n";
    for (const Json& name : facts.trained.value("classes", Json::array()))
        out += "- " + name.get<std::string>() + "\n";
    out += "\n## Data\n\n" + data_words(facts) + "\n## Measured\n\n";
    out += group == nullptr ? std::string("No run that measured it is in the log any more.\n")
                            : measured(facts, *group);
    out +=
        "\n## Limits\n\nThe numbers hold for these test rows and seeds; other data may give "
        "others. Probabilities are as calibrated as the row above says. Training rows were not "
        "protected by noise." +
        std::string(facts.trained_on
                        ? " trained_on.safetensors holds hashes of them, by which Warmstart tells "
                          "a test text that the model has learnt from. Who has a text can ask it "
                          "so whether it was among them: leave the file out where that must not "
                          "be known."
                        : "") +
        "\n\n## Licence\n\n" + licence_words(facts) + "\n## Parity\n\n" +
        parity_words(facts.parity) + "\n## Hashes (SHA-256)\n\n";
    for (const auto& [what, hash] : facts.hashes) out += "- " + what + ": `" + hash + "`\n";
    return out +
           "\n## Use\n\nThe encoder opens with the Hugging Face libraries. Scores are `softmax(W "
           "pool(x) + b)` with W, b in head.safetensors; `warmstart-cli model predict --model "
           "FOLDER --data rows.csv --out scored.csv` applies it. `warmstart-cli pipeline from "
           "FOLDER` gives the pipeline it was made with.\n" +
           std::string(facts.adapter ? "\nadapter/ holds what was learnt as a LoRA adapter of the "
                                       "base model, as PEFT reads it, and the head.\n"
                                     : "");
}

}  // namespace engine
