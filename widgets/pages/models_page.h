// What was trained: try it on a text, score a file, export it, build upon it.
#pragma once

#include <QPointer>
#include <QWidget>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "widgets/feed/background_work.h"
#include "widgets/frame/shell.h"
#include "widgets/models/model_table_model.h"
#include "widgets/models/model_work.h"

class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace widgets {

class ExportWizard;
class TryPanel;

class ModelsPage : public QWidget {
    Q_OBJECT
public:
    explicit ModelsPage(const Shell& shell, QWidget* parent = nullptr);
    ~ModelsPage() override;

    void refresh();
    void exportSelected();
    void buildUponSelected();
    /// Scores the rows of a file with the chosen model. @param column  its texts; "" = guessed
    void scoreFile(const QString& in, const QString& out, const QString& column = {});
    void importFolder(const QString& folder);  // into the library
    void reportOfSelected();

Q_SIGNALS:
    void openAsked(const QString& document);  // canonical text of a pipeline that builds on a model

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    const ModelEntry* selected() const;
    void take(const engine::Json& trained, const engine::Json& library,
              const engine::Json& exported);
    void updateActions();
    void chooseScoreFile();
    void chooseImport();
    void tell(const engine::Error& why);
    void tellImport(const engine::Error& why);

    // An export, step after step: written and checked by the engine, its reports beside it, told.
    struct Export {
        ModelEntry entry;
        QString folder;
        std::vector<engine::Json> reports;
        double parity = -1;
    };
    void exported(const Export& what);
    void finished(const Export& what, const engine::Result<QStringList>& reports);
    void remember(const ModelEntry& entry, const QString& folder, double parity);
    void showMenu(const QPoint& at);
    void verifySelected();
    void openPipelineOfSelected();
    void revealSelected();
    void openUpon(const std::string& document, const QString& model);
    void takeIntoLibrary(const ModelEntry& entry, const QString& folder, const QString& name);
    void setBusy(const QString& what);  // "" = idle
    void retranslate();

    Shell shell_;
    ModelWork work_;
    ModelTableModel models_;
    QSortFilterProxyModel* sorted_;
    QStackedWidget* stack_ = nullptr;
    QTableView* view_ = nullptr;
    QLabel *busy_ = nullptr, *empty_ = nullptr;
    QPushButton *export_ = nullptr, *build_ = nullptr, *score_ = nullptr, *import_ = nullptr,
                *report_ = nullptr, *templates_ = nullptr;
    TryPanel* try_ = nullptr;
    QPointer<ExportWizard> wizard_;
    BackgroundWork::Task task_;  // while it is busy
    bool listed_ = false;
};

}  // namespace widgets
