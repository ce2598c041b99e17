#include "widgets/canvas/outline_model.h"

#include <QSet>
#include <QSize>

#include "engine/plan/graph.h"
#include "widgets/canvas/glyphs.h"
#include "widgets/canvas/group_item.h"
#include "widgets/canvas/job_states.h"
#include "widgets/canvas/node_look.h"
#include "widgets/document/canvas_notes.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

using engine::Document;

constexpr int kRowHeight = 24;

OutlineModel::OutlineModel(const Shell& shell, const JobStates& states, QObject* parent)
    : QAbstractItemModel(parent), shell_(shell), states_(states), groups_(build()) {
    connect(&shell_.pipeline, &PipelineModel::changed, this, &OutlineModel::onDocument);
    connect(&states_, &JobStates::changed, this, &OutlineModel::onStates);
    connect(&shell_.theme, &Theme::changed, this, &OutlineModel::redraw);
}

std::vector<OutlineModel::Group> OutlineModel::build() const {
    const Document& document = shell_.pipeline.document();
    std::vector<Group> out;
    for (int lane = 0; lane < 6; ++lane) {
        Group group{"", engineText(engine::title_of(static_cast<engine::Lane>(lane))), {}, {}};
        for (const engine::Node& node : document.nodes) {
            if (static_cast<int>(edits::laneOf(document, shell_.catalog, node.id)) == lane)
                group.nodes.push_back(node.id);
        }
        if (!group.nodes.empty()) out.push_back(std::move(group));
    }
    const engine::Graph graph(document, shell_.catalog);
    for (const engine::Arm& arm : document.arms) {
        const engine::Node* end = graph.evaluator(arm);
        const auto above = graph.ancestors(end == nullptr ? arm.ends : end->id);
        Group group{arm.id, tr("Arm: %1").arg(fromUtf8(arm.title)), {}, {}};
        for (const engine::Node& node : document.nodes) {
            if (above.count(node.id) > 0) group.nodes.push_back(node.id);
        }
        out.push_back(std::move(group));
    }
    for (const edits::NodeGroup& group : edits::groupsOf(document))
        out.push_back({"", tr("Group: %1").arg(fromUtf8(group.title)), group.nodes, group.id});
    Group notes{"", tr("Notes"), {}, {}};
    for (const edits::Note& note : edits::notesOf(document)) notes.nodes.push_back(note.id);
    if (!notes.nodes.empty()) out.push_back(std::move(notes));
    return out;
}

void OutlineModel::onDocument() {
    std::vector<Group> now = build();
    const auto same = [](const Group& a, const Group& b) {
        return a.arm == b.arm && a.nodes == b.nodes && a.group == b.group;
    };
    if (std::equal(now.begin(), now.end(), groups_.begin(), groups_.end(), same)) {
        groups_ = std::move(now);
        return redraw();
    }
    beginResetModel();
    groups_ = std::move(now);
    endResetModel();
}

void OutlineModel::onStates(const QSet<QString>& nodes) {
    if (nodes.isEmpty()) return redraw();
    for (const QString& node : nodes) {
        for (const QModelIndex& at : indexesOf(node)) {
            Q_EMIT dataChanged(at, at.siblingAtColumn(kColumns - 1));
            const QModelIndex group = at.parent();  // its state is the worst of theirs
            if (group.isValid()) Q_EMIT dataChanged(group, group.siblingAtColumn(kColumns - 1));
        }
    }
}

void OutlineModel::redraw() {
    if (groups_.empty()) return;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
    for (int i = 0; i < rowCount(); ++i) {
        const QModelIndex group = index(i, 0);
        if (rowCount(group) == 0) continue;
        Q_EMIT dataChanged(index(0, 0, group), index(rowCount(group) - 1, kColumns - 1, group));
    }
}

// The internal id of a node is its group's row and one; that of a group is 0.
QModelIndex OutlineModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex OutlineModel::parent(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return {};
    return createIndex(static_cast<int>(index.internalId() - 1), 0, quintptr{0});
}

int OutlineModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return static_cast<int>(groups_.size());
    if (parent.internalId() != 0 || parent.column() != 0) return 0;
    return static_cast<int>(groups_[static_cast<std::size_t>(parent.row())].nodes.size());
}

int OutlineModel::columnCount(const QModelIndex&) const { return kColumns; }

QVariant OutlineModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return section == Title ? tr("Node") : tr("State");
}

Qt::ItemFlags OutlineModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags out = QAbstractItemModel::flags(index);
    if (!index.isValid() || index.column() != Title) return out;
    const bool named = !index.data(NodeRole).toString().isEmpty() ||
                       !index.data(ArmRole).toString().isEmpty() ||
                       !index.data(GroupRole).toString().isEmpty();
    return named ? out | Qt::ItemIsEditable : out;
}

QVariant OutlineModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::SizeHintRole) return QSize(0, kRowHeight);
    const std::size_t own = static_cast<std::size_t>(index.row());
    if (index.internalId() == 0) return groupData(groups_[own], index.column(), role);
    const Group& group = groups_[index.internalId() - 1];
    if (role == NodeRole) return fromUtf8(group.nodes[own]);
    if (role == ArmRole) return fromUtf8(group.arm);
    if (role == GroupRole) return QString();  // what stands in one is a node
    return nodeData(group.nodes[own], index.column(), role);
}

