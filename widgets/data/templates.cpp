#include "widgets/data/templates.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace widgets {
namespace {

using engine::Document;
using engine::Json;
using engine::Result;

constexpr double kTrainShare = 0.6;       // of the shipped split
constexpr std::size_t kManyClasses = 10;  // so many, and half of them are kept back for training
constexpr int kCardStep = 96;             // between cards of the shipped pipelines' canvas
constexpr double kLongText = 250;         // code points: longer rows get the longer cut-off

QString words(const char* text) { return QCoreApplication::translate("own_templates", text); }

Json numberOf(const Json& object, const char* key) { return object.value(key, Json()); }

void readColumns(const Json& passport, OwnData& out) {
    const Json& columns = passport["columns"];
    for (std::size_t i = 0; i < columns.size() && i < passport["roles"].size(); ++i) {
        const auto role = passport["roles"][i].get<std::string>();
        const auto name = columns[i]["name"].get<std::string>();
        if (role == "text") {
            out.text.push_back(name);
            const Json p95 = numberOf(columns[i].value("length", Json::object()), "p95");
            if (p95.is_number()) out.long_text = std::max(out.long_text, p95.get<double>());
        }
        if (role == "group") out.group = name;
        if (role == "user") out.user = name;
        if (role == "item") out.item = name;
        if (role == "rating") out.value = name;
        if (role == "time") out.time = name;
        if (role != "label") continue;
        out.label = name;
        const Json range = columns[i].value("numbers", Json::object());
        if (!numberOf(range, "least").is_number()) continue;
        out.label_least = range["least"], out.label_low = range["p25"];
        out.label_high = range["p75"], out.label_most = range["most"];
    }
}

// Where numbers are cut. Around zero: the middle eighth on each side is neither, as with the
// sample corpora (-4 to 4, cut at -0.5 and 0.5). Else the lowest and the highest quarter.
void cutNumbers(const OwnData& data, Json& options) {
    if (data.label_least < 0 && data.label_most > 0) {
        const double at = std::max(-data.label_least, data.label_most) / 8;
        options["thresholds"] = {-at, at};
        return;
    }
    if (data.label_low < data.label_high) {
        options["thresholds"] = {data.label_low, data.label_high};
    } else {
        options["thresholds"] = {(data.label_least + data.label_most) / 2};
    }
    options["classes"] = {"low", "high"};
}

Json datasetOptions(const OwnData& data, bool text) {
    Json out = {{"source", data.name}, {"role", "target"}};
    out["text"] = text ? Json(data.text) : Json::array();
    out["label"] = text ? data.label : std::string();
    out["group"] = text ? data.group : std::string();
    out["user"] = text ? std::string() : data.user;
    out["item"] = text ? std::string() : data.item;
    out["value"] = text ? std::string() : data.value;
    out["time"] = text ? std::string() : data.time;
    if (text && data.labelIsNumber()) cutNumbers(data, out);
    return out;
}

Result<void> setOptions(Document& document, const engine::Catalog& catalog, const char* id,
                        const Json& options) {
    engine::Node* node = document.node(id);
    const engine::NodeKind* kind = node == nullptr ? nullptr : catalog.find(node->kind);
    if (kind == nullptr)
        return engine::make_error(engine::ErrorCode::BadDocument,
                                  "The shipped pipeline lacks the node %1.", {id});
    auto resolved = kind->resolve(options);
    if (!resolved) return resolved.error();
    node->options = *std::move(resolved);
    return {};
}

// The node's options with some of them changed.
Result<void> changeOptions(Document& document, const engine::Catalog& catalog, const char* id,
                           const Json& changes) {
    const engine::Node* node = document.node(id);
    Json options = node == nullptr ? Json::object() : node->options;
    options.update(changes);
    return setOptions(document, catalog, id, options);
}

void leaveOut(Document& document, const std::set<std::string>& nodes,
              const std::set<std::string>& arms) {
    std::erase_if(document.nodes, [&](const auto& n) { return nodes.contains(n.id); });
    std::erase_if(document.edges, [&](const auto& e) {
        return nodes.contains(e.from.node) || nodes.contains(e.to.node);
    });
    std::erase_if(document.arms, [&](const auto& a) { return arms.contains(a.id); });
    for (const std::string& id : nodes) document.canvas.erase(id);
    int order = 0;  // what is left at the verdict counts from 0 again
    for (engine::Edge& edge : document.edges) {
        if (edge.to.node == "verdict") edge.order = order++;
    }
}

// Cards move up where others were left out: each lane's from the top, in their order.
void closeGaps(Document& document) {
    std::map<double, std::map<double, std::string>> lanes;
    for (const auto& [id, at] : document.canvas.items()) {
        if (at.contains("x") && at.contains("y"))
            lanes[at["x"].get<double>()][at["y"].get<double>()] = id;
    }
    for (const auto& [x, lane] : lanes) {
        int y = 0;
        for (const auto& [old, id] : lane) {
            document.canvas[id]["y"] = y;
            y += kCardStep;
        }
    }
}

// The shipped budgets that the training rows can give; all of them where even the least is more.
Json fittedBudgets(const OwnData& data, const Json& shipped) {
    const double share =
        data.split.is_object() ? data.split.value("train", kTrainShare) : kTrainShare;
    const auto train = static_cast<std::int64_t>(share * static_cast<double>(data.rows));
    Json out = Json::array();
    for (const Json& rows : shipped) {
        if (rows.get<std::int64_t>() <= train) out.push_back(rows);
    }
    if (out.empty()) out.push_back(0);
    return out;
}

// What the rules of the import say of a Clean node.
Json cleanOptions(const OwnData& data) {
    Json out = Json::object();
    for (const char* rule : {"deduplicate", "normalise", "strip_urls"}) {
        if (data.rules.contains(rule)) out[rule] = data.rules[rule];
    }
    return out;
}

// A Clean node between two nodes that are joined: a task whose support and query hold copies of
// one text would measure nothing.
Result<void> putCleanBetween(Document& document, const engine::Catalog& catalog, const char* from,
                             const char* to, const OwnData& data) {
    Json options = {{"deduplicate", true}, {"normalise", false}, {"strip_urls", false}};
    options.update(cleanOptions(data));
    document.nodes.push_back({"clean", "clean", {}, {}});
    for (engine::Edge& edge : document.edges) {
        if (edge.from.node == from && edge.to.node == to) edge.from = {"clean", "data"};
    }
    document.edges.push_back({{from, "data"}, {"clean", "data"}, 0});
    const Json at = document.canvas.value(to, Json({{"x", 0}, {"y", 0}}));
    for (auto& [id, place] : document.canvas.items()) {
        if (place["x"] == at["x"] && place["y"] >= at["y"])
            place["y"] = place["y"].get<double>() + kCardStep;
    }
    document.canvas["clean"] = at;
    return setOptions(document, catalog, "clean", options);
}

Result<void> fillTransfer(Document& document, const OwnData& data, const engine::Catalog& catalog) {
    if (!newsFits(data)) {
        leaveOut(document,
                 {"source", "source-clean", "source-split", "source-features", "mix", "mix-head",
                  "mix-score", "source-head", "source-score"},
                 {"added", "alone"});
        closeGaps(document);
    }
    if (auto done = setOptions(document, catalog, "target", datasetOptions(data, true)); !done)
        return done;
    if (auto done = changeOptions(document, catalog, "target-clean", cleanOptions(data)); !done)
        return done;
    // Without groups every class keeps its share on each side; with them they stay together.
    Json split = data.split.is_object() ? data.split : Json::object();
    if (data.group.empty() && split.empty()) split = {{"by", "stratified"}};
    if (auto done = changeOptions(document, catalog, "target-split", split); !done) return done;
    const Json budgets = fittedBudgets(data, document.node("labels")->options["rows"]);
    if (auto done = changeOptions(document, catalog, "labels", {{"rows", budgets}}); !done)
        return done;
    if (data.long_text > kLongText) {
        if (auto done = changeOptions(document, catalog, "encoder", {{"max_tokens", 128}}); !done)
            return done;
    }
    document.node("target")->title = data.name;
    document.node("target-features")->title = "Vectors of " + data.name;
    return {};
}

Result<void> fillFewShot(Document& document, const OwnData& data, const engine::Catalog& catalog) {
    if (auto done = setOptions(document, catalog, "intents", datasetOptions(data, true)); !done)
        return done;
    document.node("intents")->title = data.name;
    if (auto done = putCleanBetween(document, catalog, "intents", "split", data); !done)
        return done;
    const std::size_t classes = data.classes.size();
    // Nothing is trained on the training classes here: few classes are all needed for the tasks.
    const double train = classes >= kManyClasses ? 0.5 : 0.0;
    if (auto done = changeOptions(document, catalog, "split", {{"train", train}}); !done)
        return done;
    const auto tested =
        static_cast<std::int64_t>(std::floor(static_cast<double>(classes) * (1 - train)));
    std::int64_t least = data.classes.front().rows;
    for (const auto& one : data.classes) least = std::min(least, one.rows);
    return changeOptions(document, catalog, "tasks",
                         {{"n_way", std::min<std::int64_t>(5, tested)},
                          {"query", std::clamp<std::int64_t>(least - 1, 1, 15)}});
}

Result<void> fillColdUsers(Document& document, const OwnData& data,
                           const engine::Catalog& catalog) {
    if (auto done = setOptions(document, catalog, "ratings", datasetOptions(data, false)); !done)
        return done;
    document.node("ratings")->title = data.name;
    const double mean =
        data.users > 0 ? static_cast<double>(data.rows) / static_cast<double>(data.users) : 0;
    if (mean >= 13) return {};
    return changeOptions(
        document, catalog, "users",
        {{"least_ratings", 5}, {"query", 3}, {"support", {0, 1, 2}}, {"most_ratings", 1000}});
}

}  // namespace

