#include "widgets/look/theme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QLocale>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QSvgRenderer>
#include <array>
#include <utility>

#include "widgets/look/system_look.h"

// The icons lie in this static library; nothing else would pull them in. Outside of any namespace,
// as the macro wants it.
static void initResources() { Q_INIT_RESOURCE(warmstart); }

namespace widgets {
namespace {

Tokens lightTokens() {
    return {QColor(0xF5F6F8), QColor(0xFFFFFF), QColor(0xECEEF2), QColor(0x858E9A),
            QColor(0x1B1F24), QColor(0x535D6A), QColor(0xCFE3F7), QColor(0x0B63B0),
            QColor(0x00704E), QColor(0x855600), QColor(0xB23A06), QColor(0xDDE1E6)};
}

Tokens darkTokens() {
    return {QColor(0x1B1F24), QColor(0x23282F), QColor(0x2D333B), QColor(0x6B7582),
            QColor(0xE6E9ED), QColor(0xA9B3BF), QColor(0x24445F), QColor(0x6CB3F2),
            QColor(0x3CC79B), QColor(0xF0B53A), QColor(0xFF8F63), QColor(0x3A424C)};
}

// Okabe-Ito, tuned to a contrast of 3:1 on the surface.
constexpr std::array<QRgb, 7> kLightSeries = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7,
                                              0x000000, 0x7A5600, 0x3A93C9};
constexpr std::array<QRgb, 7> kDarkSeries = {0x56B4E9, 0xE8702A, 0x009E73, 0xCC79A7,
                                             0xE6E9ED, 0xE69F00, 0xF0E442};

QPalette paletteOf(const Tokens& t) {
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.window);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.text2);
    p.setColor(QPalette::Button, t.raised);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.failed);
    p.setColor(QPalette::ToolTipBase, t.surface);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.selection);
    p.setColor(QPalette::HighlightedText, t.text);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.raised);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.border);
    p.setColor(QPalette::Shadow, t.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.text2);
    return p;
}

