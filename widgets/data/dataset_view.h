// One dataset: passport, rows, tokens, split, rejects, and the way into a pipeline.
#pragma once

#include <QWidget>

#include "widgets/data/passport_view.h"
#include "widgets/data/reject_model.h"
#include "widgets/data/rows_view.h"
#include "widgets/data/split_view.h"
#include "widgets/data/templates.h"
#include "widgets/data/tokens_view.h"
#include "widgets/frame/shell.h"

class QAction;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
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
    void findRows();  // the filter of the rows

Q_SIGNALS:
    void opened();  // the passport is there; a built-in one may have been imported
    void templateAsked(const QString& document);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* rejectsTab();
    void take(engine::Result<engine::Json> passport, const engine::Json& rules);
    void fillRows();
    void fillTemplates();
    void useTemplate(OwnTemplate which);
    void storeRoles(const engine::Json& roles);
    void retranslate();
    void redraw();

    Shell shell_;
    QString name_;
    engine::Json passport_, rules_;
    int turn_ = 0;
    QLabel *title_, *fingerprint_, *loading_, *error_;
    QPushButton *use_, *retry_;
    QMenu* templates_;
    QStackedWidget* states_;  // loading, error, content
    QTabWidget* tabs_;
    PassportView* passport_view_;
    RowsView* rows_;
    TokensView* tokens_;
    SplitView* split_;
    QTableView* rejects_view_ = nullptr;
    RejectModel rejects_;
};

}  // namespace widgets
