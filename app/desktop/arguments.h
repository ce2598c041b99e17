// The command line of the window, and the settings that it names.
#pragma once

#include <QStringList>
#include <memory>

#include "app/shared/session.h"
#include "engine/base/json.h"

class QCommandLineParser;
class QSettings;

namespace app {

struct Arguments {
    GlobalOptions global;
    QString settings_file;    // "" = the user's
    bool new_window = false;  // although another one has the workspace open
    bool reset = false;
    bool info = false;
    std::int64_t report_pdf = 0;  // job to report on, without a window; 0: the window
    engine::Json report = engine::Json::object();
    QStringList files;  // absolute
};

void addOptions(QCommandLineParser& parser);
Arguments argumentsOf(const QCommandLineParser& parser);

/// Whether the program ends by itself without a window: help, version, info, a report.
bool endsByItself(const QCommandLineParser& parser);

std::unique_ptr<QSettings> settingsFor(const Arguments& arguments);

/// What --info prints: versions, places, and every setting.
engine::Json infoOf(const Arguments& arguments, const QSettings& settings);

}  // namespace app
