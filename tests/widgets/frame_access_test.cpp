// Keyboard, screen reader, colours and words: whoever cannot use a mouse, see every colour or read
// English uses the same window.
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QGraphicsView>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTextEdit>
#include <QToolBar>
#include <QToolButton>
#include <array>
#include <cmath>

#include "tests/widgets/frame_support.h"
#include "widgets/frame/settings_dialog.h"

namespace widgets {
namespace {

using test::FullWindow;
using test::TestParts;

// Tools of the tool bars stand in the menus too; those of dock titles in the View menu.
bool standsInAMenu(const QWidget* widget) {
    for (const QWidget* up = widget->parentWidget(); up != nullptr; up = up->parentWidget()) {
        if (qobject_cast<const QToolBar*>(up) != nullptr) return true;
        if (up->objectName() == QLatin1String("zoom-tools")) return true;
    }
    if (qobject_cast<const QDockWidget*>(widget->parentWidget()) != nullptr) return true;
    const auto* tabs = qobject_cast<const QTabBar*>(widget);
    return tabs != nullptr && qobject_cast<const QMainWindow*>(tabs->parentWidget()) != nullptr;
}

// Parts of a control that are no controls of their own: the button in a line, the line in a box.
bool isPart(const QWidget* widget) {
    const QWidget* parent = widget->parentWidget();
    return qobject_cast<const QLineEdit*>(parent) != nullptr ||
           qobject_cast<const QComboBox*>(parent) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(parent) != nullptr ||
           qobject_cast<const QTabBar*>(parent) != nullptr ||
           qobject_cast<const QAbstractItemView*>(parent) != nullptr ||
           widget->inherits("QHeaderView") ||
           (parent != nullptr && parent->inherits("QComboBoxPrivateContainer"));
}

bool isControl(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) != nullptr ||
           qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QComboBox*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr ||
           qobject_cast<const QAbstractItemView*>(widget) != nullptr ||
           qobject_cast<const QGraphicsView*>(widget) != nullptr ||
           qobject_cast<const QTextEdit*>(widget) != nullptr ||
           qobject_cast<const QPlainTextEdit*>(widget) != nullptr ||
           qobject_cast<const QTabBar*>(widget) != nullptr;
}

QList<QWidget*> controls(const QWidget& window) {
    QList<QWidget*> out;
    for (auto* one : window.findChildren<QWidget*>()) {
        if (one->isVisible() && one->window() == &window && isControl(one) && !isPart(one))
            out << one;
    }
    return out;
}

std::string nameOf(const QWidget* widget) {
    QString out;
    for (const QWidget* up = widget; up != nullptr && !up->isWindow(); up = up->parentWidget())
        out += QStringLiteral("%1#%2 < ")
                   .arg(QLatin1String(up->metaObject()->className()), up->objectName());
    return out.toStdString();
}

// checklist-25
TEST(Keyboard, EveryControlIsReachedByTab) {
    FullWindow full;
    int looked = 0;
    for (const Page page : test::kAllPages) {
        full.show(page);
        for (const QWidget* one : controls(full.window)) {
            if (!one->isEnabled() || standsInAMenu(one)) continue;
            ++looked;
            const QWidget* takes = one->focusProxy() == nullptr ? one : one->focusProxy();
            EXPECT_NE(takes->focusPolicy() & Qt::TabFocus, 0)
                << "page " << static_cast<int>(page) << ": " << nameOf(one);
        }
    }
    EXPECT_GT(looked, 25);
}

void expectMnemonics(const QList<QAction*>& actions, const QString& where) {
    QSet<QChar> taken;
    for (const QAction* one : actions) {
        if (one->isSeparator() || !one->isVisible()) continue;
        const QString text = one->text().replace(QLatin1String("&&"), QString());
        const qsizetype at = text.indexOf(QLatin1Char('&'));
        ASSERT_GE(at, 0) << where.toStdString() << ": " << text.toStdString();
        const QChar key = text[at + 1].toLower();
        EXPECT_FALSE(taken.contains(key))
            << where.toStdString() << ": " << text.toStdString() << " once more";
        taken << key;
        if (one->menu() != nullptr && one->menu()->objectName() != QLatin1String("layouts"))
            expectMnemonics(one->menu()->actions(), text);
    }
}

// checklist-25
TEST(Keyboard, EveryCommandOfTheMenusHasALetterOfItsOwn) {
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    for (const char* language : {"en", "zh_CN"}) {
        parts.language.apply(QLatin1String(language));
        QCoreApplication::processEvents();
        expectMnemonics(window.menuBar()->actions(), QLatin1String(language));
    }
    parts.language.apply(QStringLiteral("en"));
}

// checklist-44
TEST(ScreenReader, FindsANameForEverySetting) {
    TestParts parts;
    SettingsDialog dialog(parts.theme, *parts.settings, parts.language);
    dialog.show();
    const QList<QWidget*> settings = controls(dialog);
    EXPECT_GT(settings.size(), 10);
    for (QWidget* one : settings) {
        const QAccessibleInterface* said = QAccessible::queryAccessibleInterface(one);
        ASSERT_NE(said, nullptr) << nameOf(one);
        EXPECT_FALSE(said->text(QAccessible::Name).isEmpty()) << nameOf(one);
    }
}

// checklist-44
TEST(ScreenReader, FindsANameForEveryControlOfEveryPageAndDock) {
    FullWindow full;
    for (const Page page : test::kAllPages) {
        full.show(page);
        for (QWidget* one : controls(full.window)) {
            if (qobject_cast<QTabBar*>(one) != nullptr) continue;  // its tabs have names
            if (one->objectName() == QLatin1String("qt_toolbar_ext_button")) continue;  // Qt's own
            const QAccessibleInterface* said = QAccessible::queryAccessibleInterface(one);
            ASSERT_NE(said, nullptr) << nameOf(one);
            EXPECT_FALSE(said->text(QAccessible::Name).isEmpty())
                << "page " << static_cast<int>(page) << ": " << nameOf(one);
        }
    }
}

using Light = std::array<double, 3>;  // red, green, blue without gamma, 0 to 1

Light lightOf(const QColor& color) {
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
}

// WCAG 2.1, relative luminance and contrast ratio.
double contrast(const QColor& a, const QColor& b) {
    const auto luminance = [](const Light& c) {
        return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
    };
    const double x = luminance(lightOf(a)), y = luminance(lightOf(b));
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

// checklist-45
TEST(Colours, EveryTextStandsOutFromEveryGround) {
    Theme theme;
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        theme.apply(mode);
        const Tokens& t = theme.tokens();
        for (const QColor& ground : {t.window, t.surface, t.raised, t.selection}) {
            for (const QColor& text : {t.text, t.text2, t.accent, t.done, t.warning, t.failed})
                EXPECT_GE(contrast(text, ground), 4.5)
                    << text.name().toStdString() << " on " << ground.name().toStdString();
        }
        for (const QColor& ground : {t.window, t.surface})
            EXPECT_GE(contrast(t.border, ground), 3) << "the edge of a field";
        for (int i = 0; i < 7; ++i) EXPECT_GE(contrast(theme.series(i), t.surface), 3) << i;
    }
    theme.apply(ThemeMode::Light);
}

// CIE 1976 L*a*b* under D65.
Light labOf(const Light& c) {
    const auto f = [](double v) { return v > 0.008856 ? std::cbrt(v) : 7.787 * v + 16.0 / 116.0; };
    const double x = f((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.9505);
    const double y = f(0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]);
    const double z = f((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.089);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

// checklist-40
TEST(Colours, OfCurvesAreToldApartByPeopleWhoSeeNoRedOrNoGreen) {
    // Machado, Oliveira and Fernandes 2009, table 1, severity 1: protanopia, deuteranopia.
    constexpr std::array<std::array<double, 9>, 2> kSeen = {
        {{0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
          1.051998},
         {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
          0.968881}}};
    constexpr double kApart = 12;  // a just noticeable difference is 2.3
    Theme theme;
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        theme.apply(mode);
        for (const auto& seen : kSeen) {
            std::array<Light, 7> lab;
            for (std::size_t i = 0; i < lab.size(); ++i) {
                const Light c = lightOf(theme.series(static_cast<int>(i)));
                Light out;
                for (std::size_t row = 0; row < 3; ++row)
                    out[row] = std::clamp(
                        seen[3 * row] * c[0] + seen[3 * row + 1] * c[1] + seen[3 * row + 2] * c[2],
                        0.0, 1.0);
                lab[i] = labOf(out);
            }
            for (std::size_t a = 0; a < lab.size(); ++a) {
                for (std::size_t b = a + 1; b < lab.size(); ++b)
                    EXPECT_GE(std::hypot(lab[a][0] - lab[b][0], lab[a][1] - lab[b][1],
                                         lab[a][2] - lab[b][2]),
                              kApart)
                        << a << " and " << b;
            }
        }
        for (int i = 0; i < 7; ++i)
            EXPECT_NE(theme.dash(i), theme.dash(i + 7)) << "where colours come round again";
    }
    theme.apply(ThemeMode::Light);
}

// checklist-45
TEST(Focus, IsSeenOnEveryControl) {
    FullWindow full;
    full.window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&full.window));
    int looked = 0;
    for (const Page page : test::kAllPages) {
        full.show(page);
        for (QWidget* one : controls(full.window)) {
            if (!one->isEnabled() || standsInAMenu(one) || one->focusProxy() != nullptr) continue;
            if (!one->isVisible()) continue;  // its row went with the one before
            if (qobject_cast<QGraphicsView*>(one) != nullptr) continue;  // shows a selected card
            full.window.setFocus();
            const QImage without = one->grab().toImage();
            one->setFocus(Qt::TabFocusReason);
            if (!one->hasFocus()) continue;
            ++looked;
            EXPECT_NE(one->grab().toImage(), without)
                << "page " << static_cast<int>(page) << ": " << nameOf(one);
        }
    }
    EXPECT_GT(looked, 25);
}

