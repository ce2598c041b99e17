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

class Canvas {
public:
    Canvas(const std::vector<ChartSeries>& series, const ChartAxes& axes) : axes_(axes) {
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
            out += "<line class=\"grid\" x1=\"" + place(kLeft) + "\" x2=\"" +
                   place(kWidth - kRight) + "\" y1=\"" + place(py) + "\" y2=\"" + place(py) +
                   "\"/>";
            out += "<text x=\"" + place(kLeft - 6) + "\" y=\"" + place(py + 4) +
                   "\" text-anchor=\"end\">" + number(at) + "</text>";
        }
        for (const double at : x_ticks()) {
            out += "<text x=\"" + place(x(at)) + "\" y=\"" + place(kHeight - kBottom + 16) +
                   "\" text-anchor=\"middle\">" + number(at) + "</text>";
        }
        out += "<text x=\"" + place((kLeft + kWidth - kRight) / 2) + "\" y=\"" +
               place(kHeight - 8) + "\" text-anchor=\"middle\">" + escaped(axes_.x_title) +
               "</text>";
        out += "<text transform=\"translate(14 " + place((kTop + kHeight - kBottom) / 2) +
               ") rotate(-90)\" text-anchor=\"middle\">" + escaped(axes_.y_title) + "</text>";
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
    double x0_ = 0, x1_ = 1, y0_ = 0, y1_ = 1;
};

std::string band(const Canvas& canvas, const ChartSeries& series, const std::string& colour) {
    std::string up;
    std::string down;
    bool any = false;
    for (const ChartPoint& p : series.points) {
        any = any || p.high > p.low;
        up += place(canvas.x(p.x)) + "," + place(canvas.y(p.high)) + " ";
        down.insert(0, place(canvas.x(p.x)) + "," + place(canvas.y(p.low)) + " ");
    }
    if (!any || series.points.size() < 2) return "";
    return "<polygon class=\"band " + colour + "\" points=\"" + up + down + "\"/>";
}

std::string curve(const Canvas& canvas, const ChartSeries& series, const std::string& colour,
                  const char* dash) {
    std::string points;
    std::string marks;
    for (const ChartPoint& p : series.points) {
        points += place(canvas.x(p.x)) + "," + place(canvas.y(p.y)) + " ";
        if (series.points.size() > 40) continue;
        marks += "<circle class=\"" + colour + "\" cx=\"" + place(canvas.x(p.x)) + "\" cy=\"" +
                 place(canvas.y(p.y)) + "\" r=\"3\"/>";
    }
    return "<polyline class=\"line " + colour + "\" stroke-dasharray=\"" + dash + "\" points=\"" +
           points + "\"/>" + marks;
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

std::string line_chart(const std::vector<ChartSeries>& series, const ChartAxes& axes) {
    const Canvas canvas(series, axes);
    std::string out = "<svg viewBox=\"0 0 640 320\" role=\"img\">" + canvas.frame();
    std::string legend = "<ul class=\"legend\">";
    std::size_t number_of = 0;
    for (const ChartSeries& one : series) {
        if (one.points.empty()) continue;
        const std::string colour = "s" + std::to_string(number_of % 7);
        const char* dash = kDashes[number_of % kDashes.size()];
        out += band(canvas, one, colour) + curve(canvas, one, colour, dash);
        legend += "<li><svg viewBox=\"0 0 28 8\"><line class=\"line " + colour +
                  "\" stroke-dasharray=\"" + dash +
                  "\" x1=\"0\" x2=\"28\" y1=\"4\" y2=\"4\"/></svg>" + escaped(one.title) + "</li>";
        ++number_of;
    }
    return out + "</svg>" + legend + "</ul>";
}

std::string confusion_chart(const std::vector<std::int64_t>& counts,
                            const std::vector<std::string>& classes) {
    const std::size_t n = classes.size();
    std::string out = "<table class=\"confusion\"><tr><th>truth \\ predicted</th>";
    for (const std::string& name : classes) out += "<th>" + escaped(name) + "</th>";
    out += "</tr>";
    for (std::size_t truth = 0; truth < n; ++truth) {
        double total = 0;
        for (std::size_t c = 0; c < n; ++c) total += static_cast<double>(counts[truth * n + c]);
        out += "<tr><th>" + escaped(classes[truth]) + "</th>";
        for (std::size_t c = 0; c < n; ++c) {
            const double share = total > 0 ? static_cast<double>(counts[truth * n + c]) / total : 0;
            out += "<td style=\"--share:" + number(share) + "\">" +
                   std::to_string(counts[truth * n + c]) + "<small>" + place(share * 100) +
                   " %</small></td>";
        }
        out += "</tr>";
    }
    return out + "</table>";
}

}  // namespace engine
