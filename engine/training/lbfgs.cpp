#include "engine/training/lbfgs.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <utility>

namespace engine {

namespace {

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
    double lanes[4] = {0, 0, 0, 0};  // four sums: the additions need not wait for each other
    const std::size_t whole = a.size() / 4 * 4;
    for (std::size_t i = 0; i < whole; i += 4) {
        for (std::size_t k = 0; k < 4; ++k) lanes[k] += a[i + k] * b[i + k];
    }
    double sum = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
    for (std::size_t i = whole; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

double largest(const Vector& a) {
    double most = 0;
    for (const double value : a) most = std::max(most, std::abs(value));
    return most;
}

void add_scaled(Vector& to, double factor, const Vector& from) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += factor * from[i];
}

/// A point on the search line.
struct Point {
    double step = 0;
    double value = 0;
    double slope = 0;  // derivative along the direction
};

class Search {
public:
    Search(const SmoothFunction& function, const LbfgsOptions& options, Vector start)
        : function_(function),
          options_(options),
          x_(std::move(start)),
          gradient_(x_.size()),
          trial_(x_.size()),
          trial_gradient_(x_.size()),
          direction_(x_.size()) {
        value_ = function_(x_, gradient_);
        evaluations_ = 1;
    }

    LbfgsResult run() {
        LbfgsResult result;
        while (result.iterations < options_.max_iterations) {
            if (largest(gradient_) <= options_.gradient_tolerance) {
                result.converged = true;
                break;
            }
            if (options_.stop.stop_requested()) {
                result.stopped = true;
                break;
            }
            if (!one_iteration()) {
                // No step lowers the value any more: rounding, unless the gradient says otherwise.
                result.converged = largest(gradient_) <= 1e3 * options_.gradient_tolerance;
                break;
            }
            ++result.iterations;
            if (options_.on_iteration) options_.on_iteration(result.iterations, value_, x_);
        }
        result.gradient_max = largest(gradient_);
        result.value = value_;
        result.evaluations = evaluations_;
        result.x = std::move(x_);
        return result;
    }

private:
    struct Pair {
        Vector s, y;  // changes of x and of the gradient
        double rho = 0;
    };

    /// direction = -H gradient by the two-loop recursion.
    void find_direction() {
        direction_ = gradient_;
        Vector alpha(pairs_.size());
        for (std::size_t i = pairs_.size(); i-- > 0;) {
            alpha[i] = pairs_[i].rho * dot(pairs_[i].s, direction_);
            add_scaled(direction_, -alpha[i], pairs_[i].y);
        }
        if (!pairs_.empty()) {
            const double scale = 1.0 / (pairs_.back().rho * dot(pairs_.back().y, pairs_.back().y));
            for (double& value : direction_) value *= scale;
        }
        for (std::size_t i = 0; i < pairs_.size(); ++i) {
            const double beta = pairs_[i].rho * dot(pairs_[i].y, direction_);
            add_scaled(direction_, alpha[i] - beta, pairs_[i].s);
        }
        for (double& value : direction_) value = -value;
    }

    bool one_iteration() {
        find_direction();
        double slope = dot(gradient_, direction_);
        if (!(slope < 0)) {  // the history has turned useless: start again from steepest descent
            if (pairs_.empty()) return false;
            pairs_.clear();
            find_direction();
            slope = dot(gradient_, direction_);
            if (!(slope < 0)) return false;
        }
        const double first = pairs_.empty() ? std::min(1.0, 1.0 / std::sqrt(-slope)) : 1.0;
        if (!line_search({0, value_, slope}, first)) {
            if (pairs_.empty()) return false;
            pairs_.clear();
            return one_iteration();  // once: the history is empty now
        }
        keep_pair();
        return true;
    }

