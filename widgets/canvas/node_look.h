// What a card of the canvas says about its node: a value, compared to know what has to be drawn
// anew.
#pragma once

#include <QList>
#include <QPointF>
#include <QString>
#include <QStringList>

#include "engine/plan/problem.h"
#include "engine/spec/catalog.h"
#include "engine/spec/document.h"

namespace widgets {

struct PortLook {
    QString name;   // "data", as in the document
    QString types;  // letters
    bool input = true;
    bool needed = false;  // an input that may not stay open
    bool linked = false;
    bool operator==(const PortLook&) const = default;
};

struct NodeLook {
    QString id;
    QString title;          // as given, or the kind's
    QString kind;           // the kind's title
    QString icon;           // for Theme::icon
    QString summary;        // options that are not as they come: "Epochs 6 · Batch 64"
    QStringList faults;     // sentences, blocking ones first
    bool blocked = false;   // one of them stops a run
    bool twin = false;      // stands for what a control arm is denied: drawn dashed
    QList<PortLook> ports;  // inputs, then outputs
    bool operator==(const NodeLook&) const = default;
};

/// What is shown of every node, in document order. Cost: O(nodes + edges + problems).
QList<NodeLook> looksOf(const engine::Document& document, const engine::Catalog& catalog,
                        const std::vector<engine::Problem>& problems);

/// Options of a node that are not as they come, in words; sweeps are always named.
QString summaryOf(const engine::Node& node, const engine::NodeKind& kind);

/// Title of a node in words: its own, or its kind's in the window's language.
QString titleOf(const engine::Node& node, const engine::NodeKind* kind);

}  // namespace widgets
