#include "widgets/frame/dock_tabs.h"

#include <QChildEvent>
#include <QMainWindow>
#include <QTabBar>

namespace widgets {
namespace {

void keepWhole(QObject* child) {
    auto* tabs = qobject_cast<QTabBar*>(child);
    if (tabs == nullptr) return;
    tabs->setElideMode(Qt::ElideNone);
    tabs->setUsesScrollButtons(true);
}

// The window makes and sets up its tab bars by itself; they are ready when they are first polished.
class DockTabs : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (watched == parent() && event->type() == QEvent::ChildPolished)
            keepWhole(static_cast<QChildEvent*>(event)->child());
        return QObject::eventFilter(watched, event);
    }
};

}  // namespace

void keepDockTabsWhole(QMainWindow& window) {
    for (QTabBar* tabs : window.findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly))
        keepWhole(tabs);
    window.installEventFilter(new DockTabs(&window));
}

}  // namespace widgets
