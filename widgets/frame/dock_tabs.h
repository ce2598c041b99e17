// The tabs of docks that lie behind each other.
#pragma once

class QMainWindow;

namespace widgets {

/// Titles stay whole where the docks are narrow: the tabs scroll. Also for tabs that come later.
void keepDockTabsWhole(QMainWindow& window);

}  // namespace widgets
