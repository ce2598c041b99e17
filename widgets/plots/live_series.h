// Which fits of a job are looked at: hundreds of them differ by arm, seed and label budget, and one
// budget and one seed of them is shown, the newest fit of each arm.
#pragma once

#include <QString>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/spec/reader.h"

namespace widgets {

/// A label budget and a seed: what one look at a job shows.
struct FitChoice {
    engine::Json sweep = engine::Json::object();
    std::uint64_t seed = 0;
    bool operator==(const FitChoice&) const = default;
};

/// An arm's fit and the curves that it has.
struct ShownFit {
    std::string key;
    std::string arm;
    QString title;         // of the arm
    int index = 0;         // of the arm in the document: its colour
    bool control = false;  // another arm is compared with it
    std::vector<std::string> series;
    bool operator==(const ShownFit&) const = default;
};

class LiveSeries {
public:
    static constexpr std::size_t kMostShown = 8;

    void clear();
    /// Order, titles and controls of the arms. @param document  canonical text of the job
    void setDocument(const std::string& document);
    void setSeries(std::vector<engine::SeriesInfo> series);
    bool knows(const std::string& key, const std::string& series) const;
    /// News of a fit: the newest is the one to follow.
    void touch(const std::string& key) { news_[key] = ++clock_; }

    std::vector<engine::Json> budgets() const;                   // in the order of their first fit
    std::vector<std::uint64_t> seeds() const;                    // rising
    FitChoice newest() const;                                    // of the fit with the latest news
    std::vector<ShownFit> shown(const FitChoice& choice) const;  // in the order of the arms
    bool empty() const { return series_.empty(); }

private:
    struct ArmLook {
        int index = 0;
        bool control = false;
        QString title;
    };
    std::int64_t newsOf(const std::string& key) const;

    std::vector<engine::SeriesInfo> series_;
    std::set<std::pair<std::string, std::string>> known_;
    std::map<std::string, ArmLook> arms_;
    std::map<std::string, std::int64_t> news_;
    std::int64_t clock_ = 0;
};

/// Points as a chart's graph takes them: where a piece stands for several points, its lowest and
/// its highest value. NaN leaves a gap.
struct CurvePoints {
    std::vector<double> x, y;
};
CurvePoints rawPoints(const engine::Curve& curve);
/// Exponential moving average, without the pull of its start: m_t = b m_(t-1) + (1 - b) y_t,
/// divided by 1 - b^t. A piece counts as its n points, all at its mean.
/// @param keep  b in [0, 1)
CurvePoints smoothed(const engine::Curve& curve, double keep);

}  // namespace widgets
