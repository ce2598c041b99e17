#include "engine/models/precision.h"

#include <ATen/ATen.h>
#include <ATen/autocast_mode.h>

namespace engine {

PrecisionGuard::PrecisionGuard(Precision precision, at::DeviceType device)
    : device_(device), active_(precision == Precision::bf16) {
    if (!active_) return;
    was_enabled_ = at::autocast::is_autocast_enabled(device_);
    was_type_ = at::autocast::get_autocast_dtype(device_);
    at::autocast::set_autocast_enabled(device_, true);
    at::autocast::set_autocast_dtype(device_, at::kBFloat16);
}

PrecisionGuard::~PrecisionGuard() {
    if (!active_) return;
    at::autocast::clear_cache();
    at::autocast::set_autocast_enabled(device_, was_enabled_);
    at::autocast::set_autocast_dtype(device_, was_type_);
}

}  // namespace engine
