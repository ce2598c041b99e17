// What a chart consists of and how it looks; chart_view.cpp says which range it shows,
// chart_input.cpp and chart_menu.cpp what a person does with it.
#include "widgets/plots/chart.h"

#include <algorithm>
#include <array>

#include "widgets/look/theme.h"

namespace widgets {
namespace {

constexpr std::array<QCPScatterStyle::ScatterShape, 7> kMarks = {
    QCPScatterStyle::ssDisc,    QCPScatterStyle::ssSquare,      QCPScatterStyle::ssTriangle,
    QCPScatterStyle::ssDiamond, QCPScatterStyle::ssCrossCircle, QCPScatterStyle::ssTriangleInverted,
    QCPScatterStyle::ssPlus};
constexpr double kMarkSize = 5;  // logical pixels

}  // namespace

Chart::Chart(Theme& theme, QWidget* parent)
    : QCustomPlot(parent), theme_(theme), side_(new ChartLegend) {
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(160, 96);
    setMouseTracking(true);
    setNoAntialiasingOnDrag(true);
    setPlottingHint(QCP::phFastPolylines, true);
    setAutoAddPlottableToLegend(false);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    area_ = axisRect();
    area_->setMinimumMargins(QMargins(4, 6, 8, 4));
    title_ = new QCPTextElement(this);
    title_->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
    title_->setMargins(QMargins(8, 4, 8, 0));
    title_->setMinimumSize(1, 0);  // a long title takes no room from the legend
    title_->setVisible(false);
    side_box_ = new QCPLayoutGrid;
    plotLayout()->addElement(0, 1, side_box_);
    side_box_->addElement(0, 0, side_);
    side_box_->addElement(1, 1, new QCPLayoutElement(this));
    side_box_->setRowStretchFactor(0, 0.0001);
    side_box_->setColumnStretchFactor(0, 0.0001);
    side_box_->setMargins(QMargins());
    side_box_->setRowSpacing(0);
    side_box_->setColumnSpacing(0);
    side_->setLayer(QStringLiteral("legend"));
    plotLayout()->setColumnStretchFactor(1, 0.0001);
    plotLayout()->setColumnSpacing(0);
    plotLayout()->setRowSpacing(0);
    empty_ = new QCPItemText(this);
    empty_->position->setType(QCPItemPosition::ptAxisRectRatio);
    empty_->position->setCoords(0.5, 0.5);
    empty_->setVisible(false);
    makeCrosshair();
    makePicture();
    listen();
    restyle();
}

void Chart::listen() {
    for (QCPAxis* axis : {xAxis, yAxis}) {
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
                &Chart::onRangeChanged);
    }
    connect(this, &QCustomPlot::legendClick, this,
            [this](QCPLegend*, QCPAbstractLegendItem* item, QMouseEvent* event) {
                auto* entry = qobject_cast<ChartLegendItem*>(item);
                if (entry == nullptr || event->button() != Qt::LeftButton || isolated_) return;
                showCurve(entry->curve(), !isCurveShown(entry->curve()));
            });
    connect(this, &QCustomPlot::legendDoubleClick, this,
            [this](QCPLegend*, QCPAbstractLegendItem* item, QMouseEvent*) {
                isolated_ = true;  // the release that follows is no click of its own
                if (auto* entry = qobject_cast<ChartLegendItem*>(item))
                    isolateCurve(entry->curve());
            });
    connect(this, &QCustomPlot::mouseDoubleClick, this, [this](QMouseEvent* event) {
        if (event->button() == Qt::LeftButton && side_->itemAt(event->pos()) == nullptr)
            resetView();
    });
    connect(&theme_, &Theme::changed, this, &Chart::restyle);
}

void Chart::setTitles(const QString& title, const QString& x, const QString& y) {
    heading_ = title;
    title_->setText(title);
    x_title_ = x;
    y_title_ = y;
    fitWords();
    arrange();
    describe();
    refresh();
}

void Chart::setLegendPlace(LegendPlace place) {
    place_ = place;
    arrange();
    refresh();
}

