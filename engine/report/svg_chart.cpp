#include "engine/report/svg_chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace engine {
namespace {

constexpr double kWidth = 640;
constexpr double kHeight = 320;
constexpr double kLeft = 56;
constexpr double kRight = 12;
constexpr double kTop = 12;
constexpr double kBottom = 44;
constexpr double kLegendLine = 18;
// The window's series in light: what stands alone is printed.
constexpr std::array<const char*, 7> kColours = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                                 "#000000", "#7A5600", "#3A93C9"};
constexpr const char* kGrid = "#D9DDE3";
constexpr const char* kText = "#535D6A";
constexpr std::array<const char*, 6> kDashes = {"", "7 3", "2 3", "9 3 2 3", "4 4", "12 4"};

std::string number(double value) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%.6g", std::abs(value) < 1e-12 ? 0.0 : value);
    return text.data();
}

std::string place(double value) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%.1f", value);
    return text.data();
}

// 1, 2 or 5 times a power of ten, for about five ticks.
double tick_step(double span) {
    const double raw = span / 5;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    const double lead = raw / power;
    return (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10) * power;
}

std::vector<double> ticks(double low, double high) {
    const double step = tick_step(high - low);
    const auto first = static_cast<std::int64_t>(std::ceil(low / step));
    const auto last = static_cast<std::int64_t>(std::floor(high / step));
    std::vector<double> out;
    for (std::int64_t i = first; i <= last; ++i) out.push_back(static_cast<double>(i) * step);
    return out;
}

// How things are coloured: by classes of the page, or by attributes.
class Paint {
public:
    explicit Paint(ChartLook look) : alone_(look == ChartLook::Alone) {}
    bool alone() const { return alone_; }
    std::string grid() const {
        return alone_ ? std::string("stroke=\"") + kGrid + "\" stroke-width=\"1\""
                      : "class=\"grid\"";
    }
    std::string text() const {
        return alone_ ? std::string(" fill=\"") + kText + "\" font-size=\"11\"" : "";
    }
    std::string line(std::size_t series) const {
        return alone_ ? std::string("fill=\"none\" stroke-width=\"2\" stroke=\"") +
                            kColours[series % 7] + "\""
                      : "class=\"line s" + std::to_string(series % 7) + "\"";
    }
    std::string band(std::size_t series) const {
        return alone_ ? std::string("fill-opacity=\"0.15\" fill=\"") + kColours[series % 7] + "\""
                      : "class=\"band s" + std::to_string(series % 7) + "\"";
    }
    std::string mark(std::size_t series) const {
        return alone_ ? std::string("fill=\"") + kColours[series % 7] + "\""
                      : "class=\"s" + std::to_string(series % 7) + "\"";
    }
    std::string dash(std::size_t series) const {
        const std::string dash = kDashes[series % kDashes.size()];
        return dash.empty() ? "" : " stroke-dasharray=\"" + dash + "\"";
    }

private:
    bool alone_;
};

class Canvas {
public:
    Canvas(const std::vector<ChartSeries>& series, const ChartAxes& axes, const Paint& paint)
        : axes_(axes), paint_(paint) {
        bool first = true;
        for (const ChartSeries& one : series) {
            for (const ChartPoint& p : one.points) {
                const double low = std::min({p.y, p.low, p.high}) * axes.y_factor;
                const double high = std::max({p.y, p.low, p.high}) * axes.y_factor;
                x0_ = first ? along(p.x) : std::min(x0_, along(p.x));
                x1_ = first ? along(p.x) : std::max(x1_, along(p.x));
                y0_ = first ? low : std::min(y0_, low);
                y1_ = first ? high : std::max(y1_, high);
                first = false;
            }
        }
        if (x1_ - x0_ < 1e-12) x0_ -= 0.5, x1_ += 0.5;
        const double room = std::max((y1_ - y0_) * 0.05, 1e-9);
        y0_ -= room;
        y1_ += room;
    }

    double x(double value) const {
        return kLeft + (along(value) - x0_) / (x1_ - x0_) * (kWidth - kLeft - kRight);
    }
    double y(double value) const {
        return kHeight - kBottom -
               (value * axes_.y_factor - y0_) / (y1_ - y0_) * (kHeight - kTop - kBottom);
    }

