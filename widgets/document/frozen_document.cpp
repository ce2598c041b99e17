#include "widgets/document/frozen_document.h"

#include <algorithm>

namespace widgets {
namespace {

bool equal(const engine::Node& a, const engine::Node& b) {
    return a.id == b.id && a.kind == b.kind && a.title == b.title && a.options == b.options;
}

bool equal(const engine::Edge& a, const engine::Edge& b) {
    return a.from == b.from && a.to == b.to && a.order == b.order;
}

bool equal(const engine::Arm& a, const engine::Arm& b) {
    return a.id == b.id && a.title == b.title && a.ends == b.ends && a.control == b.control;
}

bool equal(const engine::Waiver& a, const engine::Waiver& b) {
    return a.rule == b.rule && a.node == b.node && a.reason == b.reason;
}

template <class T>
bool equal(const std::vector<T>& a, const std::vector<T>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const T& x, const T& y) { return equal(x, y); });
}

}  // namespace

FrozenDocument::FrozenDocument(const engine::Document& now, const FrozenDocument* before) {
    nodes_.reserve(now.nodes.size());
    for (std::size_t i = 0; i < now.nodes.size(); ++i) {
        const bool kept = before != nullptr && i < before->nodes_.size() &&
                          equal(*before->nodes_[i], now.nodes[i]);
        nodes_.push_back(kept ? before->nodes_[i]
                              : std::make_shared<const engine::Node>(now.nodes[i]));
    }
    edges_ = before != nullptr && equal(*before->edges_, now.edges)
                 ? before->edges_
                 : std::make_shared<const std::vector<engine::Edge>>(now.edges);
    canvas_ = before != nullptr && *before->canvas_ == now.canvas
                  ? before->canvas_
                  : std::make_shared<const engine::Json>(now.canvas);
    const Rest* old = before == nullptr ? nullptr : before->rest_.get();
    const bool kept = old != nullptr && old->title == now.title && old->seeds == now.seeds &&
                      old->data == now.data && equal(old->arms, now.arms) &&
                      equal(old->waivers, now.waivers);
    rest_ = kept ? before->rest_
                 : std::make_shared<const Rest>(
                       Rest{now.title, now.seeds, now.data, now.arms, now.waivers});
}

engine::Document FrozenDocument::thawed() const {
    engine::Document out;
    out.title = rest_->title;
    out.seeds = rest_->seeds;
    out.data = rest_->data;
    out.arms = rest_->arms;
    out.waivers = rest_->waivers;
    out.edges = *edges_;
    out.canvas = *canvas_;
    out.nodes.reserve(nodes_.size());
    for (const Node& node : nodes_) out.nodes.push_back(*node);
    return out;
}

bool FrozenDocument::sameAs(const FrozenDocument& before) const {
    return nodes_ == before.nodes_ && edges_ == before.edges_ && canvas_ == before.canvas_ &&
           rest_ == before.rest_;
}

}  // namespace widgets
