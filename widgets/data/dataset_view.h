// One dataset: passport, rows, tokens, rejects, and the way into a pipeline.
#pragma once

#include <QWidget>

#include "widgets/data/passport_view.h"
#include "widgets/data/reject_model.h"
#include "widgets/data/row_table_model.h"
#include "widgets/data/templates.h"
#include "widgets/data/tokens_view.h"
#include "widgets/frame/shell.h"

class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTabWidget;
class QTableView;

namespace widgets {

class DatasetView : public QWidget {
    Q_OBJECT
public:
    explicit DatasetView(const Shell& shell, QWidget* parent = nullptr);

    void setDataset(const QString& name);
    void clear();
    const QString& name() const { return name_; }
    const engine::Json& passport() const { return passport_; }  // null while there is none
    void showRejects();
    void changeRoles();  // asks what columns are used as
    void goToRow();

Q_SIGNALS:
    void opened();  // the passport is there; a built-in one may have been imported
    void templateAsked(const QString& document);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* rowsTab();
    QWidget* rejectsTab();
    void take(engine::Result<engine::Json> passport, const engine::Json& rules);
    void fillRows();
    void fillTemplates();
    void useTemplate(OwnTemplate which);
    void storeRoles(const engine::Json& roles);
    void rowChosen(int row);
    void copySelected(const QTableView& view) const;
    void retranslate();
    void redraw();

    Shell shell_;
    QString name_;
    engine::Json passport_, rules_;
    int turn_ = 0;
    QLabel *title_, *fingerprint_, *loading_, *error_, *go_title_, *row_count_;
    QPushButton *use_, *retry_;
    QMenu* templates_;
    QStackedWidget* states_;  // loading, error, content
    QTabWidget* tabs_;
    PassportView* passport_view_;
    TokensView* tokens_;
    QTableView *rows_view_ = nullptr, *rejects_view_ = nullptr;
    QSpinBox* go_;
    RowTableModel rows_;
    RejectModel rejects_;
};

}  // namespace widgets
