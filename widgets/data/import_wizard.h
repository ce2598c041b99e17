// The way of a file into the library: format, columns, rules, then Import.
#pragma once

#include <QWizard>

#include "widgets/data/import_draft.h"
#include "widgets/frame/shell.h"

class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace widgets {

/// How the file is read: encoding, delimiter, quote, header; its first rows so.
class FormatPage : public QWizardPage {
    Q_OBJECT
public:
    FormatPage(const Shell& shell, ImportDraft& draft, QWidget* parent = nullptr);
    void initializePage() override { draft_.refresh(); }
    bool isComplete() const override { return draft_.isReadable(); }

private:
    QComboBox* combo(const char* option, const QString& title,
                     const QList<std::pair<QString, QString>>& items);
    void showPreview();
    void showError(const engine::Error& why);

    ImportDraft& draft_;
    QComboBox* encoding_ = nullptr;
    QFrame* problem_ = nullptr;
    QLabel* problem_text_ = nullptr;
    QPushButton* read_as_ = nullptr;
    QPushButton* choose_ = nullptr;
    QLabel* seen_ = nullptr;
    QString guess_;  // encoding
};

/// What each column is for.
class ColumnsPage : public QWizardPage {
    Q_OBJECT
public:
    ColumnsPage(const Shell& shell, ImportDraft& draft, QWidget* parent = nullptr);

private:
    ImportDraft& draft_;
    QLabel* lack_ = nullptr;
};

/// What becomes of copies, empty texts and rows that cannot be read; the dataset's name.
class RulesPage : public QWizardPage {
    Q_OBJECT
public:
    RulesPage(const Shell& shell, ImportDraft& draft, QWidget* parent = nullptr);
    void initializePage() override;
    bool isComplete() const override;

private:
    QTableView* preparedView(const Shell& shell);
    void showCounts();
    ImportDraft& draft_;
    QLineEdit* name_ = nullptr;
    QLabel* counts_ = nullptr;
};

class ImportWizard : public QWizard {
    Q_OBJECT
public:
    ImportWizard(const Shell& shell, const QString& file, QWidget* parent = nullptr);
    ImportDraft& draft() { return draft_; }

private:
    ImportDraft draft_;
};

/// The table of columns and roles, ready to be edited. Also used for datasets that are stored.
QTableView* columnMapView(ColumnMapModel& model, QWidget* parent);

}  // namespace widgets
