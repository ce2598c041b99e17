// Every key of the window on one sheet: on screen, or printed.
#pragma once

#include <QString>

#include "engine/base/result.h"

namespace widgets {

class Actions;

/// HTML: the commands by menu, with the keys that they have now, then the keys of the outline.
QString keySheet(const Actions& actions);

/// The sheet as a file of its own, by its ending *.pdf or *.html; whole or not at all. Errors: Io.
engine::Result<void> writeKeySheet(const Actions& actions, const QString& file);

}  // namespace widgets
