// The page as a whole: what it is built of, which job it shows, and its ways out. The tabs'
// contents are in compare_page_tabs.cpp.
#include "widgets/pages/compare_page.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <algorithm>
#include <utility>

#include "widgets/compare/arm_canvas.h"
#include "widgets/compare/table_tab.h"
#include "widgets/compare/verdict_card.h"
#include "widgets/document/more_seeds.h"
#include "widgets/feed/background_work.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/report/carry_pipeline.h"
#include "widgets/report/report_choice.h"

namespace widgets {

constexpr std::int64_t kMostJobs = 100;  // to choose from

ComparePage::ComparePage(const Shell& shell, QWidget* parent) : QWidget(parent), shell_(shell) {
    build();
    retranslate();
    setView(View::Empty);
    connect(&shell_.theme, &Theme::changed, this, [this] {
        title_->setFont(shell_.theme.font(TextSize::Heading));
        if (paths_[0]->isVisible()) showDifferences();  // drawn in the new colours
    });
}

QString ComparePage::sentenceOf(const engine::Json& verdict) { return verdictSentence(verdict); }

void ComparePage::setView(View view, const QString& text) {
    views_->setCurrentIndex(static_cast<int>(view));
    if (view == View::Failed) message_[static_cast<int>(view)]->setText(text);
}

void ComparePage::openTemplates() { shell_.go(Page::Welcome); }
void ComparePage::retry() { job_ > 0 ? load() : loadNewest(); }

void ComparePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (job_ == 0) loadNewest();
}

void ComparePage::showJob(std::int64_t job, const QStringList& arms) {
    if (job <= 0) return;
    if (job != job_) {
        data_ = {};
        setView(View::Loading);
    }
    job_ = job;
    beside_.clear();
    for (const QString& arm : arms) {
        const std::int64_t other = armOfJob(arm, job).job;
        if (other != job && std::find(beside_.begin(), beside_.end(), other) == beside_.end())
            beside_.push_back(other);
    }
    carryPipeline(shell_, this, job);
    asked_arms_ = shown_arms_ = arms;
    load();
}

void ComparePage::loadNewest() {
    shell_.reader.ask(
        this, [](engine::Reader& reader) { return reader.jobs(1); },
        [this](engine::Result<std::vector<engine::JobInfo>> jobs) {
            if (job_ > 0) return;  // one was chosen meanwhile
            if (!jobs) return setView(View::Failed, say(jobs.error()));
            if (jobs->empty()) return setView(View::Empty);
            showJob(jobs->front().id, {});
        });
}

void ComparePage::load() {
    struct Loaded {
        engine::Json report;
        std::vector<engine::JobInfo> jobs;
    };
    const int generation = ++generation_;
    shell_.reader.ask(
        this,
        [job = job_, beside = beside_](engine::Reader& reader) -> engine::Result<Loaded> {
            std::vector<std::int64_t> all = {job};
            all.insert(all.end(), beside.begin(), beside.end());
            Loaded out;
            for (const std::int64_t one : all) {
                auto info = reader.job(one);
                if (!info) return info.error();
                out.jobs.push_back(*std::move(info));
            }
            auto report = reader.report(job, beside);
            if (!report) return report.error();
            out.report = *std::move(report);
            return out;
        },
        [this, generation, task = shell_.background.begin(tr("Comparison of job %1").arg(job_))](
            engine::Result<Loaded> loaded) {
            if (generation != generation_) return;
            if (!loaded) return refuse(loaded.error());
            receive(loaded->report, std::move(loaded->jobs));
        });
}

// What is shown stays, where only a job beside it cannot be read.
void ComparePage::refuse(const engine::Error& error) {
    const bool shown = !data_.isEmpty() && !infos_.empty() && infos_.front().id == job_;
    beside_.clear();
    for (const engine::JobInfo& info : infos_) {
        if (shown && info.id != job_) beside_.push_back(info.id);
    }
    keeps_pair_ = false;
    if (!shown) return setView(View::Failed, say(error));
    complain(error);
    fillArms();
}

void ComparePage::receive(const engine::Json& report, std::vector<engine::JobInfo> jobs) {
    const CompareData known = std::exchange(data_, CompareData(report));
    infos_ = std::move(jobs);
    confusion_ = examples_ = curves_[0] = curves_[1] = {};
    explored_.clear();
    if (data_.budgets.isEmpty() || data_.metrics.isEmpty())
        return setView(View::Failed, tr("Nothing of \"%1\" is finished yet.").arg(data_.title));
    const QString a = armA(), b = armB();
    const bool keeps =
        std::exchange(keeps_pair_, false) && data_.arm(a) != nullptr && data_.arm(b) != nullptr;
    // Where only some arms are shown, those of a job that was added are among them.
    for (const CompareArm& arm : data_.arms) {
        const bool added = armOfJob(arm.id, job_).job != job_ && known.arm(arm.id) == nullptr;
        if (added && keeps && !shown_arms_.isEmpty()) shown_arms_ << arm.id;
    }
    fillChoices();
    if (!keeps) choosePair();
    const bool ranks =
        std::any_of(data_.metrics.begin(), data_.metrics.end(),
                    [](const QString& m) { return m.startsWith(QLatin1String("ndcg")); });
    tabs_->setTabVisible(static_cast<int>(Tab::Users), ranks);
    setView(View::Job);
    pairChanged();
    askJobs();
}

