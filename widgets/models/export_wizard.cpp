#include "widgets/models/export_wizard.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include "widgets/look/theme.h"

namespace widgets {
namespace {

// Complete when the folder can be made: it must not be there yet.
class FolderPage : public QWizardPage {
public:
    FolderPage(QLineEdit* folder, QLabel* problem, QWidget* parent)
        : QWizardPage(parent), folder_(folder), problem_(problem) {
        connect(folder_, &QLineEdit::textChanged, this, [this] {
            problem_->setText(taken() ? ExportWizard::tr("This folder is there already; choose "
                                                         "another name.")
                                      : QString());
            Q_EMIT completeChanged();
        });
    }
    bool isComplete() const override { return !folder_->text().trimmed().isEmpty() && !taken(); }

private:
    bool taken() const { return QFileInfo::exists(folder_->text().trimmed()); }
    QLineEdit* folder_;
    QLabel* problem_;
};

}  // namespace

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
    : QWizard(parent) {
    setObjectName(QStringLiteral("export"));
    setWindowTitle(tr("Export %1").arg(entry.name));
    setWizardStyle(QWizard::ModernStyle);
    setOption(QWizard::NoBackButtonOnStartPage);
    setOption(QWizard::HaveHelpButton, false);
    addPage(what(entry));
    addPage(where(entry, exports));
    setButtonText(QWizard::NextButton, tr("&Next"));
    setButtonText(QWizard::BackButton, tr("&Back"));
    setButtonText(QWizard::FinishButton, tr("&Export"));
    setButtonText(QWizard::CancelButton, tr("Cancel"));
    for (const WizardButton which : {NextButton, FinishButton}) {
        button(which)->setProperty("primary", true);
        button(which)->style()->polish(button(which));  // the style sheet was applied before
    }
    setMinimumSize(600, 400);
}

QWizardPage* ExportWizard::what(const ModelEntry& entry) {
    auto* page = new QWizardPage(this);
    page->setTitle(tr("What is written?"));
    page->setSubTitle(tr("One folder that other programs can open too."));
    auto* column = new QVBoxLayout(page);
    column->setSpacing(space::kSmall);
    const bool terms = entry.type == QLatin1String("terms");
    auto* model = new QCheckBox(terms ? tr("Term weights (JSON) and head (safetensors)")
                                      : tr("Model (safetensors), config, tokenizer"),
                                page);
    model->setChecked(true);
    model->setEnabled(false);
    model->setToolTip(tr("The model is what an export is about."));
    auto* card = new QCheckBox(tr("Model card (README.md)"), page);
    card->setChecked(true);
    card->setEnabled(false);
    card->setToolTip(tr("Whoever gets the model must know its classes and limits."));
    report_ = new QCheckBox(tr("Report of its pipeline (HTML)"), page);
    report_->setObjectName(QStringLiteral("export.report"));
    report_->setChecked(true);
    for (QCheckBox* box : {model, card, report_}) column->addWidget(box);
    auto* note = new QLabel(
        tr("The written folder is loaded again and scores test rows of its run; when a probability "
           "differs by more than 0.0001, nothing is kept."),
        page);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    column->addSpacing(space::kMedium);
    column->addWidget(note);
    column->addStretch(1);
    return page;
}

QWizardPage* ExportWizard::where(const ModelEntry& entry, const QString& exports) {
    folder_ = new QLineEdit;
    auto* problem = new QLabel;
    auto* page = new FolderPage(folder_, problem, this);
    page->setTitle(tr("Where to?"));
    page->setSubTitle(tr("The folder is made; it appears whole or not at all."));
    auto* column = new QVBoxLayout(page);
    auto* row = new QHBoxLayout;
    folder_->setObjectName(QStringLiteral("export.folder"));
    folder_->setAccessibleName(tr("Folder"));
    auto* choose = new QPushButton(tr("Choose..."), page);
    row->addWidget(folder_, 1);
    row->addWidget(choose);
    column->addLayout(row);
    problem->setWordWrap(true);
    column->addWidget(problem);
    column->addStretch(1);
    const QString name = folderName(entry);
    QString free = exports + QLatin1Char('/') + name;
    for (int i = 2; QFileInfo::exists(free); ++i)
        free = QStringLiteral("%1/%2-%3").arg(exports, name).arg(i);
    folder_->setText(QDir::toNativeSeparators(free));
    connect(choose, &QPushButton::clicked, this, [this, name] {
        const QString parent = QFileDialog::getExistingDirectory(this, tr("Where to?"));
        if (!parent.isEmpty()) folder_->setText(parent + QLatin1Char('/') + name);
    });
    return page;
}

QString ExportWizard::folder() const {
    return QDir::fromNativeSeparators(folder_->text().trimmed());
}

bool ExportWizard::withReport() const { return report_->isChecked(); }

}  // namespace widgets
