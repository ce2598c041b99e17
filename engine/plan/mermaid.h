// A pipeline as text that other tools draw.
#pragma once

#include <string>

#include "engine/spec/catalog.h"
#include "engine/spec/document.h"

namespace engine {

/// A Mermaid flow chart, a subgraph for each lane.
std::string mermaid(const Document& document, const Catalog& catalog);

}  // namespace engine
