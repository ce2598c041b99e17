// Settings that outlive a session: language, look, and where and how jobs compute.
#pragma once

#include <QDialog>

#include "engine/spec/runner.h"

class QComboBox;
class QFormLayout;
class QGroupBox;
class QLabel;
class QLineEdit;
class QSettings;

namespace widgets {

class Language;
class Theme;

/// How jobs compute, as the settings say.
engine::JobSettings settingsOf(const QSettings& settings);
/// Theme, size of text, motion and language as the settings say.
void applyLook(const QSettings& settings, Theme& theme, Language& language);

class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    /// Changes are applied at once and can be seen behind the dialog.
    SettingsDialog(Theme& theme, QSettings& settings, Language& language,
                   QWidget* parent = nullptr);

Q_SIGNALS:
    void keysAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    using Values = QList<std::pair<QString, QVariant>>;
    void build();
    void buildLook();
    void buildCompute();
    void buildRuns();
    QFormLayout* group(const QString& title);
    void choice(const QString& key, const QString& label, const Values& values,
                const QVariant& standard, QFormLayout* form);
    void search(const QString& words);
    void restoreDefaults();

    struct Row {
        QString key;
        QString words;  // what a search looks at: group, label and values
        QGroupBox* group;
        QFormLayout* form;
        QComboBox* box;
    };
    Theme& theme_;
    QSettings& settings_;
    Language& language_;
    QList<Row> rows_;
    QWidget* content_ = nullptr;
    QLineEdit* search_ = nullptr;
    QLabel* nothing_ = nullptr;
};

}  // namespace widgets