QVariant OutlineModel::groupData(const Group& group, int column, int role) const {
    if (role == ArmRole) return fromUtf8(group.arm);
    if (role == GroupRole) return fromUtf8(group.group);
    if (role == NodeRole) return QString();
    if (role == Qt::FontRole) {
        QFont font = shell_.theme.font(TextSize::Body);
        font.setWeight(QFont::DemiBold);
        return font;
    }
    const engine::Arm* arm = shell_.pipeline.document().arm(group.arm);
    if (role == Qt::EditRole && arm != nullptr) return fromUtf8(arm->title);
    if (role == Qt::EditRole && !group.group.empty())
        return fromUtf8(edits::groupOf(shell_.pipeline.document(), group.group)
                            .value_or(edits::NodeGroup{})
                            .title);
    const int count = static_cast<int>(group.nodes.size());
    if (role == Qt::AccessibleTextRole) {
        const QString all = tr("%1, %n node(s)", nullptr, count).arg(group.title);
        const QString state = stateOf(group);
        return state.isEmpty() ? all : all + QStringLiteral(", ") + state;
    }
    if (role == Qt::ToolTipRole) return plainToolTip(group.title);
    if (role != Qt::DisplayRole) return {};
    return column == Title ? group.title : stateOf(group);
}

// The worst of a group of the canvas; the others have none.
QString OutlineModel::stateOf(const Group& group) const {
    if (group.group.empty()) return {};
    QString worst;
    for (const std::string& id : group.nodes)
        worst = worseState(worst, states_.of(fromUtf8(id)).state);
    return stateWord(worst.toStdString());
}

int OutlineModel::faultsOf(const std::string& id) const {
    int count = 0;
    for (const engine::Problem& problem : shell_.pipeline.problems()) count += problem.node == id;
    return count;
}

QString OutlineModel::sentenceOf(const std::string& id) const {
    const Document& document = shell_.pipeline.document();
    const engine::Node& node = *document.node(id);
    QStringList parts = {titleOf(node, shell_.catalog.find(node.kind))};
    if (!node.title.empty()) parts << engineText(shell_.catalog.find(node.kind)->title);
    for (const std::string& arm : edits::armsOf(document, shell_.catalog, id))
        parts << tr("arm %1").arg(fromUtf8(document.arm(arm)->title));
    parts << stateWord(states_.of(fromUtf8(id)).state.toStdString());
    parts << tr("%n problem(s)", nullptr, faultsOf(id));
    return parts.join(QStringLiteral(", "));
}

QVariant OutlineModel::noteData(const std::string& id, int column, int role) const {
    const auto note = edits::noteOf(shell_.pipeline.document(), id);
    if (!note) return {};  // the reset is on its way
    const QString text = fromUtf8(note->text);
    switch (role) {
        case Qt::EditRole:
            return text;
        case Qt::ToolTipRole:
            return plainToolTip(tr("Note: %1").arg(text));
        case Qt::AccessibleTextRole:
            return tr("Note: %1").arg(text);
        case Qt::DisplayRole:
            return column == Title ? QVariant(text.simplified()) : QVariant();
        default:
            return {};
    }
}

QVariant OutlineModel::nodeData(const std::string& id, int column, int role) const {
    if (edits::isNote(id)) return noteData(id, column, role);
    const engine::Node* node = shell_.pipeline.document().node(id);
    if (node == nullptr) return {};  // the reset is on its way
    const engine::NodeKind* kind = shell_.catalog.find(node->kind);
    const QString title = titleOf(*node, kind);
    const int faults = faultsOf(id);
    const NodeLive live = states_.of(fromUtf8(id));
    const Tokens& t = shell_.theme.tokens();
    switch (role) {
        case Qt::EditRole:
            return title;
        case Qt::AccessibleTextRole:
            return sentenceOf(id);
        case Qt::ToolTipRole:
            return plainToolTip(sentenceOf(id) + (live.reason.empty()
                                                      ? QString()
                                                      : QLatin1Char('\n') + say(live.reason)));
        case Qt::DisplayRole:
            if (column == Title) return title;
            return faults > 0 ? tr("%n problem(s)", nullptr, faults)
                              : stateWord(live.state.toStdString());
        case Qt::DecorationRole: {
            if (column == Title) return shell_.theme.icon(kindIcon(node->kind));
            if (faults > 0) return shell_.theme.icon(QStringLiteral("warning"), t.warning);
            const StateLook look = lookOf(shell_.theme, live.state);
            return shell_.theme.icon(look.icon, look.color);
        }
        default:
            return {};
    }
}

bool OutlineModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const std::string title = value.toString().trimmed().toStdString();
    const std::string node = index.data(NodeRole).toString().toStdString();
    const std::string arm = index.data(ArmRole).toString().toStdString();
    const std::string group = index.data(GroupRole).toString().toStdString();
    if (role != Qt::EditRole || title.empty()) return false;
    shell_.pipeline.edit(edits::isNote(node) ? tr("Edit a note") : tr("Rename"),
                         [&](Document& document) {
                             if (edits::isNote(node)) {
                                 edits::setText(document, node, title);
                             } else if (edits::isGroup(group)) {
                                 edits::setTitle(document, group, title);
                             } else if (!node.empty()) {
                                 edits::renameNode(document, shell_.catalog, node, title);
                             } else {
                                 edits::renameArm(document, arm, title);
                             }
                         });
    return true;
}

QModelIndexList OutlineModel::indexesOf(const QString& node) const {
    QModelIndexList out;
    const std::string id = node.toStdString();
    for (std::size_t i = 0; i < groups_.size(); ++i) {
        if (!id.empty() && groups_[i].group == id)
            out << createIndex(static_cast<int>(i), 0, quintptr{0});
        const auto& nodes = groups_[i].nodes;
        const auto found = std::find(nodes.begin(), nodes.end(), id);
        if (found != nodes.end())
            out << createIndex(static_cast<int>(found - nodes.begin()), 0,
                               static_cast<quintptr>(i) + 1);
    }
    return out;
}

}  // namespace widgets
