#include "engine/spec/catalog.h"

#include <algorithm>
#include <array>

#include "engine/spec/options/model_options.h"
#include "engine/spec/options/task_options.h"
#include "engine/spec/options/train_options.h"
#include "engine/spec/options/validate_options.h"
#include "engine/spec/options_json.h"

namespace engine {
namespace {

struct Extra {
    Role role = Role::Stage;
    bool also_in_target = false;
    bool trains = false;
    std::function<bool(const Json&)> draws = [](const Json&) { return false; };
    int revision = 1;
};

bool always(const Json&) { return true; }

template <class Options>
NodeKind kind(const char* id, const char* title, Lane lane, std::vector<Port> inputs,
              std::vector<Port> outputs, const char* help, Extra extra = {}) {
    NodeKind out;
    out.id = id;
    out.title = title;
    out.help = help;
    out.lane = lane;
    out.role = extra.role;
    out.inputs = std::move(inputs);
    out.outputs = std::move(outputs);
    out.fields = describe_fields<Options>();
    out.also_in_target = extra.also_in_target;
    out.trains = extra.trains;
    out.draws = std::move(extra.draws);
    out.revision = extra.revision;
    out.resolve = [](const Json& object) -> Result<Json> {
        Result<Options> options = read_options<Options>(object);
        if (!options) return options.error();
        return write_options(*std::move(options));
    };
    return out;
}

const Port kData = {"data", "D"};
const Port kManyData = {"data", "D", true};
const Port kRecipe = {"recipe", "R", false, true};
const Port kTrained = {"trained", "W"};
const Port kMetrics = {"metrics", "M"};
const Port kScores = {"scores", "S"};
const Port kEncoder = {"encoder", "E"};
const Port kTasks = {"tasks", "T"};

void add_model_and_task(Catalog& out) {
    out.add(kind<EncoderOptions>(
        "encoder", "Encoder", Lane::Model, {}, {kEncoder},
        "A pretrained text encoder out of the library, or its untrained twin.",
        {.draws = [](const Json& o) { return o["weights"] == "random"; }, .revision = 2}));
    out.add(kind<TfidfNodeOptions>(
        "tfidf", "TF-IDF", Lane::Model, {kData}, {kEncoder},
        "Weighted word and character n-grams, fitted on the labelled training rows.",
        {.trains = true}));
    out.add(kind<DatasetOptions>(
        "dataset", "Dataset", Lane::Task, {}, {kData},
        "Rows of an imported dataset, with text, label and group columns named."));
    out.add(kind<CleanOptions>("clean", "Clean, augment", Lane::Task, {kData}, {kData},
                               "Prepares texts and drops copies; every step is counted.",
                               {.draws =
                                    [](const Json& o) {
                                        return o["balance"] != "none" ||
                                               o["drop_words"].get<double>() > 0;
                                    },
                                .revision = 2}));
    out.add(kind<SplitOptions>(
        "split", "Split", Lane::Task, {kData}, {kData},
        "Parts rows into training, validation and test; the same for all arms."));
    out.add(kind<BudgetOptions>(
        "budget", "Label budgets", Lane::Task, {kData}, {kData},
        "Reveals so many labels of the training rows and hides the others.",
        {.draws = [](const Json& o) { return o["rows"] != Json::array({0}); }}));
    out.add(kind<CombineOptions>(
        "combine", "Stack rows", Lane::Task, {kManyData}, {kData},
        "Puts rows of several inputs together; test rows come from the first only."));
    out.add(kind<EpisodesOptions>(
        "episodes", "Episodes", Lane::Task, {kData}, {kTasks},
        "Few-shot tasks: some classes, some labelled texts each, and texts to judge.",
        {.draws = always}));
    out.add(kind<UserTasksOptions>(
        "user_tasks", "Cold users", Lane::Task, {kData}, {kTasks},
        "New users as tasks: some ratings revealed, others to be predicted.", {.draws = always}));
}

void add_learning(Catalog& out) {
    out.add(kind<RecipeOptions>("recipe", "Optimiser", Lane::Train, {}, {{"recipe", "R"}},
                                "Training options shared by many nodes.",
                                {.role = Role::Directive}));
    out.add(kind<TrainSourceOptions>("train_source", "On source", Lane::Train,
                                     {kEncoder, kData, kRecipe}, {kTrained},
                                     "Fine-tunes the encoder on the source rows.",
                                     {.trains = true, .draws = always, .revision = 4}));
    out.add(kind<FeaturesOptions>("features", "Reuse features", Lane::Train,
                                  {{"encoder", "EW"}, kData}, {{"features", "F"}},
                                  "Reads sentence vectors out of an encoder, once per text.",
                                  {.also_in_target = true, .revision = 3}));
    out.add(kind<ProtonetOptions>(
        "protonet", "Prototypes", Lane::Optimise, {{"start", "FEW"}, kTasks}, {kTrained},
        "Classifies new classes from a handful of texts by a closed-form head.", {.revision = 3}));
    out.add(kind<DistilNodeOptions>(
        "distil", "Distil", Lane::Optimise,
        {{"teacher", "W", false, true}, {"student", "E"}, kData}, {kTrained},
        "A small student learns a teacher's scores.",
        {.also_in_target = true, .trains = true, .draws = always, .revision = 5}));
    out.add(kind<TuneOptions>(
        "tune", "Search options", Lane::Optimise, {kTrained}, {kTrained},
        "Tries option values of the part above it and keeps the best on validation rows.",
        {.role = Role::Search, .also_in_target = true}));
    out.add(kind<NoTransferOptions>(
        "no_transfer", "Control", Lane::Target, {{"start", "EW"}}, {kEncoder},
        "The same start without what the source taught: the arm's control.",
        {.role = Role::Directive}));
    out.add(kind<ProbeOptions>("probe", "Linear head", Lane::Target,
                               {{"features", "F", true}, kData}, {kTrained},
                               "Logistic regression on frozen features, to convergence.",
                               {.trains = true, .revision = 2}));
    out.add(kind<FineTuneOptions>("fine_tune", "Fine-tune", Lane::Target,
                                  {{"start", "WE"}, kData, kRecipe}, {kTrained},
                                  "Trains encoder and head on the target rows.",
                                  {.trains = true, .draws = always, .revision = 4}));
    out.add(kind<AdapterOptions>(
        "adapter", "Small adapter", Lane::Target, {{"start", "WE"}, kData, kRecipe}, {kTrained},
        "Trains small matrices beside the encoder's, and a head; the encoder itself stays.",
        {.trains = true, .draws = always, .revision = 4}));
}

void add_validate(Catalog& out) {
    out.add(kind<EvaluateOptions>("evaluate", "Classes", Lane::Validate,
                                  {{"scored", "WS"}, {"data", "DT"}}, {kScores, kMetrics},
                                  "Scores test rows, or the query rows of few-shot tasks.",
                                  {.revision = 2}));
    out.add(kind<RankEvalOptions>(
        "rank_eval", "Ranking", Lane::Validate, {{"scored", "WS"}, kTasks}, {kScores, kMetrics},
        "Ranks each user's query items; equal scores count fairly.", {.revision = 2}));
    out.add(kind<BaselinesOptions>(
        "baselines", "Reference", Lane::Validate, {{"data", "DT"}}, {kScores, kMetrics},
        "What simple methods reach on the same rows.", {.trains = true, .revision = 2}));
    out.add(kind<VerdictOptions>(
        "verdict", "Verdict", Lane::Validate, {{"metrics", "M", true}}, {kMetrics},
        "Compares every arm with its control and says what the numbers allow.",
        {.role = Role::Gather, .revision = 2}));
}

template <class Named>
const Named* named(const std::vector<Named>& list, std::string_view name) {
    const auto it =
        std::find_if(list.begin(), list.end(), [&](const Named& one) { return one.name == name; });
    return it == list.end() ? nullptr : &*it;
}

Json ports_json(const std::vector<Port>& ports) {
    Json out = Json::array();
    for (const Port& port : ports) {
        out.push_back({{"name", port.name},
                       {"types", port.types},
                       {"many", port.many},
                       {"optional", port.optional}});
    }
    return out;
}

}  // namespace

std::string_view name_of(Lane lane) {
    static constexpr std::array<std::string_view, 6> names = {"model",    "task",   "train",
                                                              "optimise", "target", "validate"};
    return names[static_cast<std::size_t>(lane)];
}

std::string_view title_of(Lane lane) {
    static constexpr std::array<std::string_view, 6> titles = {
        "Model select", "Task define", "Train", "Optimise", "Target apply", "Validate"};
    return titles[static_cast<std::size_t>(lane)];
}

const Port* NodeKind::input(std::string_view name) const { return named(inputs, name); }
const Port* NodeKind::output(std::string_view name) const { return named(outputs, name); }
const Field* NodeKind::field(std::string_view name) const { return named(fields, name); }

Catalog shipped_catalog() {
    Catalog out;
    add_model_and_task(out);
    add_learning(out);
    add_validate(out);
    return out;
}

Json catalog_json(const Catalog& catalog) {
    Json out = Json::array();
    for (const NodeKind& kind : catalog.entries()) {
        Json fields = Json::array();
        for (const Field& field : kind.fields) {
            fields.push_back({{"name", field.name},
                              {"type", field.type},
                              {"default", field.default_value},
                              {"low", field.low},
                              {"high", field.high},
                              {"choices", field.choices},
                              {"label", field.label},
                              {"unit", field.unit},
                              {"help", field.help},
                              {"group", field.group},
                              {"shown_if", field.shown_if},
                              {"picks", field.picks},
                              {"advanced", field.advanced},
                              {"sweep", field.sweep}});
        }
        out.push_back({{"id", kind.id},
                       {"title", kind.title},
                       {"lane", name_of(kind.lane)},
                       {"help", kind.help},
                       {"revision", kind.revision},
                       {"inputs", ports_json(kind.inputs)},
                       {"outputs", ports_json(kind.outputs)},
                       {"options", std::move(fields)}});
    }
    return out;
}

}  // namespace engine
