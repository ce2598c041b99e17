// Long work that whoever waits for it can follow and stop.
#pragma once

#include <functional>
#include <stop_token>

#include "engine/base/result.h"

namespace engine {

/// Both are used on the thread that works.
struct Watch {
    std::stop_token stop = {};
    std::function<void(double share)> progress = {};  // of the whole, 0 to 1; empty: nobody asks

    /// To be asked before each piece of the work. @param share  done by now. Errors: Cancelled
    Result<void> at(double share) const {
        if (progress) progress(share);
        if (stop.stop_requested()) return make_error(ErrorCode::Cancelled, "Stopped.");
        return {};
    }
    /// The same work as a part of a greater one. @param from, to  where it stands in that
    Watch part(double from, double to) const {
        if (!progress) return *this;
        return {stop,
                [tell = progress, from, to](double share) { tell(from + share * (to - from)); }};
    }
};

}  // namespace engine
