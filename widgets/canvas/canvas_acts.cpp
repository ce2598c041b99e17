#include "widgets/canvas/canvas_acts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>
#include <QRectF>
#include <algorithm>
#include <cmath>
#include <variant>

#include "widgets/canvas/add_search.h"
#include "widgets/canvas/glyphs.h"
#include "widgets/canvas/pipeline_view.h"
#include "widgets/document/canvas_notes.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

using engine::Document;

QStringList textsOf(const edits::Ids& ids) {
    QStringList out;
    for (const std::string& id : ids) out << fromUtf8(id);
    return out;
}

// The nearest place at or below `wish` in that column where no card lies.
edits::Position freePlace(const PipelineScene& scene, int x, double wish) {
    using namespace canvas;
    double y = std::max(0.0, std::round(wish / kSnap) * kSnap);
    for (bool moved = true; moved;) {
        moved = false;
        const QRectF card(x, y, kCardWidth, kCardHeight);
        for (const NodeItem* item : scene.nodes()) {
            const QRectF other(item->pos(), QSizeF(kCardWidth, kCardHeight));
            if (!other.adjusted(-kSnap, -kSnap, kSnap, kSnap).intersects(card)) continue;
            y = other.bottom() + (edits::kRow - kCardHeight);
            moved = true;
            break;
        }
    }
    return {x, static_cast<int>(y)};
}

}  // namespace

CanvasActs::CanvasActs(const Shell& shell, Selection& selection, PipelineView& view)
    : QObject(&view),
      shell_(shell),
      selection_(selection),
      view_(view),
      search_(new AddSearch(shell.theme, shell.catalog, &view)) {
    PipelineScene& scene = view.canvas();
    connect(&scene, &PipelineScene::linkAsked, this, &CanvasActs::link);
    connect(&scene, &PipelineScene::linkDropped, this, &CanvasActs::askLinked);
    connect(&scene, &PipelineScene::doubleClicked, this, &CanvasActs::open);
    connect(&view, &PipelineView::openAsked, this, &CanvasActs::open);
    connect(&view, &PipelineView::noteAsked, this, &CanvasActs::addNote);
    connect(&scene, &PipelineScene::emptyDoubleClicked, this, [this](const QPointF& place) {
        add_at_ = place;
        link_.reset();
        search_->offer({}, {});
        search_->openAt(view_.viewport()->mapToGlobal(view_.mapFromScene(place)));
    });
    connect(&view, &PipelineView::addAsked, this, &CanvasActs::askAdd);
    connect(&view, &PipelineView::twinAsked, this, &CanvasActs::twin);
    connect(&view, &PipelineView::kindDropped, this, &CanvasActs::add);
    connect(&view, &PipelineView::menuAsked, this, &CanvasActs::menu);
    connect(search_, &AddSearch::chosen, this, &CanvasActs::onChosen);
}

void CanvasActs::say(const QString& text) { shell_.messages.show(MessageBar::Kind::Info, text); }

void CanvasActs::askAdd() {
    add_at_ = view_.middle();
    link_.reset();
    search_->offer({}, {});
    const QPoint corner(search_->width() / 2, search_->height() / 2);
    search_->openAt(view_.viewport()->mapToGlobal(view_.viewport()->rect().center()) - corner);
}

void CanvasActs::askLinked(const engine::PortRef& port, bool from_input, const QPointF& place) {
    const NodeItem* node = view_.canvas().node(fromUtf8(port.node));
    if (node == nullptr) return;
    const PortItem* item = node->port(fromUtf8(port.port), from_input);
    const engine::NodeKind* kind =
        shell_.catalog.find(shell_.pipeline.document().node(port.node)->kind);
    if (item == nullptr || kind == nullptr) return;
    std::vector<const engine::NodeKind*> kinds;
    for (const edits::FittingKind& one :
         edits::fittingKinds(shell_.catalog, item->look().types.toStdString(),
                             from_input ? edits::Side::Output : edits::Side::Input, kind->lane))
        kinds.push_back(one.kind);
    const QString types = portTypesTitle(item->look().types);
    add_at_ = place;
    link_ = Link{port, from_input};
    search_->offer(kinds, from_input ? tr("Gives %1").arg(types) : tr("Takes %1").arg(types));
    search_->openAt(view_.viewport()->mapToGlobal(view_.mapFromScene(place)));
}

void CanvasActs::onChosen(const QString& kind, bool connect) {
    const engine::NodeKind* chosen = shell_.catalog.find(kind.toStdString());
    if (chosen == nullptr) return;
    using namespace canvas;
    int lane = static_cast<int>(chosen->lane);
    const int dropped = static_cast<int>(std::floor((add_at_.x() + kLaneMargin) / kLanePitch));
    const int target = static_cast<int>(engine::Lane::Target);
    if (chosen->also_in_target && dropped == target) lane = target;
    const edits::Position place =
        freePlace(view_.canvas(), lane * edits::kColumn, add_at_.y() - kCardHeight / 2);
    std::string id;
    shell_.pipeline.edit(tr("Add %1").arg(engineText(chosen->title)), [&](Document& document) {
        id = edits::addNode(document, shell_.catalog, chosen->id, place.x, place.y);
        connectNew(id, link_, connect, document);
    });
    link_.reset();
    selection_.set({fromUtf8(id)});
    view_.reveal(fromUtf8(id));
    view_.setFocus();
}

