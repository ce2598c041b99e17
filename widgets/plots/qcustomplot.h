// QCustomPlot's header as this program needs it: it is written with Qt's keywords, which are off
// here since they break LibTorch.
#pragma once

#include <QtGlobal>

#define signals Q_SIGNALS
#define foreach(variable, container) for (variable : container)
#include <qcustomplot.h>  // IWYU pragma: export
#undef signals
#undef foreach
