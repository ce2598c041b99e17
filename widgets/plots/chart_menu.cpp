// The menu of a chart: its curves, its axes, and what can be saved of it.
#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPdfWriter>
#include <QPointer>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QThreadPool>

#include "engine/spec/carried.h"
#include "widgets/plots/chart.h"
#include "widgets/report/carry_pipeline.h"

namespace widgets {

ChartPoints Chart::points() const {
    ChartPoints out{x_duration_ ? tr("%1, s").arg(x_title_) : x_title_, y_title_, {}};
    for (const Curve& curve : curves_) {
        if (!curve.shown) continue;
        ChartCurve one{curve.graph->name(), {}};
        one.points.reserve(static_cast<std::size_t>(curve.graph->dataCount()));
        for (const QCPGraphData& point : *curve.graph->data())
            one.points.push_back({point.key, point.value});
        out.curves.push_back(std::move(one));
    }
    return out;
}

void Chart::withPoints(std::function<void(SharedPoints)> receive) {
    if (give_points_) {
        give_points_(std::move(receive));
    } else {
        receive(std::make_shared<const ChartPoints>(points()));
    }
}

void Chart::drawOn(QPaintDevice& device) {
    QCPPainter painter;
    if (!painter.begin(&device)) return;
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    toPainter(&painter, width(), height());
}

bool Chart::savePicture(const QString& path, int scale) {
    hideCrosshair();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QString ending = QFileInfo(path).suffix().toLower();
    const std::string pipeline = carriedBy(this);
    enum class Carries { Svg, Png, Pdf } carries = Carries::Pdf;
    if (ending == QLatin1String("svg")) {
        QSvgGenerator picture;
        picture.setOutputDevice(&buffer);
        picture.setSize(size());
        picture.setViewBox(rect());
        picture.setTitle(accessibleName());
        picture.setDescription(accessibleDescription());
        drawOn(picture);
        carries = Carries::Svg;
    } else if (ending == QLatin1String("pdf")) {
        constexpr double kPointsPerPixel = 72.0 / 96.0;
        QPdfWriter picture(&buffer);
        picture.setTitle(accessibleName());
        picture.setDocumentXmpMetadata(pdfMetadata(accessibleName(), pipeline));
        picture.setPageSize(QPageSize(QSizeF(size()) * kPointsPerPixel, QPageSize::Point));
        picture.setPageMargins(QMarginsF());
        picture.setResolution(96);
        drawOn(picture);
    } else {
        toPixmap(width(), height(), scale).save(&buffer, "PNG");
        carries = Carries::Png;
    }
    buffer.close();
    if (!pipeline.empty() && carries != Carries::Pdf) {
        const std::string picture = bytes.toStdString();
        bytes = QByteArray::fromStdString(carries == Carries::Svg
                                              ? engine::svg_with_pipeline(picture, pipeline)
                                              : engine::png_with_pipeline(picture, pipeline));
    }
    QSaveFile file(path);
    const bool written = !bytes.isEmpty() && file.open(QIODevice::WriteOnly) &&
                         file.write(bytes) == bytes.size() && file.commit();
    if (written) {
        Q_EMIT saved(path);
    } else {
        Q_EMIT saveFailed(path, file.errorString());
    }
    return written;
}

void Chart::askSavePicture(int scale) {
    const QString filters = scale > 1
                                ? tr("Pixels (*.png)")
                                : tr("Pixels (*.png);;Scalable drawing (*.svg);;Document (*.pdf)");
    QString chosen;
    QString path = QFileDialog::getSaveFileName(this, tr("Save picture"), {}, filters, &chosen);
    if (path.isEmpty()) return;
    if (QFileInfo(path).suffix().isEmpty()) {
        const qsizetype star = chosen.indexOf(QLatin1String("*."));
        path += star < 0 ? QStringLiteral(".png") : chosen.mid(star + 1, 4);
    }
    savePicture(path, scale);
}

void Chart::askSavePoints() {
    QString path = QFileDialog::getSaveFileName(this, tr("Save points"), {}, tr("Table (*.csv)"));
    if (path.isEmpty()) return;
    if (QFileInfo(path).suffix().isEmpty()) path += QStringLiteral(".csv");
    savePoints(path);
}

void Chart::savePoints(const QString& path) {
    withPoints([this, path](const SharedPoints& points) {
        QThreadPool::globalInstance()->start([chart = QPointer<Chart>(this), path, points] {
            QString why;
            const bool written = savePointsAsCsv(*points, path, &why);
            QMetaObject::invokeMethod(qApp, [chart, path, why, written] {
                if (chart == nullptr) return;
                if (written) {
                    Q_EMIT chart->saved(path);
                } else {
                    Q_EMIT chart->saveFailed(path, why);
                }
            });
        });
    });
}

void Chart::showTable() {
    withPoints([this](const SharedPoints& points) {
        auto* dialog = new PointsDialog(
            *points, accessibleName(), [this] { askSavePoints(); }, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
}

void Chart::copyPicture() {
    hideCrosshair();
    QApplication::clipboard()->setPixmap(toPixmap(width(), height(), 2));
}

void Chart::fillCurveMenu(QMenu& menu) {
    for (QCPGraph* graph : curves()) {
        if (graph->name().isEmpty()) continue;
        QString name = graph->name();
        QAction* action = menu.addAction(name.replace(u'&', QLatin1String("&&")));
        action->setCheckable(true);
        action->setChecked(isCurveShown(graph));
        connect(action, &QAction::toggled, this, [this, graph](bool on) { showCurve(graph, on); });
    }
    menu.setEnabled(!menu.isEmpty());
}

void Chart::fillViewMenu(QMenu& menu) {
    connect(menu.addAction(tr("Show all")), &QAction::triggered, this, &Chart::resetView);
    const auto toggle = [&](const QString& text, bool on, void (Chart::*set)(bool)) {
        QAction* action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(on);
        connect(action, &QAction::toggled, this, set);
    };
    toggle(tr("Logarithmic x axis"), isLogX(), &Chart::setLogX);
    toggle(tr("Logarithmic y axis"), isLogY(), &Chart::setLogY);
    if (linked_ != nullptr)
        toggle(tr("Same x range in both charts"), x_linked_, &Chart::setXLinked);
}

void Chart::fillSaveMenu(QMenu& menu) {
    connect(menu.addAction(tr("Save picture...")), &QAction::triggered, this,
            [this] { askSavePicture(1); });
    QMenu* finer = menu.addMenu(tr("Save finer picture"));
    for (const int scale : {2, 3, 4}) {
        connect(finer->addAction(tr("%1 times the pixels...").arg(scale)), &QAction::triggered,
                this, [this, scale] { askSavePicture(scale); });
    }
    connect(menu.addAction(tr("Copy picture")), &QAction::triggered, this, &Chart::copyPicture);
    menu.addSeparator();
    connect(menu.addAction(tr("Save points...")), &QAction::triggered, this, &Chart::askSavePoints);
    connect(menu.addAction(tr("Show as table")), &QAction::triggered, this, &Chart::showTable);
}

void Chart::showMenu(const QPoint& global) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillCurveMenu(*menu->addMenu(tr("Curves")));
    fillViewMenu(*menu);
    menu->addSeparator();
    fillSaveMenu(*menu);
    menu->popup(global);
}

}  // namespace widgets
