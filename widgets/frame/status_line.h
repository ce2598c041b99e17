// The line at the bottom: device, memory, load of the GPU, the live job with its share and time
// left, the state of the document.
#pragma once

#include <QElapsedTimer>
#include <QStatusBar>

#include "engine/spec/gpu.h"
#include "widgets/frame/shell.h"

class QLabel;
class QProgressBar;

namespace widgets {

class TaskModel;

/// Load and memory of the GPU that the device setting names, else of the first.
QString gpuText(const engine::GpuList& list, const std::string& device);

class StatusLine : public QStatusBar {
    Q_OBJECT
public:
    StatusLine(const Shell& shell, const TaskModel& tasks, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateCompute();
    void askForGpu();
    void updateQueue();
    void updateJob();
    void updateDocument();

    Shell shell_;
    const TaskModel& tasks_;
    QLabel* compute_;
    QLabel* workspace_;
    QLabel* queue_;
    QLabel* job_;
    QProgressBar* share_;
    QLabel* document_;
    QElapsedTimer drawn_;     // progress comes faster than anybody reads
    QString gpu_;             // of the device that is set; empty where there is none
    bool gpu_waits_ = false;  // for an answer
    bool gpu_may_be_ = true;
    double job_share_ = 0;
    double seconds_left_ = -1;
};

}  // namespace widgets
