// Words on the canvas: a note of the document, by id, its Markdown set. It is moved like a card and
// resized by its lower right corner.
#pragma once

#include <QGraphicsItem>
#include <QTextDocument>
#include <functional>
#include <memory>

#include "widgets/canvas/canvas_style.h"
#include "widgets/document/canvas_notes.h"

namespace widgets {

class NoteItem : public QGraphicsItem {
public:
    enum { Type = UserType + 4 };
    /// @param moved    called when it has another place, with its id
    /// @param resized  called when the pointer has let its corner go, with its id and size
    NoteItem(const CanvasStyle& style, const edits::Note& note,
             std::function<void(const QString&)> moved,
             std::function<void(const QString&, const QSize&)> resized);

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

    const QString& id() const { return id_; }
    QSizeF size() const { return size_; }
    QRectF corner() const;  // that resizes it
    QString plainText() const { return text_->toPlainText(); }
    /// -> whether anything had to be drawn anew
    bool set(const edits::Note& note);
    void restyle();  // theme or language changed

protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant& value) override;
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void mouseMoveEvent(QGraphicsSceneMouseEvent* event) override;
    void mouseReleaseEvent(QGraphicsSceneMouseEvent* event) override;

private:
    void setSize(const QSizeF& size);
    void layText();

    const CanvasStyle& style_;
    QString id_, markdown_;
    QSizeF size_;
    std::unique_ptr<QTextDocument> text_;
    std::function<void(const QString&)> moved_;
    std::function<void(const QString&, const QSize&)> resized_;
    bool resizing_ = false;
};

}  // namespace widgets
