// Files opened lately, as the settings remember them: pinned ones first, then newest first.
#pragma once

#include <QSettings>
#include <QStringList>

namespace widgets {

inline constexpr int kRecentFiles = 10;

inline QStringList pinnedFiles(const QSettings& settings) {
    return settings.value(QStringLiteral("pinned")).toStringList();
}

inline QStringList recentFiles(const QSettings& settings) {
    const QStringList pinned = pinnedFiles(settings);
    QStringList out = pinned;
    for (const QString& file : settings.value(QStringLiteral("recent")).toStringList()) {
        if (!pinned.contains(file)) out << file;
    }
    return out;
}

inline void addRecentFile(QSettings& settings, const QString& file) {
    QStringList files = settings.value(QStringLiteral("recent")).toStringList();
    files.removeAll(file);
    files.prepend(file);
    settings.setValue(QStringLiteral("recent"), files.mid(0, kRecentFiles));
}

/// A pinned file stays in the list, however many others are opened.
inline void pinFile(QSettings& settings, const QString& file, bool pinned) {
    QStringList files = pinnedFiles(settings);
    files.removeAll(file);
    if (pinned) files << file;
    settings.setValue(QStringLiteral("pinned"), files);
    if (!pinned) addRecentFile(settings, file);
}

inline void forgetFile(QSettings& settings, const QString& file) {
    for (const char* key : {"recent", "pinned"}) {
        QStringList files = settings.value(QLatin1String(key)).toStringList();
        files.removeAll(file);
        settings.setValue(QLatin1String(key), files);
    }
}

}  // namespace widgets
