// Asks why a rule is broken on purpose; the reason stands in the document and in every report.
#pragma once

#include <QWidget>

#include "engine/plan/problem.h"

namespace widgets {

class PipelineModel;

/// Opens the question beside `parent`; what is answered becomes a step that undo takes back.
/// @param problem  one that may be waived
void askWaiver(QWidget* parent, PipelineModel& pipeline, const engine::Problem& problem);

}  // namespace widgets
