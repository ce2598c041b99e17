// The rows of a dataset: to be sorted by a column, filtered by words, copied and exported.
#pragma once

#include <QStringList>
#include <QTimer>
#include <QWidget>

#include "widgets/data/row_table_model.h"
#include "widgets/feed/background_work.h"
#include "widgets/frame/shell.h"

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableView;

namespace widgets {

class RowsView : public QWidget {
    Q_OBJECT
public:
    explicit RowsView(const Shell& shell, QWidget* parent = nullptr);
    /// @param roles  one a column
    void setDataset(const QString& name, const QStringList& columns, const QStringList& roles,
                    std::int64_t rows);
    void focusFilter();
    void focusGoTo();
    void goToRow(int number);  // as the file has them, from 1
    RowTableModel& model() { return rows_; }
    void exportTo(const QString& file);  // the rows that are wished, as CSV

Q_SIGNALS:
    void textChosen(const QString& text);  // of the current row

protected:
    void changeEvent(QEvent* event) override;

private:
    enum class Form { Tsv, Markdown };
    void buildBar();
    void addActs();
    void rowChosen(int row);
    void copySelected(Form form);
    void filterByCell();
    void askExport();
    void showState();
    void retranslate();

    Shell shell_;
    RowTableModel rows_;
    QStringList columns_, roles_;
    QLineEdit* filter_;
    QLabel *state_, *go_title_;
    QPushButton *stop_, *export_;
    QSpinBox* go_;
    QTableView* view_;
    QAction* by_cell_ = nullptr;
    BackgroundWork::Task looking_;  // while rows are searched or sorted
    QTimer later_;                  // typing is looked for when it pauses
};

}  // namespace widgets
