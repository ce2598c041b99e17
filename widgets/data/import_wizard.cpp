#include "widgets/data/import_wizard.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QTableView>
#include <QVBoxLayout>

#include "widgets/data/plain_table.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

QTableView* columnMapView(ColumnMapModel& model, QWidget* parent) {
    auto* view = plainTable(model, "import.columns", parent);
    view->setAccessibleName(ColumnMapModel::tr("Columns and what they are used as"));
    view->setItemDelegateForColumn(ColumnMapModel::Role, new RoleDelegate(view));
    view->setEditTriggers(QAbstractItemView::AllEditTriggers);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->verticalHeader()->setVisible(false);
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + 14);
    const int letter = view->fontMetrics().averageCharWidth();
    view->setColumnWidth(ColumnMapModel::Name, 22 * letter);
    view->setColumnWidth(ColumnMapModel::Type, 16 * letter);
    view->setColumnWidth(ColumnMapModel::Role, 16 * letter);
    return view;
}

ColumnsPage::ColumnsPage(const Shell& shell, ImportDraft& draft, QWidget* parent)
    : QWizardPage(parent), draft_(draft) {
    setTitle(tr("What is each column?"));
    setSubTitle(
        tr("Guessed from names and values; change what is wrong. Columns that are ignored "
           "are stored too and can be used later."));
    auto* column = new QVBoxLayout(this);
    column->addWidget(columnMapView(draft_.columns(), this), 1);
    lack_ = new QLabel(this);
    lack_->setWordWrap(true);
    lack_->setObjectName(QStringLiteral("import.lack"));
    column->addWidget(lack_);
    const auto show = [this, &shell] {
        lack_->setText(draft_.columns().lack());
        QPalette palette = lack_->palette();
        palette.setColor(QPalette::WindowText, shell.theme.tokens().warning);
        lack_->setPalette(palette);
        lack_->setVisible(!lack_->text().isEmpty());
    };
    connect(&draft_.columns(), &ColumnMapModel::rolesChanged, this, show);
    show();
}

ImportWizard::ImportWizard(const Shell& shell, const QString& file, QWidget* parent)
    : QWizard(parent), draft_(shell.reader, file) {
    setObjectName(QStringLiteral("import"));
    setWindowTitle(tr("Import %1").arg(QFileInfo(file).fileName()));
    setWizardStyle(QWizard::ModernStyle);
    setOption(QWizard::NoBackButtonOnStartPage);
    setOption(QWizard::HaveHelpButton, false);
    addPage(new FormatPage(shell, draft_, this));
    addPage(new ColumnsPage(shell, draft_, this));
    addPage(new RulesPage(shell, draft_, this));
    setButtonText(QWizard::NextButton, tr("&Next"));
    setButtonText(QWizard::BackButton, tr("&Back"));
    setButtonText(QWizard::FinishButton, tr("&Import"));
    setButtonText(QWizard::CancelButton, tr("Cancel"));
    for (const WizardButton which : {NextButton, FinishButton}) {
        button(which)->setProperty("primary", true);
        button(which)->style()->polish(button(which));  // the style sheet was applied before
    }
    setMinimumSize(720, 500);
    resize(860, 580);
}

}  // namespace widgets
