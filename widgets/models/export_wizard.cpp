#include "widgets/models/export_wizard.h"

#include <QCheckBox>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include "widgets/look/theme.h"
#include "widgets/report/report_choice.h"

namespace widgets {

// Complete when the folder can be made: it must not be there yet.
class FolderPage : public QWizardPage {
public:
    explicit FolderPage(QWidget* parent)
        : QWizardPage(parent), folder_(new QLineEdit(this)), problem_(new QLabel(this)) {
        problem_->setWordWrap(true);
        connect(folder_, &QLineEdit::textChanged, this, [this] { check(); });
    }
    bool isComplete() const override { return !folder_->text().trimmed().isEmpty() && !taken(); }
    void check() {
        problem_->setText(
            taken() ? ExportWizard::tr("This folder is there already; choose another name.")
                    : QString());
        Q_EMIT completeChanged();
    }
    QLineEdit* folder() const { return folder_; }
    QLabel* problem() const { return problem_; }

private:
    bool taken() const { return QFileInfo::exists(folder_->text().trimmed()); }
    QLineEdit* folder_;
    QLabel* problem_;
};

QString folderName(const ModelEntry& entry) {
    QString out;
    for (const QChar c : entry.name.toLower()) {
        const bool plain = c.isLetterOrNumber() || c == QLatin1Char('_');
        if (plain) {
            out += c;
        } else if (!out.isEmpty() && !out.endsWith(QLatin1Char('-'))) {
            out += QLatin1Char('-');
        }
    }
    while (out.endsWith(QLatin1Char('-'))) out.chop(1);
    if (out.isEmpty()) out = QStringLiteral("model");
    return entry.run > 0 ? QStringLiteral("%1-run%2").arg(out).arg(entry.run) : out;
}

ExportWizard::ExportWizard(const ModelEntry& entry, const QString& exports, QWidget* parent)
    : QWizard(parent), entry_(entry), what_(new QWizardPage(this)), where_(new FolderPage(this)) {
    setObjectName(QStringLiteral("export"));
    setWizardStyle(QWizard::ModernStyle);
    setOption(QWizard::NoBackButtonOnStartPage);
    setOption(QWizard::HaveHelpButton, false);
    buildWhat();
    buildWhere(exports);
    addPage(what_);
    addPage(where_);
    for (const WizardButton which : {NextButton, FinishButton}) {
        button(which)->setProperty("primary", true);
        button(which)->style()->polish(button(which));  // the style sheet was applied before
    }
    setMinimumSize(620, 460);
    retranslate();
}

void ExportWizard::buildWhat() {
    auto* column = new QVBoxLayout(what_);
    column->setSpacing(space::kSmall);
    model_ = new QCheckBox(what_);
    card_ = new QCheckBox(what_);
    for (QCheckBox* box : {model_, card_}) {
        box->setChecked(true);
        box->setEnabled(false);
        column->addWidget(box);
    }
    report_ = new ReportChoice(what_);
    column->addWidget(report_);
    note_ = new QLabel(what_);
    note_->setWordWrap(true);
    note_->setForegroundRole(QPalette::PlaceholderText);
    column->addSpacing(space::kMedium);
    column->addWidget(note_);
    column->addStretch(1);
}

void ExportWizard::buildWhere(const QString& exports) {
    folder_ = where_->folder();
    folder_->setObjectName(QStringLiteral("export.folder"));
    auto* column = new QVBoxLayout(where_);
    auto* row = new QHBoxLayout;
    choose_ = new QPushButton(where_);
    row->addWidget(folder_, 1);
    row->addWidget(choose_);
    column->addLayout(row);
    column->addWidget(where_->problem());
    column->addStretch(1);
    const QString name = folderName(entry_);
    QString free = exports + QLatin1Char('/') + name;
    for (int i = 2; QFileInfo::exists(free); ++i)
        free = QStringLiteral("%1/%2-%3").arg(exports, name).arg(i);
    folder_->setText(QDir::toNativeSeparators(free));
    connect(choose_, &QPushButton::clicked, this, [this, name] {
        const QString parent = QFileDialog::getExistingDirectory(this, tr("Where to?"));
        if (!parent.isEmpty()) folder_->setText(parent + QLatin1Char('/') + name);
    });
}

void ExportWizard::retranslate() {
    setWindowTitle(tr("Export %1").arg(entry_.name));
    what_->setTitle(tr("What is written?"));
    what_->setSubTitle(tr("One folder that other programs can open too."));
    model_->setText(entry_.type == QLatin1String("terms")
                        ? tr("Term weights (JSON) and head (safetensors)")
                        : tr("Model (safetensors), config, tokenizer"));
    model_->setToolTip(tr("The model is what an export is about."));
    card_->setText(tr("Model card (README.md)"));
    card_->setToolTip(tr("Whoever gets the model must know its classes and limits."));
    note_->setText(
        tr("The written folder is loaded again and scores test rows of its run; when a probability "
           "differs by more than 0.0001, nothing is kept."));
    where_->setTitle(tr("Where to?"));
    where_->setSubTitle(tr("The folder is made; it appears whole or not at all."));
    where_->check();
    folder_->setAccessibleName(tr("Folder"));
    choose_->setText(tr("Choose..."));
    setButtonText(QWizard::NextButton, tr("&Next"));
    setButtonText(QWizard::BackButton, tr("&Back"));
    setButtonText(QWizard::FinishButton, tr("&Export"));
    setButtonText(QWizard::CancelButton, tr("Cancel"));
}

void ExportWizard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWizard::changeEvent(event);
}

QString ExportWizard::folder() const {
    return QDir::fromNativeSeparators(folder_->text().trimmed());
}

std::vector<engine::Json> ExportWizard::reports() const { return report_->wanted(); }

}  // namespace widgets
