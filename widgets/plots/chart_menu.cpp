// The menu of a chart: its curves, its axes, and what can be saved of it.
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPointer>
#include <QThreadPool>

#include "widgets/plots/chart.h"
#include "widgets/plots/picture.h"

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

void Chart::makePicture() {
    picture_ = new Picture(this, {[this](QPaintDevice& device) {
                                      hideCrosshair();
                                      drawOn(device);
                                  },
                                  [this](int scale) {
                                      hideCrosshair();
                                      return toPixmap(width(), height(), scale);
                                  }});
}

bool Chart::savePicture(const QString& path, int scale) { return picture_->saveAs(path, scale); }

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
                tellSaved(chart, path, written ? QString() : why);
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
    picture_->fillMenu(menu);
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
