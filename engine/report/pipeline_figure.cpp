#include "engine/report/pipeline_figure.h"

#include <algorithm>
#include <array>
#include <map>

namespace engine {
namespace {

constexpr std::size_t kLanes = 6;
constexpr int kBox = 132, kGap = 34, kRow = 34, kTop = 30, kHeight = 24;  // px

struct Place {
    int x = 0, y = 0;
};

// What fits into a box: a letter of a wide script takes the room of two.
std::string cut(const std::string& text) {
    constexpr int room = 20;
    int used = 0;
    std::size_t i = 0;
    while (i < text.size()) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        used += bytes >= 3 ? 2 : 1;
        if (used > room) return text.substr(0, i) + "…";
        i += bytes;
    }
    return text;
}

std::size_t lane_of(const Node& node, const Catalog& catalog) {
    const NodeKind* kind = catalog.find(node.kind);
    return kind == nullptr ? 0 : static_cast<std::size_t>(kind->lane);
}

// Nodes of a lane below each other, in the order in which the document holds them.
std::map<std::string, Place> places_of(const Document& document, const Catalog& catalog,
                                       const std::array<int, kLanes>& column, int& rows) {
    std::map<std::string, Place> out;
    std::array<int, kLanes> filled{};
    for (const Node& node : document.nodes) {
        const std::size_t lane = lane_of(node, catalog);
        out[node.id] = {column[lane] * (kBox + kGap), kTop + filled[lane] * kRow};
        rows = std::max(rows, ++filled[lane]);
    }
    return out;
}

std::string edge(const Place& from, const Place& to, const std::string& paint) {
    const int x1 = from.x + kBox, y1 = from.y + kHeight / 2, x2 = to.x, y2 = to.y + kHeight / 2;
    const std::string a = std::to_string(x1) + " " + std::to_string(y1);
    const std::string b = std::to_string(x2) + " " + std::to_string(y2);
    const int bend = from.x < to.x ? 16 : 40;  // within a lane it goes around
    return "<path " + paint + " d=\"M" + a + " C" + std::to_string(x1 + bend) + " " +
           std::to_string(y1) + " " + std::to_string(x2 - bend) + " " + std::to_string(y2) + " " +
           b + "\"/>";
}

std::string text(int x, int y, const std::string& words, const std::string& paint) {
    return "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\"" + paint + ">" +
           escaped(words) + "</text>";
}

std::string box(const Node& node, const Place& at, const NodeKind* kind, const Words& words,
                bool alone) {
    const std::string name = !node.title.empty() ? node.title
                             : kind == nullptr   ? node.kind
                                                 : words(kind->title);
    return "<rect x=\"" + std::to_string(at.x) + "\" y=\"" + std::to_string(at.y) + "\" width=\"" +
           std::to_string(kBox) + "\" height=\"" + std::to_string(kHeight) + "\" rx=\"4\" " +
           (alone ? "fill=\"#FFFFFF\" stroke=\"#858E9A\"" : "class=\"box\"") + "/>" +
           text(at.x + 6, at.y + 16, cut(name), alone ? " font-size=\"11\" fill=\"#1B1F24\"" : "");
}

// Pixels.
std::string whole(int width, int height, const std::string& body, bool alone) {
    const std::string w = std::to_string(width), h = std::to_string(height);
    return "<svg " +
           (alone ? "xmlns=\"http://www.w3.org/2000/svg\" width=\"" + w + "\" height=\"" + h +
                        "\" font-family=\"Noto Sans, Noto Sans CJK SC\" "
                  : std::string("role=\"img\" ")) +
           "viewBox=\"0 0 " + w + " " + h + "\">" + body + "</svg>";
}

}  // namespace

std::string pipeline_figure(const Document& document, const Catalog& catalog, const Words& words,
                            ChartLook look) {
    const bool alone = look == ChartLook::Alone;
    std::array<bool, kLanes> used{};
    for (const Node& node : document.nodes) used[lane_of(node, catalog)] = true;
    std::array<int, kLanes> column{};
    int columns = 0, rows = 0;
    for (std::size_t i = 0; i < kLanes; ++i) column[i] = used[i] ? columns++ : 0;
    const auto places = places_of(document, catalog, column, rows);
    const std::string title = alone ? " font-size=\"11\" fill=\"#535D6A\"" : "";
    std::string body;
    for (std::size_t i = 0; i < kLanes; ++i) {
        if (used[i])
            body +=
                text(column[i] * (kBox + kGap), 16, words(title_of(static_cast<Lane>(i))), title);
    }
    for (const Edge& one : document.edges) {
        const auto from = places.find(one.from.node), to = places.find(one.to.node);
        if (from == places.end() || to == places.end()) continue;
        body += edge(from->second, to->second,
                     alone ? "fill=\"none\" stroke=\"#858E9A\"" : "class=\"link\"");
    }
    for (const Node& node : document.nodes)
        body += box(node, places.at(node.id), catalog.find(node.kind), words, alone);
    return whole(columns * (kBox + kGap) - kGap + 1, kTop + rows * kRow, body, alone);
}

}  // namespace engine