QString styleSheetOf(const Tokens& t) {
    QString sheet = QStringLiteral(
        "QToolTip{color:%text;background:%surface;border:1px solid %border;padding:4px}"
        "QToolBar{background:%window;border:0;border-bottom:1px solid "
        "%grid;spacing:4px;padding:4px}"
        "QToolBar#activity{background:%raised;border:0;border-right:1px solid %grid;padding:4px}"
        "QToolBar#activity "
        "QToolButton{min-width:56px;min-height:44px;border-radius:4px;padding:4px}"
        "QToolButton{border:1px solid transparent;border-radius:4px;padding:4px 8px}"
        "QToolButton:hover{background:%raised}"
        "QToolButton:checked{background:%selection}"
        "QToolButton:focus,QPushButton:focus{border:1px solid %accent}"
        "QPushButton{background:%raised;border:1px solid %border;border-radius:4px;padding:4px "
        "12px;"
        "min-height:20px}"
        "QPushButton:hover{background:%selection}"
        "QPushButton:disabled{color:%text2;border-color:%grid}"
        "QPushButton[primary=\"true\"]{background:%accent;color:%surface;border-color:%accent}"
        "QPushButton[primary=\"true\"]:focus{border:2px solid %text}"
        "QPushButton[primary=\"true\"]:disabled{background:%raised;color:%text2;border-color:%grid}"
        "QPushButton[link=\"true\"]{background:transparent;border:0;color:%accent;"
        "text-decoration:underline;padding:2px 4px}"
        "QPushButton[link=\"true\"]:disabled{color:%text2;text-decoration:none}"
        "QPushButton[link=\"true\"]:focus{border:1px solid %accent}"
        "QLineEdit,QComboBox,QAbstractSpinBox,QPlainTextEdit,QTextEdit{background:%surface;"
        "border:1px solid %border;border-radius:4px;padding:2px 6px;min-height:20px;"
        "selection-background-color:%selection;selection-color:%text}"
        "QLineEdit:focus,QComboBox:focus,QAbstractSpinBox:focus,QPlainTextEdit:focus{"
        "border:1px solid %accent}"
        // One grey that is seen on both surfaces: a style sheet cannot colour a picture.
        "QComboBox::drop-down{border:0;width:20px}"
        "QComboBox::down-arrow{image:url(:/icons/arrow-down.svg);width:12px;height:12px}"
        "QAbstractSpinBox::up-button,QAbstractSpinBox::down-button{border:0;width:18px;"
        "background:transparent;subcontrol-origin:border}"
        "QAbstractSpinBox::up-button{subcontrol-position:top right}"
        "QAbstractSpinBox::down-button{subcontrol-position:bottom right}"
        "QAbstractSpinBox::up-arrow{image:url(:/icons/arrow-up.svg);width:10px;height:10px}"
        "QAbstractSpinBox::down-arrow{image:url(:/icons/arrow-down.svg);width:10px;height:10px}"
        "QCheckBox::indicator,QAbstractItemView::indicator{width:14px;height:14px;border:1px solid "
        "%border;border-radius:3px;"
        "background:%surface}"
        "QCheckBox::indicator:checked,QAbstractItemView::indicator:checked{image:url(:/icons/"
        "checked.svg)}"
        "QCheckBox::indicator:hover,QCheckBox::indicator:focus{border-color:%accent}"
        "QCheckBox::indicator:disabled{border-color:%grid}"
        "QFrame[card=\"true\"]{background:%surface;border:1px solid %grid;border-radius:4px}"
        "QHeaderView::section{background:%window;color:%text2;border:0;border-bottom:1px solid "
        "%border;padding:4px 8px}"
        "QAbstractItemView:focus,QTextEdit:focus,QGraphicsView:focus,QScrollArea:focus{"
        "border:1px solid %accent}"
        "QTabBar::tab:focus{background:%selection}"
        "QTreeView,QTableView,QListView{background:%surface;border:1px solid %grid;"
        "selection-background-color:%selection;selection-color:%text;alternate-background-color:"
        "%window}"
        "QDockWidget{titlebar-close-icon:none}"
        "QDockWidget::title{background:%window;padding:6px 8px;border-bottom:1px solid %grid}"
        "QStatusBar{background:%window;border-top:1px solid %grid}QStatusBar::item{border:0}"
        "QTabBar::tab{padding:6px 12px;border:0;border-bottom:2px solid transparent}"
        "QTabBar::scroller{width:44px}QTabBar QToolButton{padding:2px 0}"
        "QTabBar::tab:selected{border-bottom:2px solid %accent}"
        "QTabWidget::pane{border:0;border-top:1px solid %grid}"
        "QProgressBar{background:%raised;border:0;border-radius:2px;text-align:center}"
        "QProgressBar::chunk{background:%accent;border-radius:2px}"
        "QSplitter::handle{background:%grid}QMainWindow::separator{background:%grid;width:1px;"
        "height:1px}");
    // Longer names first: "%text2" begins with "%text".
    const std::array<std::pair<const char*, QColor>, 12> names = {{{"%selection", t.selection},
                                                                   {"%surface", t.surface},
                                                                   {"%window", t.window},
                                                                   {"%raised", t.raised},
                                                                   {"%border", t.border},
                                                                   {"%accent", t.accent},
                                                                   {"%text2", t.text2},
                                                                   {"%text", t.text},
                                                                   {"%grid", t.grid},
                                                                   {"%failed", t.failed},
                                                                   {"%done", t.done},
                                                                   {"%warning", t.warning}}};
    for (const auto& [name, color] : names) sheet.replace(QLatin1String(name), color.name());
    return sheet;
}

// Fusion, with or without its animations.
class Style : public QProxyStyle {
public:
    explicit Style(Motion motion)
        : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), motion_(motion) {}
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override {
        const bool moves = hint == SH_Widget_Animate || hint == SH_Widget_Animation_Duration;
        return moves && motion_ == Motion::Reduced
                   ? 0
                   : QProxyStyle::styleHint(hint, option, widget, data);
    }

private:
    Motion motion_;
};

// Draws an icon of resources/icons sharp at every size and on every screen.
class SvgIcon : public QIconEngine {
public:
    explicit SvgIcon(QByteArray svg) : svg_(std::move(svg)) {}
    void paint(QPainter* painter, const QRect& place, QIcon::Mode mode, QIcon::State) override {
        painter->save();
        if (mode == QIcon::Disabled) painter->setOpacity(painter->opacity() * 0.4);
        QSvgRenderer(svg_).render(painter, place);
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        const QString key = QStringLiteral("warmstart %1 %2 %3 %4")
                                .arg(qHash(svg_))
                                .arg(size.width())
                                .arg(size.height())
                                .arg(mode);
        QPixmap out;
        if (QPixmapCache::find(key, &out)) return out;
        out = QPixmap(size);
        out.fill(Qt::transparent);
        QPainter painter(&out);
        paint(&painter, QRect({}, size), mode, state);
        painter.end();
        QPixmapCache::insert(key, out);
        return out;
    }
    QIconEngine* clone() const override { return new SvgIcon(*this); }

private:
    QByteArray svg_;
};

}  // namespace

