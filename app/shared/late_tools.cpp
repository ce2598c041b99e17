#include "app/shared/late_tools.h"

namespace app {

engine::Result<engine::ModelTools*> LateTools::get() {
    const std::scoped_lock lock(mutex_);
    if (tools_ == nullptr) {
        auto parts = load_engine();
        if (!parts) return parts.error();
        parts_ = *std::move(parts);
        tools_ = parts_->make_model_tools(places_);
    }
    return tools_.get();
}

}  // namespace app
