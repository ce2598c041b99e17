// The pipeline drawn: lanes from left to right, a box a node, a line an edge.
#pragma once

#include <string>

#include "engine/report/language.h"
#include "engine/report/svg_chart.h"
#include "engine/spec/catalog.h"
#include "engine/spec/document.h"

namespace engine {

std::string pipeline_figure(const Document& document, const Catalog& catalog, const Words& words,
                            ChartLook look);

}  // namespace engine
