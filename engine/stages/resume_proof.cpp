#include "engine/stages/resume_proof.h"

#include <bit>
#include <cmath>
#include <utility>

namespace engine {

ResumeProof::ResumeProof(std::int64_t from, std::vector<Point> before)
    : from_(from), before_(std::move(before)) {}

bool ResumeProof::add(std::int64_t step, double loss) {
    if (is_over() || before_[compared_].step != step) return false;
    const double was = before_[compared_].value;
    const bool same = std::bit_cast<std::uint64_t>(was) == std::bit_cast<std::uint64_t>(loss) ||
                      (std::isnan(was) && std::isnan(loss));
    equal_ = equal_ && same;
    if (!same) largest_ = std::fmax(largest_, std::fabs(was - loss));
    ++compared_;
    return is_over();
}

Json ResumeProof::json() const {
    return {
        {"from", from_}, {"steps", compared_}, {"equal", equal_}, {"largest_difference", largest_}};
}

}  // namespace engine
