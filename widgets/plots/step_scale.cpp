#include "widgets/plots/step_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace widgets {

const char* paceSeries(XUnit unit) {
    switch (unit) {
        case XUnit::Epochs:
            return "pace/epochs";
        case XUnit::Seconds:
            return "pace/seconds";
        case XUnit::Examples:
            return "pace/examples";
        case XUnit::Steps:
            break;
    }
    return "";
}

StepScale::StepScale(const engine::Curve& pace) {
    const auto add = [this](double step, double x) {
        if (!steps_.empty() && (step <= steps_.back() || x <= xs_.back())) return;
        steps_.push_back(step);
        xs_.push_back(x);
    };
    add(0, 0);
    for (const engine::CurvePiece& piece : pace.pieces) {
        if (std::isnan(piece.mean)) continue;
        add(piece.first_step, piece.low);  // the series rises: its ends are its extremes
        add(piece.last_step, piece.high);
    }
    if (steps_.size() > 1) return;
    steps_.clear();
    xs_.clear();
}

// Beyond its ends the first and the last line go on.
double StepScale::along(const std::vector<double>& from, const std::vector<double>& to, double at) {
    if (from.empty() || !std::isfinite(at)) return at;
    const auto place = std::upper_bound(from.begin() + 1, from.end() - 1, at) - from.begin();
    const auto i = static_cast<std::size_t>(place);
    const double share = (at - from[i - 1]) / (from[i] - from[i - 1]);
    return to[i - 1] + share * (to[i] - to[i - 1]);
}

engine::Result<StepScale> readScale(engine::Reader& reader, const std::string& key, XUnit unit) {
    constexpr int kMostPieces = 4096;
    constexpr double kAll = std::numeric_limits<double>::infinity();
    if (unit == XUnit::Steps) return StepScale();
    auto pace = reader.curve(key, paceSeries(unit), -kAll, kAll, kMostPieces);
    if (!pace) return pace.error();
    return StepScale(*pace);
}

}  // namespace widgets
