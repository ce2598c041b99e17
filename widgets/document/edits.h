// Everything that can be done to a pipeline document, as functions of a value: canvas, outline,
// palette, forms and menus call these inside PipelineModel::edit. No state, no widgets; what is
// asked for with an id that is not there changes nothing.
#pragma once

#include <QString>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/plan/problem.h"
#include "engine/spec/catalog.h"
#include "engine/spec/document.h"

namespace widgets::edits {

using Ids = std::vector<std::string>;

/// Places on the canvas, in its units (logical pixels at 100 %).
struct Position {
    int x = 0;
    int y = 0;
    bool operator==(const Position&) const = default;
};
inline constexpr int kFarthest = 100'000;  // canvas units from its beginning
inline constexpr int kColumn = 232;        // distance of two lanes
inline constexpr int kRow = 96;            // distance of two nodes in a lane

/// Why something is not done, and what would help.
struct Refusal {
    std::string rule;       // "type", "lane", "loop", "single_input", "same_edge", "twin"
    engine::Error what;     // English template and arguments
    std::string fix;        // "show_fitting", "swap_ends", "show_loop", "replace"; "" = none
    std::string fix_title;  // "Show fitting nodes", as the engine's table has it
};
/// The sentence in the window's language, node titles of the catalog included.
QString textOf(const Refusal& refusal);

// --- nodes

/// A readable id that is not taken: "fine-tune", "fine-tune-2".
std::string freshNodeId(const engine::Document& document, std::string_view wish);
/// The node's own title, else its kind's (English; engineText translates it).
std::string titleOf(const engine::Document& document, const engine::Catalog& catalog,
                    std::string_view node);
/// Where it stands: its kind's lane, or Target apply for a kind that may sit there as well and
/// comes after a node of that lane.
engine::Lane laneOf(const engine::Document& document, const engine::Catalog& catalog,
                    std::string_view node);
/// A node with its kind's default options. -> its id; "" for an unknown kind.
std::string addNode(engine::Document& document, const engine::Catalog& catalog,
                    std::string_view kind, int x, int y);
/// Nodes and all that hangs on them: edges, arms that end there, controls that name those arms,
/// waivers, searched ranges, places, memberships; notes and groups (whose nodes stay) by their ids.
void removeNodes(engine::Document& document, const Ids& ids);
/// Sets the title; ids never change. The kind's own title is stored as "".
void renameNode(engine::Document& document, const engine::Catalog& catalog, std::string_view id,
                std::string_view title);
/// Errors: UnknownOption, BadOption; the document is then as it was.
engine::Result<void> setOption(engine::Document& document, const engine::Catalog& catalog,
                               std::string_view id, std::string_view option,
                               const engine::Json& value);
Position positionOf(const engine::Document& document, std::string_view id);  // {0, 0} unless placed
/// A number of a canvas entry, at most kFarthest from 0: files are written by hand too.
int numberAt(const engine::Json& entry, const char* key, int otherwise);
/// Notes too.
void moveNodes(engine::Document& document, const std::map<std::string, Position>& to);

// --- edges

/// Nothing when an edge may run from this output to this input.
std::optional<Refusal> canConnect(const engine::Document& document, const engine::Catalog& catalog,
                                  const engine::PortRef& from, const engine::PortRef& to);
/// Adds the edge behind the others of that input. An input that takes one edge gives up the one it
/// has: that is what the fix "replace" does. Call only where canConnect refuses nothing else.
void connect(engine::Document& document, const engine::Catalog& catalog,
             const engine::PortRef& from, const engine::PortRef& to);
void disconnect(engine::Document& document, const engine::PortRef& from, const engine::PortRef& to);
/// The fix "swap_ends": an output of the `to` node and an input of the `from` node that fit.
std::optional<std::pair<engine::PortRef, engine::PortRef>> swappedEnds(
    const engine::Document& document, const engine::Catalog& catalog, const engine::PortRef& from,
    const engine::PortRef& to);

/// "Data or Tasks" for the letters of a port (English).
std::string typesTitle(std::string_view letters);

enum class Side { Input, Output };
struct FittingKind {
    const engine::NodeKind* kind;
    std::string port;  // its first port that fits
};
/// Kinds with an input (output) port that fits one of the letters, best first: the port that the
/// kind cannot do without, few other types, near lane, order of the catalog.
/// @param side  Input: an edge is drawn out of an output of type `types`
/// @param lane  of the node at the other end; kinds that the lane rule forbids are left out
std::vector<FittingKind> fittingKinds(const engine::Catalog& catalog, std::string_view types,
                                      Side side, std::optional<engine::Lane> lane = {});

// --- copy and paste

/// The nodes with the edges between them and those that come in from outside, notes, and groups
/// whose nodes all go along, as JSON text; "" for no known id.
std::string copyText(const engine::Document& document, const Ids& ids);
/// Whether paste() would take it.
bool isPasteable(std::string_view text);
/// Adds what copyText gave, its upper left corner at (x, y).
/// @param with_incoming  also the edges from nodes outside, where those are still there
/// -> the new ids. Errors: BadFile, BadDocument, UnknownKind, UnknownOption, BadOption.
engine::Result<Ids> paste(engine::Document& document, const engine::Catalog& catalog,
                          std::string_view text, int x, int y, bool with_incoming);

// --- arms and seeds

/// A path that ends at a node. -> the arm's id; "" when the node is not there.
std::string addArm(engine::Document& document, const engine::Catalog& catalog,
                   std::string_view ends, std::string_view title);
/// Evaluating nodes behind `node` (itself included; "": all) whose scores belong to no arm, in
/// document order.
Ids evaluatorsWithoutArm(const engine::Document& document, const engine::Catalog& catalog,
                         std::string_view node);
/// The arm of an evaluating node: named after what it scores, and ending there where nothing else
/// scores that too. -> the arm's id; "" when nothing is scored.
std::string addScoredArm(engine::Document& document, const engine::Catalog& catalog,
                         std::string_view evaluator);
void removeArm(engine::Document& document, std::string_view id);
void renameArm(engine::Document& document, std::string_view id, std::string_view title);
/// control: another arm's id, or "".
void setControl(engine::Document& document, std::string_view id, std::string_view control);
/// Duplicates are dropped, the first stays; an empty list changes nothing.
void setSeeds(engine::Document& document, const std::vector<std::uint64_t>& seeds);
/// The first n seeds: 1, 2, ..., n.
std::vector<std::uint64_t> firstSeeds(int n);
/// Arms in which the node takes part, in document order: what leads to their scored rows.
Ids armsOf(const engine::Document& document, const engine::Catalog& catalog, std::string_view node);

struct Twin {
    std::string arm;  // the new one
    Ids nodes;        // that were made for it
};
/// Copies the arm's target node and its evaluation; what comes before the target node is replaced
/// by a `no_transfer` node (or, where the lanes forbid one, by the encoder that it stands for), and
/// rows of the source by those of the target. It withholds what the source taught; where the arm
/// has no source, what was pretrained. The new arm becomes the arm's control.
/// -> what was made; a refusal where the arm is not scored or borrows nothing; the document is then
/// as it was.
std::variant<Twin, Refusal> addTwin(engine::Document& document, const engine::Catalog& catalog,
                                    std::string_view arm);

// --- whole documents

/// Places all nodes: lane = column, nodes of one arm near one row, few crossings (sweeps of
/// barycentres over the columns; Sugiyama et al. 1981).
void autoLayout(engine::Document& document, const engine::Catalog& catalog);

// --- problems

/// Whether applyFix() can do what the problem's fix says; other fixes need a choice by hand.
bool canFix(const engine::Problem& problem);
/// Breaks the problem's rule at its node on purpose; without a reason nothing changes.
void waive(engine::Document& document, const engine::Problem& problem, std::string_view reason);
void withdrawWaiver(engine::Document& document, std::string_view rule, std::string_view node);
/// Does it. -> a refusal when it cannot be done here; the document is then as it was.
std::optional<Refusal> applyFix(engine::Document& document, const engine::Catalog& catalog,
                                const engine::Problem& problem);

}  // namespace widgets::edits
