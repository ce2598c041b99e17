// What a live plot's x axis counts: steps, or what the steps of a fit stand for.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/spec/reader.h"

namespace widgets {

enum class XUnit { Steps, Epochs, Seconds, Examples };
inline constexpr std::array kXUnits = {XUnit::Steps, XUnit::Epochs, XUnit::Seconds,
                                       XUnit::Examples};

/// The series that tells it of each fit; "": steps need none.
const char* paceSeries(XUnit unit);

/// From a fit's steps to its x and back: straight lines between what was recorded, from 0 at step
/// 0.
class StepScale {
public:
    StepScale() = default;  // steps themselves
    /// @param pace  of one of the pace series, rising
    explicit StepScale(const engine::Curve& pace);
    bool empty() const { return steps_.empty(); }
    double x(double step) const { return along(steps_, xs_, step); }
    double step(double x) const { return along(xs_, steps_, x); }

private:
    static double along(const std::vector<double>& from, const std::vector<double>& to, double at);

    std::vector<double> steps_, xs_;  // rising, of equal length; empty: equal
};

/// A fit's scale as it is now. Errors: those of Reader::curve.
engine::Result<StepScale> readScale(engine::Reader& reader, const std::string& key, XUnit unit);

}  // namespace widgets
