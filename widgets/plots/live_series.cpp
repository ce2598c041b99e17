#include "widgets/plots/live_series.h"

#include <algorithm>
#include <cmath>

#include "engine/base/json.h"
#include "widgets/look/words.h"

namespace widgets {

void LiveSeries::clear() { *this = LiveSeries(); }

void LiveSeries::setDocument(const std::string& document) {
    arms_.clear();
    const auto json = engine::read_json(document, "document");
    if (!json || !json->contains("arms")) return;  // then colours go by the order of the fits
    int index = 0;
    for (const engine::Json& arm : (*json)["arms"]) {
        ArmLook& look = arms_[arm.value("id", "")];
        look.index = index++;
        look.title = fromUtf8(arm.value("title", ""));
    }
    for (const engine::Json& arm : (*json)["arms"]) {
        const auto control = arms_.find(arm.value("control", ""));
        if (control != arms_.end()) control->second.control = true;
    }
}

void LiveSeries::setSeries(std::vector<engine::SeriesInfo> series) {
    series_ = std::move(series);
    known_.clear();
    for (const engine::SeriesInfo& one : series_) {
        known_.insert({one.key, one.series});
        if (arms_.contains(one.arm)) continue;
        const int index = static_cast<int>(arms_.size());
        arms_[one.arm] = {index, false, fromUtf8(one.arm_title)};
    }
}

bool LiveSeries::knows(const std::string& key, const std::string& series) const {
    if (!series.empty()) return known_.contains({key, series});
    const auto at = known_.lower_bound({key, std::string()});
    return at != known_.end() && at->first == key;
}

std::vector<engine::Json> LiveSeries::budgets() const {
    std::vector<engine::Json> out;
    for (const engine::SeriesInfo& one : series_) {
        if (std::find(out.begin(), out.end(), one.sweep) == out.end()) out.push_back(one.sweep);
    }
    return out;
}

std::vector<std::uint64_t> LiveSeries::seeds() const {
    std::set<std::uint64_t> seeds;
    for (const engine::SeriesInfo& one : series_) seeds.insert(one.seed);
    return {seeds.begin(), seeds.end()};
}

std::int64_t LiveSeries::newsOf(const std::string& key) const {
    const auto at = news_.find(key);
    return at == news_.end() ? 0 : at->second;
}

FitChoice LiveSeries::newest() const {
    const engine::SeriesInfo* best = nullptr;
    std::int64_t latest = -1;
    for (const engine::SeriesInfo& one : series_) {
        const std::int64_t news = newsOf(one.key);
        if (news < latest) continue;  // of equals the last: a finished job's end
        latest = news;
        best = &one;
    }
    return best == nullptr ? FitChoice{} : FitChoice{best->sweep, best->seed};
}

std::vector<ShownFit> LiveSeries::shown(const FitChoice& choice) const {
    std::map<std::string, const engine::SeriesInfo*> newest;  // by arm
    for (const engine::SeriesInfo& one : series_) {
        if (one.sweep != choice.sweep || one.seed != choice.seed) continue;
        const engine::SeriesInfo*& best = newest[one.arm];
        if (best == nullptr || newsOf(one.key) >= newsOf(best->key)) best = &one;
    }
    std::vector<ShownFit> out;
    for (const auto& [arm, info] : newest) {
        const ArmLook& look = arms_.at(arm);
        out.push_back({info->key, arm, look.title, look.index, look.control, {}});
    }
    std::sort(out.begin(), out.end(),
              [](const ShownFit& a, const ShownFit& b) { return a.index < b.index; });
    if (out.size() > kMostShown) out.resize(kMostShown);
    for (ShownFit& fit : out) {
        for (const engine::SeriesInfo& one : series_)
            if (one.key == fit.key) fit.series.push_back(one.series);
    }
    return out;
}

CurvePoints rawPoints(const engine::Curve& curve) {
    CurvePoints out;
    for (const engine::CurvePiece& piece : curve.pieces) {
        const double middle = (piece.first_step + piece.last_step) / 2;
        if (piece.n == 1 || piece.low == piece.high || std::isnan(piece.mean)) {
            out.x.push_back(middle);
            out.y.push_back(piece.mean);
            continue;
        }
        out.x.insert(out.x.end(), {middle, middle});
        out.y.insert(out.y.end(), {piece.low, piece.high});
    }
    return out;
}

CurvePoints smoothed(const engine::Curve& curve, double keep) {
    CurvePoints out;
    double average = 0;
    double left = 1;  // b^t: what the start still counts
    for (const engine::CurvePiece& piece : curve.pieces) {
        out.x.push_back(piece.last_step);
        if (std::isnan(piece.mean)) {
            out.y.push_back(piece.mean);
            continue;
        }
        const double kept = std::pow(keep, static_cast<double>(piece.n));
        average = kept * average + (1 - kept) * piece.mean;
        left *= kept;
        out.y.push_back(average / (1 - left));
    }
    return out;
}

}  // namespace widgets