void CanvasActs::add(const QString& kind, const QPointF& place) {
    add_at_ = place;
    link_.reset();
    onChosen(kind, false);
}

void CanvasActs::addHere(const QString& kind, bool connect) {
    add_at_ = view_.middle();
    link_.reset();
    onChosen(kind, connect);
}

// Wires a new node to the link that asked for it, or else to the node that is selected.
void CanvasActs::connectNew(const std::string& node, const std::optional<Link>& link, bool connect,
                            Document& document) const {
    const engine::Node* fresh = document.node(node);
    if (fresh == nullptr) return;
    const engine::NodeKind& kind = *shell_.catalog.find(fresh->kind);
    const auto tryLink = [&](const engine::PortRef& from, const engine::PortRef& to) {
        if (edits::canConnect(document, shell_.catalog, from, to)) return false;
        edits::connect(document, shell_.catalog, from, to);
        return true;
    };
    if (link) {
        for (const engine::Port& port : link->from_input ? kind.outputs : kind.inputs) {
            const engine::PortRef mine{node, port.name};
            if (link->from_input ? tryLink(mine, link->port) : tryLink(link->port, mine)) return;
        }
        return;
    }
    const engine::Node* other = document.node(selection_.current().toStdString());
    if (!connect || other == nullptr) return;
    const std::string giver = other->id;
    for (const engine::Port& output : shell_.catalog.find(other->kind)->outputs) {
        for (const engine::Port& input : kind.inputs) {
            if (tryLink({giver, output.name}, {node, input.name})) return;
        }
    }
}

void CanvasActs::link(const engine::PortRef& from, const engine::PortRef& to) {
    if (auto refusal = edits::canConnect(shell_.pipeline.document(), shell_.catalog, from, to))
        return refuse(*refusal, from, to);
    shell_.pipeline.edit(tr("Connect"), [&](Document& document) {
        edits::connect(document, shell_.catalog, from, to);
    });
}

void CanvasActs::refuse(const edits::Refusal& refusal, const engine::PortRef& from,
                        const engine::PortRef& to) {
    std::vector<MessageBar::Button> buttons;
    const QString title = engineText(refusal.fix_title);
    if (refusal.fix == "show_fitting") {
        buttons.push_back({title, [this, to] {
                               const NodeItem* node = view_.canvas().node(fromUtf8(to.node));
                               if (node == nullptr) return;
                               view_.reveal(node->id());
                               askLinked(to, true, node->pos() - QPointF(edits::kColumn, 0));
                           }});
    } else if (refusal.fix == "replace") {
        buttons.push_back({title, [this, from, to] {
                               shell_.pipeline.edit(tr("Replace an edge"), [&](Document& document) {
                                   edits::connect(document, shell_.catalog, from, to);
                               });
                           }});
    } else if (refusal.fix == "swap_ends") {
        const auto swapped =
            edits::swappedEnds(shell_.pipeline.document(), shell_.catalog, from, to);
        if (swapped)
            buttons.push_back({title, [this, ends = *swapped] { link(ends.first, ends.second); }});
    } else if (refusal.fix == "show_loop") {
        buttons.push_back({title, [this, from, to] {
                               selection_.set({fromUtf8(from.node), fromUtf8(to.node)});
                               view_.reveal(fromUtf8(to.node));
                           }});
    }
    shell_.messages.show(MessageBar::Kind::Warning, edits::textOf(refusal), std::move(buttons));
}

edits::Ids CanvasActs::chosen() const {
    edits::Ids out;
    for (const QString& id : selection_.nodes()) out.push_back(id.toStdString());
    return edits::withMembers(shell_.pipeline.document(), out);
}

void CanvasActs::copy() {
    const std::string text = edits::copyText(shell_.pipeline.document(), chosen());
    if (!text.empty()) QGuiApplication::clipboard()->setText(fromUtf8(text));
}

void CanvasActs::paste(bool with_incoming) {
    const std::string text = QGuiApplication::clipboard()->text().toStdString();
    if (!edits::isPasteable(text))
        return say(tr("The clipboard holds no nodes. Copy some on the canvas first."));
    paste(text, with_incoming);
}

void CanvasActs::duplicate() {
    if (selection_.nodes().isEmpty()) return;
    paste(edits::copyText(shell_.pipeline.document(), chosen()), true);
}

