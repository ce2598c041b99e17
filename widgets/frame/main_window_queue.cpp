// The window's way with jobs that wait, with one that cannot go on, and with one that is live when
// the window closes.
#include <QMessageBox>
#include <QPushButton>

#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/main_window.h"
#include "widgets/frame/task_model.h"
#include "widgets/look/words.h"

namespace widgets {

void MainWindow::connectQueue() {
    connect(tasks_, &TaskModel::refreshed, this, &MainWindow::offerQueue);
    connect(&parts_.desk, &RunDesk::heldUp, this, &MainWindow::onHeldUp);
}

void MainWindow::queue(const std::string& document, const QString& title,
                       const engine::JobSettings& settings) {
    parts_.reader.ask(
        this,
        [document, settings](engine::Reader& reader) {
            return reader.queue_job(document, settings);
        },
        [this, title](const engine::Result<std::int64_t>& job) {
            if (!job) {
                messages_->show(job.error());
                return;
            }
            messages_->show(MessageBar::Kind::Good,
                            tr("%1 waits in the queue as job %2.").arg(title).arg(*job));
            if (!parts_.read_only) parts_.desk.takeNext();  // where nothing runs it begins
            tasks_->refresh();
        });
}

// What waited when the window opened, or was queued by another program, begins when asked for.
void MainWindow::offerQueue() {
    const bool idle = !parts_.desk.isLive() && !parts_.read_only;
    const int waiting = idle ? tasks_->waiting() : 0;
    if (waiting > 0 && waiting_ == 0) {
        messages_->show(MessageBar::Kind::Info, tr("%n jobs wait in the queue.", nullptr, waiting),
                        {{tr("Begin the queue"), [this] { parts_.desk.takeNext(); }}});
    }
    waiting_ = waiting;
}

void MainWindow::onHeldUp(const engine::Error& why) {
    messages_->show(MessageBar::Kind::Warning,
                    say(why) + QLatin1Char(' ') +
                        tr("Job %1 is paused, nothing is lost.").arg(parts_.desk.job()),
                    {{tr("Retry"), [this] { parts_.desk.resume(); }}}, fromUtf8(why.detail));
}

void MainWindow::tellReadOnly() {
    if (!parts_.read_only) return;
    messages_->show(MessageBar::Kind::Warning, parts_.read_only_why,
                    {{tr("Retry"), [this] {
                          if (!parts_.is_free()) return tellReadOnly();
                          if (close()) parts_.open_again();
                      }}});
}

bool MainWindow::mayEnd() {
    RunDesk& desk = parts_.desk;
    if (!desk.isLive()) return true;
    QMessageBox box(QMessageBox::Question, tr("A run is live"),
                    tr("%1 is still running.").arg(desk.title()), QMessageBox::NoButton, this);
    box.setTextFormat(Qt::PlainText);  // titles come out of files
    box.setInformativeText(
        tr("With a checkpoint, the next start offers to go on from there. Without the window it "
           "goes on in the background. Stopped, it ends here; what was done is kept."));
    const auto add = [&box](const QString& title, const char* name, QMessageBox::ButtonRole role) {
        QPushButton* button = box.addButton(title, role);
        button->setObjectName(QLatin1String(name));
        return button;
    };
    auto* keep = add(tr("Checkpoint and quit"), "quit.keep", QMessageBox::AcceptRole);
    auto* go_on = add(tr("Continue without window"), "quit.go_on", QMessageBox::AcceptRole);
    auto* stop = add(tr("Stop and quit"), "quit.stop", QMessageBox::DestructiveRole);
    auto* cancel = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(keep);
    box.setEscapeButton(cancel);
    const bool starting = desk.state() == RunDesk::State::Starting;  // it has no number yet
    const std::int64_t asked_about = desk.job();
    go_on->setEnabled(!starting);
    box.exec();
    const QAbstractButton* chosen = box.clickedButton();
    if (chosen != stop && chosen != keep && chosen != go_on) return false;
    if (!desk.isLive()) return true;  // it ended while this was asked
    // Or the next of the queue has begun, which nobody was asked about.
    const bool same = desk.job() == asked_about && desk.state() != RunDesk::State::Starting;
    if (!starting && !same) return mayEnd();
    if (chosen == stop) {
        desk.waitForEnd();
    } else {
        desk.leave();
        if (chosen == go_on) parts_.go_on_without_window(desk.job());
    }
    return true;
}

}  // namespace widgets
