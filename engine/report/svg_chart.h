// Charts as SVG text: colours with dashes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace engine {

struct ChartPoint {
    double x = 0;
    double y = 0;
    double low = 0;  // interval; low = high = y draws none
    double high = 0;
};

struct ChartSeries {
    std::string title;
    std::vector<ChartPoint> points;
};

struct ChartAxes {
    std::string x_title;
    std::string y_title;
    bool logarithmic_x = false;
    std::vector<double> x_ticks;  // empty: chosen
    double y_factor = 1;          // 100 for shares shown in per cent
};

/// Page: coloured by the style of the page around it, legend below. Alone: a picture with colours
/// of its own, legend inside.
enum class ChartLook { Page, Alone };

/// Lines with points and, where intervals are given, bands. Empty series are left out. -> "<svg
/// ...>...</svg>"
std::string line_chart(const std::vector<ChartSeries>& series, const ChartAxes& axes,
                       ChartLook look = ChartLook::Page);

/// & < > " as entities.
std::string escaped(const std::string& text);

}  // namespace engine
