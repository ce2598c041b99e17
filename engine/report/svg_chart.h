// Charts as SVG text that stands alone in a page: colours with dashes, light and dark by the page's
// own style.
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

/// Lines with points and, where intervals are given, bands. Empty series are left out. -> "<svg
/// ...>...</svg>"
std::string line_chart(const std::vector<ChartSeries>& series, const ChartAxes& axes);

/// Counts of classes, row = truth, with shares of each row as shade.
std::string confusion_chart(const std::vector<std::int64_t>& counts,
                            const std::vector<std::string>& classes);

/// & < > " as entities.
std::string escaped(const std::string& text);

}  // namespace engine
