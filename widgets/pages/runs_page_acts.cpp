// What a person does with runs: compare, go on, open, mark, remove.
#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>

#include "widgets/compare/compare_data.h"
#include "widgets/data/table_copy.h"
#include "widgets/document/more_seeds.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/pages/runs_page.h"
#include "widgets/runs/run_view.h"

namespace widgets {
namespace {

constexpr int kUndoTime = 8000;  // milliseconds
constexpr int kMoreSeeds = 5;

bool canGoOn(const RunGroup& group) {
    return group.job_state == QLatin1String("interrupted") ||
           group.job_state == QLatin1String("cancelled") ||
           group.job_state == QLatin1String("failed");
}

// A path in a shell's quotes.
QString quoted(QString text) {
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QStringLiteral("'\\''")) +
           QLatin1Char('\'');
}

}  // namespace

void RunsPage::updateButtons() {
    const auto ticked = model_->ticked();
    QString why;
    if (tickedArms().size() < 2) why = tr("Tick two arms to compare them.");
    compare_->setText(tr("Compare %1").arg(ticked.size()));
    compare_->setEnabled(why.isEmpty());
    compare_->setToolTip(why);
    const RunGroup* group = view_->currentGroup();
    const bool go_on = group != nullptr && canGoOn(*group);
    QString blocked;
    if (group == nullptr) blocked = tr("Choose a run first.");
    open_->setEnabled(group != nullptr);
    open_->setToolTip(blocked);
    resume_->setText(go_on ? tr("Resume") : tr("Run again"));
    resume_->setEnabled(blocked.isEmpty());
    const QString use = shell_.desk.isLive() || shell_.read_only
                            ? tr("It waits in the queue. What is there already is reused.")
                            : tr("What is there already is reused.");
    resume_->setToolTip(blocked.isEmpty() ? use : blocked);
}

void RunsPage::fillMenu(QMenu& menu) {
    const RunGroup* group = view_->currentGroup();
    if (group == nullptr) {
        menu.addAction(tr("Choose a run first."))->setEnabled(false);
        return;
    }
    menu.addAction(open_->text(), this, &RunsPage::openAsItRan);
    menu.addAction(resume_->text(), this, &RunsPage::runAgain);
    menu.addAction(tr("%n more seeds", nullptr, kMoreSeeds), this, &RunsPage::moreSeeds);
    menu.addSeparator();
    const bool writable = !shell_.read_only;
    menu.addAction(tr("Tag..."), this, &RunsPage::editTags)->setEnabled(writable);
    menu.addAction(tr("Note..."), this, &RunsPage::editNote)->setEnabled(writable);
    menu.addAction(group->isPinned() ? tr("Unpin") : tr("Pin"), this, &RunsPage::togglePin)
        ->setEnabled(writable);
    menu.addSeparator();
    menu.addAction(tr("Copy as command"), this, &RunsPage::copyCommand);
    TableCopy::fill(menu, *view_);
    menu.addSeparator();
    const bool live = shell_.desk.isLive() && shell_.desk.job() == group->job;
    menu.addAction(shell_.theme.icon(QStringLiteral("trash")), tr("Remove job %1").arg(group->job),
                   this, &RunsPage::trash)
        ->setEnabled(writable && !live && !model_->isLeaving(group->job));
}

// By their names in a comparison that the first one's job begins.
QStringList RunsPage::tickedArms() const {
    QStringList arms;
    const auto ticked = model_->ticked();
    for (const RunGroup* group : ticked) {
        const QString name = armName({group->job, group->arm_id}, ticked.front()->job);
        if (!arms.contains(name)) arms << name;
    }
    return arms;
}

void RunsPage::compare() {
    const auto ticked = model_->ticked();
    if (!ticked.empty()) Q_EMIT compareAsked(ticked.front()->job, tickedArms());
}

void RunsPage::withDocument(const std::function<void(const engine::JobInfo&)>& act) {
    const RunGroup* group = view_->currentGroup();
    if (group == nullptr) return;
    shell_.reader.ask(
        this, [job = group->job](engine::Reader& reader) { return reader.job(job); },
        [this, act](const engine::Result<engine::JobInfo>& job) {
            if (!job) return complain(job.error());
            act(*job);
        });
}

void RunsPage::runAgain() {
    withDocument([this](const engine::JobInfo& job) {
        Q_EMIT runAsked(fromUtf8(job.title), fromUtf8(job.document), job.settings);
    });
}

