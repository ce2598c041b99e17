// The window's way with files: new, open, save, recover, close.
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>

#include "widgets/document/pipeline_model.h"
#include "widgets/frame/actions.h"
#include "widgets/frame/layouts.h"
#include "widgets/frame/main_window.h"
#include "widgets/frame/recent_files.h"
#include "widgets/pages/data_page.h"
#include "widgets/pages/welcome_page.h"

namespace widgets {

void MainWindow::connectFile() {
    const auto on = [this](const char* id, auto act) {
        connect((*actions_)[QLatin1String(id)], &QAction::triggered, this, act);
    };
    on("file.new", [this] {
        if (!maySwitchDocument()) return;
        parts_.pipeline.load(engine::Document{}, {});
        showPage(Page::Pipeline);
        palette_dock_->raise();  // the next thing that is wanted is a node
    });
    on("file.open", [this] {
        const QString file = QFileDialog::getOpenFileName(
            this, tr("Open a pipeline"), {},
            tr("Pipelines (*.warm.json);;Files that carry a pipeline (*.html *.pdf *.png *.svg "
               "*.safetensors);;Data (*.csv *.tsv *.jsonl);;All files (*)"));
        if (!file.isEmpty()) openFile(file);
    });
    on("file.save", [this] { save(false); });
    on("file.save_as", [this] { save(true); });
    on("file.import", [this] {
        showPage(Page::Data);
        data_->chooseFile();
    });
    on("file.quit", [this] { close(); });
    QUndoStack& undo = parts_.pipeline.undoStack();
    on("edit.undo", [&undo] { undo.undo(); });
    on("edit.redo", [&undo] { undo.redo(); });
    const auto able = [this, &undo] {
        (*actions_)[QStringLiteral("edit.undo")]->setEnabled(undo.canUndo());
        (*actions_)[QStringLiteral("edit.redo")]->setEnabled(undo.canRedo());
    };
    connect(&undo, &QUndoStack::indexChanged, this, able);
    able();
    connect(&parts_.pipeline, &PipelineModel::titleChanged, this, &MainWindow::updateTitle);
}

void MainWindow::openFile(const QString& file) {
    static const QStringList carriers = {QStringLiteral("html"), QStringLiteral("htm"),
                                         QStringLiteral("png"),  QStringLiteral("svg"),
                                         QStringLiteral("pdf"),  QStringLiteral("safetensors")};
    const QFileInfo info(file);
    if (info.isDir() || carriers.contains(info.suffix().toLower())) return openCarried(file);
    if (!file.endsWith(QLatin1String(".json"))) {
        showPage(Page::Data);
        data_->importFile(file);
        return;
    }
    if (!maySwitchDocument()) return;
    if (auto opened = parts_.pipeline.open(file); !opened) {
        messages_->show(opened.error());
        return;
    }
    addRecentFile(parts_.settings, file);
    welcome_->refresh();
    showPage(Page::Pipeline);
    tellOutside();
}

void MainWindow::openTemplate(const QString& file) {
    if (!maySwitchDocument()) return;
    if (auto opened = parts_.pipeline.open(file); !opened) {
        messages_->show(opened.error());
        return;
    }
    // A shipped file is a start, not a place to save to.
    parts_.pipeline.load(engine::Document(parts_.pipeline.document()), {});
    showPage(Page::Pipeline);
}

bool MainWindow::openDocumentText(const QString& text) {
    if (!maySwitchDocument()) return false;
    auto document =
        engine::read_document(text.toStdString(), parts_.catalog, tr("The pipeline").toStdString());
    if (!document) {
        messages_->show(document.error());
        return false;
    }
    parts_.pipeline.load(*std::move(document), {});
    showPage(Page::Pipeline);
    tellOutside();
    return true;
}

bool MainWindow::save(bool choose_file) {
    QString file = parts_.pipeline.file();
    if (choose_file || file.isEmpty()) {
        file = QFileDialog::getSaveFileName(
            this, tr("Save the pipeline"),
            file.isEmpty() ? parts_.pipeline.title() + QStringLiteral(".warm.json") : file,
            tr("Pipelines (*.warm.json)"));
        if (file.isEmpty()) return false;
        if (!file.endsWith(QLatin1String(".json"))) file += QStringLiteral(".warm.json");
    }
    if (auto saved = parts_.pipeline.save(file); !saved) {
        messages_->show(saved.error());
        return false;
    }
    addRecentFile(parts_.settings, file);
    welcome_->refresh();
    messages_->show(MessageBar::Kind::Good, tr("Saved as %1.").arg(QFileInfo(file).fileName()));
    return true;
}

bool MainWindow::maySwitchDocument() {
    if (!parts_.pipeline.isModified()) return true;
    const auto answer = QMessageBox::question(
        this, tr("Unsaved edits"),
        tr("%1 has edits that are not saved.").arg(parts_.pipeline.title()),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Cancel) return false;
    return answer == QMessageBox::Discard || save(false);
}

void MainWindow::offerRecovery() {
    for (const PipelineModel::Recovered& one : parts_.pipeline.recoverable()) {
        const QString name = one.file.isEmpty() ? one.title : QFileInfo(one.file).fileName();
        messages_->show(
            MessageBar::Kind::Warning,
            tr("%1 was open when Warmstart ended: %n edits can be recovered.", nullptr, one.edits)
                .arg(name.isEmpty() ? tr("Untitled pipeline") : name),
            {{tr("Recover"),
              [this, one] {
                  if (!maySwitchDocument()) return;
                  if (auto back = parts_.pipeline.recover(one); !back) {
                      messages_->show(back.error());
                      return;
                  }
                  showPage(Page::Pipeline);
              }},
             {tr("Discard"), [this, one] { parts_.pipeline.discard(one); }}});
    }
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!maySwitchDocument() || !mayEnd()) return event->ignore();
    parts_.pipeline.dropJournal();
    parts_.settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    layouts_->keepLast();
    event->accept();
}

}  // namespace widgets