// The newest jobs, among them the shown one, to choose another from.
void ComparePage::askJobs() {
    shell_.reader.ask(
        this, [](engine::Reader& reader) { return reader.jobs(kMostJobs); },
        [this](const engine::Result<std::vector<engine::JobInfo>>& jobs) {
            if (!jobs) return;  // the shown job stays
            filling_ = true;
            jobs_->clear();
            for (const engine::JobInfo& job : *jobs)
                jobs_->addItem(tr("Job %1: %2, %3")
                                   .arg(job.id)
                                   .arg(fromUtf8(job.title), whenText(job.started)),
                               QVariant::fromValue(job.id));
            if (jobs_->findData(QVariant::fromValue(job_)) < 0)
                jobs_->insertItem(0, title_->text(), QVariant::fromValue(job_));
            jobs_->setCurrentIndex(jobs_->findData(QVariant::fromValue(job_)));
            filling_ = false;
            fillArms();  // it offers the other jobs
        });
}

// A and B are always shown.
void ComparePage::fillArms() {
    const QStringList shown = shownArms();
    arms_->setText(tr("Arms: %1 of %2").arg(shown.size()).arg(data_.arms.size()));
    arms_->menu()->clear();
    for (const CompareArm& arm : data_.arms) {
        QAction* entry = arms_->menu()->addAction(arm.title);
        entry->setCheckable(true);
        entry->setChecked(shown.contains(arm.id));
        entry->setEnabled(arm.id != armA() && arm.id != armB());
        connect(entry, &QAction::toggled, this,
                [this, id = arm.id](bool on) { setArmShown(id, on); });
    }
    arms_->menu()->addSeparator();
    fillOtherJobs();
    arms_->menu()->addMenu(other_jobs_);
}

// The newest, and those that are shown already, however old.
void ComparePage::fillOtherJobs() {
    other_jobs_->clear();
    other_jobs_->setTitle(tr("Arms of other jobs"));
    const auto offer = [this](std::int64_t job, QString text) {
        QAction* entry = other_jobs_->addAction(text.replace(u'&', QLatin1String("&&")));
        entry->setCheckable(true);
        entry->setChecked(std::find(beside_.begin(), beside_.end(), job) != beside_.end());
        connect(entry, &QAction::toggled, this, [this, job](bool on) { setBeside(job, on); });
    };
    for (int i = 0; i < jobs_->count(); ++i) {
        const auto job = jobs_->itemData(i).value<std::int64_t>();
        if (job != job_) offer(job, jobs_->itemText(i));
    }
    for (const engine::JobInfo& info : infos_) {
        if (info.id != job_ && jobs_->findData(QVariant::fromValue(info.id)) < 0)
            offer(info.id, tr("%1, job %2").arg(fromUtf8(info.title)).arg(info.id));
    }
    other_jobs_->setEnabled(!other_jobs_->isEmpty());
}

void ComparePage::setBeside(std::int64_t job, bool on) {
    std::erase(beside_, job);
    if (on) beside_.push_back(job);
    asked_arms_ = {armA(), armB()};
    keeps_pair_ = true;
    load();
}

const engine::JobInfo& ComparePage::infoOf(const QString& arm) const {
    const std::int64_t job = armOfJob(arm, job_).job;
    for (const engine::JobInfo& info : infos_) {
        if (info.id == job) return info;
    }
    return infos_.front();
}

void ComparePage::setArmShown(const QString& arm, bool shown) {
    QStringList now = shownArms();
    now.removeAll(arm);
    if (shown) now << arm;
    shown_arms_ = now.size() == data_.arms.size() ? QStringList() : now;
    arms_->setText(tr("Arms: %1 of %2").arg(shownArms().size()).arg(data_.arms.size()));
    showTab();
}

