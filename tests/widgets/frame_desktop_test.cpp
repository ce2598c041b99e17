// What the window has to do with the desktop around it, on a message bus of the test's own: the
// theme, keeping awake, and news of jobs.
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusUnixFileDescriptor>
#include <QDBusVariant>
#include <QStandardPaths>
#include <array>

#include "tests/widgets/frame_support.h"
#include "widgets/frame/settings_dialog.h"
#include "widgets/plots/chart.h"

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

// The desktop's portal, as old and new ones answer: a value in a value.
class Portal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public Q_SLOTS:
    QDBusVariant Read(const QString& space, const QString& key) {
        EXPECT_EQ(space + QLatin1Char('/') + key,
                  QStringLiteral("org.freedesktop.appearance/color-scheme"));
        return QDBusVariant(QVariant::fromValue(QDBusVariant(scheme)));
    }
Q_SIGNALS:
    void SettingChanged(const QString& space, const QString& key, const QDBusVariant& value);

public:
    void change(uint to) {
        scheme = to;
        Q_EMIT SettingChanged(QStringLiteral("org.freedesktop.appearance"),
                              QStringLiteral("color-scheme"), QDBusVariant(to));
    }
    uint scheme = 1;  // dark
};

#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)  // later ones ask the portal themselves
// Run by the test below.
TEST(Desktop, DISABLED_FollowsThePortal) {
    Portal portal;
    const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
    const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
    const auto all = QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals;
    // It is asked once and waited for in this thread, so it must answer by this connection; news
    // reach none but another one.
    QDBusConnection own = QDBusConnection::sessionBus();
    ASSERT_TRUE(own.registerService(service) && own.registerObject(path, &portal, all));
    Theme theme;
    const auto isDark = [&theme] { return theme.tokens().surface.lightnessF() < 0.5; };
    theme.apply(ThemeMode::System);
    EXPECT_TRUE(isDark()) << "as it was when the program began";
    Chart chart(theme);
    QCPGraph* curve = chart.addCurve(QStringLiteral("Curve"), {});
    EXPECT_EQ(curve->pen().color(), theme.series(0));
    const QColor dark = curve->pen().color();
    own.unregisterObject(path);
    ASSERT_TRUE(own.unregisterService(service));
    QDBusConnection bus = QDBusConnection::connectToBus(
        qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("portal"));
    ASSERT_TRUE(bus.registerService(service) && bus.registerObject(path, &portal, all));
    QTest::qWait(200);  // until the new owner is known
    portal.change(2);
    ASSERT_TRUE(waitUntil([&] { return !isDark(); }));
    EXPECT_NE(curve->pen().color(), dark) << "charts follow";
    EXPECT_EQ(curve->pen().color(), theme.series(0));
    portal.change(1);
    ASSERT_TRUE(waitUntil([&] { return isDark(); }));
    theme.apply(ThemeMode::Light);
    portal.change(2);
    portal.change(1);
    QTest::qWait(200);
    EXPECT_FALSE(isDark()) << "who has chosen does not follow";
}

// checklist-18
TEST(Desktop, FollowsTheThemeOfTheSystemWhileItRuns) {
    if (!hasBus()) GTEST_SKIP() << "no dbus-daemon on this computer";
    EXPECT_TRUE(passesOnABus(QStringLiteral("Desktop.DISABLED_FollowsThePortal")));
}
#endif

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

class Notifications : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public Q_SLOTS:
    uint Notify(const QString&, uint replaces, const QString&, const QString& title,
                const QString& text, const QStringList& actions, const QVariantMap&, int) {
        shown << title + QLatin1Char('|') + text;
        replaced << replaces;
        EXPECT_EQ(actions.value(0), QStringLiteral("default"));
        return 7;
    }
Q_SIGNALS:
    void ActionInvoked(uint id, const QString& action);

public:
    QStringList shown;
    QList<uint> replaced;
};

// Run by the test below.
TEST(Desktop, DISABLED_HearsOfEnds) {
    Notifications desk;
    QDBusConnection bus = QDBusConnection::connectToBus(
        qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("notifications"));
    ASSERT_TRUE(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));
    ASSERT_TRUE(
        bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &desk,
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    runJob(parts, 300, engine::RunState::Done);
    QTest::qWait(200);
    EXPECT_TRUE(desk.shown.isEmpty()) << "who looks at the window sees it there";
    QWidget other;
    other.show();
    other.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&other));
    runJob(parts, 5, engine::RunState::Done);
    runJob(parts, 300, engine::RunState::Cancelled);
    QTest::qWait(200);
    EXPECT_TRUE(desk.shown.isEmpty()) << "it was short, or stopped by hand";
    runJob(parts, 300, engine::RunState::Done);
    ASSERT_TRUE(waitUntil([&] { return desk.shown.size() == 1; }));
    EXPECT_EQ(desk.shown[0], QStringLiteral("Mine is done|It took 5:00."));
    QTest::qWait(200);  // until the answer with its number is there
    EXPECT_FALSE(window.isActiveWindow());
    Q_EMIT desk.ActionInvoked(8, QStringLiteral("default"));  // another program's
    QTest::qWait(200);
    EXPECT_FALSE(window.isActiveWindow());
    Q_EMIT desk.ActionInvoked(7, QStringLiteral("default"));
    EXPECT_TRUE(waitUntil([&] { return window.isActiveWindow(); }));
    other.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&other));
    runJob(parts, 300, engine::RunState::Failed);
    ASSERT_TRUE(waitUntil([&] { return desk.shown.size() == 2; }));
    EXPECT_TRUE(desk.shown[1].startsWith(QStringLiteral("Mine failed|")));
    EXPECT_EQ(desk.replaced, (QList<uint>{0, 7})) << "the newest takes the place of the one before";
}

// checklist-31
TEST(Desktop, HearsOfALongJobsEndWhileNobodyLooks) {
    if (!hasBus()) GTEST_SKIP() << "no dbus-daemon on this computer";
    EXPECT_TRUE(passesOnABus(QStringLiteral("Desktop.DISABLED_HearsOfEnds")));
}

}  // namespace
}  // namespace widgets

#include "frame_desktop_test.moc"
