#include "widgets/canvas/zoom_tools.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>
#include <cmath>

#include "widgets/canvas/pipeline_view.h"

namespace widgets {

ZoomTools::ZoomTools(const Theme& theme, PipelineView& view)
    : QFrame(view.viewport()),
      theme_(theme),
      view_(view),
      out_(new QToolButton(this)),
      in_(new QToolButton(this)),
      fit_(new QToolButton(this)),
      scale_(new QToolButton(this)) {
    setObjectName(QStringLiteral("zoom-tools"));
    setProperty("card", true);
    setCursor(Qt::ArrowCursor);
    setAttribute(Qt::WA_NoMousePropagation);  // a press beside a button is none on the canvas
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2, 2, 2, 2);
    row->setSpacing(0);
    for (QToolButton* button : {out_, in_, fit_, scale_}) {
        button->setFocusPolicy(Qt::NoFocus);  // the keys of the canvas do the same
        row->addWidget(button);
    }
    connect(out_, &QToolButton::clicked, this, [this] { view_.zoomBy(1 / 1.2); });
    connect(in_, &QToolButton::clicked, this, [this] { view_.zoomBy(1.2); });
    connect(fit_, &QToolButton::clicked, this, [this] { view_.fit(); });
    connect(scale_, &QToolButton::clicked, this, [this] { view_.zoomTo(1); });
    connect(&view, &PipelineView::zoomed, this, [this] {
        scale_->setText(tr("%1 %").arg(QLocale().toString(std::lround(view_.zoom() * 100))));
    });
    connect(&theme, &Theme::changed, this, &ZoomTools::restyle);
    restyle();
}

void ZoomTools::restyle() {
    const auto dress = [this](QToolButton* button, const char* icon, const QString& title) {
        if (*icon != '\0') button->setIcon(theme_.icon(QLatin1String(icon)));
        button->setToolTip(title);
        button->setAccessibleName(title);
    };
    dress(out_, "minus", tr("Zoom out (-)"));
    dress(in_, "add", tr("Zoom in (+)"));
    dress(fit_, "fit", tr("Zoom to fit (F)"));
    dress(scale_, "", tr("Actual size (0)"));
    scale_->setText(tr("%1 %").arg(QLocale().toString(std::lround(view_.zoom() * 100))));
    scale_->setMinimumWidth(scale_->fontMetrics().horizontalAdvance(QStringLiteral("300 %")) + 20);
    adjustSize();
}

void ZoomTools::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) restyle();
    QFrame::changeEvent(event);
}

}  // namespace widgets
