#include "widgets/canvas/node_item.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <QTextLayout>

#include "widgets/look/words.h"

namespace widgets {
namespace {

using namespace canvas;

constexpr QRectF kCard(0, 0, kCardWidth, kCardHeight);
constexpr double kLeft = 38;       // of the title, right of the icon
constexpr double kStatusTop = 51;  // of the strip with the state
constexpr double kBadge = 16;
constexpr double kTitleWidth = kCardWidth - kLeft - 10;

// At most two lines of a width, the last one cut with dots.
QStringList wrapped(const QString& text, const QFont& font, double width, int most) {
    QStringList out;
    QTextLayout layout(text, font);
    layout.beginLayout();
    for (;;) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) break;
        line.setLineWidth(width);
        if (out.size() + 1 == most) {
            out << QFontMetricsF(font).elidedText(text.mid(line.textStart()), Qt::ElideRight,
                                                  width);
            break;
        }
        out << text.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return out;
}

}  // namespace

QString shareText(const NodeLive& live) {
    return live.total > 1 ? QStringLiteral("%1/%2").arg(live.over).arg(live.total) : QString();
}

QString stateText(const NodeLive& live) {
    QString word = stateWord(live.state.toStdString());
    if (live.share < 0) return word;
    return QCoreApplication::translate("canvas", "%1 %2 %", "running 41 %")
        .arg(word)
        .arg(static_cast<int>(live.share * 100));
}

NodeItem::NodeItem(const CanvasStyle& style, NodeLook look,
                   std::function<void(const QString&)> moved)
    : style_(style), look_(std::move(look)), moved_(std::move(moved)) {
    setFlags(ItemIsSelectable | ItemIsMovable | ItemSendsGeometryChanges);
    setAcceptHoverEvents(true);
    setZValue(1);
    buildPorts();
    layText();
    setToolTip(plainToolTip(say()));
}

QRectF NodeItem::boundingRect() const { return kCard.adjusted(-3, -9, 9, 3); }

QPainterPath NodeItem::shape() const {
    QPainterPath path;
    path.addRect(kCard);
    return path;
}

PortItem* NodeItem::port(const QString& name, bool input) const {
    for (PortItem* port : ports_) {
        if (port->look().input == input && port->look().name == name) return port;
    }
    return nullptr;
}

bool NodeItem::set(const NodeLook& look) {
    if (look == look_) return false;
    const bool same_ports = look.ports.size() == look_.ports.size();
    look_ = look;
    if (same_ports) {
        for (qsizetype i = 0; i < ports_.size(); ++i) ports_[i]->set(look_.ports[i]);
    } else {
        buildPorts();
    }
    layText();
    setToolTip(plainToolTip(say()));
    update();
    return true;
}

bool NodeItem::setLive(const NodeLive& live) {
    if (live == live_) return false;
    live_ = live;
    setToolTip(plainToolTip(say()));
    update();
    return true;
}

void NodeItem::restyle() {
    layText();
    setToolTip(plainToolTip(say()));
    for (PortItem* port : ports_) port->set(port->look());
    update();
}

void NodeItem::buildPorts() {
    qDeleteAll(ports_);
    ports_.clear();
    double inputs = 0, outputs = 0;
    for (const PortLook& look : look_.ports) ++(look.input ? inputs : outputs);
    double input = 0, output = 0;
    for (const PortLook& look : look_.ports) {
        const double place = look.input ? ++input / (inputs + 1) : ++output / (outputs + 1);
        auto* port = new PortItem(style_, *this, look);
        port->setPos(look.input ? 0 : kCardWidth, kCardHeight * place);
        ports_.push_back(port);
    }
}

void NodeItem::layText() {
    title_lines_ = wrapped(look_.title, style_.title, kTitleWidth, 2);
    // A title of two lines takes the place of the summary; the tooltip has it all.
    summary_line_ =
        QFontMetricsF(style_.caption)
            .elidedText(
                look_.summary.isEmpty() && look_.title != look_.kind ? look_.kind : look_.summary,
                Qt::ElideRight, kTitleWidth);
}

QString NodeItem::why() const {
    QString state = stateText(live_);
    if (!shareText(live_).isEmpty())
        state = QCoreApplication::translate("canvas", "%1, %2 steps", "done, 12/40 steps")
                    .arg(state, shareText(live_));
    QString reason = widgets::say(live_.reason);
    if (live_.state == QLatin1String("idle"))
        reason =
            QCoreApplication::translate("canvas", "It has not run since the pipeline was opened.");
    if (live_.state == QLatin1String("stale"))
        reason =
            QCoreApplication::translate("canvas", "Edited since it ran; Run brings it up to date.");
    return QCoreApplication::translate("canvas", "%1: %2. %3", "node: state. reason")
        .arg(look_.title, state, reason)
        .trimmed();
}

QString NodeItem::say() const {
    QStringList lines;
    if (look_.title != look_.kind) lines << look_.kind;
    if (!look_.summary.isEmpty()) lines << look_.summary;
    return (QStringList(why()) + lines + look_.faults).join(QLatin1Char('\n'));
}

