#include "widgets/frame/desktop_news.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>
#include <QSettings>
#include <QWidget>

#include "widgets/feed/run_desk.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr double kLong = 30;  // seconds; who waits for less is still there

const QString kNotifications = QStringLiteral("org.freedesktop.Notifications");
const QString kNotificationsPath = QStringLiteral("/org/freedesktop/Notifications");

}  // namespace

DesktopNews::DesktopNews(const Parts& parts, QWidget* window)
    : QObject(window), parts_(parts), window_(window) {
    connect(&parts_.desk, &RunDesk::stateChanged, this, &DesktopNews::onState);
    connect(&parts_.desk, &RunDesk::finished, this, &DesktopNews::onFinished);
    QDBusConnection::sessionBus().connect(kNotifications, kNotificationsPath, kNotifications,
                                          QStringLiteral("ActionInvoked"), this,
                                          SLOT(onAction(uint, QString)));
}

void DesktopNews::onFinished(const engine::JobFinished& end) {
    const QString when =
        parts_.settings.value(QStringLiteral("runs/notify"), QStringLiteral("away")).toString();
    const bool wished = when == QLatin1String("always") ||
                        (when == QLatin1String("away") && !window_->isActiveWindow());
    if (!wished || end.seconds < kLong || end.state == engine::RunState::Cancelled) return;
    notify(end.state == engine::RunState::Failed ? tr("%1 failed").arg(parts_.desk.title())
                                                 : tr("%1 is done").arg(parts_.desk.title()),
           end.state == engine::RunState::Failed
               ? say(end.error)
               : tr("It took %1.").arg(durationText(end.seconds)));
}

void DesktopNews::notify(const QString& title, const QString& text) {
    QDBusMessage call = QDBusMessage::createMethodCall(kNotifications, kNotificationsPath,
                                                       kNotifications, QStringLiteral("Notify"));
    call.setArguments(
        {QStringLiteral("Warmstart"), shown_, QStringLiteral("org.warmstart.Warmstart"), title,
         text.toHtmlEscaped(), QStringList{QStringLiteral("default"), tr("Show")},
         QVariantMap{{QStringLiteral("desktop-entry"), QStringLiteral("org.warmstart.Warmstart")}},
         -1});
    auto* watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this](QDBusPendingCallWatcher* done) {
                const QDBusPendingReply<uint> id = *done;
                if (id.isValid()) shown_ = id.value();
                done->deleteLater();
            });
}

void DesktopNews::onAction(uint id, const QString& action) {
    if (id != shown_ || action != QLatin1String("default")) return;
    bringToFront(*window_);
}

void bringToFront(QWidget& window) {
    window.setWindowState(window.windowState().setFlag(Qt::WindowMinimized, false));
    window.raise();
    window.activateWindow();
}

void DesktopNews::onState() {
    const bool wished = parts_.settings.value(QStringLiteral("runs/awake")).toBool();
    const bool awake = wished && parts_.desk.isLive();
    if (awake == awake_) return;
    awake_ = awake;
    if (awake) {
        inhibit();
    } else {
        held_.clear();
    }
}

// logind keeps the computer awake for as long as the descriptor that it gives is open.
void DesktopNews::inhibit() {
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    call.setArguments({QStringLiteral("sleep:idle"), QStringLiteral("Warmstart"),
                       tr("%1 is running").arg(parts_.desk.title()), QStringLiteral("block")});
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this](QDBusPendingCallWatcher* done) {
                const QDBusPendingReply<QDBusUnixFileDescriptor> lock = *done;
                if (lock.isValid() && awake_) held_ = QVariant::fromValue(lock.value());
                done->deleteLater();
            });
}

}  // namespace widgets
