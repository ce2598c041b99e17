#include "widgets/frame/settings_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>
#include <thread>

#include "widgets/frame/actions.h"
#include "widgets/frame/language.h"
#include "widgets/look/theme.h"

namespace widgets {
namespace {

constexpr int kTextPoints = 10;  // of body text

}  // namespace

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
                settings.value(QStringLiteral("look/text"), kTextPoints).toDouble() / kTextPoints,
                settings.value(QStringLiteral("look/motion")).toString() == QLatin1String("reduced")
                    ? Motion::Reduced
                    : Motion::Full);
}

SettingsDialog::SettingsDialog(Theme& theme, QSettings& settings, Language& language,
                               QWidget* parent)
    : QDialog(parent), theme_(theme), settings_(settings), language_(language) {
    setMinimumWidth(420);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        search_->setFocus();
        search_->selectAll();
    });
    build();
}

void SettingsDialog::build() {
    setWindowTitle(tr("Settings"));
    delete content_;
    rows_.clear();
    content_ = new QWidget(this);
    layout()->addWidget(content_);
    auto* column = new QVBoxLayout(content_);
    search_ = new QLineEdit(content_);
    search_->setObjectName(QStringLiteral("search"));
    search_->setPlaceholderText(tr("Search the settings"));
    search_->setAccessibleName(tr("Search the settings"));
    search_->setClearButtonEnabled(true);
    connect(search_, &QLineEdit::textChanged, this, &SettingsDialog::search);
    column->addWidget(search_);
    buildLook();
    buildCompute();
    buildRuns();
    nothing_ = new QLabel(tr("No setting is called that."), content_);
    nothing_->hide();
    column->addWidget(nothing_);
    column->addStretch(1);
    auto* buttons =
        new QDialogButtonBox(QDialogButtonBox::Close | QDialogButtonBox::RestoreDefaults, content_);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->addButton(tr("&Keys..."), QDialogButtonBox::ActionRole), &QPushButton::clicked,
            this, &SettingsDialog::keysAsked);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            &SettingsDialog::restoreDefaults);
    column->addWidget(buttons);
    content_->show();
}

// The language is chosen in here: all is built anew, and what was being done goes on.
void SettingsDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        const QString words = search_->text();
        const QString name = focusWidget() == nullptr ? QString() : focusWidget()->objectName();
        build();
        search_->setText(words);
        if (auto* again = name.isEmpty() ? nullptr : findChild<QWidget*>(name)) again->setFocus();
    }
    QDialog::changeEvent(event);
}

void SettingsDialog::buildLook() {
    QFormLayout* form = group(tr("Look"));
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
    Values sizes;
    for (const int points : {8, 9, 10, 11, 12, 14, 16, 18, 20})
        sizes.push_back({tr("%1 points").arg(points), points});
    choice(QStringLiteral("look/text"), tr("Te&xt size"), sizes, kTextPoints, form);
    Values scales;
    for (const int scale : {80, 90, 100, 110, 125, 150, 175, 200, 250, 300})
        scales.push_back({QStringLiteral("%1 %").arg(scale), scale});
    choice(QStringLiteral("look/scale"), tr("&Scale of the window (from the next start)"), scales,
           100, form);
    choice(QStringLiteral("look/motion"), tr("&Motion"),
           {{tr("As usual"), QStringLiteral("full")}, {tr("None"), QStringLiteral("reduced")}},
           QStringLiteral("full"), form);
}

void SettingsDialog::buildCompute() {
    QFormLayout* form = group(tr("Compute"));
    choice(QStringLiteral("compute/device"), tr("&Device"),
           {{tr("The fastest there is"), QStringLiteral("auto")},
            {tr("Processor"), QStringLiteral("cpu")},
            {tr("First GPU"), QStringLiteral("cuda:0")}},
           QStringLiteral("auto"), form);
    Values threads = {{tr("As many as there are cores"), 0}};
    for (unsigned n = 1; n <= std::max(1U, std::thread::hardware_concurrency()); n *= 2)
        threads.push_back({QString::number(n), static_cast<int>(n)});
    choice(QStringLiteral("compute/threads"), tr("T&hreads"), threads, 0, form);
    choice(QStringLiteral("compute/precision"), tr("&Precision"),
           {{tr("The faster one, measured once"), QStringLiteral("auto")},
            {QStringLiteral("fp32"), QStringLiteral("fp32")},
            {QStringLiteral("bf16"), QStringLiteral("bf16")}},
           QString::fromStdString(engine::JobSettings{}.precision), form);
}

void SettingsDialog::buildRuns() {
    QFormLayout* form = group(tr("Runs"));
    choice(QStringLiteral("runs/notify"), tr("&Notify when a long job ends"),
           {{tr("When the window is not in front"), QStringLiteral("away")},
            {tr("Always"), QStringLiteral("always")},
            {tr("Never"), QStringLiteral("never")}},
           QStringLiteral("away"), form);
    choice(QStringLiteral("runs/awake"), tr("While a &job runs"),
           {{tr("The computer may fall asleep"), false}, {tr("The computer stays awake"), true}},
           false, form);
}

QFormLayout* SettingsDialog::group(const QString& title) {
    auto* box = new QGroupBox(title, content_);
    content_->layout()->addWidget(box);
    return new QFormLayout(box);
}

void SettingsDialog::choice(const QString& key, const QString& label, const Values& values,
                            const QVariant& standard, QFormLayout* form) {
    auto* box = new QComboBox(form->parentWidget());
    box->setObjectName(key);
    auto* group = qobject_cast<QGroupBox*>(form->parentWidget());
    QStringList words = {group->title(), withoutMnemonic(label)};
    for (const auto& [title, value] : values) {
        box->addItem(title, value);
        words << title;
    }
    // A settings file holds text, whatever was put there.
    const QString chosen = settings_.value(key, standard).toString();
    for (int i = 0; i < box->count(); ++i) {
        if (box->itemData(i).toString() == chosen) box->setCurrentIndex(i);
    }
    connect(box, &QComboBox::activated, this, [this, box, key] {
        settings_.setValue(key, box->currentData());
        applyLook(settings_, theme_, language_);
    });
    form->addRow(label, box);
    box->setAccessibleName(withoutMnemonic(label));
    rows_.push_back({key, words.join(QLatin1Char('\n')), group, form, box});
}

// Rows that hold every word stay; a group without rows goes.
void SettingsDialog::search(const QString& words) {
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QSet<QGroupBox*> shown;
    for (const Row& row : rows_) {
        const bool found = std::all_of(wanted.begin(), wanted.end(), [&](const QString& word) {
            return row.words.contains(word, Qt::CaseInsensitive);
        });
        row.form->setRowVisible(row.box, found);
        if (found) shown << row.group;
    }
    for (const Row& row : rows_) row.group->setVisible(shown.contains(row.group));
    nothing_->setVisible(shown.isEmpty());
}

void SettingsDialog::restoreDefaults() {
    for (const Row& row : rows_) settings_.remove(row.key);
    applyLook(settings_, theme_, language_);
    accept();
}

}  // namespace widgets
