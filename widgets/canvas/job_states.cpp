#include "widgets/canvas/job_states.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "widgets/document/pipeline_model.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr int kFrame = 33;  // milliseconds: thirty pictures a second

using engine::NodeState;

// The part of a node's options that decides its result.
engine::Json deciding(const engine::Node& node, const engine::NodeKind& kind) {
    engine::Json out = engine::Json::object();
    for (const engine::Field& field : kind.fields) {
        const auto value = node.options.find(field.name);
        if (!field.neutral && value != node.options.end()) out[field.name] = *value;
    }
    return out;
}

using Inputs = std::vector<std::tuple<std::string, int, std::string, std::string>>;

std::map<std::string, Inputs> inputsOf(const engine::Document& document) {
    std::map<std::string, Inputs> out;
    for (const engine::Edge& edge : document.edges)
        out[edge.to.node].emplace_back(edge.to.port, edge.order, edge.from.node, edge.from.port);
    for (auto& [id, inputs] : out) std::sort(inputs.begin(), inputs.end());
    return out;
}

bool differs(const engine::Node& node, const engine::Node& before, const engine::NodeKind& kind,
             bool other_seeds) {
    if (node.kind != before.kind) return true;
    if (other_seeds && kind.draws(node.options)) return true;
    return deciding(node, kind) != deciding(before, kind);
}

}  // namespace

QSet<QString> staleNodes(const engine::Document& now, const engine::Document& ran,
                         const engine::Catalog& catalog) {
    const auto inputs = inputsOf(now);
    auto inputs_before = inputsOf(ran);
    std::map<std::string, std::vector<std::string>> followers;
    for (const engine::Edge& edge : now.edges) followers[edge.from.node].push_back(edge.to.node);
    std::map<std::string, const engine::Node*> before;
    for (const engine::Node& node : ran.nodes) before[node.id] = &node;
    std::vector<std::string> open;
    for (const engine::Node& node : now.nodes) {
        const auto old = before.find(node.id);
        const engine::NodeKind* kind = catalog.find(node.kind);
        if (old == before.end() || kind == nullptr) {
            open.push_back(node.id);
            continue;
        }
        const auto mine = inputs.find(node.id);
        const bool rewired =
            (mine == inputs.end() ? Inputs{} : mine->second) != inputs_before[node.id];
        if (rewired || differs(node, *old->second, *kind, now.seeds != ran.seeds))
            open.push_back(node.id);
    }
    QSet<QString> out;
    std::set<std::string> seen;
    while (!open.empty()) {
        const std::string id = open.back();
        open.pop_back();
        if (!seen.insert(id).second) continue;
        if (before.count(id) > 0) out.insert(fromUtf8(id));
        for (const std::string& next : followers[id]) open.push_back(next);
    }
    return out;
}