    void keep_pair() {
        Pair pair{Vector(x_.size()), Vector(x_.size()), 0};
        for (std::size_t i = 0; i < x_.size(); ++i) {
            pair.s[i] = trial_[i] - x_[i];
            pair.y[i] = trial_gradient_[i] - gradient_[i];
        }
        std::swap(x_, trial_);
        std::swap(gradient_, trial_gradient_);
        const double curvature = dot(pair.s, pair.y);
        if (!(curvature > 0)) return;
        pair.rho = 1.0 / curvature;
        pairs_.push_back(std::move(pair));
        if (std::ssize(pairs_) > options_.history) pairs_.pop_front();
    }

    Point at(double step) {
        for (std::size_t i = 0; i < x_.size(); ++i) trial_[i] = x_[i] + step * direction_[i];
        Point point{step, function_(trial_, trial_gradient_), 0};
        point.slope = dot(trial_gradient_, direction_);
        ++evaluations_;
        return point;
    }

    /// Sufficient fall; near the minimum, where values differ by rounding only, by slopes instead
    /// (Hager and Zhang 2005, "approximate Wolfe").
    static bool falls_enough(const Point& start, const Point& p) {
        if (p.value <= start.value + kFall * p.step * start.slope) return true;
        const double rounding = 1e-14 * std::max(1.0, std::abs(start.value));
        return p.value <= start.value + rounding && p.slope <= (2 * kFall - 1) * start.slope;
    }
    static bool flat_enough(const Point& start, const Point& p) {
        return std::abs(p.slope) <= -kFlat * start.slope;
    }

    bool line_search(const Point& start, double step) {
        Point before = start;
        for (int i = 0; i < 30; ++i) {
            const Point now = at(step);
            if (!std::isfinite(now.value)) {
                step = 0.5 * (before.step + step);
                continue;
            }
            if (!falls_enough(start, now) || (i > 0 && now.value > before.value)) {
                return zoom(start, before, now);
            }
            if (flat_enough(start, now)) return accept(now);
            if (now.slope >= 0) return zoom(start, now, before);
            before = now;
            step *= 2;
        }
        return false;
    }

    /// The minimum of the cubic through two points, kept away from their ends.
    static double between(const Point& low, const Point& high) {
        const double d1 =
            low.slope + high.slope - 3 * (low.value - high.value) / (low.step - high.step);
        const double square = d1 * d1 - low.slope * high.slope;
        const double width = high.step - low.step;
        double step = low.step + 0.5 * width;
        if (square >= 0) {
            const double d2 = std::copysign(std::sqrt(square), width);
            const double cubic =
                high.step - width * (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
            if (std::isfinite(cubic)) step = cubic;
        }
        const double edge = 0.1 * std::abs(width);
        return std::clamp(step, std::min(low.step, high.step) + edge,
                          std::max(low.step, high.step) - edge);
    }

    bool zoom(const Point& start, Point low, Point high) {
        for (int i = 0; i < 40; ++i) {
            const Point now = at(between(low, high));
            if (!falls_enough(start, now) || now.value > low.value) {
                high = now;
            } else {
                if (flat_enough(start, now)) return accept(now);
                if (now.slope * (high.step - low.step) >= 0) high = low;
                low = now;
            }
        }
        if (low.step == 0) return false;
        return accept(at(low.step));  // falls, though not as flat as asked
    }

    bool accept(const Point& point) {
        value_ = point.value;
        return true;
    }

    static constexpr double kFall = 1e-4;
    static constexpr double kFlat = 0.9;

    const SmoothFunction& function_;
    const LbfgsOptions& options_;
    Vector x_, gradient_, trial_, trial_gradient_, direction_;
    double value_ = 0;
    std::int64_t evaluations_ = 0;
    std::deque<Pair> pairs_;
};

}  // namespace

LbfgsResult minimise_lbfgs(const SmoothFunction& function, std::vector<double> start,
                           const LbfgsOptions& options) {
    return Search(function, options, std::move(start)).run();
}

}  // namespace engine
