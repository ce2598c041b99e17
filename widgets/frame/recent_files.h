// Files opened lately, newest first, as the settings remember them.
#pragma once

#include <QSettings>
#include <QStringList>

namespace widgets {

inline constexpr int kRecentFiles = 10;

inline QStringList recentFiles(const QSettings& settings) {
    return settings.value(QStringLiteral("recent")).toStringList();
}

inline void addRecentFile(QSettings& settings, const QString& file) {
    QStringList files = recentFiles(settings);
    files.removeAll(file);
    files.prepend(file);
    settings.setValue(QStringLiteral("recent"), files.mid(0, kRecentFiles));
}

}  // namespace widgets
