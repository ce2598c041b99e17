// The line at the bottom: device, memory, the live job with its share and time left, the state of
// the document.
#pragma once

#include <QElapsedTimer>
#include <QStatusBar>

#include "widgets/frame/shell.h"

class QLabel;
class QProgressBar;

namespace widgets {

class StatusLine : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusLine(const Shell& shell, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateCompute();
    void updateJob();
    void updateDocument();

    Shell shell_;
    QLabel* compute_;
    QLabel* job_;
    QProgressBar* share_;
    QLabel* document_;
    QElapsedTimer drawn_;  // progress comes faster than anybody reads
    double job_share_ = 0;
    double seconds_left_ = -1;
};

}  // namespace widgets
