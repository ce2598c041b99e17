// What is told of this program and computer to whoever looks for a fault.
#pragma once

#include "engine/base/json.h"
#include "engine/spec/runner.h"

namespace widgets {

/// Versions, system, screens and places.
engine::Json systemInfo(const engine::Places& places);

}  // namespace widgets
