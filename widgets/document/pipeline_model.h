// The open pipeline: a value (engine::Document), an undo stack over it, the file it belongs to and
// the journal that survives a crash. Canvas, outline, forms and menus project it and change it
// through edit(); none of them keeps a copy.
#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>
#include <QUndoStack>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/plan/problem.h"
#include "engine/spec/catalog.h"
#include "engine/spec/document.h"
#include "widgets/document/frozen_document.h"

namespace widgets {

class PipelineModel : public QObject {
    Q_OBJECT
public:
    /// @param catalog  must outlive the model
    /// @param journal  folder for edits that are not saved yet; created when needed
    PipelineModel(const engine::Catalog& catalog, std::filesystem::path journal,
                  QObject* parent = nullptr);

    const engine::Catalog& catalog() const { return catalog_; }
    const engine::Document& document() const { return document_; }
    std::string text() const;  // canonical
    const std::vector<engine::Problem>& problems() const { return problems_; }
    QUndoStack& undoStack() { return undo_; }

    const QString& file() const { return file_; }  // "" = never saved
    QString title() const;                         // for the window's caption
    bool isModified() const { return !undo_.isClean(); }

    /// One undoable step. `change` alters the document; when nothing changed, no step is made.
    /// @param merge  steps with the same non-empty key that follow within a second become one
    ///               (typing in a field, dragging)
    void edit(const QString& name, const std::function<void(engine::Document&)>& change,
              const QString& merge = {});

    /// Takes another document; the undo stack begins anew.
    /// @param file  "" for a template or a new one
    void load(engine::Document document, const QString& file);
    engine::Result<void> open(const QString& file);
    engine::Result<void> save(const QString& file);  // whole or not at all

    /// A document that a crash left behind: what was open, with its edits.
    struct Recovered {
        QString file;  // it belonged to
        QString title;
        int edits = 0;
        std::filesystem::path journal;
    };
    std::vector<Recovered> recoverable() const;
    engine::Result<void> recover(const Recovered& what);
    void discard(const Recovered& what);
    /// The window closes and its edits were saved or given up.
    void dropJournal();

Q_SIGNALS:
    void changed();  // the document, whatever way: load, edit, undo, redo
    void loaded();   // another document
    void titleChanged();

private:
    friend class SnapshotCommand;
    using Snapshot = std::shared_ptr<const FrozenDocument>;
    void restore(const Snapshot& snapshot);
    void documentChanged();
    void writeJournal();

    const engine::Catalog& catalog_;
    std::filesystem::path journal_folder_;
    std::filesystem::path journal_;  // of this process
    engine::Document document_;
    Snapshot now_;  // document_, frozen
    std::vector<engine::Problem> problems_;
    QUndoStack undo_;
    QString file_;
    QTimer journal_timer_;
    QThreadPool journal_writer_;  // syncs to the disk beside the window; last: it ends first
};

}  // namespace widgets