QVariant NodeItem::itemChange(GraphicsItemChange change, const QVariant& value) {
    if (change == ItemPositionChange) {
        const QPointF place = value.toPointF();
        return QPointF(qRound(place.x() / kSnap) * kSnap, qRound(place.y() / kSnap) * kSnap);
    }
    if (change == ItemPositionHasChanged) moved_(look_.id);
    return QGraphicsItem::itemChange(change, value);
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) {
    static_cast<void>(option);
    static_cast<void>(widget);
    const double detail =
        QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    const Tokens& tokens = style_.theme.tokens();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    paintFrame(*painter, detail);
    if (detail < kNoSummary) return paintFar(*painter, detail);
    style_.drawIcon(*painter, {15, 10, 16, 16}, look_.icon, tokens.text2);
    painter->setFont(style_.title);
    painter->setPen(tokens.text);
    double y = 9;
    for (const QString& line : title_lines_) {
        painter->drawText(QRectF(kLeft, y, kTitleWidth, 18), Qt::AlignLeft | Qt::AlignVCenter,
                          line);
        y += 18;
    }
    if (title_lines_.size() < 2) {
        painter->setFont(style_.caption);
        painter->setPen(tokens.text2);
        painter->drawText(QRectF(kLeft, y + 1, kTitleWidth, 16), Qt::AlignLeft | Qt::AlignVCenter,
                          summary_line_);
    }
    paintStatus(*painter);
    if (!look_.faults.isEmpty()) paintBadge(*painter);
}

void NodeItem::paintFrame(QPainter& painter, double detail) const {
    const Tokens& tokens = style_.theme.tokens();
    const QColor state = lookOf(style_.theme, live_.state).color;
    const bool known = live_.state != QLatin1String("idle");
    QColor edge = mixed(tokens.border, tokens.surface, 0.75);
    if (look_.blocked) edge = tokens.failed;
    if (isSelected()) edge = tokens.accent;
    QPen pen(edge, isSelected() ? 2 : 1);
    if (look_.twin) pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    QColor fill = isSelected() ? mixed(tokens.selection, tokens.surface, 0.6) : tokens.surface;
    // From far away the colour of the block is the state; the icon upon it says it too.
    if (detail < kBlocksOnly && known) fill = mixed(state, tokens.surface, 0.45);
    painter.setBrush(fill);
    painter.drawRoundedRect(kCard, 4, 4);
}

void NodeItem::paintFar(QPainter& painter, double detail) const {
    const Tokens& tokens = style_.theme.tokens();
    const StateLook state = lookOf(style_.theme, live_.state);
    if (detail < kBlocksOnly) {
        style_.drawIcon(painter, {kCardWidth / 2 - 24, 12, 48, 48},
                        look_.faults.isEmpty() ? state.icon : QStringLiteral("warning"),
                        look_.faults.isEmpty() ? tokens.text : tokens.failed);
        return;
    }
    painter.setFont(style_.large);
    painter.setPen(tokens.text);
    const QStringList lines = wrapped(look_.title, style_.large, kCardWidth - 56, 2);
    painter.drawText(QRectF(12, 2, kCardWidth - 56, kCardHeight - 4),
                     Qt::AlignLeft | Qt::AlignVCenter, lines.join(QLatin1Char('\n')));
    style_.drawIcon(
        painter, {kCardWidth - 40, 22, 28, 28},
        look_.faults.isEmpty() ? state.icon : QStringLiteral("warning"),
        look_.faults.isEmpty() ? state.color : (look_.blocked ? tokens.failed : tokens.warning));
}

void NodeItem::paintStatus(QPainter& painter) const {
    const Tokens& tokens = style_.theme.tokens();
    const StateLook state = lookOf(style_.theme, live_.state);
    style_.drawIcon(painter, {17, kStatusTop + 1, 12, 12}, state.icon, state.color);
    painter.setFont(style_.caption);
    painter.setPen(state.color);
    const QRectF line(kLeft, kStatusTop - 1, kTitleWidth, 16);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, stateText(live_));
    painter.setPen(tokens.text2);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, shareText(live_));
    if (live_.total < 1 || live_.state == QLatin1String("reused")) return;
    // How much of the card's steps is over, the running one by its share.
    const double part =
        (live_.over + std::max(0.0, live_.share)) / static_cast<double>(live_.total);
    if (live_.over >= live_.total) return;
    const QRectF track(4, kCardHeight - 4.5, kCardWidth - 8, 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.raised);
    painter.drawRoundedRect(track, 1.5, 1.5);
    painter.setBrush(state.color);
    painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(track.width() * std::min(1.0, part), 3)),
                            1.5, 1.5);
}

void NodeItem::paintBadge(QPainter& painter) const {
    const Tokens& tokens = style_.theme.tokens();
    const QColor color = look_.blocked ? tokens.failed : tokens.warning;
    const QRectF badge(kCardWidth - kBadge / 2 - 4, -kBadge / 2, kBadge, kBadge);
    painter.setPen(QPen(tokens.surface, 1.5));
    painter.setBrush(color);
    painter.drawRoundedRect(badge, kBadge / 2, kBadge / 2);
    QFont font = style_.title;
    font.setPixelSize(11);
    painter.setFont(font);
    painter.setPen(tokens.surface);
    painter.drawText(
        badge, Qt::AlignCenter,
        look_.faults.size() > 9 ? QStringLiteral("9+") : QString::number(look_.faults.size()));
}

}  // namespace widgets
