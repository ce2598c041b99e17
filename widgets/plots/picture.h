// What is drawn in a widget as a picture: a file of pixels, of strokes or of pages, or in the
// clipboard. Files carry the pipeline of the job that the page shows.
#pragma once

#include <QObject>
#include <QPixmap>
#include <QString>
#include <functional>

class QMenu;
class QPaintDevice;
class QWidget;

namespace widgets {

/// Says in the window's message bar that a file is there, or (`why` not empty) that it is not.
void tellSaved(QWidget* from, const QString& path, const QString& why);

class Picture : public QObject {
    Q_OBJECT
public:
    /// How a widget is drawn that has ways of its own.
    struct Ways {
        std::function<void(QPaintDevice&)> strokes;
        std::function<QPixmap(int scale)> pixels;
    };
    /// Of a widget that paints itself, whose menu this becomes. A child of the widget.
    explicit Picture(QWidget* widget);
    Picture(QWidget* widget, Ways ways);

    /// By the file's ending: png, svg, pdf; the bar says how it went. @param scale  of a png: 1 to
    /// 4. -> false: not written
    bool saveAs(const QString& path, int scale = 1);
    void copy();
    void fillMenu(QMenu& menu);

private:
    void askSave(int scale);
    void showMenu(const QPoint& at);
    QByteArray asSvg();
    QByteArray asPdf();
    QByteArray asPng(int scale);

    QWidget* widget_;
    Ways ways_;
};

}  // namespace widgets
