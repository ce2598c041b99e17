#include "widgets/frame/system_info.h"

#include <QGuiApplication>
#include <QScreen>
#include <QSysInfo>
#include <QThread>

namespace widgets {

engine::Json systemInfo(const engine::Places& places) {
    engine::Json screens = engine::Json::array();
    for (const QScreen* screen : QGuiApplication::screens())
        screens.push_back({{"width", screen->size().width()},
                           {"height", screen->size().height()},
                           {"scale", screen->devicePixelRatio()}});
    return {{"version", QCoreApplication::applicationVersion().toStdString()},
            {"qt", qVersion()},
            {"system", QSysInfo::prettyProductName().toStdString()},
            {"kernel", QSysInfo::kernelVersion().toStdString()},
            {"processor", QSysInfo::currentCpuArchitecture().toStdString()},
            {"cores", QThread::idealThreadCount()},
            {"platform", QGuiApplication::platformName().toStdString()},
            {"screens", screens},
            {"workspace", places.workspace.string()},
            {"models", places.models.string()}};
}

}  // namespace widgets