void Chart::arrange() {
    QCPLayoutGrid* grid = plotLayout();
    const std::array<QCPLayoutElement*, 3> parts = {title_, side_box_, area_};
    for (QCPLayoutElement* one : parts)
        if (one->layout() == grid) grid->take(one);
    grid->simplify();
    const bool titled = !heading_.isEmpty();
    const bool legend = place_ != LegendPlace::None && side_->itemCount() > 0;
    title_->setVisible(titled);
    side_->setVisible(legend);
    side_box_->setVisible(legend);
    int row = 0;
    if (titled) grid->addElement(row++, 0, title_);
    if (legend && place_ == LegendPlace::Top) {
        side_->setFillOrder(QCPLayoutGrid::foColumnsFirst);
        side_->setWrap(3);
        grid->addElement(row++, 0, side_box_);
    }
    for (int i = 0; i < row; ++i) grid->setRowStretchFactor(i, 0.0001);
    grid->addElement(row, 0, area_);
    grid->setRowStretchFactor(row, 1);
    if (legend && place_ == LegendPlace::Right) {
        side_->setFillOrder(QCPLayoutGrid::foRowsFirst);
        side_->setWrap(0);
        grid->addElement(row, 1, side_box_);
        grid->setColumnStretchFactor(1, 0.0001);
    }
}

void Chart::setEmptyText(const QString& text) {
    empty_text_ = text;
    empty_->setText(text);
    refresh();
}

QCPGraph* Chart::addCurve(const QString& name, const CurveLook& look, QCPGraph* with) {
    Curve curve;
    curve.graph = addGraph();
    curve.graph->setName(name);
    curve.graph->setSelectable(QCP::stNone);
    curve.look = look;
    curve.with = with;
    curve.shown = with == nullptr || isCurveShown(with);
    curves_.append(curve);
    if (!name.isEmpty()) {
        side_->addCurve(curve.graph);
        arrange();
    }
    styleCurve(curves_.last());
    applyShown(curves_.last());
    return curve.graph;
}

void Chart::setLook(QCPGraph* graph, const CurveLook& look) {
    Curve* curve = curveOf(graph);
    if (curve == nullptr) return;
    curve->look = look;
    styleCurve(*curve);
}

void Chart::addBand(QCPGraph* graph, const QVector<double>& x, const QVector<double>& low,
                    const QVector<double>& high) {
    Curve* curve = curveOf(graph);
    if (curve == nullptr) return;
    if (curve->band_low == nullptr) {
        curve->band_low = addGraph();
        curve->band_high = addGraph();
        for (QCPGraph* edge : {curve->band_low, curve->band_high}) edge->setSelectable(QCP::stNone);
        curve->band_high->setChannelFillGraph(curve->band_low);
    }
    curve->band_low->setData(x, low, true);
    curve->band_high->setData(x, high, true);
    styleCurve(*curve);
    applyShown(*curve);
}

void Chart::addIntervals(QCPGraph* graph, const QVector<double>& low, const QVector<double>& high) {
    Curve* curve = curveOf(graph);
    if (curve == nullptr) return;
    if (curve->bars == nullptr) {
        curve->bars = new QCPErrorBars(xAxis, yAxis);
        curve->bars->setDataPlottable(graph);
        curve->bars->setSelectable(QCP::stNone);
        curve->bars->setWhiskerWidth(5);
    }
    QVector<double> below(low.size());
    QVector<double> above(low.size());
    for (int i = 0; i < low.size() && i < graph->dataCount(); ++i) {
        const double middle = graph->data()->at(i)->value;
        below[i] = middle - low[i];
        above[i] = high[i] - middle;
    }
    curve->bars->setData(below, above);
    styleCurve(*curve);
    applyShown(*curve);
}

void Chart::removeCurve(QCPGraph* graph) {
    const auto place = std::find_if(curves_.begin(), curves_.end(),
                                    [&](const Curve& one) { return one.graph == graph; });
    if (place == curves_.end()) return;
    const Curve curve = *place;
    curves_.erase(place);
    hideCrosshair();
    side_->removeCurve(graph);
    if (curve.bars != nullptr) removePlottable(curve.bars);
    if (curve.band_high != nullptr) removePlottable(curve.band_high);
    if (curve.band_low != nullptr) removePlottable(curve.band_low);
    removePlottable(graph);
    arrange();
    for (const Curve& other : QList<Curve>(curves_))
        if (other.with == graph) removeCurve(other.graph);
}

void Chart::clearCurves() {
    while (!curves_.isEmpty()) removeCurve(curves_.last().graph);
}

QList<QCPGraph*> Chart::curves() const {
    QList<QCPGraph*> out;
    for (const Curve& curve : curves_)
        if (curve.with == nullptr) out.append(curve.graph);
    return out;
}

Chart::Curve* Chart::curveOf(const QCPGraph* graph) {
    for (Curve& curve : curves_)
        if (curve.graph == graph) return &curve;
    return nullptr;
}
const Chart::Curve* Chart::curveOf(const QCPGraph* graph) const {
    for (const Curve& curve : curves_)
        if (curve.graph == graph) return &curve;
    return nullptr;
}

