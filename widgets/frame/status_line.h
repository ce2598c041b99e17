// The line at the bottom: device, memory, the live job with its share and time left, the state of
// the document.
#pragma once

#include <QElapsedTimer>
#include <QStatusBar>

#include "widgets/frame/shell.h"

class QLabel;
class QProgressBar;

namespace widgets {

class TaskModel;

class StatusLine : public QStatusBar {
    Q_OBJECT
public:
    StatusLine(const Shell& shell, const TaskModel& tasks, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateCompute();
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
    QElapsedTimer drawn_;  // progress comes faster than anybody reads
    double job_share_ = 0;
    double seconds_left_ = -1;
};

}  // namespace widgets
