// A page as Markdown: charts as tables of their points, the pipeline as Mermaid.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "engine/report/page.h"

namespace engine {
namespace {

// Text that Markdown shows as it is, on one line.
std::string plain(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n' || c == '\r') {
            out += ' ';
            continue;
        }
        if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::string number(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return std::isfinite(value) ? text.data() : "";
}

std::string row_of(const std::vector<std::string>& cells) {
    std::string out = "|";
    for (const std::string& cell : cells) out += " " + cell + " |";
    return out + "\n";
}

std::string rule_of(std::size_t columns) {
    std::string out = "|---|";
    for (std::size_t i = 1; i < columns; ++i) out += "---:|";
    return out + "\n";
}

// A fence longer than any in the text.
std::string fenced(const std::string& text, const std::string& kind) {
    std::size_t longest = 2, now = 0;
    for (const char c : text) {
        now = c == '`' ? now + 1 : 0;
        longest = std::max(longest, now);
    }
    const std::string fence(longest + 1, '`');
    return fence + kind + "\n" + text + (text.ends_with('\n') ? "" : "\n") + fence + "\n\n";
}

class MarkdownWriter {
public:
    std::string operator()(const PageHeading& block) const {
        return std::string(static_cast<std::size_t>(block.level), '#') + " " + plain(block.text) +
               "\n\n";
    }
    std::string operator()(const PageText& block) const { return plain(block.text) + "\n\n"; }
    std::string operator()(const PageClaims& block) const {
        std::string out;
        for (const PageClaim& claim : block.claims) {
            out += "- **" + plain(claim.who) + "**: " + plain(claim.said);
            for (const std::string& note : claim.notes) out += " " + plain(note);
            out += "\n";
        }
        return out + "\n";
    }
    std::string operator()(const PageTable& block) const {
        std::vector<std::string> head;
        for (const std::string& name : block.head) head.push_back(plain(name));
        std::string out = row_of(head) + rule_of(head.size());
        for (const auto& row : block.rows) {
            std::vector<std::string> cells;
            for (const PageCell& cell : row)
                cells.push_back(plain(cell.note.empty() ? cell.text : cell.text + " " + cell.note));
            out += row_of(cells);
        }
        return out + "\n";
    }
    std::string operator()(const PageFacts& block) const {
        std::string out;
        for (const auto& [term, text] : block.facts)
            out += "- " + plain(term) + ": " + plain(text) + "\n";
        return out + "\n";
    }
    std::string operator()(const PageChart& block) const {
        std::vector<double> places;
        for (const ChartSeries& one : block.series) {
            for (const ChartPoint& p : one.points) places.push_back(p.x);
        }
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
        constexpr std::size_t most = 12;  // of a long curve evenly spread ones
        if (places.size() > most) {
            std::vector<double> some;
            for (std::size_t i = 0; i < most; ++i)
                some.push_back(places[i * (places.size() - 1) / (most - 1)]);
            places = some;
        }
        std::vector<std::string> head = {plain(block.axes.x_title + " / " + block.axes.y_title)};
        for (const double x : places) head.push_back(number(x));
        std::string out = row_of(head) + rule_of(head.size());
        for (const ChartSeries& one : block.series) {
            std::vector<std::string> cells = {plain(one.title)};
            for (const double x : places) {
                const auto at = std::find_if(one.points.begin(), one.points.end(),
                                             [&](const ChartPoint& p) { return p.x == x; });
                cells.push_back(at == one.points.end() ? "" : number(at->y * block.axes.y_factor));
            }
            out += row_of(cells);
        }
        return out + "\n" + plain(block.caption) + "\n\n";
    }
    std::string operator()(const PageConfusion& block) const {
        std::string out = "### " + plain(block.title) + "\n\n";
        std::vector<std::string> head = {plain(block.corner)};
        for (const std::string& name : block.classes) head.push_back(plain(name));
        out += row_of(head) + rule_of(head.size());
        const std::size_t n = block.classes.size();
        for (std::size_t truth = 0; truth < n; ++truth) {
            std::vector<std::string> cells = {plain(block.classes[truth])};
            for (std::size_t c = 0; c < n; ++c)
                cells.push_back(std::to_string(block.counts[truth * n + c]));
            out += row_of(cells);
        }
        return out + "\n";
    }
    std::string operator()(const PagePipeline& block) const {
        return fenced(block.mermaid, "mermaid");
    }
    std::string operator()(const PageCode& block) const {
        return (block.summary.empty() ? "" : plain(block.summary) + "\n\n") +
               fenced(block.text, "");
    }
};

}  // namespace

std::string markdown_of(const Page& page) {
    std::string out = "# " + plain(page.title) + "\n\n";
    for (const PageBlock& block : page.blocks) out += std::visit(MarkdownWriter(), block);
    return out;
}

}  // namespace engine
