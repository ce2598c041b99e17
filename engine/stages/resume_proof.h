// Holds the first steps of a resumed fit against the losses that the log has of the same steps from
// before the interruption: proof that it goes on as if it had never stopped.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/json.h"
#include "engine/store/run_log.h"

namespace engine {

class ResumeProof {
public:
    /// @param from  step of the checkpoint  @param before  losses after it, from before
    ResumeProof(std::int64_t from, std::vector<Point> before);

    /// A step that was done again. -> whether that was the last one to be compared.
    bool add(std::int64_t step, double loss);
    bool is_over() const { return compared_ == before_.size(); }
    /// {"from": step, "steps": compared, "equal": bit for bit, "largest_difference"}.
    Json json() const;

private:
    std::int64_t from_;
    std::vector<Point> before_;
    std::size_t compared_ = 0;
    bool equal_ = true;
    double largest_ = 0;
};

}  // namespace engine