void RunsPage::openAsItRan() {
    withDocument(
        [this](const engine::JobInfo& job) { Q_EMIT openAsked(job.id, fromUtf8(job.document)); });
}

void RunsPage::moreSeeds() {
    withDocument([this](const engine::JobInfo& job) {
        auto document = withMoreSeeds(job.document, shell_.catalog, 0, kMoreSeeds);
        if (!document) return complain(document.error());
        Q_EMIT runAsked(fromUtf8(job.title), *document, job.settings);
    });
}

void RunsPage::setTag(const QList<std::int64_t>& runs, const QString& tag, bool set) {
    shell_.reader.ask(
        this,
        [runs, tag = tag.toStdString(), set](engine::Reader& reader) -> engine::Result<void> {
            for (const std::int64_t run : runs) {
                if (auto done = reader.tag(run, tag, set); !done) return done;
            }
            return {};
        },
        [this](const engine::Result<void>& done) {
            if (!done) complain(done.error());
            refresh();
        });
}

void RunsPage::editTags() {
    const RunGroup* group = view_->currentGroup();
    const auto runs = view_->currentRuns();
    if (group == nullptr || runs.isEmpty()) return;
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Tags"));
    dialog->setLabelText(tr("Tags, with commas between them"));
    const QStringList before = view_->currentTags();
    dialog->setTextValue(before.join(QStringLiteral(", ")));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, runs, before](const QString& text) {
                QStringList after;
                for (const QString& part : text.split(QLatin1Char(','))) {
                    if (!part.trimmed().isEmpty()) after << part.trimmed();
                }
                for (const QString& tag : before) {
                    if (!after.contains(tag)) setTag(runs, tag, false);
                }
                for (const QString& tag : after) {
                    if (!before.contains(tag)) setTag(runs, tag, true);
                }
            });
    dialog->open();
}

void RunsPage::editNote() {
    const RunGroup* group = view_->currentGroup();
    const auto runs = view_->currentRuns();
    if (group == nullptr || runs.isEmpty()) return;
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Note"));
    dialog->setLabelText(tr("Note on run %1").arg(runs.front()));
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    dialog->setTextValue(view_->currentNote());
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, run = runs.front()](const QString& text) {
                shell_.reader.ask(
                    this,
                    [run, note = text.toStdString()](engine::Reader& reader) {
                        return reader.note(run, note);
                    },
                    [this](const engine::Result<void>& done) {
                        if (!done) complain(done.error());
                        refresh();
                    });
            });
    dialog->open();
}

void RunsPage::togglePin() {
    const RunGroup* group = view_->currentGroup();
    if (group != nullptr) setTag(group->runs, RunGroup::pinTag(), !group->isPinned());
}

void RunsPage::copyCommand() {
    const RunGroup* group = view_->currentGroup();
    if (group == nullptr) return;
    QGuiApplication::clipboard()->setText(
        QStringLiteral("warmstart-cli runs resume %1 --workspace %2")
            .arg(group->job)
            .arg(quoted(QString::fromStdString(shell_.places.workspace.string()))));
    shell_.messages.show(MessageBar::Kind::Info, tr("The command is on the clipboard."));
}

// The job stays in the list, greyed, until the time for second thoughts has passed.
void RunsPage::trash() {
    const RunGroup* group = view_->currentGroup();
    if (group == nullptr || model_->isLeaving(group->job)) return;
    const std::int64_t job = group->job;
    const int turn = ++removals_;
    leaving_[job] = turn;
    model_->setLeaving(job, true);
    const QString text =
        tr("Job %1, \"%2\", and its runs are removed from the list; results on the disk stay.")
            .arg(job)
            .arg(group->title);
    shell_.messages.show(MessageBar::Kind::Info, text, {{tr("Undo"), [this, job] {
                                                             leaving_.remove(job);
                                                             model_->setLeaving(job, false);
                                                         }}});
    QTimer::singleShot(kUndoTime, this, [this, job, turn, text] {
        if (leaving_.value(job) != turn) return;  // undone, perhaps to be removed again later
        leaving_.remove(job);
        shell_.messages.withdraw(text);
        remove(job);
    });
}

void RunsPage::remove(std::int64_t job) {
    shell_.reader.ask(
        this, [job](engine::Reader& reader) { return reader.remove_job(job); },
        [this, job](const engine::Result<void>& done) {
            model_->setLeaving(job, false);
            if (!done) complain(done.error());
            refresh();
        });
}

void RunsPage::complain(const engine::Error& error) { shell_.messages.show(error); }

}  // namespace widgets
