#include "widgets/plots/picture.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QWidget>
#include <utility>

#include "engine/spec/carried.h"
#include "widgets/frame/message_bar.h"
#include "widgets/report/carry_pipeline.h"

namespace widgets {
namespace {

Picture::Ways own(QWidget* widget) {
    return {[widget](QPaintDevice& device) {
                QPainter painter(&device);
                widget->render(&painter);
            },
            [widget](int scale) {
                QPixmap out(widget->size() * scale);
                out.setDevicePixelRatio(scale);
                widget->render(&out);
                return out;
            }};
}

}  // namespace

void tellSaved(QWidget* from, const QString& path, const QString& why) {
    MessageBar* bar = MessageBar::above(from);
    if (bar == nullptr) return;
    if (why.isEmpty())
        return bar->show(MessageBar::Kind::Info, Picture::tr("Saved as %1.").arg(path));
    bar->show(engine::make_error(engine::ErrorCode::Io,
                                 Picture::tr("%1 was not written.").arg(path).toStdString(), {},
                                 why.toStdString()));
}

Picture::Picture(QWidget* widget) : Picture(widget, own(widget)) {
    widget->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(widget, &QWidget::customContextMenuRequested, this, &Picture::showMenu);
}

Picture::Picture(QWidget* widget, Ways ways)
    : QObject(widget), widget_(widget), ways_(std::move(ways)) {}

QByteArray Picture::asSvg() {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator picture;
    picture.setOutputDevice(&buffer);
    picture.setResolution(widget_->logicalDpiY());  // by which letters are measured
    picture.setSize(widget_->size());
    picture.setViewBox(widget_->rect());
    picture.setTitle(widget_->accessibleName());
    picture.setDescription(widget_->accessibleDescription());
    ways_.strokes(picture);
    const std::string pipeline = carriedBy(widget_);
    if (pipeline.empty()) return buffer.data();
    return QByteArray::fromStdString(
        engine::svg_with_pipeline(buffer.data().toStdString(), pipeline));
}

QByteArray Picture::asPdf() {
    constexpr double kPointsPerPixel = 72.0 / 96.0;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter picture(&buffer);
        picture.setTitle(widget_->accessibleName());
        picture.setDocumentXmpMetadata(pdfMetadata(widget_->accessibleName(), carriedBy(widget_)));
        picture.setPageSize(QPageSize(QSizeF(widget_->size()) * kPointsPerPixel, QPageSize::Point));
        picture.setPageMargins(QMarginsF());
        picture.setResolution(96);
        ways_.strokes(picture);
    }
    return buffer.data();
}

QByteArray Picture::asPng(int scale) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    ways_.pixels(scale).save(&buffer, "PNG");
    const std::string pipeline = carriedBy(widget_);
    if (pipeline.empty()) return buffer.data();
    return QByteArray::fromStdString(
        engine::png_with_pipeline(buffer.data().toStdString(), pipeline));
}

bool Picture::saveAs(const QString& path, int scale) {
    const QString ending = QFileInfo(path).suffix().toLower();
    const QByteArray bytes = ending == QLatin1String("svg")   ? asSvg()
                             : ending == QLatin1String("pdf") ? asPdf()
                                                              : asPng(scale);
    QSaveFile file(path);
    const bool written = !bytes.isEmpty() && file.open(QIODevice::WriteOnly) &&
                         file.write(bytes) == bytes.size() && file.commit();
    tellSaved(widget_, path,
              written           ? QString()
              : bytes.isEmpty() ? tr("Nothing is drawn.")
                                : file.errorString());
    return written;
}

void Picture::copy() { QApplication::clipboard()->setPixmap(ways_.pixels(2)); }

void Picture::askSave(int scale) {
    const QString filters = scale > 1
                                ? tr("Pixels (*.png)")
                                : tr("Pixels (*.png);;Scalable drawing (*.svg);;Document (*.pdf)");
    QString chosen;
    QString path = QFileDialog::getSaveFileName(widget_, tr("Save picture"), {}, filters, &chosen);
    if (path.isEmpty()) return;
    if (QFileInfo(path).suffix().isEmpty()) {
        const qsizetype star = chosen.indexOf(QLatin1String("*."));
        path += star < 0 ? QStringLiteral(".png") : chosen.mid(star + 1, 4);
    }
    saveAs(path, scale);
}

void Picture::fillMenu(QMenu& menu) {
    connect(menu.addAction(tr("Save picture...")), &QAction::triggered, this,
            [this] { askSave(1); });
    QMenu* finer = menu.addMenu(tr("Save finer picture"));
    for (const int scale : {2, 3, 4}) {
        connect(finer->addAction(tr("%1 times the pixels...").arg(scale)), &QAction::triggered,
                this, [this, scale] { askSave(scale); });
    }
    connect(menu.addAction(tr("Copy picture")), &QAction::triggered, this, &Picture::copy);
}

void Picture::showMenu(const QPoint& at) {
    auto* menu = new QMenu(widget_);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu);
    menu->popup(widget_->mapToGlobal(at));
}

}  // namespace widgets
