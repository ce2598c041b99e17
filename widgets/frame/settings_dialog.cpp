#include "widgets/frame/settings_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>
#include <thread>

#include "widgets/frame/language.h"
#include "widgets/look/theme.h"

namespace widgets {

engine::JobSettings settingsOf(const QSettings& settings) {
    engine::JobSettings out;
    const engine::JobSettings standard;
    out.device =
        settings.value(QStringLiteral("compute/device"), QString::fromStdString(standard.device))
            .toString()
            .toStdString();
    out.threads = settings.value(QStringLiteral("compute/threads"), standard.threads).toInt();
    out.precision =
        settings
            .value(QStringLiteral("compute/precision"), QString::fromStdString(standard.precision))
            .toString()
            .toStdString();
    return out;
}

void applyLook(const QSettings& settings, Theme& theme, Language& language) {
    language.apply(
        settings.value(QStringLiteral("look/language"), QStringLiteral("system")).toString());
    const QString mode =
        settings.value(QStringLiteral("look/theme"), QStringLiteral("system")).toString();
    theme.apply(mode == QLatin1String("dark")    ? ThemeMode::Dark
                : mode == QLatin1String("light") ? ThemeMode::Light
                                                 : ThemeMode::System,
                settings.value(QStringLiteral("look/scale"), 100).toInt() / 100.0);
}

SettingsDialog::SettingsDialog(Theme& theme, QSettings& settings, Language& language,
                               QWidget* parent)
    : QDialog(parent), theme_(theme), settings_(settings), language_(language) {
    setWindowTitle(tr("Settings"));
    setMinimumWidth(420);
    auto* column = new QVBoxLayout(this);
    auto* look = new QGroupBox(tr("Look"), this);
    auto* form = new QFormLayout(look);
    choice(QStringLiteral("look/language"), tr("&Language"),
           {{tr("As the system"), QStringLiteral("system")},
            {QStringLiteral("English"), QStringLiteral("en")},
            {QStringLiteral("简体中文"), QStringLiteral("zh_CN")}},
           QStringLiteral("system"), form);
    choice(QStringLiteral("look/theme"), tr("&Theme"),
           {{tr("As the system"), QStringLiteral("system")},
            {tr("Light"), QStringLiteral("light")},
            {tr("Dark"), QStringLiteral("dark")}},
           QStringLiteral("system"), form);
    QList<std::pair<QString, QVariant>> scales;
    for (const int scale : {80, 90, 100, 110, 125, 150, 175, 200})
        scales.push_back({QStringLiteral("%1 %").arg(scale), scale});
    choice(QStringLiteral("look/scale"), tr("&Scale"), scales, 100, form);
    column->addWidget(look);

    auto* compute = new QGroupBox(tr("Compute"), this);
    form = new QFormLayout(compute);
    choice(QStringLiteral("compute/device"), tr("&Device"),
           {{tr("The fastest there is"), QStringLiteral("auto")},
            {tr("Processor"), QStringLiteral("cpu")},
            {tr("First GPU"), QStringLiteral("cuda:0")}},
           QStringLiteral("auto"), form);
    QList<std::pair<QString, QVariant>> threads = {{tr("As many as there are cores"), 0}};
    for (unsigned n = 1; n <= std::max(1U, std::thread::hardware_concurrency()); n *= 2)
        threads.push_back({QString::number(n), static_cast<int>(n)});
    choice(QStringLiteral("compute/threads"), tr("T&hreads"), threads, 0, form);
    choice(QStringLiteral("compute/precision"), tr("&Precision"),
           {{tr("The faster one, measured once"), QStringLiteral("auto")},
            {QStringLiteral("fp32"), QStringLiteral("fp32")},
            {QStringLiteral("bf16"), QStringLiteral("bf16")}},
           QString::fromStdString(engine::JobSettings{}.precision), form);
    column->addWidget(compute);
    column->addStretch(1);

    auto* buttons =
        new QDialogButtonBox(QDialogButtonBox::Close | QDialogButtonBox::RestoreDefaults, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            [this] {
                for (const char* key : {"look/language", "look/theme", "look/scale",
                                        "compute/device", "compute/threads", "compute/precision"})
                    settings_.remove(QLatin1String(key));
                applyLook(settings_, theme_, language_);
                accept();
            });
    column->addWidget(buttons);
}

QComboBox* SettingsDialog::choice(const QString& key, const QString& label,
                                  const QList<std::pair<QString, QVariant>>& values,
                                  const QVariant& standard, QFormLayout* form) {
    auto* box = new QComboBox(this);
    box->setObjectName(key);
    for (const auto& [title, value] : values) box->addItem(title, value);
    box->setCurrentIndex(std::max(0, box->findData(settings_.value(key, standard))));
    connect(box, &QComboBox::activated, this, [this, box, key] {
        settings_.setValue(key, box->currentData());
        applyLook(settings_, theme_, language_);
    });
    form->addRow(label, box);
    return box;
}

}  // namespace widgets
