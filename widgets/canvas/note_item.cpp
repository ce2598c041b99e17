#include "widgets/canvas/note_item.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QGraphicsSceneMouseEvent>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <QTextDocument>
#include <algorithm>

#include "widgets/look/words.h"

namespace widgets {
namespace {

using namespace canvas;

constexpr double kMargin = 8;   // around the text
constexpr double kCorner = 14;  // side of the corner that resizes

// A note comes along with a file of somebody else: it shows words, and loads nothing.
class Words : public QTextDocument {
    QVariant loadResource(int type, const QUrl& name) override {
        static_cast<void>(type);
        static_cast<void>(name);
        return {};
    }
};

double onGrid(double value) { return qRound(value / kSnap) * static_cast<double>(kSnap); }

}  // namespace

NoteItem::NoteItem(const CanvasStyle& style, const edits::Note& note,
                   std::function<void(const QString&)> moved,
                   std::function<void(const QString&, const QSize&)> resized)
    : style_(style),
      id_(fromUtf8(note.id)),
      text_(std::make_unique<Words>()),
      moved_(std::move(moved)),
      resized_(std::move(resized)) {
    setFlags(ItemIsSelectable | ItemIsMovable | ItemSendsGeometryChanges);
    setZValue(0.75);  // over edges, under cards
    set(note);
}

QRectF NoteItem::boundingRect() const { return QRectF(QPointF(), size_).adjusted(-2, -2, 2, 2); }

QRectF NoteItem::corner() const {
    return {size_.width() - kCorner, size_.height() - kCorner, kCorner, kCorner};
}

bool NoteItem::set(const edits::Note& note) {
    const QString markdown = fromUtf8(note.text);
    const QSizeF size(note.width, note.height);
    if (markdown == markdown_ && size == size_) return false;
    setSize(size);
    markdown_ = markdown;
    layText();
    return true;
}

void NoteItem::setSize(const QSizeF& size) {
    prepareGeometryChange();
    size_ = size;
    text_->setTextWidth(size_.width() - 2 * kMargin);
}

void NoteItem::layText() {
    text_->setDefaultFont(style_.theme.font(TextSize::Body));
    text_->setMarkdown(markdown_,
                       QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                           QTextDocument::MarkdownNoHTML);
    text_->setDocumentMargin(0);
    text_->setTextWidth(size_.width() - 2 * kMargin);
    setToolTip(plainToolTip(QCoreApplication::translate("canvas", "Note: %1").arg(plainText())));
    update();
}

void NoteItem::restyle() { layText(); }

void NoteItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) {
    static_cast<void>(option);
    static_cast<void>(widget);
    const Tokens& tokens = style_.theme.tokens();
    const QRectF frame(QPointF(), size_);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(isSelected() ? tokens.accent : mixed(tokens.warning, tokens.surface, 0.6),
                         isSelected() ? 2 : 1));
    painter->setBrush(mixed(tokens.warning, tokens.surface, 0.12));
    painter->drawRoundedRect(frame, 4, 4);
    const double detail =
        QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    if (detail < kBlocksOnly) return;
    painter->setPen(QPen(tokens.border, 1));
    for (const double inset : {4.0, 8.0})
        painter->drawLine(frame.bottomRight() - QPointF(inset, 2),
                          frame.bottomRight() - QPointF(2, inset));
    painter->save();
    painter->translate(kMargin, kMargin);
    const QRectF room(QPointF(), size_ - QSizeF(2 * kMargin, 2 * kMargin));
    painter->setClipRect(room);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, tokens.text);
    context.clip = room;
    text_->documentLayout()->draw(painter, context);
    painter->restore();
}

QVariant NoteItem::itemChange(GraphicsItemChange change, const QVariant& value) {
    if (change == ItemPositionChange) {
        const QPointF place = value.toPointF();
        return QPointF(onGrid(place.x()), onGrid(place.y()));
    }
    if (change == ItemPositionHasChanged) moved_(id_);
    return QGraphicsItem::itemChange(change, value);
}

void NoteItem::mousePressEvent(QGraphicsSceneMouseEvent* event) {
    resizing_ = event->button() == Qt::LeftButton && corner().contains(event->pos());
    if (!resizing_) return QGraphicsItem::mousePressEvent(event);
    event->accept();
}

void NoteItem::mouseMoveEvent(QGraphicsSceneMouseEvent* event) {
    if (!resizing_) return QGraphicsItem::mouseMoveEvent(event);
    const auto side = [](double wished, int least) {
        return std::clamp<double>(onGrid(wished), least, edits::kMostNoteSide);
    };
    setSize({side(event->pos().x(), edits::kLeastNoteWidth),
             side(event->pos().y(), edits::kLeastNoteHeight)});
    update();
}

void NoteItem::mouseReleaseEvent(QGraphicsSceneMouseEvent* event) {
    if (!std::exchange(resizing_, false)) return QGraphicsItem::mouseReleaseEvent(event);
    resized_(id_, size_.toSize());
}

}  // namespace widgets
