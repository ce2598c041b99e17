#include "widgets/look/system_look.h"

#include <QApplication>
#include <QPalette>
#include <QStyleHints>
#include <QtGlobal>
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#endif

namespace widgets {
namespace {

#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
constexpr int kWait = 300;  // milliseconds; a portal that is there answers in some

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kSpace = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");

// The portal wraps its answer, older ones twice.
QVariant unwrapped(QVariant value) {
    while (value.canConvert<QDBusVariant>()) value = value.value<QDBusVariant>().variant();
    return value;
}

// 0: no preference, 1: dark, 2: light
bool darkOf(const QVariant& scheme, bool otherwise) {
    const uint wish = unwrapped(scheme).toUInt();
    return wish == 1 || (wish != 2 && otherwise);
}
#endif

bool firstPaletteIsDark() {
    static const bool dark = QApplication::palette().color(QPalette::Window).lightnessF() < 0.5;
    return dark;
}

}  // namespace

SystemLook::SystemLook(QObject* parent)
    : QObject(parent), palette_dark_(firstPaletteIsDark()), dark_(palette_dark_) {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const QStyleHints* hints = QApplication::styleHints();
    const auto follow = [this](Qt::ColorScheme scheme) {
        set(scheme == Qt::ColorScheme::Unknown ? palette_dark_ : scheme == Qt::ColorScheme::Dark);
    };
    connect(hints, &QStyleHints::colorSchemeChanged, this, follow);
    follow(hints->colorScheme());
#else
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return;
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(onSetting(QDBusMessage)));
    QDBusMessage ask =
        QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    ask.setArguments({kSpace, kKey});
    const QDBusMessage answer = bus.call(ask, QDBus::Block, kWait);
    if (answer.type() == QDBusMessage::ReplyMessage && !answer.arguments().isEmpty())
        dark_ = darkOf(answer.arguments().front(), palette_dark_);
#endif
}

// The whole message: Qt 6.4 connects no slot that takes a QDBusVariant.
void SystemLook::onSetting(const QDBusMessage& news) {
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    const QVariantList what = news.arguments();  // space, key, value
    if (what.size() == 3 && what[0] == kSpace && what[1] == kKey)
        set(darkOf(what[2], palette_dark_));
#else
    static_cast<void>(news);
#endif
}

void SystemLook::set(bool dark) {
    if (dark == dark_) return;
    dark_ = dark;
    Q_EMIT changed();
}

}  // namespace widgets
