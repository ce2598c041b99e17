// Settings that outlive a session: language, look, and where and how jobs compute.
#pragma once

#include <QDialog>

#include "engine/spec/runner.h"

class QComboBox;
class QFormLayout;
class QSettings;

namespace widgets {

class Language;
class Theme;

/// How jobs compute, as the settings say.
engine::JobSettings settingsOf(const QSettings& settings);
/// Theme, scale and language as the settings say.
void applyLook(const QSettings& settings, Theme& theme, Language& language);

class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    /// Changes are applied at once and can be seen behind the dialog.
    SettingsDialog(Theme& theme, QSettings& settings, Language& language,
                   QWidget* parent = nullptr);

private:
    QComboBox* choice(const QString& key, const QString& label,
                      const QList<std::pair<QString, QVariant>>& values, const QVariant& standard,
                      QFormLayout* form);

    Theme& theme_;
    QSettings& settings_;
    Language& language_;
};

}  // namespace widgets