OwnData ownDataOf(const Json& passport, const Json& rules) {
    OwnData out;
    out.name = passport.value("name", std::string());
    out.fingerprint = passport.value("fingerprint", std::string());
    out.rows = passport.value("rows_ok", std::int64_t{0});
    readColumns(passport, out);
    for (const Json& one : passport.value("classes", Json::array()))
        out.classes.push_back({one["name"], one.value("left", one["rows"].get<std::int64_t>())});
    // Many different numbers are a scale, not classes.
    if (out.classes.size() > kManyClasses && out.label_least < out.label_most) out.classes.clear();
    out.users = passport.value("ratings", Json::object()).value("users", std::int64_t{0});
    if (rules.is_object()) out.rules = rules;
    out.split = passport.value("split", Json());
    return out;
}

bool newsFits(const OwnData& data) {
    if (data.labelIsNumber()) return data.label_least < 0 && data.label_most > 0;
    std::set<std::string> names;
    for (const auto& one : data.classes) names.insert(one.name);
    return names == std::set<std::string>{"negative", "positive"};
}

std::vector<TemplateOffer> templatesFor(const OwnData& data) {
    const bool texts = !data.text.empty();
    const bool scale = data.label_least < data.label_most;
    const bool two = data.classes.size() >= 2 || (data.labelIsNumber() && scale);
    QString no_text, no_tasks, no_ratings;
    if (!texts) no_text = words(QT_TRANSLATE_NOOP("own_templates", "No column is text."));
    if (texts && data.label.empty())
        no_text = words(QT_TRANSLATE_NOOP(
            "own_templates", "No label column. Pick the column that holds the class."));
    if (texts && !data.label.empty() && !two)
        no_text = words(
            QT_TRANSLATE_NOOP("own_templates", "The label column holds fewer than two classes."));
    no_tasks = no_text;
    if (no_text.isEmpty() && data.labelIsNumber())
        no_tasks = words(QT_TRANSLATE_NOOP(
            "own_templates", "The label column holds numbers; tasks need classes by name."));
    const bool thin = std::any_of(data.classes.begin(), data.classes.end(),
                                  [](const auto& one) { return one.rows < 2; });
    if (no_tasks.isEmpty() && thin)
        no_tasks = words(QT_TRANSLATE_NOOP(
            "own_templates", "Some classes have one row only; a task needs two of each class."));
    if (data.user.empty() || data.item.empty() || data.value.empty())
        no_ratings = words(
            QT_TRANSLATE_NOOP("own_templates", "Columns of users, items and ratings are needed."));
    return {{OwnTemplate::Transfer,
             words(QT_TRANSLATE_NOOP("own_templates", "Text: target only vs transfer from news")),
             no_text},
            {OwnTemplate::FewShot, words(QT_TRANSLATE_NOOP("own_templates", "Few-shot intents")),
             no_tasks},
            {OwnTemplate::ColdUsers, words(QT_TRANSLATE_NOOP("own_templates", "Cold-start users")),
             no_ratings}};
}