void ComparePage::fillChoices() {
    filling_ = true;
    title_->setText(tr("%1, job %2").arg(data_.title).arg(data_.job));
    const auto refill = [](QComboBox* box, const auto& add) {
        const QVariant kept = box->currentData();
        box->clear();
        add();
        const int at = box->findData(kept);
        if (at >= 0) box->setCurrentIndex(at);
    };
    for (QComboBox* box : {arm_a_, arm_b_}) {
        refill(box, [&] {
            for (const CompareArm& arm : data_.arms)
                box->addItem(tr("%1 (n = %2)").arg(arm.title).arg(data_.seeds(arm.id)), arm.id);
        });
    }
    refill(budget_, [&] {
        for (int i = 0; i < data_.budgets.size(); ++i) {
            const QString text = sweepText(data_.budgets[i]);
            budget_->addItem(text.isEmpty() ? tr("all of it") : text, i);
        }
    });
    budget_->setVisible(data_.budgets.size() > 1);
    at_->setVisible(data_.budgets.size() > 1);
    refill(metric_, [&] {
        for (const QString& one : data_.metrics)
            metric_->addItem(metricTitle(one.toStdString()), one);
    });
    filling_ = false;
}

// The two arms that were ticked, an arm before its control; else those of the verdict that the
// message at a job's end tells.
void ComparePage::choosePair() {
    QString a = asked_arms_.value(0), b = asked_arms_.value(1);
    const CompareArm* first = data_.arm(a);
    const CompareArm* second = data_.arm(b);
    if (first != nullptr && second == nullptr) b = first->control;
    if (first != nullptr && data_.arm(b) == nullptr)
        b = data_.arms[data_.arms.front().id == a ? data_.arms.size() - 1 : 0].id;
    if (second != nullptr && second->control == a) std::swap(a, b);
    if (first == nullptr) {
        const engine::Json* shown = headline(data_.verdicts);
        a = shown != nullptr ? fromUtf8(shown->value("arm_id", "")) : data_.arms.front().id;
        b = shown != nullptr ? fromUtf8(shown->value("control_id", "")) : data_.arms.back().id;
    }
    filling_ = true;
    arm_a_->setCurrentIndex(std::max(0, arm_a_->findData(a)));
    arm_b_->setCurrentIndex(std::max(0, arm_b_->findData(b)));
    metric_->setCurrentIndex(std::max(0, metric_->findData(data_.metric)));
    budget_->setCurrentIndex(budget_->findData(data_.firstBudget(armA(), armB())));
    filling_ = false;
}

QString ComparePage::armA() const { return arm_a_->currentData().toString(); }
QString ComparePage::armB() const { return arm_b_->currentData().toString(); }
QString ComparePage::metric() const { return metric_->currentData().toString(); }
int ComparePage::budget() const { return budget_->currentData().toInt(); }

QString ComparePage::armTitle(const QString& id) const {
    const CompareArm* arm = data_.arm(id);
    return arm == nullptr ? id : arm->title;
}

QStringList ComparePage::shownArms() const {
    QStringList out;
    for (const CompareArm& arm : data_.arms) {
        const bool wanted = shown_arms_.isEmpty() || shown_arms_.contains(arm.id);
        if (wanted || arm.id == armA() || arm.id == armB()) out << arm.id;
    }
    return out;
}

// Of both jobs, where the arms are of two: the second waits in the queue.
void ComparePage::moreSeeds(int total, int more) {
    std::vector<const engine::JobInfo*> jobs = {&infoOf(armA())};
    if (&infoOf(armB()) != jobs.front()) jobs.push_back(&infoOf(armB()));
    std::vector<QString> documents;
    for (const engine::JobInfo* job : jobs) {
        auto document = withMoreSeeds(job->document, shell_.catalog, total, more);
        if (!document) return complain(document.error());
        documents.push_back(*std::move(document));
    }
    for (std::size_t i = 0; i < jobs.size(); ++i)
        Q_EMIT runAsked(fromUtf8(jobs[i]->title), documents[i], jobs[i]->settings);
}

void ComparePage::writeReport() {
    if (job_ == 0) {
        shell_.messages.show(MessageBar::Kind::Info,
                             tr("There is no job to report on yet. Run a pipeline first."),
                             {{tr("Open a template"), [this] { openTemplates(); }}});
        return;
    }
    askForReport(shell_, job_, this);
}

void ComparePage::exportCsv() {
    const TableTab* table = shownTable();
    if (table == nullptr) return;
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export table"), QStringLiteral("compare-%1.csv").arg(data_.job),
        tr("CSV files (*.csv)"));
    if (path.isEmpty()) return;
    QSaveFile file(path);
    const QByteArray text = table->shownTable().csv().toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        shell_.messages.show(engine::make_error(
            engine::ErrorCode::Io,
            tr("%1 was not written: %2").arg(path, file.errorString()).toStdString()));
        return;
    }
    shell_.messages.show(MessageBar::Kind::Good, tr("Table written: %1").arg(path));
}

void ComparePage::complain(const engine::Error& error) { shell_.messages.show(error); }

void ComparePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange && views_ != nullptr) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