void CanvasActs::paste(const std::string& text, bool with_incoming) {
    // Beside what is selected, in the same lanes; else at the upper left of what is seen.
    QPointF corner = view_.mapToScene(QPoint(0, 0));
    bool first = true;
    for (const QString& id : selection_.nodes()) {
        const QGraphicsItem* item = view_.canvas().itemOf(id);
        if (item == nullptr) continue;
        const QPointF low = item->pos() + QPointF(0, edits::kRow);
        corner =
            first ? low : QPointF(std::min(corner.x(), low.x()), std::max(corner.y(), low.y()));
        first = false;
    }
    const edits::Position place = freePlace(
        view_.canvas(), static_cast<int>(std::lround(corner.x() / canvas::kSnap)) * canvas::kSnap,
        corner.y());
    engine::Result<edits::Ids> made = edits::Ids{};
    shell_.pipeline.edit(tr("Paste"), [&](Document& document) {
        made = edits::paste(document, shell_.catalog, text, place.x, place.y, with_incoming);
    });
    if (!made) {
        shell_.messages.show(made.error());
        return;
    }
    selection_.set(textsOf(*made));
    if (!made->empty()) view_.reveal(fromUtf8(made->front()));
}

void CanvasActs::remove() {
    const auto edges = view_.canvas().selectedEdges();
    const edits::Ids nodes = chosen();
    if (edges.isEmpty() && nodes.empty()) return;
    const int count = static_cast<int>(edges.size()) + static_cast<int>(nodes.size());
    shell_.pipeline.edit(count == 1 ? tr("Delete an item") : tr("Delete %n items", nullptr, count),
                         [&](Document& document) {
                             for (const auto& [from, to] : edges)
                                 edits::disconnect(document, from, to);
                             edits::removeNodes(document, nodes);
                         });
    selection_.set({});
}

void CanvasActs::rename() {
    const std::string id = selection_.current().toStdString();
    if (edits::isNote(id)) return editNote(fromUtf8(id));
    if (edits::isGroup(id)) return renameGroup(fromUtf8(id));
    if (shell_.pipeline.document().node(id) == nullptr) return;
    auto* dialog = new QInputDialog(&view_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename"));
    dialog->setLabelText(tr("Title of the node (empty: the kind's own)"));
    dialog->setTextValue(
        engineText(edits::titleOf(shell_.pipeline.document(), shell_.catalog, id)));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id](const QString& title) {
        shell_.pipeline.edit(tr("Rename"), [&](Document& document) {
            edits::renameNode(document, shell_.catalog, id, title.trimmed().toStdString());
        });
    });
    dialog->open();
}

void CanvasActs::selectAll() {
    QStringList all;
    for (const engine::Node& node : shell_.pipeline.document().nodes) all << fromUtf8(node.id);
    for (const edits::Note& note : edits::notesOf(shell_.pipeline.document()))
        all << fromUtf8(note.id);
    selection_.set(all);
}

// A node that several arms share stands for the first of them that has no control yet; one whose
// scores no arm has taken up yet gets its arm along with the twin.
void CanvasActs::twin() {
    const Document& now = shell_.pipeline.document();
    const std::string here = selection_.current().toStdString();
    const edits::Ids arms = edits::armsOf(now, shell_.catalog, here);
    edits::Ids loose;
    if (arms.empty() && !here.empty())
        loose = edits::evaluatorsWithoutArm(now, shell_.catalog, here);
    if (arms.empty() && loose.empty())
        return say(tr("Select a node of an arm first; its twin is made without transfer."));
    const auto open = std::find_if(arms.begin(), arms.end(), [&](const std::string& arm) {
        return now.arm(arm)->control.empty();
    });
    std::string arm = arms.empty() ? "" : open == arms.end() ? arms.front() : *open;
    std::variant<edits::Twin, edits::Refusal> made;
    shell_.pipeline.edit(tr("Add a twin"), [&](Document& document) {
        Document tried = document;
        if (arm.empty()) arm = edits::addScoredArm(tried, shell_.catalog, loose.front());
        made = edits::addTwin(tried, shell_.catalog, arm);
        if (std::holds_alternative<edits::Twin>(made)) document = std::move(tried);
    });
    if (const auto* refusal = std::get_if<edits::Refusal>(&made))
        return shell_.messages.show(MessageBar::Kind::Warning, edits::textOf(*refusal));
    const edits::Ids& nodes = std::get<edits::Twin>(made).nodes;
    selection_.set(textsOf(nodes));
    if (!nodes.empty()) view_.reveal(fromUtf8(nodes.front()));
    say(tr("%1 has a twin without transfer; it is its control now.")
            .arg(fromUtf8(shell_.pipeline.document().arm(arm)->title)));
}

void CanvasActs::arrange() {
    shell_.pipeline.edit(tr("Arrange"),
                         [&](Document& document) { edits::autoLayout(document, shell_.catalog); });
}

}  // namespace widgets
