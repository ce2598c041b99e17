#include "widgets/frame/status_line.h"

#include <unistd.h>

#include <QEvent>
#include <QFile>
#include <QLabel>
#include <QProgressBar>
#include <QTimer>
#include <filesystem>
#include <system_error>

#include "widgets/document/pipeline_model.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/settings_dialog.h"
#include "widgets/frame/task_model.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

// Resident memory of this process, in bytes.
double residentBytes() {
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return fields.size() < 2 ? 0
                             : fields[1].toDouble() * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

QString gpuText(const engine::GpuList& list, const std::string& device) {
    const engine::GpuState* gpu = &list.gpus.front();
    for (const engine::GpuState& one : list.gpus)
        if (device == "cuda:" + std::to_string(one.index)) gpu = &one;
    const auto total = static_cast<double>(gpu->memory_total);
    const QString load = gpu->load < 0 ? QString() : QStringLiteral(" %1 %").arg(gpu->load);
    return QStringLiteral("GPU %1%2, ").arg(gpu->index).arg(load) +
           StatusLine::tr("%1 of %2 in use")
               .arg(bytesText(total - static_cast<double>(gpu->memory_free)), bytesText(total));
}

StatusLine::StatusLine(const Shell& shell, const TaskModel& tasks, QWidget* parent)
    : QStatusBar(parent),
      shell_(shell),
      tasks_(tasks),
      compute_(new QLabel(this)),
      workspace_(new QLabel(this)),
      queue_(new QLabel(this)),
      job_(new QLabel(this)),
      share_(new QProgressBar(this)),
      document_(new QLabel(this)) {
    setSizeGripEnabled(false);
    share_->setRange(0, 1000);
    share_->setTextVisible(false);
    share_->setFixedSize(120, 8);
    for (QLabel* label : {compute_, workspace_, queue_, job_, document_})
        label->setContentsMargins(8, 0, 8, 0);
    addWidget(compute_);
    addWidget(workspace_);
    addWidget(queue_);
    addWidget(job_, 1);
    addPermanentWidget(share_);
    addPermanentWidget(document_);
    RunDesk& desk = shell_.desk;
    connect(&desk, &RunDesk::stateChanged, this, &StatusLine::updateJob);
    connect(&desk, &RunDesk::progressed, this, [this](const engine::Progress& what) {
        job_share_ = what.job_share;
        seconds_left_ = what.job_seconds_left;
        if (drawn_.isValid() && drawn_.elapsed() < 200) return;
        drawn_.start();
        updateJob();
    });
    connect(&desk, &RunDesk::started, this, [this] {
        job_share_ = 0;
        seconds_left_ = -1;
        updateJob();
    });
    connect(&tasks_, &TaskModel::refreshed, this, &StatusLine::updateQueue);
    connect(&shell_.pipeline, &PipelineModel::titleChanged, this, &StatusLine::updateDocument);
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &StatusLine::updateCompute);
    connect(timer, &QTimer::timeout, this, &StatusLine::askForGpu);
    timer->start(2000);
    updateCompute();
    updateQueue();
    updateJob();
    updateDocument();
}

void StatusLine::updateQueue() {
    queue_->setVisible(tasks_.waiting() > 0);
    queue_->setText(tr("queue %1").arg(countText(tasks_.waiting())));
}

void StatusLine::updateCompute() {
    const engine::JobSettings settings = settingsOf(shell_.settings);
    const QString device = settings.device == "auto"
                               ? tr("Device: automatic")
                               : tr("Device: %1").arg(fromUtf8(settings.device));
    QString text = QStringLiteral("%1 · %2 · %3")
                       .arg(device, fromUtf8(settings.precision),
                            tr("memory %1").arg(bytesText(residentBytes())));
    if (!gpu_.isEmpty()) text += QStringLiteral(" · ") + gpu_;
    compute_->setText(text);
    const QString folder = QString::fromStdString(shell_.places.workspace.string());
    std::error_code problem;
    const auto disk = std::filesystem::space(shell_.places.workspace, problem);
    const double free = problem ? 0 : static_cast<double>(disk.available);
    workspace_->setText(shell_.read_only ? tr("workspace read-only")
                                         : tr("workspace: %1 free").arg(bytesText(free)));
    workspace_->setToolTip(folder);
}

void StatusLine::askForGpu() {
    if (!gpu_may_be_ || gpu_waits_) return;
    gpu_waits_ = true;
    shell_.reader.ask(
        this, [](engine::Reader& reader) { return reader.gpus(); },
        [this](engine::Result<engine::GpuList> list) {
            gpu_waits_ = false;
            gpu_.clear();
            if (!list) {  // any other error is that of a workspace that is not there yet
                gpu_may_be_ = list.error().code != engine::ErrorCode::Unsupported;
                return;
            }
            gpu_ = gpuText(*list, settingsOf(shell_.settings).device);
        });
}

void StatusLine::updateJob() {
    using State = RunDesk::State;
    const RunDesk& desk = shell_.desk;
    share_->setVisible(desk.isLive());
    share_->setValue(static_cast<int>(job_share_ * 1000));
    QString text;
    switch (desk.state()) {
        case State::Idle:
            text = shell_.read_only ? shell_.read_only_why : QString();
            break;
        case State::Starting:
            if (!desk.title().isEmpty()) text = tr("%1: planning").arg(desk.title());
            break;
        case State::Running:
        case State::Paused:
            text = QStringLiteral("%1 · %2 %")
                       .arg(desk.state() == State::Paused ? tr("%1: paused").arg(desk.title())
                                                          : desk.title())
                       .arg(job_share_ * 100, 0, 'f', 0);
            if (seconds_left_ >= 0)
                text += QStringLiteral(" · ") + tr("%1 left").arg(durationText(seconds_left_));
            break;
        case State::Stopping:
            text = tr("%1: stopping, a checkpoint is written").arg(desk.title());
            break;
    }
    job_->setText(text);
}

void StatusLine::updateDocument() {
    document_->setText(shell_.pipeline.isModified()       ? tr("edited")
                       : shell_.pipeline.file().isEmpty() ? tr("not saved yet")
                                                          : tr("saved"));
}

void StatusLine::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        updateCompute();
        updateQueue();
        updateJob();
        updateDocument();
    }
    QStatusBar::changeEvent(event);
}

}  // namespace widgets
