// A page as HTML: with the window's tokens for a browser, or plain for a printer.
#include <array>
#include <cstdio>

#include "engine/report/html_style.h"
#include "engine/report/page.h"

namespace engine {
namespace {

std::string share_text(std::int64_t count, double total, const char* pattern) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), pattern,
                  total > 0 ? static_cast<double>(count) / total : 0.0);
    return text.data();
}

// Numbers stand on the right of their column.
bool is_number(const std::string& text) {
    return text.find_first_not_of("0123456789.-+e %") == std::string::npos;
}

double row_total(const PageConfusion& block, std::size_t truth) {
    double total = 0;
    for (std::size_t c = 0; c < block.classes.size(); ++c)
        total += static_cast<double>(block.counts[truth * block.classes.size() + c]);
    return total;
}

// The shade of a share between the surface and the accent, as the style sheet mixes it.
std::string shade(double share) {
    const auto mix = [&](int from, int to) {
        return static_cast<int>(from + (to - from) * share * 0.45);
    };
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "#%02X%02X%02X", mix(255, 11), mix(255, 99),
                  mix(255, 176));
    return text.data();
}

class HtmlWriter {
public:
    explicit HtmlWriter(PrintPage* print) : print_(print) {}  // null: for a browser

    std::string operator()(const PageHeading& block) const {
        const std::string level = std::to_string(block.level);
        return "<h" + level + ">" + escaped(block.text) + "</h" + level + ">";
    }
    std::string operator()(const PageText& block) const {
        return block.small ? "<p><small>" + escaped(block.text) + "</small></p>"
                           : "<p>" + escaped(block.text) + "</p>";
    }
    std::string operator()(const PageClaims& block) const {
        std::string out = "<ul class=\"verdicts\">";
        for (const PageClaim& claim : block.claims) {
            out += "<li class=\"" + claim.code + "\"><b>" + escaped(claim.who) + "</b><br>" +
                   escaped(claim.said);
            for (const std::string& note : claim.notes)
                out += "<br><small>" + escaped(note) + "</small>";
            out += "</li>";
        }
        return out + "</ul>";
    }
    std::string operator()(const PageTable& block) const {
        std::string out = table_start() + (print_ == nullptr ? "<tr>" : "<tr bgcolor=\"#ECEEF2\">");
        for (const std::string& name : block.head) out += "<th>" + escaped(name) + "</th>";
        out += "</tr>";
        for (std::size_t r = 0; r < block.rows.size(); ++r) {
            bool muted = false;
            for (const std::size_t one : block.muted) muted = muted || one == r;
            out += muted ? "<tr class=\"reference\">" : "<tr>";
            bool first = true;
            for (const PageCell& cell : block.rows[r]) {
                out += (print_ != nullptr && !first && is_number(cell.text) ? "<td align=\"right\">"
                                                                            : "<td>") +
                       escaped(cell.text) +
                       (cell.note.empty() ? "" : " <small>" + escaped(cell.note) + "</small>") +
                       "</td>";
                first = false;
            }
            out += "</tr>";
        }
        return out + "</table>";
    }
    std::string operator()(const PageFacts& block) const {
        std::string out = "<dl>";
        for (const auto& [term, text] : block.facts)
            out += "<dt>" + escaped(term) + "</dt><dd>" + escaped(text) + "</dd>";
        return out + "</dl>";
    }
    std::string operator()(const PageChart& block) const {
        const std::string caption = "<figcaption>" + escaped(block.caption) + "</figcaption>";
        if (print_ == nullptr)
            return "<figure>" + line_chart(block.series, block.axes) + caption + "</figure>";
        return picture(line_chart(block.series, block.axes, ChartLook::Alone)) + "<p><small>" +
               escaped(block.caption) + "</small></p>";
    }
    std::string operator()(const PagePipeline& block) const {
        return print_ == nullptr ? "<figure class=\"pipeline\">" + block.svg + "</figure>"
                                 : picture(block.alone);
    }
    std::string operator()(const PageConfusion& block) const {
        const std::size_t n = block.classes.size();
        std::string out = print_ == nullptr ? "<div>" : "";
        out += "<h3>" + escaped(block.title) + "</h3>" +
               (print_ == nullptr ? std::string("<table class=\"confusion\">") : table_start()) +
               "<tr><th>" + escaped(block.corner) + "</th>";
        for (const std::string& name : block.classes) out += "<th>" + escaped(name) + "</th>";
        out += "</tr>";
        for (std::size_t truth = 0; truth < n; ++truth) {
            const double total = row_total(block, truth);
            out += "<tr><th>" + escaped(block.classes[truth]) + "</th>";
            for (std::size_t c = 0; c < n; ++c) out += count(block.counts[truth * n + c], total);
            out += "</tr>";
        }
        return out + "</table>" + (print_ == nullptr ? "</div>" : "");
    }
    std::string operator()(const PageCode& block) const {
        if (block.summary.empty() || print_ != nullptr)
            return (block.summary.empty() ? "" : "<h3>" + escaped(block.summary) + "</h3>") +
                   "<pre>" + escaped(block.text) + "</pre>";
        return "<details><summary>" + escaped(block.summary) + "</summary><pre>" +
               escaped(block.text) + "</pre></details>";
    }

private:
    std::string table_start() const {
        return print_ == nullptr ? "<table>"
                                 : "<table border=\"0\" cellspacing=\"0\" cellpadding=\"4\">";
    }
    std::string picture(std::string svg) const {
        print_->figures.push_back(std::move(svg));
        return "<p><img src=\"figure:" + std::to_string(print_->figures.size() - 1) + "\"></p>";
    }
    std::string count(std::int64_t count, double total) const {
        const std::string share = share_text(count, total, "%.6g");
        const std::string per_cent = share_text(count * 100, total, "%.1f") + " %";
        const std::string look =
            print_ == nullptr
                ? "style=\"--share:" + share + "\""
                : "align=\"right\" bgcolor=\"" +
                      shade(total > 0 ? static_cast<double>(count) / total : 0) + "\"";
        return "<td " + look + ">" + std::to_string(count) + "<small> " + per_cent +
               "</small></td>";
    }

    PrintPage* print_;
};

std::string body_of(const Page& page, const HtmlWriter& writer, bool print) {
    std::string out = "<h1>" + escaped(page.title) + "</h1>";
    bool row = false;  // confusions stand side by side
    for (const PageBlock& block : page.blocks) {
        const bool confusion = std::holds_alternative<PageConfusion>(block) && !print;
        if (confusion != row) out += confusion ? "<div class=\"row\">" : "</div>";
        row = confusion;
        out += std::visit(writer, block);
    }
    return out + (row ? "</div>" : "");
}

}  // namespace

std::string html_of(const Page& page, const std::string& carried) {
    std::string data = carried;
    // Neither "</script>" nor "<!--" may stand in a script; in JSON a < is always inside a string.
    for (std::size_t at = data.find('<'); at != std::string::npos; at = data.find('<', at))
        data.replace(at, 1, "\\u003c");
    return "<!doctype html><html lang=\"" + page.language +
           "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
           "content=\"width=device-width\"><title>" +
           escaped(page.title) + "</title><style>" + kReportStyle + "</style></head><body><main>" +
           body_of(page, HtmlWriter(nullptr), false) +
           "</main><script type=\"application/json\" id=\"warmstart\">" + data +
           "</script></body></html>\n";
}

PrintPage print_of(const Page& page) {
    PrintPage out;
    out.html = body_of(page, HtmlWriter(&out), true);
    return out;
}

}  // namespace engine
