// What the models page has done: scoring a file, export with its check, import, building upon.
#include <QDesktopServices>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <algorithm>

#include "widgets/data/visible_text.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/frame/message_bar.h"
#include "widgets/frame/settings_dialog.h"
#include "widgets/look/words.h"
#include "widgets/models/export_wizard.h"
#include "widgets/models/model_jobs.h"
#include "widgets/pages/models_page.h"
#include "widgets/report/report_choice.h"

namespace widgets {
namespace {

int filesIn(const QString& folder) {
    int count = 0;
    for (QDirIterator at(folder, QDir::Files, QDirIterator::Subdirectories); at.hasNext();
         at.next())
        ++count;
    return count;
}

void openFolder(const QString& folder) { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); }

// The first column that the guess says is text; "" lets the tools choose.
std::string textColumn(const engine::Json& preview) {
    for (std::size_t i = 0; i < preview["columns"].size(); ++i) {
        if (preview["columns"][i] == "text") return "text";
    }
    for (std::size_t i = 0; i < preview["columns"].size(); ++i) {
        if (preview["roles"][i] == "text") return preview["columns"][i].get<std::string>();
    }
    return {};
}

}  // namespace

void ModelsPage::scoreFile(const QString& in, const QString& out, const QString& column) {
    const ModelEntry* entry = selected();
    if (entry == nullptr || !entry->whyNotTry().isEmpty()) return;
    if (column.isEmpty()) {
        shell_.reader.ask(
            this,
            [in = in.toStdString()](engine::Reader& reader) {
                return reader.preview(in, engine::Json::object());
            },
            [this, in, out](engine::Result<engine::Json> seen) {
                if (!seen) return tell(seen.error());
                const std::string found = textColumn(*seen);
                if (found.empty() && (*seen)["columns"].size() != 1)
                    return tell(
                        engine::make_error(engine::ErrorCode::BadData,
                                           tr("No column of the file is text.").toStdString()));
                scoreFile(in, out,
                          found.empty() ? fromUtf8((*seen)["columns"][0].get<std::string>())
                                        : fromUtf8(found));
            });
        return;
    }
    setBusy(tr("Scoring %1...").arg(visibleText(QFileInfo(in).fileName(), 60)));
    work_.ask(
        this,
        [in = in.toStdString(), out = out.toStdString(), column = column.toStdString(),
         model = entry->folder.toStdString(), settings = settingsOf(shell_.settings)](
            engine::ModelTools& tools) { return tools.predict(model, in, out, column, settings); },
        [this, out](engine::Result<void> done) {
            if (!done) return tell(done.error());
            setBusy({});
            shell_.messages.show(
                MessageBar::Kind::Good,
                tr("Scored; every row with its class and probabilities is in %1.")
                    .arg(visibleText(QFileInfo(out).fileName(), 60)),
                {{tr("Open folder"), [out] { openFolder(QFileInfo(out).path()); }}});
        });
}

void ModelsPage::exportSelected() {
    const ModelEntry* entry = selected();
    if (entry == nullptr || !export_->isEnabled() || wizard_ != nullptr) return;
    const auto exports = shell_.places.workspace / "exports";
    wizard_ = new ExportWizard(*entry, QString::fromStdString(exports.string()), this);
    wizard_->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard_, &QDialog::accepted, this, [this, entry = *entry] {
        const Export what{entry, wizard_->folder(), wizard_->reports()};
        setBusy(tr("Exporting %1...").arg(visibleText(entry.name, 60)));
        work_.ask(
            this,
            [from = entry.folder.toStdString(), to = what.folder.toStdString()](
                engine::ModelTools& tools) { return tools.export_model(from, to); },
            [this, what](engine::Result<engine::Exported> done) {
                if (!done) return tell(done.error());
                Export checked = what;
                checked.parity = done->parity;
                exported(checked);
            });
    });
    wizard_->open();
}

void ModelsPage::exported(const Export& what) {
    remember(what.entry, what.folder, what.parity);
    if (what.reports.empty()) return finished(what, QStringList());
    writeReports(
        shell_, this, what.entry.job, what.reports, what.folder,
        [this, what](const engine::Result<QStringList>& reports) { finished(what, reports); });
}

