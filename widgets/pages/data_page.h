// Datasets: import with preview, passport, rows, tokens, rejects, and the way into a pipeline.
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <stop_token>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/base/watch.h"
#include "widgets/data/dataset_list_model.h"
#include "widgets/feed/background_work.h"
#include "widgets/frame/shell.h"

class QLabel;
class QLineEdit;
class QListView;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;

namespace widgets {

class DatasetView;
class ImportWizard;

class DataPage : public QWidget {
    Q_OBJECT
public:
    explicit DataPage(const Shell& shell, QWidget* parent = nullptr);
    ~DataPage() override;
    void chooseFile();                     // asks for a file and imports it
    void importFile(const QString& file);  // opens the import wizard on it
    void refresh();                        // the list
    void find();                           // rows of the open dataset, else datasets by name
    DatasetView& view() { return *view_; }

Q_SIGNALS:
    void templateAsked(const QString& document);  // canonical text of a pipeline on a dataset

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Import {
        QString file, name;
        engine::Json options, roles, rules;  // roles and rules null: as they were
        QString lack = {};                   // why the roles make no task
    };
    QWidget* side();
    void start(const Import& what);
    engine::Watch importWatch(const BackgroundWork::Task& task);
    void stopImport();
    void imported(const Import& what, engine::Result<engine::Json> info);
    void tellImported(const Import& what, const engine::Result<engine::Json>& info);
    void beginImport();
    void tellBusy();
    void tellDone(double share, double seconds_left);
    void taken(const Import& what);  // the name is
    void tellRejects(const engine::Json& info);
    void open(const QString& name);
    void afterOpened();
    void tellChanged();  // the file is newer than what was imported of it
    void menuAt(const QPoint& at);
    void reimport(const QModelIndex& of);
    void remove(const QModelIndex& of);
    bool mayWrite();
    void retranslate();

    Shell shell_;
    DatasetListModel list_;
    QSortFilterProxyModel* shown_;
    QListView* list_view_ = nullptr;
    QLineEdit* filter_ = nullptr;
    QPushButton *import_ = nullptr, *import_empty_ = nullptr;
    QLabel *empty_ = nullptr, *busy_ = nullptr, *left_ = nullptr;
    QWidget* progress_ = nullptr;
    QProgressBar* done_ = nullptr;
    QPushButton* stop_ = nullptr;
    std::stop_source stopping_;        // the import that runs
    QStackedWidget* stack_ = nullptr;  // empty, view
    DatasetView* view_ = nullptr;
    QPointer<ImportWizard> wizard_;
    QList<Import> imports_;  // one at a time; the first is the one that runs
    QStringList waiting_;    // files that were dropped together with the one in the wizard
    QString wanted_;         // to be opened when the list is there
    QStringList told_;       // files that were said to have changed
    bool listed_ = false;
    bool listing_ = false;  // while the list is exchanged
};

}  // namespace widgets
