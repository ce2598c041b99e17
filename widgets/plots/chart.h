// The one kind of chart of the window: axes, grid, legend, pan and zoom, crosshair, pictures and
// points to save, the same on every page and in both themes.
#pragma once

#include <QList>
#include <functional>
#include <memory>

#include "widgets/plots/chart_legend.h"
#include "widgets/plots/chart_points.h"
#include "widgets/plots/qcustomplot.h"

namespace widgets {

class Picture;
class Theme;

/// How a curve is told from the others: never by colour alone.
struct CurveLook {
    int series = 0;        // index into Theme::series; the dash changes when colours come round
    bool control = false;  // a twin or control arm: grey and dashed whatever its index
    Qt::PenStyle dash = Qt::SolidLine;  // another than solid comes before the theme's
    bool marker = false;                // marks at some ten points, their form by `series`
    double opacity = 1;
    double width = 1.5;  // logical pixels
};

/// Drag pans, the wheel zooms, a right drag zooms into a box, a double click shows all again; a
/// click on a legend entry hides its curve, a double click leaves it alone. Keyboard: arrows, +, -,
/// 0, Menu. Draw with QCustomPlot's own parts, made here where they belong to a curve.
class Chart : public QCustomPlot {
    Q_OBJECT
public:
    enum class LegendPlace { Right, Top, None };

    explicit Chart(Theme& theme, QWidget* parent = nullptr);

    /// Short title above the axes (empty: none), and the axes' titles with their units, which a
    /// low chart does not show.
    void setTitles(const QString& title, const QString& x, const QString& y);
    void setLegendPlace(LegendPlace place);
    /// Says what is shown, for screen readers and for whoever sees an empty chart; drawn in the
    /// middle while no curve has a point.
    void setEmptyText(const QString& text);

    /// @param name  of the legend; empty: no entry there
    /// @param with  another curve that this one is shown, hidden and removed with; null: none
    QCPGraph* addCurve(const QString& name, const CurveLook& look, QCPGraph* with = nullptr);
    void setLook(QCPGraph* curve, const CurveLook& look);
    /// An interval around a curve, filled with its colour; comes and goes with it.
    /// @param x, low, high  [points]
    void addBand(QCPGraph* curve, const QVector<double>& x, const QVector<double>& low,
                 const QVector<double>& high);
    /// An interval at each point of a curve as a bar. @param low, high  [points of the curve]
    void addIntervals(QCPGraph* curve, const QVector<double>& low, const QVector<double>& high);
    void removeCurve(QCPGraph* curve);  // with all that belongs to it
    void clearCurves();
    QList<QCPGraph*> curves() const;  // in the order they were added, without those `with` another

    bool isCurveShown(const QCPGraph* curve) const;
    void showCurve(QCPGraph* curve, bool shown);
    void isolateCurve(QCPGraph* curve);  // a second time: all are shown again

    void setLogX(bool on);
    void setLogY(bool on);
    bool isLogX() const { return xAxis->scaleType() == QCPAxis::stLogarithmic; }
    bool isLogY() const { return yAxis->scaleType() == QCPAxis::stLogarithmic; }
    /// x counts seconds: its ticks are told as times.
    void setXDuration(bool on);
    /// Both charts show the same range of x, unless the person unlinks them in the menu.
    void linkX(Chart* other);
    bool isXLinked() const { return linked_ != nullptr && x_linked_; }
    void setXLinked(bool on);

    /// What the fitted range of y holds in any case: 0 to 1 for shares.
    void setLeastY(double low, double high);
    /// Call after the points changed: fits the axes unless the person has chosen a range, and
    /// draws. Nothing is drawn while the chart is hidden.
    void refresh();
    void resetView();  // all points, from now on
    bool isViewChosen() const { return chosen_; }

    /// Points as they are saved and shown as a table: those of the shown curves, unless who fills
    /// the chart has more of them than are drawn. `receive` is called once, now or later.
    using SharedPoints = std::shared_ptr<const ChartPoints>;
    using GivePoints = std::function<void(std::function<void(SharedPoints)> receive)>;
    void setPointSource(GivePoints give) { give_points_ = std::move(give); }
    ChartPoints points() const;  // of the shown curves, as drawn
    /// Writes all points as CSV beside the window's thread; the bar says how it went.
    void savePoints(const QString& path);

    /// As Picture::saveAs.
    bool savePicture(const QString& path, int scale = 1);

    void showMenu(const QPoint& global);

Q_SIGNALS:
    void viewChosen();           // the person panned or zoomed
    void viewReset();            // all is shown again
    void curveShown(QCPGraph*);  // shown or hidden

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;  // tool tips of shortened names
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Curve {
        QCPGraph* graph = nullptr;
        CurveLook look;
        QCPGraph* band_low = nullptr;
        QCPGraph* band_high = nullptr;
        QCPErrorBars* bars = nullptr;
        QCPGraph* with = nullptr;
        bool shown = true;
    };
    Curve* curveOf(const QCPGraph* graph);
    const Curve* curveOf(const QCPGraph* graph) const;
    QPen penOf(const CurveLook& look) const;
    void listen();
    void arrange();
    void restyle();
    void styleAxes();
    void styleLegend();
    void styleDensity();
    void fitWords();  // titles and numbers to the room there is
    void styleCrosshair();
    void styleCurve(Curve& curve);
    void applyShown(Curve& curve);
    void describe();
    void fit();
    void fitAxis(QCPAxis* axis, QCPRange range, bool found, double share);
    QCPRange rangeOf(QCPAxis* axis, bool& found) const;  // of the shown points
    void onRangeChanged();
    void setLog(QCPAxis* axis, bool on);
    void setTicker(QCPAxis* axis);
    QString xText(double x, int digits) const;
    void onScreenChanged();

    void makeCrosshair();
    void moveCrosshair(const QPointF& position);
    void hideCrosshair();
    const Curve* nearest(const QPointF& position, ChartPoint& point) const;

    void fillCurveMenu(QMenu& menu);
    void fillViewMenu(QMenu& menu);
    void fillSaveMenu(QMenu& menu);
    void makePicture();
    void askSavePoints();
    void showTable();
    void withPoints(std::function<void(SharedPoints)> receive);
    void drawOn(QPaintDevice& device);

    Theme& theme_;
    Picture* picture_ = nullptr;
    QList<Curve> curves_;
    QCPAxisRect* area_ = nullptr;  // QCustomPlot finds its own only while it is in the layout
    QCPTextElement* title_ = nullptr;
    ChartLegend* side_ = nullptr;
    QCPLayoutGrid* side_box_ = nullptr;  // keeps the legend at its own size in the corner
    LegendPlace place_ = LegendPlace::Right;
    QString heading_, x_title_, y_title_;
    QString empty_text_;
    QCPItemText* empty_ = nullptr;
    QCPItemStraightLine* hair_x_ = nullptr;
    QCPItemStraightLine* hair_y_ = nullptr;
    QCPItemText* hair_text_ = nullptr;
    QCPLayer* hair_layer_ = nullptr;
    Chart* linked_ = nullptr;
    bool x_linked_ = true;
    bool x_duration_ = false;
    bool chosen_ = false;    // the range is the person's
    bool fitting_ = false;   // a change of range is our own
    bool stale_ = false;     // changed while hidden
    bool dragged_ = false;   // the pressed button has moved the mouse
    bool isolated_ = false;  // until the next press: a double click is being made
    QPoint pressed_;
    QCPRange least_y_{0, 0};
    GivePoints give_points_;
};

}  // namespace widgets