void ModelsPage::finished(const Export& what, const engine::Result<QStringList>& reports) {
    setBusy({});
    if (!reports) tell(reports.error());
    const QString files = tr("%n file(s)", nullptr, filesIn(what.folder));
    shell_.messages.show(
        MessageBar::Kind::Good,
        what.parity < 0 ? tr("%1; parity not checked: no run that scored it is left.").arg(files)
                        : tr("%1, parity %2.").arg(files, differenceText(what.parity)),
        {{tr("Open folder"), [folder = what.folder] { openFolder(folder); }}});
    refresh();
}

void ModelsPage::importFolder(const QString& folder) {
    const QString name = QFileInfo(QDir(folder).absolutePath()).fileName();
    setBusy(tr("Importing %1...").arg(visibleText(name, 60)));
    const std::string from = folder.toStdString();
    shell_.reader.ask(
        this, [from](engine::Reader& reader) { return reader.check_model(from); },
        [this, from, name](engine::Result<void> possible) {
            if (!possible) return tellImport(possible.error());
            // A model that cannot be loaded is not taken in.
            work_.ask(
                this, [from](engine::ModelTools& tools) { return tools.inspect(from); },
                [this, from, name](engine::Result<engine::Json> about) {
                    if (!about) return tellImport(about.error());
                    shell_.reader.ask(
                        this,
                        [from, name = name.toStdString()](engine::Reader& reader) {
                            return reader.import_model(from, name);
                        },
                        [this, name](engine::Result<void> done) {
                            if (!done) return tellImport(done.error());
                            setBusy({});
                            shell_.messages.show(
                                MessageBar::Kind::Good,
                                tr("%1 is in the library.").arg(visibleText(name, 60)));
                            refresh();
                        });
                });
        });
}

void ModelsPage::tellImport(const engine::Error& why) {
    setBusy({});
    shell_.messages.show(why, {{tr("Choose folder"), [this] { chooseImport(); }}});
}

void ModelsPage::buildUponSelected() {
    const ModelEntry* entry = selected();
    if (entry == nullptr || !build_->isEnabled()) return;
    if (!entry->trained) {
        QFile file(shell_.experiments + QStringLiteral("/news-to-comments-first-look.warm.json"));
        if (!file.open(QIODevice::ReadOnly)) {
            return tell(engine::make_error(engine::ErrorCode::MissingFile, "There is no file %1.",
                                           {file.fileName().toStdString()}));
        }
        return openUpon(file.readAll().toStdString(), entry->name);
    }
    const QString name = folderName(*entry);
    const auto folder = shell_.places.workspace / "exports" / (name.toStdString() + ".library");
    setBusy(tr("Taking %1 into the library...").arg(visibleText(entry->name, 60)));
    work_.ask(
        this,
        [from = entry->folder.toStdString(), folder](engine::ModelTools& tools) {
            std::error_code ignored;  // of a time that ended half-way
            std::filesystem::remove_all(folder, ignored);
            return tools.export_model(from, folder);
        },
        [this, entry = *entry, folder, name](engine::Result<engine::Exported> done) {
            if (!done) return tell(done.error());
            takeIntoLibrary(entry, QString::fromStdString(folder.string()), name);
        });
}

void ModelsPage::takeIntoLibrary(const ModelEntry& entry, const QString& folder,
                                 const QString& name) {
    shell_.reader.ask(
        this,
        [job = entry.job, folder = folder.toStdString(),
         name = name.toStdString()](engine::Reader& reader) -> engine::Result<std::string> {
            auto library = reader.models();
            if (!library) return library.error();
            const bool there =
                std::any_of(library->begin(), library->end(),
                            [&](const engine::Json& one) { return one["name"] == name; });
            // The same run again: it is the model that is there.
            auto added = there ? engine::Result<void>() : reader.import_model(folder, name);
            std::error_code ignored;
            std::filesystem::remove_all(folder, ignored);
            if (!added) return added.error();
            auto info = reader.job(job);
            if (!info) return info.error();
            return std::move(info->document);
        },
        [this, name](engine::Result<std::string> document) {
            if (!document) return tell(document.error());
            setBusy({});
            refresh();
            shell_.messages.show(
                MessageBar::Kind::Info,
                tr("%1 has learnt from the training rows of this pipeline: keep its split, so that "
                   "test rows stay unseen.")
                    .arg(visibleText(name, 60)));
            openUpon(*document, name);
        });
}

void ModelsPage::openUpon(const std::string& document, const QString& model) {
    auto text = builtUpon(document, model, shell_.catalog);
    if (!text) return tell(text.error());
    Q_EMIT openAsked(QString::fromStdString(*text));
}

}  // namespace widgets