bool Chart::isCurveShown(const QCPGraph* graph) const {
    const Curve* curve = curveOf(graph);
    return curve != nullptr && curve->shown;
}

void Chart::showCurve(QCPGraph* graph, bool shown) {
    Curve* curve = curveOf(graph);
    if (curve == nullptr || curve->shown == shown) return;
    for (Curve& one : curves_) {
        if (one.graph != graph && one.with != graph) continue;
        one.shown = shown;
        applyShown(one);
    }
    refresh();
    Q_EMIT curveShown(graph);
}

void Chart::isolateCurve(QCPGraph* graph) {
    const bool alone = std::none_of(curves_.begin(), curves_.end(), [&](const Curve& one) {
        return one.graph != graph && one.with == nullptr && one.shown;
    });
    for (QCPGraph* one : curves()) showCurve(one, alone || one == graph);
}

void Chart::applyShown(Curve& curve) {
    curve.graph->setVisible(curve.shown);
    for (QCPAbstractPlottable* one : {static_cast<QCPAbstractPlottable*>(curve.band_low),
                                      static_cast<QCPAbstractPlottable*>(curve.band_high),
                                      static_cast<QCPAbstractPlottable*>(curve.bars)}) {
        if (one != nullptr) one->setVisible(curve.shown);
    }
    if (ChartLegendItem* entry = side_->itemOf(curve.graph)) entry->setFaded(!curve.shown);
    styleLegend();
}

QPen Chart::penOf(const CurveLook& look) const {
    QColor color = look.control ? theme_.tokens().text2 : theme_.series(look.series);
    color.setAlphaF(static_cast<float>(look.opacity));
    QPen pen(color, look.width);
    if (look.dash != Qt::SolidLine) {
        pen.setStyle(look.dash);
    } else {
        pen.setStyle(look.control ? Qt::DashLine : theme_.dash(look.series));
    }
    return pen;
}

void Chart::styleCurve(Curve& curve) {
    const QPen pen = penOf(curve.look);
    curve.graph->setPen(pen);
    const auto mark = kMarks[static_cast<std::size_t>(curve.look.series) % kMarks.size()];
    curve.graph->setScatterStyle(curve.look.marker
                                     ? QCPScatterStyle(mark, pen.color(), pen.color(), kMarkSize)
                                     : QCPScatterStyle(QCPScatterStyle::ssNone));
    QColor faint = pen.color();
    if (curve.band_high != nullptr) {
        faint.setAlphaF(0.18F);
        curve.band_low->setPen(Qt::NoPen);
        curve.band_high->setPen(Qt::NoPen);
        curve.band_high->setBrush(faint);
    }
    if (curve.bars != nullptr) curve.bars->setPen(QPen(pen.color(), 1));
}

void Chart::styleAxes() {
    const Tokens& t = theme_.tokens();
    const QFont caption = theme_.font(TextSize::Caption);
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setBasePen(QPen(t.border, 1));
        axis->setTickPen(QPen(t.border, 1));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(t.text2);
        axis->setLabelColor(t.text2);
        axis->setTickLabelFont(caption);
        axis->setLabelFont(caption);
        axis->setLabelPadding(2);
        axis->setTickLengthOut(3);
        axis->setTickLengthIn(0);
        axis->setNumberFormat(QStringLiteral("gb"));
        axis->setNumberPrecision(5);
        axis->grid()->setPen(QPen(t.grid, 1));
        axis->grid()->setZeroLinePen(QPen(t.grid, 1));
    }
}

void Chart::styleLegend() {
    const Tokens& t = theme_.tokens();
    const QFont font = theme_.font(TextSize::Caption);
    side_->setFont(font);
    side_->setTextColor(t.text);
    for (int i = 0; i < side_->itemCount(); ++i) {
        auto* entry = qobject_cast<ChartLegendItem*>(side_->item(i));
        if (entry == nullptr) continue;  // a cell that is empty: the entries fill no whole row
        entry->setFont(font);
        entry->setTextColor(entry->isFaded() ? t.text2 : t.text);
    }
}

void Chart::restyle() {
    const Tokens& t = theme_.tokens();
    setBackground(QBrush(t.surface));
    QFont heading = theme_.font(TextSize::Body);
    heading.setWeight(QFont::DemiBold);
    title_->setFont(heading);
    title_->setTextColor(t.text);
    empty_->setFont(theme_.font(TextSize::Body));
    empty_->setColor(t.text2);
    styleAxes();
    styleLegend();
    for (Curve& curve : curves_) styleCurve(curve);
    styleCrosshair();
    refresh();
}

}  // namespace widgets