// checklist-45
TEST(Motion, EndsWhenItIsNotWished) {
    TestParts parts;
    const auto moves = [] {
        return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration);
    };
    applyLook(*parts.settings, parts.theme, parts.language);
    EXPECT_GT(moves(), 0);
    parts.settings->setValue(QStringLiteral("look/motion"), QStringLiteral("reduced"));
    applyLook(*parts.settings, parts.theme, parts.language);
    EXPECT_EQ(moves(), 0);
    parts.settings->clear();
    applyLook(*parts.settings, parts.theme, parts.language);
}

// Menus, tools and titles of the docks.
QStringList wordsOf(const QWidget& window) {
    QStringList out;
    for (const auto* action : window.findChildren<QAction*>()) out << action->text();
    for (const auto* dock : window.findChildren<QDockWidget*>()) out << dock->windowTitle();
    out.removeDuplicates();
    out.sort();
    return out;
}

// checklist-43
TEST(Language, ChangedWhileTheProgramRunsReachesMenusAndDocks) {
    TestParts parts;
    MainWindow window(parts.parts(), parts.language);
    const QStringList english = wordsOf(window);
    parts.language.apply(QStringLiteral("zh_CN"));
    QCoreApplication::processEvents();
    const QStringList changed = wordsOf(window);
    {
        TestParts other;
        MainWindow fresh(other.parts(), other.language);
        EXPECT_EQ(changed.join(QLatin1Char('\n')).toStdString(),
                  wordsOf(fresh).join(QLatin1Char('\n')).toStdString());
    }
    parts.language.apply(QStringLiteral("en"));
    QCoreApplication::processEvents();
    EXPECT_EQ(wordsOf(window), english);
}

}  // namespace
}  // namespace widgets
