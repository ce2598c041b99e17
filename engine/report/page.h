// A report as a list of blocks: HTML, Markdown and (in the window) PDF show the same ones.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/report/svg_chart.h"

namespace engine {

struct PageHeading {
    int level = 2;
    std::string text;
};
struct PageText {
    std::string text;
    bool small = false;
};
struct PageClaim {
    std::string code;  // of the verdict: "helps"
    std::string who;   // "A against B, 64 labels"
    std::string said;
    std::vector<std::string> notes;
};
struct PageClaims {
    std::vector<PageClaim> claims;
};
struct PageCell {
    std::string text;
    std::string note = {};  // beside it, smaller
};
struct PageTable {
    std::vector<std::string> head;
    std::vector<std::vector<PageCell>> rows;
    std::vector<std::size_t> muted = {};  // rows of references
};
struct PageFacts {  // term, text
    std::vector<std::pair<std::string, std::string>> facts;
};
struct PageChart {
    std::vector<ChartSeries> series;
    ChartAxes axes;
    std::string caption;
};
struct PageConfusion {
    std::string title;
    std::vector<std::string> classes;
    std::vector<std::int64_t> counts;  // [classes x classes], row = truth
    std::string corner;                // "truth \ predicted"
};
struct PagePipeline {
    std::string svg;    // for a page with our styles
    std::string alone;  // with colours of its own
    std::string mermaid;
};
struct PageCode {
    std::string text;
    std::string summary = {};  // folded under it; "": open
};

using PageBlock = std::variant<PageHeading, PageText, PageClaims, PageTable, PageFacts, PageChart,
                               PageConfusion, PagePipeline, PageCode>;

struct Page {
    std::string title;
    std::string language = "en";
    std::vector<PageBlock> blocks;
};

/// One file that needs nothing beside it. carried: JSON that a script element holds.
std::string html_of(const Page& page, const std::string& carried);
std::string markdown_of(const Page& page);

/// Plain HTML with colours of its own for a printer: charts as <img src="figure:0">, and what
/// they are as SVG.
struct PrintPage {
    std::string html;
    std::vector<std::string> figures;
};
PrintPage print_of(const Page& page);

}  // namespace engine