std::string shippedName(OwnTemplate which) {
    switch (which) {
        case OwnTemplate::Transfer:
            return "news-to-comments-first-look";
        case OwnTemplate::FewShot:
            return "few-shot-intents";
        case OwnTemplate::ColdUsers:
            break;
    }
    return "cold-start-users";
}

Result<Document> withOwnData(Document shipped, OwnTemplate which, const OwnData& data,
                             const engine::Catalog& catalog) {
    for (const TemplateOffer& offer : templatesFor(data)) {
        if (offer.which == which && !offer.why_not.isEmpty())
            return engine::make_error(engine::ErrorCode::BadData, offer.why_not.toStdString());
    }
    Result<void> done;
    if (which == OwnTemplate::Transfer) done = fillTransfer(shipped, data, catalog);
    if (which == OwnTemplate::FewShot) done = fillFewShot(shipped, data, catalog);
    if (which == OwnTemplate::ColdUsers) done = fillColdUsers(shipped, data, catalog);
    if (!done) return done.error();
    const QString title = which == OwnTemplate::Transfer
                              ? words(QT_TRANSLATE_NOOP("own_templates", "Own texts: %1"))
                          : which == OwnTemplate::FewShot
                              ? words(QT_TRANSLATE_NOOP("own_templates", "Few-shot classes: %1"))
                              : words(QT_TRANSLATE_NOOP("own_templates", "Cold-start users: %1"));
    shipped.title = title.arg(QString::fromStdString(data.name)).toStdString();
    if (!data.fingerprint.empty()) shipped.data[data.name] = {{"sha256", data.fingerprint}};
    return shipped;
}

}  // namespace widgets