    std::string frame() const {
        std::string out;
        for (const double at : ticks(y0_, y1_)) {
            const double py = y(at / axes_.y_factor);
            out += "<line " + paint_.grid() + " x1=\"" + place(kLeft) + "\" x2=\"" +
                   place(kWidth - kRight) + "\" y1=\"" + place(py) + "\" y2=\"" + place(py) +
                   "\"/>";
            out += "<text" + paint_.text() + " x=\"" + place(kLeft - 6) + "\" y=\"" +
                   place(py + 4) + "\" text-anchor=\"end\">" + number(at) + "</text>";
        }
        for (const double at : x_ticks()) {
            out += "<text" + paint_.text() + " x=\"" + place(x(at)) + "\" y=\"" +
                   place(kHeight - kBottom + 16) + "\" text-anchor=\"middle\">" + number(at) +
                   "</text>";
        }
        out += "<text" + paint_.text() + " x=\"" + place((kLeft + kWidth - kRight) / 2) +
               "\" y=\"" + place(kHeight - 8) + "\" text-anchor=\"middle\">" +
               escaped(axes_.x_title) + "</text>";
        out += "<text" + paint_.text() + " transform=\"translate(14 " +
               place((kTop + kHeight - kBottom) / 2) + ") rotate(-90)\" text-anchor=\"middle\">" +
               escaped(axes_.y_title) + "</text>";
        return out;
    }

private:
    double along(double value) const {
        return axes_.logarithmic_x ? std::log(std::max(value, 1e-9)) : value;
    }
    std::vector<double> x_ticks() const {
        if (!axes_.x_ticks.empty()) return axes_.x_ticks;
        return ticks(x0_, x1_);
    }

    const ChartAxes& axes_;
    const Paint& paint_;
    double x0_ = 0, x1_ = 1, y0_ = 0, y1_ = 1;
};

std::string band(const Canvas& canvas, const ChartSeries& series, const std::string& paint) {
    std::string up;
    std::string down;
    bool any = false;
    for (const ChartPoint& p : series.points) {
        any = any || p.high > p.low;
        up += place(canvas.x(p.x)) + "," + place(canvas.y(p.high)) + " ";
        down.insert(0, place(canvas.x(p.x)) + "," + place(canvas.y(p.low)) + " ");
    }
    if (!any || series.points.size() < 2) return "";
    return "<polygon " + paint + " points=\"" + up + down + "\"/>";
}

std::string curve(const Canvas& canvas, const ChartSeries& series, const Paint& paint,
                  std::size_t number) {
    std::string points;
    std::string marks;
    for (const ChartPoint& p : series.points) {
        points += place(canvas.x(p.x)) + "," + place(canvas.y(p.y)) + " ";
        if (series.points.size() > 40) continue;
        marks += "<circle " + paint.mark(number) + " cx=\"" + place(canvas.x(p.x)) + "\" cy=\"" +
                 place(canvas.y(p.y)) + "\" r=\"3\"/>";
    }
    return "<polyline " + paint.line(number) + paint.dash(number) + " points=\"" + points + "\"/>" +
           marks;
}

// One entry of the legend: a list item of the page, or a line inside the picture.
std::string legend_entry(const Paint& paint, std::size_t number, const std::string& title) {
    if (!paint.alone())
        return "<li><svg viewBox=\"0 0 28 8\"><line " + paint.line(number) + paint.dash(number) +
               " x1=\"0\" x2=\"28\" y1=\"4\" y2=\"4\"/></svg>" + escaped(title) + "</li>";
    const std::size_t line = number / 2;  // two entries a line
    const double y = kHeight + kLegendLine * static_cast<double>(line) + 4;
    const double x = kLeft + (kWidth - kLeft) / 2 * static_cast<double>(number % 2);
    return "<line " + paint.line(number) + paint.dash(number) + " x1=\"" + place(x) + "\" x2=\"" +
           place(x + 28) + "\" y1=\"" + place(y) + "\" y2=\"" + place(y) + "\"/><text" +
           paint.text() + " x=\"" + place(x + 34) + "\" y=\"" + place(y + 4) + "\">" +
           escaped(title) + "</text>";
}

}  // namespace

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string line_chart(const std::vector<ChartSeries>& series, const ChartAxes& axes,
                       ChartLook look) {
    const Paint paint(look);
    const Canvas canvas(series, axes, paint);
    std::string lines;
    std::string legend;
    std::size_t shown = 0;
    for (const ChartSeries& one : series) {
        if (one.points.empty()) continue;
        lines += band(canvas, one, paint.band(shown)) + curve(canvas, one, paint, shown);
        legend += legend_entry(paint, shown, one.title);
        ++shown;
    }
    if (look == ChartLook::Page)
        return "<svg viewBox=\"0 0 640 320\" role=\"img\">" + canvas.frame() + lines +
               "</svg><ul class=\"legend\">" + legend + "</ul>";
    const std::string size =
        place(kHeight + kLegendLine * std::ceil(static_cast<double>(shown) / 2) + 4);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"" + size +
           "\" viewBox=\"0 0 640 " + size + "\" font-family=\"Noto Sans, Noto Sans CJK SC\">" +
           canvas.frame() + lines + legend + "</svg>";
}

}  // namespace engine