Theme::Theme(QObject* parent)
    : QObject(parent), tokens_(lightTokens()), system_(new SystemLook(this)) {
    initResources();
    connect(system_, &SystemLook::changed, this, [this] {
        if (mode_ == ThemeMode::System) apply(mode_, scale_, motion_);
    });
}

void Theme::apply(ThemeMode mode, double scale, Motion motion) {
    mode_ = mode;
    scale_ = scale;
    motion_ = motion;
    dark_ = mode == ThemeMode::Dark || (mode == ThemeMode::System && system_->isDark());
    tokens_ = dark_ ? darkTokens() : lightTokens();
    QApplication::setStyle(new Style(motion));
    for (const Qt::UIEffect effect : {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo,
                                      Qt::UI_AnimateTooltip, Qt::UI_FadeTooltip})
        QApplication::setEffectEnabled(effect, false);
    QApplication::setPalette(paletteOf(tokens_));
    QApplication::setFont(font(TextSize::Body));
    qApp->setStyleSheet(styleSheetOf(tokens_));
    Q_EMIT changed();
}

QColor Theme::series(int index) const {
    const auto& colors = dark_ ? kDarkSeries : kLightSeries;
    return QColor(colors[static_cast<std::size_t>(index) % colors.size()]);
}

Qt::PenStyle Theme::dash(int index) const {
    constexpr std::array<Qt::PenStyle, 4> kStyles = {Qt::SolidLine, Qt::DashLine, Qt::DotLine,
                                                     Qt::DashDotLine};
    return kStyles[static_cast<std::size_t>(index) / kLightSeries.size() % kStyles.size()];
}

QFont Theme::font(TextSize size) const {
    // Sizes of the specification are those of a 96 dpi screen in points.
    constexpr std::array<double, 5> kPoints = {9, 10, 11, 13, 18};
    QFont font;
    QStringList families = {QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"),
                            QStringLiteral("Noto Sans CJK SC"), QStringLiteral("sans-serif")};
    // Lines are as high as the first family's: Chinese text needs that of its own.
    if (QLocale().language() == QLocale::Chinese) families.move(2, 0);
    font.setFamilies(families);
    font.setPointSizeF(kPoints[static_cast<std::size_t>(size)] * scale_);
    if (size == TextSize::Title || size == TextSize::Heading || size == TextSize::Verdict)
        font.setWeight(QFont::DemiBold);
    return font;
}

QIcon Theme::icon(const QString& name, const QColor& color) const {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QByteArray svg = file.readAll();
    const QColor ink = color.isValid() ? color : tokens_.text;
    svg.replace("currentColor", ink.name().toLatin1());
    return QIcon(new SvgIcon(std::move(svg)));
}

StateLook lookOf(const Theme& theme, const QString& state) {
    const Tokens& t = theme.tokens();
    if (state == QLatin1String("queued")) return {QStringLiteral("queued"), t.text2};
    if (state == QLatin1String("held")) return {QStringLiteral("paused"), t.text2};
    if (state == QLatin1String("running")) return {QStringLiteral("running"), t.accent};
    if (state == QLatin1String("stopping")) return {QStringLiteral("cancelled"), t.accent};
    if (state == QLatin1String("paused")) return {QStringLiteral("paused"), t.warning};
    if (state == QLatin1String("done")) return {QStringLiteral("done"), t.done};
    if (state == QLatin1String("reused")) return {QStringLiteral("reused"), t.done};
    if (state == QLatin1String("stale")) return {QStringLiteral("stale"), t.warning};
    if (state == QLatin1String("interrupted")) return {QStringLiteral("failed"), t.warning};
    if (state == QLatin1String("failed")) return {QStringLiteral("failed"), t.failed};
    if (state == QLatin1String("cancelled")) return {QStringLiteral("cancelled"), t.text2};
    return {QStringLiteral("idle"), t.text2};
}

}  // namespace widgets
