#include "widgets/canvas/pipeline_page.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QTextEdit>
#include <QToolTip>
#include <QVBoxLayout>

#include "widgets/canvas/canvas_acts.h"
#include "widgets/canvas/mini_map.h"
#include "widgets/canvas/pipeline_view.h"
#include "widgets/canvas/problem_strip.h"
#include "widgets/canvas/zoom_tools.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/frame/actions.h"
#include "widgets/look/theme.h"

namespace widgets {
namespace {

bool writesText(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QPlainTextEdit*>(widget) != nullptr ||
           qobject_cast<const QTextEdit*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
}

}  // namespace

PipelinePage::PipelinePage(const Shell& shell, Actions& actions, QWidget* parent)
    : QWidget(parent),
      shell_(shell),
      view_(new PipelineView(shell, selection_, this)),
      acts_(new CanvasActs(shell, selection_, *view_)),
      problems_(new ProblemStrip(shell, selection_, *view_, this)),
      zoom_(new ZoomTools(shell.theme, *view_)),
      map_(new MiniMap(shell.theme, *view_)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(problems_);
    column->addWidget(view_, 1);
    setFocusProxy(view_);
    buildEmpty();
    connectActions(actions);
    connectZoom(actions);
    view_->viewport()->installEventFilter(this);
    connect(view_, &PipelineView::zoomed, this, &PipelinePage::place);
    connect(&shell_.pipeline, &PipelineModel::changed, this, &PipelinePage::showEmpty);
    connect(&view_->canvas(), &PipelineScene::linkHeld, this, [this](const QString& why) {
        if (why.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(QCursor::pos() + QPoint(12, 12), why, view_->viewport());
        }
    });
    retranslate();
    showEmpty();
}

void PipelinePage::connectActions(Actions& actions) {
    // The window's commands mean the canvas while its page is shown and nobody writes text.
    const auto on = [this, &actions](const char* id, auto act) {
        connect(actions[QLatin1String(id)], &QAction::triggered, this, [this, act] {
            if (isVisible() && !writesText(QApplication::focusWidget())) act();
        });
    };
    on("edit.copy", [this] { acts_->copy(); });
    on("edit.paste", [this] { acts_->paste(false); });
    auto* wired = new QShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V), view_, nullptr,
                                nullptr, Qt::WidgetShortcut);
    connect(wired, &QShortcut::activated, acts_, [this] { acts_->paste(true); });
    on("edit.duplicate", [this] { acts_->duplicate(); });
    on("edit.delete", [this] { acts_->remove(); });
    on("edit.rename", [this] { acts_->rename(); });
    on("edit.select_all", [this] { acts_->selectAll(); });
    const auto always = [this, &actions](const char* id, auto act) {
        connect(actions[QLatin1String(id)], &QAction::triggered, this, [this, act] {
            shell_.go(Page::Pipeline);
            act();
        });
    };
    always("pipeline.add", [this] { acts_->askAdd(); });
    always("pipeline.twin", [this] { acts_->twin(); });
    always("pipeline.layout", [this] { acts_->arrange(); });
    always("pipeline.note", [this] { acts_->addNote(); });
    always("pipeline.group", [this] { acts_->group(); });
    always("pipeline.ungroup", [this] { acts_->ungroup(); });
    always("pipeline.next_problem", [this] { problems_->step(1); });
    always("pipeline.previous_problem", [this] { problems_->step(-1); });
    connect(actions[QStringLiteral("tools.mermaid")], &QAction::triggered, acts_,
            &CanvasActs::copyMermaid);
    connect(actions[QStringLiteral("tools.command")], &QAction::triggered, acts_,
            &CanvasActs::copyCommand);
}

void PipelinePage::connectZoom(Actions& actions) {
    const auto on = [this, &actions](const char* id, auto act) {
        connect(actions[QLatin1String(id)], &QAction::triggered, this, [this, act] {
            if (isVisible()) act();
        });
    };
    on("pipeline.fit", [this] { view_->fit(); });
    on("pipeline.zoom_in", [this] { view_->zoomBy(1.2); });
    on("pipeline.zoom_out", [this] { view_->zoomBy(1 / 1.2); });
    on("pipeline.zoom_reset", [this] { view_->zoomTo(1); });
}

void PipelinePage::buildEmpty() {
    empty_ = new QWidget(view_->viewport());
    empty_->setCursor(Qt::ArrowCursor);
    empty_->setAttribute(Qt::WA_NoMousePropagation);
    auto* column = new QVBoxLayout(empty_);
    empty_text_ = new QLabel(empty_);
    empty_text_->setAlignment(Qt::AlignCenter);
    auto* row = new QHBoxLayout;
    empty_add_ = new QPushButton(empty_);
    empty_add_->setProperty("primary", true);
    empty_template_ = new QPushButton(empty_);
    row->addStretch();
    row->addWidget(empty_add_);
    row->addWidget(empty_template_);
    row->addStretch();
    column->addWidget(empty_text_);
    column->addSpacing(space::kSmall);
    column->addLayout(row);
    connect(empty_add_, &QPushButton::clicked, acts_, &CanvasActs::askAdd);
    connect(empty_template_, &QPushButton::clicked, this, [this] { shell_.go(Page::Welcome); });
}

void PipelinePage::showEmpty() {
    const bool empty = shell_.pipeline.document().nodes.empty();
    empty_->setVisible(empty);
    place();
}

void PipelinePage::retranslate() {
    empty_text_->setText(tr("The pipeline is empty: add a node, or start from a template."));
    empty_add_->setText(tr("Add a node"));
    empty_template_->setText(tr("Open a template"));
    place();
}

void PipelinePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

// The keys of the canvas are meant when its page comes up.
void PipelinePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    view_->setFocus();
}

// What floats over the canvas lies in its viewport: beside it, it would keep Qt from moving the
// picture when it is scrolled. So it is moved along, and is put back here.
void PipelinePage::place() {
    const QSize room = view_->viewport()->size();
    constexpr int kEdge = space::kMedium;
    empty_->adjustSize();
    empty_->move((room.width() - empty_->width()) / 2, (room.height() - empty_->height()) / 2);
    zoom_->adjustSize();
    zoom_->move(kEdge, room.height() - zoom_->height() - kEdge);
    map_->move(room.width() - map_->width() - kEdge, room.height() - map_->height() - kEdge);
}

bool PipelinePage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) place();
    return QWidget::eventFilter(watched, event);
}

}  // namespace widgets
