#include "widgets/document/pipeline_model.h"

#include <signal.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QUndoCommand>
#include <utility>

#include "engine/base/files.h"
#include "engine/plan/check.h"
#include "widgets/look/words.h"

namespace widgets {

namespace fs = std::filesystem;
using engine::Result;

constexpr int kUndoSteps = 1000;
constexpr int kJournalDelay = 100;   // milliseconds after an edit
constexpr int kJournalAgain = 5000;  // milliseconds after it could not be written
constexpr int kMergeWithin = 1000;   // milliseconds between edits that become one step

// The document before and after, as values: undo gives back the very same document, whatever the
// edit was.
class SnapshotCommand : public QUndoCommand {
public:
    SnapshotCommand(PipelineModel& model, const QString& name, PipelineModel::Snapshot before,
                    PipelineModel::Snapshot after, QString merge)
        : QUndoCommand(name),
          model_(model),
          before_(std::move(before)),
          after_(std::move(after)),
          merge_(std::move(merge)) {
        age_.start();
    }
    void undo() override { model_.restore(before_); }
    void redo() override {
        if (std::exchange(first_, false)) return;  // edit() has done it
        model_.restore(after_);
    }
    int id() const override { return merge_.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto* next = static_cast<const SnapshotCommand*>(other);
        if (next->merge_ != merge_ || age_.elapsed() > kMergeWithin) return false;
        after_ = next->after_;
        age_.restart();
        return true;
    }

private:
    PipelineModel& model_;
    PipelineModel::Snapshot before_, after_;
    QString merge_;
    QElapsedTimer age_;
    bool first_ = true;
};

namespace {

bool isAlive(long pid) {
    return pid > 0 && (::kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM);
}

}  // namespace

PipelineModel::PipelineModel(const engine::Catalog& catalog, fs::path journal, QObject* parent)
    : QObject(parent), catalog_(catalog), journal_folder_(std::move(journal)) {
    journal_ = journal_folder_ / (std::to_string(QCoreApplication::applicationPid()) + ".json");
    undo_.setUndoLimit(kUndoSteps);
    journal_writer_.setMaxThreadCount(1);  // writes and removals follow each other
    journal_timer_.setSingleShot(true);
    journal_timer_.setInterval(kJournalDelay);
    connect(&journal_timer_, &QTimer::timeout, this, &PipelineModel::writeJournal);
    connect(&undo_, &QUndoStack::cleanChanged, this, &PipelineModel::titleChanged);
    now_ = std::make_shared<const FrozenDocument>(document_, nullptr);
    problems_ = engine::check(document_, catalog_);
}

std::string PipelineModel::text() const { return engine::write_document(document_); }

QString PipelineModel::title() const {
    if (!document_.title.empty()) return fromUtf8(document_.title);
    return file_.isEmpty() ? tr("Untitled pipeline") : QFileInfo(file_).fileName();
}

void PipelineModel::edit(const QString& name, const std::function<void(engine::Document&)>& change,
                         const QString& merge) {
    change(document_);
    auto after = std::make_shared<const FrozenDocument>(document_, now_.get());
    if (after->sameAs(*now_)) return;
    const Snapshot before = std::exchange(now_, after);
    undo_.push(new SnapshotCommand(*this, name, before, std::move(after), merge));
    documentChanged();
}

void PipelineModel::restore(const Snapshot& snapshot) {
    now_ = snapshot;
    document_ = snapshot->thawed();
    documentChanged();
}

void PipelineModel::documentChanged() {
    problems_ = engine::check(document_, catalog_);
    if (!journal_timer_.isActive()) journal_timer_.start();  // also while edits keep coming
    Q_EMIT changed();
    Q_EMIT titleChanged();
}

void PipelineModel::load(engine::Document document, const QString& file) {
    document_ = std::move(document);
    now_ = std::make_shared<const FrozenDocument>(document_, nullptr);
    file_ = file;
    undo_.clear();
    undo_.setClean();
    dropJournal();
    problems_ = engine::check(document_, catalog_);
    Q_EMIT loaded();
    Q_EMIT changed();
    Q_EMIT titleChanged();
}

Result<void> PipelineModel::open(const QString& file) {
    auto text = engine::read_file(file.toStdString(), 64 << 20);
    if (!text) return text.error();
    auto document = engine::read_document(*text, catalog_, file.toStdString());
    if (!document) return document.error();
    load(*std::move(document), QFileInfo(file).absoluteFilePath());
    return {};
}

Result<void> PipelineModel::save(const QString& file) {
    if (auto written = engine::write_file_atomically(file.toStdString(), text()); !written)
        return written.error();
    file_ = QFileInfo(file).absoluteFilePath();
    undo_.setClean();
    dropJournal();
    Q_EMIT titleChanged();
    return {};
}

// {"file", "edits", "document": canonical text}, replaced whole at each write.
void PipelineModel::writeJournal() {
    if (undo_.isClean()) return dropJournal();
    const engine::Json entry = {
        {"file", file_.toStdString()}, {"edits", undo_.index()}, {"document", text()}};
    journal_writer_.start(
        [this, folder = journal_folder_, path = journal_, text = engine::compact_json(entry)] {
            std::error_code problem;
            fs::create_directories(folder, problem);
            if (engine::write_file_atomically(path, text)) return;
            // A journal that cannot be written must not stop the edit: it is tried again.
            QMetaObject::invokeMethod(
                this, [this] { journal_timer_.start(kJournalAgain); }, Qt::QueuedConnection);
        });
}

void PipelineModel::dropJournal() {
    journal_timer_.stop();
    journal_writer_.start([path = journal_] {
        std::error_code problem;
        fs::remove(path, problem);
    });
}

std::vector<PipelineModel::Recovered> PipelineModel::recoverable() const {
    std::vector<Recovered> out;
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(journal_folder_, problem)) {
        if (entry.path().extension() != ".json" || entry.path() == journal_) continue;
        if (isAlive(std::atol(entry.path().stem().c_str()))) continue;  // another open window
        auto text = engine::read_file(entry.path(), 64 << 20);
        if (!text) continue;
        auto json = engine::read_json(*text, entry.path().string());
        if (!json || !json->contains("document") || !(*json)["document"].is_string()) continue;
        auto document = engine::read_document((*json)["document"].get<std::string>(), catalog_,
                                              entry.path().string());
        if (!document) continue;
        out.push_back({fromUtf8(json->value("file", "")), fromUtf8(document->title),
                       json->value("edits", 0), entry.path()});
    }
    return out;
}

Result<void> PipelineModel::recover(const Recovered& what) {
    auto text = engine::read_file(what.journal, 64 << 20);
    if (!text) return text.error();
    auto json = engine::read_json(*text, what.journal.string());
    if (!json) return json.error();
    auto document =
        engine::read_document(json->value("document", ""), catalog_, what.journal.string());
    if (!document) return document.error();
    // The file as it was saved is the start, the edits are one step upon it: undo gives it back.
    engine::Document saved;
    if (!what.file.isEmpty()) {
        auto before = engine::read_file(what.file.toStdString(), 64 << 20);
        if (before) {
            if (auto read = engine::read_document(*before, catalog_, what.file.toStdString()); read)
                saved = *std::move(read);
        }
    }
    load(std::move(saved), what.file);
    edit(tr("Recovered edits"), [&](engine::Document& now) { now = *std::move(document); });
    writeJournal();
    journal_writer_.waitForDone();
    std::error_code problem;
    if (fs::exists(journal_, problem)) discard(what);  // else the old one is all there is
    return {};
}

void PipelineModel::discard(const Recovered& what) {
    std::error_code problem;
    fs::remove(what.journal, problem);
}

}  // namespace widgets