JobStates::JobStates(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {
    timer_.setSingleShot(true);
    timer_.setInterval(kFrame);
    connect(&timer_, &QTimer::timeout, this, [this] {
        const QSet<QString> touched = std::exchange(touched_, {});
        Q_EMIT changed(touched);
    });
    connect(&parts_.desk, &RunDesk::started, this, &JobStates::onStarted);
    connect(&parts_.desk, &RunDesk::nodeChanged, this, &JobStates::onNode);
    connect(&parts_.desk, &RunDesk::progressed, this, &JobStates::onProgress);
    connect(&parts_.desk, &RunDesk::finished, this, &JobStates::onFinished);
    connect(&parts_.desk, &RunDesk::stateChanged, this, [this] { Q_EMIT changed({}); });
    connect(&parts_.pipeline, &PipelineModel::loaded, this, [this] {
        const bool same = parts_.desk.isLive() && parts_.desk.document() == parts_.pipeline.text();
        if (!same) forget();
    });
    connect(&parts_.pipeline, &PipelineModel::changed, this, &JobStates::onDocument);
}

void JobStates::forget() {
    steps_.clear();
    nodes_.clear();
    stale_.clear();
    known_ = false;
    Q_EMIT changed({});
}

void JobStates::onStarted(const engine::JobStarted& what) {
    forget();
    auto ran = engine::read_document(parts_.desk.document(), parts_.catalog, "job");
    known_ = static_cast<bool>(ran);
    if (!ran) return;
    ran_ = *std::move(ran);
    onDocument();
    // The news tells of a step when it begins; how many there are is in the run log.
    parts_.reader.ask(
        this, [job = what.job](engine::Reader& reader) { return reader.steps(job); },
        [this, job = what.job](engine::Result<std::vector<engine::StepInfo>> steps) {
            if (!steps || job != parts_.desk.job()) return;  // cards then show what the news says
            for (const engine::StepInfo& step : *steps) {
                const QString key = fromUtf8(step.key);
                if (!steps_.contains(key))
                    take(key, {fromUtf8(step.node), step.state, step.reason});
            }
        });
}

void JobStates::onNode(const engine::NodeChanged& what) {
    if (!known_) return;
    const QString key = fromUtf8(what.key);
    take(key, {fromUtf8(what.node), what.state, what.reason});
    Counts& counts = nodes_[fromUtf8(what.node)];
    counts.reason = what.reason;
    if (what.state == NodeState::Running) {
        counts.running = key;
        counts.share = -1;
    } else if (counts.running == key) {
        counts.running.clear();
        counts.share = -1;
    }
}

void JobStates::take(const QString& key, const Step& step) {
    if (const auto old = steps_.constFind(key); old != steps_.constEnd()) {
        Counts& counts = nodes_[old->node];
        --counts.by_state[static_cast<int>(old->state)];
        --counts.total;
    }
    Counts& counts = nodes_[step.node];
    ++counts.by_state[static_cast<int>(step.state)];
    ++counts.total;
    if (counts.reason.empty()) counts.reason = step.reason;
    steps_[key] = step;
    touch(step.node);
}

void JobStates::onProgress(const engine::Progress& what) {
    const auto step = steps_.constFind(fromUtf8(what.key));
    if (step == steps_.constEnd() || what.total <= 0) return;
    Counts& counts = nodes_[step->node];
    counts.share = static_cast<double>(what.done) / static_cast<double>(what.total);
    touch(step->node);
}

void JobStates::onFinished(const engine::JobFinished& what) {
    // What the job no longer came to: cancelled, whatever ended it.
    if (what.state == engine::RunState::Done) return Q_EMIT changed({});
    for (auto step = steps_.begin(); step != steps_.end(); ++step) {
        if (step->state != NodeState::Queued && step->state != NodeState::Running) continue;
        Counts& counts = nodes_[step->node];
        --counts.by_state[static_cast<int>(step->state)];
        step->state = NodeState::Cancelled;
        ++counts.by_state[static_cast<int>(step->state)];
        counts.share = -1;
    }
    Q_EMIT changed({});
}

void JobStates::onDocument() {
    if (!known_) return;
    QSet<QString> stale = staleNodes(parts_.pipeline.document(), ran_, parts_.catalog);
    if (stale == stale_) return;
    stale_ = std::move(stale);
    Q_EMIT changed({});
}

void JobStates::touch(const QString& node) {
    touched_.insert(node);
    if (!timer_.isActive()) timer_.start();
}

NodeLive JobStates::of(const QString& node) const {
    NodeLive out;
    const auto found = nodes_.constFind(node);
    if (!known_ || found == nodes_.constEnd()) return out;
    const auto count = [&](NodeState state) {
        return found->by_state.value(static_cast<int>(state));
    };
    // What nobody needed is neither open nor over: it is left out of the share.
    out.total = found->total - count(NodeState::Idle);
    out.over = count(NodeState::Done) + count(NodeState::Reused);
    out.reason = found->reason;
    const bool live = parts_.desk.isLive();
    if (live && count(NodeState::Running) > 0) {
        const bool paused = parts_.desk.state() == RunDesk::State::Paused;
        out.state = paused ? QStringLiteral("paused") : QStringLiteral("running");
        out.share = found->share;
    } else if (stale_.contains(node)) {
        out.state = QStringLiteral("stale");
    } else if (count(NodeState::Failed) > 0) {
        out.state = QStringLiteral("failed");
    } else if (count(NodeState::Queued) > 0) {
        out.state = QStringLiteral("queued");
    } else if (count(NodeState::Cancelled) > 0) {
        out.state = QStringLiteral("cancelled");
    } else if (count(NodeState::Done) > 0) {
        out.state = QStringLiteral("done");
    } else if (count(NodeState::Reused) > 0) {
        out.state = QStringLiteral("reused");
    }
    return out;
}

}  // namespace widgets
