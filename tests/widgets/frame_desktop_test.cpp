// What the window has to do with the desktop around it, on a message bus of the test's own: the
// system's look, notifications, and keeping awake.
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusUnixFileDescriptor>
#include <QDBusVariant>
#include <QStandardPaths>
#include <QThread>
#include <array>

#include "tests/widgets/frame_support.h"
#include "widgets/frame/settings_dialog.h"

namespace widgets {
namespace {

using test::TestParts;
using test::waitUntil;

// A message bus for one test in a process of its own.
testing::AssertionResult passesOnABus(const QString& test) {
    const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
    if (daemon.isEmpty()) return testing::AssertionFailure() << "no dbus-daemon";
    QProcess bus;
    bus.start(daemon, {QStringLiteral("--session"), QStringLiteral("--nofork"),
                       QStringLiteral("--print-address")});
    if (!bus.waitForReadyRead(10000)) return testing::AssertionFailure() << "no bus";
    const QString address = QString::fromUtf8(bus.readLine()).trimmed();
    const auto passed =
        test::passesAgain(test, {QStringLiteral("DBUS_SESSION_BUS_ADDRESS=") + address,
                                 QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS=") + address});
    bus.kill();
    bus.waitForFinished();
    return passed;
}

bool hasBus() { return !QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty(); }

// The desktop's portal for settings; answers on a thread of its own, since it is waited for.
class Portal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public Q_SLOTS:
    QDBusVariant Read(const QString&, const QString&) { return QDBusVariant(scheme); }
Q_SIGNALS:
    void SettingChanged(const QString& space, const QString& key, const QDBusVariant& value);

public:
    uint scheme = 1;
};

// Run by the test below.
TEST(SystemLook, DISABLED_OnABus) {
    QThread thread;
    Portal portal;
    QDBusConnection desktop = QDBusConnection::connectToBus(
        qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("portal"));
    ASSERT_TRUE(desktop.isConnected());
    ASSERT_TRUE(desktop.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    ASSERT_TRUE(desktop.registerObject(
        QStringLiteral("/org/freedesktop/portal/desktop"), &portal,
        QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    portal.moveToThread(&thread);
    thread.start();

    Theme theme;
    theme.apply(ThemeMode::System);
    const Tokens dark = theme.tokens();
    EXPECT_LT(dark.window.lightnessF(), 0.5) << "the system wishes a dark look";
    int told = 0;
    QObject::connect(&theme, &Theme::changed, &theme, [&told] { ++told; });
    const auto say = [&portal](uint scheme) {
        QMetaObject::invokeMethod(&portal, [&portal, scheme] {
            Q_EMIT portal.SettingChanged(QStringLiteral("org.freedesktop.appearance"),
                                         QStringLiteral("color-scheme"),
                                         QDBusVariant(QVariant(scheme)));
        });
    };
    say(2);
    EXPECT_TRUE(waitUntil([&] { return theme.tokens().window != dark.window; }));
    EXPECT_GT(theme.tokens().window.lightnessF(), 0.5);
    EXPECT_EQ(told, 1) << "charts and icons draw anew by this signal";
    theme.apply(ThemeMode::Light);
    say(1);
    QTest::qWait(300);
    EXPECT_GT(theme.tokens().window.lightnessF(), 0.5) << "what the user chose stays";
    thread.quit();
    thread.wait();
}

#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
// checklist-18
TEST(SystemLook, IsFollowedWhileTheProgramRuns) {
    if (!hasBus()) GTEST_SKIP() << "no dbus-daemon on this computer";
    EXPECT_TRUE(passesOnABus(QStringLiteral("SystemLook.DISABLED_OnABus")));
}
#endif

// checklist-18
TEST(ThemeChoice, ReachesEveryPageAndChart) {
    test::FullWindow full;
    for (const Page page : test::kAllPages) {
        full.parts.theme.apply(ThemeMode::Dark);
        full.show(page);
        const QImage dark = full.window.grab().toImage();
        full.parts.theme.apply(ThemeMode::Light);
        full.show(page);
        const QImage light = full.window.grab().toImage();
        const auto brightness = [](const QImage& image) {
            double sum = 0;
            for (int y = 0; y < image.height(); y += 8) {
                for (int x = 0; x < image.width(); x += 8)
                    sum += image.pixelColor(x, y).lightnessF();
            }
            return sum / (image.width() / 8.0 * (image.height() / 8.0));
        };
        EXPECT_LT(brightness(dark), 0.35) << "page " << static_cast<int>(page);
        EXPECT_GT(brightness(light), 0.75) << "page " << static_cast<int>(page);
    }
}

class Notifications : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public Q_SLOTS:
    uint Notify(const QString&, uint, const QString&, const QString& summary, const QString& body,
                const QStringList&, const QVariantMap&, int) {
        said << summary + QStringLiteral(": ") + body;
        return 7;
    }
Q_SIGNALS:
    void ActionInvoked(uint id, const QString& action);

public:
    QStringList said;
};

class Login : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")
public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString& what, const QString&, const QString&,
                                    const QString& mode) {
        asked << what + QLatin1Char(' ') + mode;
        std::array<int, 2> ends{};
        EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
        lock = ends[0];
        const QDBusUnixFileDescriptor out(ends[1]);  // its own copy
        ::close(ends[1]);
        return out;
    }

public:
    // Whether somebody holds the other end.
    bool isHeld() const {
        pollfd end{lock, POLLIN, 0};
        return lock >= 0 && ::poll(&end, 1, 0) == 0;
    }
    QStringList asked;
    int lock = -1;
};

// A job that the fake runner begins and ends.
void runJob(TestParts& parts, double seconds, engine::RunState state) {
    parts.desk->start(QStringLiteral("Mine"), "{}", {});
    ASSERT_TRUE(waitUntil([&] { return parts.runner != nullptr && parts.desk->isLive(); }));
    engine::JobStarted begun;
    begun.job = 1;
    parts.runner->events.push({0, begun});
    ASSERT_TRUE(waitUntil([&] { return parts.desk->state() == RunDesk::State::Running; }));
    engine::JobFinished end;
    end.job = 1;
    end.seconds = seconds;
    end.state = state;
    parts.runner->events.push({0, end});
    ASSERT_TRUE(waitUntil([&] { return !parts.desk->isLive(); }));
}

// Run by the test below.
TEST(Desktop, DISABLED_HearsOfTheEnd) {
    Notifications notifications;
    QDBusConnection bus = QDBusConnection::connectToBus(
        qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("desktop"));
    ASSERT_TRUE(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));
    ASSERT_TRUE(
        bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &notifications,
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    window.showMinimized();
    runJob(parts, 5, engine::RunState::Done);
    QTest::qWait(300);
    EXPECT_TRUE(notifications.said.isEmpty()) << "a short one is no news";
    runJob(parts, 600, engine::RunState::Done);
    ASSERT_TRUE(waitUntil([&] { return notifications.said.size() == 1; }));
    EXPECT_TRUE(notifications.said[0].contains(QStringLiteral("Mine is done")))
        << notifications.said[0].toStdString();
    runJob(parts, 600, engine::RunState::Failed);
    ASSERT_TRUE(waitUntil([&] { return notifications.said.size() == 2; }));
    EXPECT_TRUE(notifications.said[1].contains(QStringLiteral("Mine failed")));
    QTest::qWait(100);
    Q_EMIT notifications.ActionInvoked(7, QStringLiteral("default"));
    EXPECT_TRUE(waitUntil([&] { return !window.isMinimized(); })) << "a click shows the window";
    parts.settings->setValue(QStringLiteral("runs/notify"), QStringLiteral("never"));
    runJob(parts, 600, engine::RunState::Done);
    QTest::qWait(300);
    EXPECT_EQ(notifications.said.size(), 2);
}

// checklist-31
TEST(Desktop, HearsWhenALongJobEnds) {
    if (!hasBus()) GTEST_SKIP() << "no dbus-daemon on this computer";
    EXPECT_TRUE(passesOnABus(QStringLiteral("Desktop.DISABLED_HearsOfTheEnd")));
}

// Run by the test below.
TEST(Desktop, DISABLED_StaysAwake) {
    Login login;
    QDBusConnection bus = QDBusConnection::connectToBus(
        qEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS"), QStringLiteral("login"));
    ASSERT_TRUE(bus.registerService(QStringLiteral("org.freedesktop.login1")));
    ASSERT_TRUE(bus.registerObject(QStringLiteral("/org/freedesktop/login1"), &login,
                                   QDBusConnection::ExportAllSlots));
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    window.show();
    runJob(parts, 1, engine::RunState::Done);
    QTest::qWait(200);
    EXPECT_TRUE(login.asked.isEmpty()) << "nobody wished it";
    parts.settings->setValue(QStringLiteral("runs/awake"), true);
    parts.desk->start(QStringLiteral("Mine"), "{}", {});
    ASSERT_TRUE(waitUntil([&] { return login.asked.size() == 1; }));
    EXPECT_EQ(login.asked[0], QStringLiteral("sleep:idle block"));
    QTest::qWait(200);
    EXPECT_TRUE(login.isHeld());
    engine::JobFinished end;
    end.job = 1;
    parts.runner->events.push({0, end});
    EXPECT_TRUE(waitUntil([&] { return !login.isHeld(); })) << "it may sleep again";
}

// checklist-33
TEST(Desktop, KeepsTheComputerAwakeWhileAJobRunsIfWished) {
    if (!hasBus()) GTEST_SKIP() << "no dbus-daemon on this computer";
    EXPECT_TRUE(passesOnABus(QStringLiteral("Desktop.DISABLED_StaysAwake")));
}

}  // namespace
}  // namespace widgets

#include "frame_desktop_test.moc"
