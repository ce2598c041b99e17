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
        engine::JobInfo job;
    };
    const int generation = ++generation_;
    shell_.reader.ask(
        this,
        [job = job_](engine::Reader& reader) -> engine::Result<Loaded> {
            auto info = reader.job(job);
            if (!info) return info.error();
            auto report = reader.report(job);
            if (!report) return report.error();
            return Loaded{*std::move(report), *std::move(info)};
        },
        [this, generation, task = shell_.background.begin(tr("Comparison of job %1").arg(job_))](
            engine::Result<Loaded> loaded) {
            if (generation != generation_) return;
            if (!loaded) return setView(View::Failed, say(loaded.error()));
            receive(loaded->report, std::move(loaded->job));
        });
}

void ComparePage::receive(const engine::Json& report, engine::JobInfo job) {
    data_ = CompareData(report);
    info_ = std::move(job);
    confusion_ = examples_ = curves_[0] = curves_[1] = {};
    explored_.clear();
    if (data_.budgets.isEmpty() || data_.metrics.isEmpty())
        return setView(View::Failed, tr("Nothing of \"%1\" is finished yet.").arg(data_.title));
    fillChoices();
    choosePair();
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

void ComparePage::moreSeeds(int total, int more) {
    auto document = withMoreSeeds(info_.document, shell_.catalog, total, more);
    if (!document) return complain(document.error());
    Q_EMIT runAsked(fromUtf8(info_.title), *document, info_.settings);
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
