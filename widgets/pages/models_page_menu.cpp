// The context menu of the models page: verify, report, the pipeline behind a model, its folder.
#include <QDesktopServices>
#include <QLabel>
#include <QMenu>
#include <QTableView>
#include <QUrl>

#include "widgets/data/table_copy.h"
#include "widgets/data/visible_text.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/words.h"
#include "widgets/models/model_jobs.h"
#include "widgets/pages/models_page.h"
#include "widgets/report/report_choice.h"

namespace widgets {

void ModelsPage::showMenu(const QPoint& at) {
    const ModelEntry* entry = selected();
    if (entry == nullptr) return;
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("models.menu"));
    menu.setToolTipsVisible(true);
    const auto add = [&](const QString& title, const QString& why, auto act) {
        QAction* action = menu.addAction(title, this, act);
        action->setEnabled(why.isEmpty());
        action->setToolTip(why);
    };
    const QString busy = busy_->text();
    const QString locked = shell_.read_only ? shell_.read_only_why : busy;
    add(tr("&Export..."), locked.isEmpty() ? entry->whyNotExport() : locked,
        [this] { exportSelected(); });
    add(tr("&Report..."), entry->trained ? QString() : tr("A model of the library has no run."),
        [this] { reportOfSelected(); });
    add(tr("&Score a file..."), busy.isEmpty() ? entry->whyNotTry() : busy,
        [this] { chooseScoreFile(); });
    add(tr("&Build upon it"), locked.isEmpty() ? entry->whyNotBuild() : locked,
        [this] { buildUponSelected(); });
    menu.addSeparator();
    add(tr("&Verify parity"),
        !busy.isEmpty()             ? busy
        : entry->exported.isEmpty() ? tr("Export it first: the exported folder is what is checked.")
                                    : QString(),
        [this] { verifySelected(); });
    add(tr("&Open its pipeline"), {}, [this] { openPipelineOfSelected(); });
    add(tr("Show its &folder"), {}, [this] { revealSelected(); });
    TableCopy::fill(menu, *view_);
    menu.exec(view_->viewport()->mapToGlobal(at));
}

void ModelsPage::reportOfSelected() {
    const ModelEntry* entry = selected();
    if (entry != nullptr && entry->trained) askForReport(shell_, entry->job, this);
}

void ModelsPage::verifySelected() {
    const ModelEntry* entry = selected();
    if (entry == nullptr || entry->exported.isEmpty()) return;
    setBusy(tr("Verifying %1...").arg(visibleText(entry->name, 60)));
    work_.ask(
        this,
        [artifact = entry->folder.toStdString(), folder = entry->exported.toStdString()](
            engine::ModelTools& tools) { return tools.verify(artifact, folder); },
        [this, entry = *entry](engine::Result<engine::Exported> done) {
            if (!done) return tell(done.error());
            setBusy({});
            remember(entry, entry.exported, done->parity);
            shell_.messages.show(
                MessageBar::Kind::Good,
                tr("%1: parity %2 on %n test row(s).", nullptr, static_cast<int>(done->texts))
                    .arg(visibleText(entry.name, 60), differenceText(done->parity)));
            refresh();
        });
}

// Which folder a run's model was exported to, and how near it came.
void ModelsPage::remember(const ModelEntry& entry, const QString& folder, double parity) {
    shell_.reader.ask(
        this,
        [run = entry.run, folder, parity](engine::Reader& reader) -> engine::Result<void> {
            auto all = reader.setting("models:exported");
            if (!all) return all.error();
            if (!all->is_object()) *all = engine::Json::object();
            (*all)[std::to_string(run)] = {{"folder", folder.toStdString()}, {"parity", parity}};
            return reader.set_setting("models:exported", *all);
        },
        [this](engine::Result<void> kept) {
            if (!kept) tell(kept.error());
        });
}

void ModelsPage::openPipelineOfSelected() {
    const ModelEntry* entry = selected();
    if (entry == nullptr) return;
    shell_.reader.ask(
        this,
        [job = entry->job, trained = entry->trained, folder = entry->folder.toStdString()](
            engine::Reader& reader) -> engine::Result<std::string> {
            if (trained) return reader.pipeline_of(job);
            auto carried = reader.carried(folder);
            if (!carried) return carried.error();
            return (*carried)["document"].get<std::string>();
        },
        [this](engine::Result<std::string> document) {
            if (!document) return tell(document.error());
            Q_EMIT openAsked(fromUtf8(*document));
        });
}

void ModelsPage::revealSelected() {
    const ModelEntry* entry = selected();
    if (entry == nullptr) return;
    const QString folder = entry->exported.isEmpty() ? entry->folder : entry->exported;
    QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

}  // namespace widgets
