// What the desktop hears of jobs: a notification when a long one ends while nobody looks, and, if
// wished, that the computer must not fall asleep while one runs.
#pragma once

#include <QObject>
#include <QVariant>

#include "widgets/frame/shell.h"

namespace widgets {

/// Also out of the task bar.
void bringToFront(QWidget& window);

class DesktopNews : public QObject {
    Q_OBJECT
public:
    /// @param window  comes to the front when its notification is clicked
    DesktopNews(const Parts& parts, QWidget* window);

private Q_SLOTS:
    void onAction(uint id, const QString& action);

private:
    void onState();
    void onFinished(const engine::JobFinished& end);
    void notify(const QString& title, const QString& text);
    void inhibit();

    Parts parts_;
    QWidget* window_;
    uint shown_ = 0;      // id of the last notification
    bool awake_ = false;  // a job is live and the computer is to stay awake
    QVariant held_;       // what login1 gave: the lock is held for as long as this is kept
};

}  // namespace widgets
