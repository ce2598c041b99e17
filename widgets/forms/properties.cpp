#include "widgets/forms/properties.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "engine/plan/graph.h"
#include "widgets/canvas/job_states.h"
#include "widgets/document/edits.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/forms/document_form.h"
#include "widgets/forms/fault_list.h"
#include "widgets/forms/option_form.h"
#include "widgets/forms/pickers.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

namespace {

QLabel* wrapped(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

// A page that scrolls downward only: what is wide is broken into lines.
QScrollArea* scrolled(QWidget* page) {
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidgetResizable(true);
    area->setWidget(page);
    return area;
}

QVBoxLayout* columnOf(QWidget* page) {
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    column->setSpacing(space::kSmall);
    return column;
}

}  // namespace

Properties::Properties(const Shell& shell, Selection& selection, const JobStates& states,
                       QWidget* parent)
    : QWidget(parent), shell_(shell), selection_(selection), states_(states) {
    pickers_ = new Pickers(shell_.reader, this);
    pages_ = new QStackedWidget(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(pages_);
    auto* page = new QWidget;
    auto* document_column = columnOf(page);
    document_ = new DocumentForm(shell_, page);
    document_column->addWidget(document_);
    document_column->addStretch(1);
    pages_->addWidget(scrolled(page));
    pages_->addWidget(scrolled(buildNode()));
    pages_->addWidget(buildSeveral());
    setMinimumWidth(240);
    connect(document_, &DocumentForm::nodesAsked, this,
            [this](const QStringList& ids) { selection_.set(ids); });
    connect(document_, &DocumentForm::choiceAsked, this, &Properties::choose);
    connect(&selection_, &Selection::changed, this, &Properties::follow);
    connect(&selection_, &Selection::editAsked, this, &Properties::focusForm);
    connect(&shell_.pipeline, &PipelineModel::changed, this, &Properties::follow);
    connect(&states_, &JobStates::changed, this, [this](const QSet<QString>& nodes) {
        if (nodes.isEmpty() || nodes.contains(selection_.current())) showState();
    });
    connect(&shell_.theme, &Theme::changed, this, &Properties::retranslate);
    retranslate();
    follow();
}

QWidget* Properties::buildNode() {
    auto* page = new QWidget;
    auto* column = columnOf(page);
    title_ = new QLineEdit(page);
    help_ = wrapped(page);
    help_->setForegroundRole(QPalette::PlaceholderText);
    auto* state_row = new QHBoxLayout;
    state_row->setSpacing(space::kTiny);
    state_icon_ = new QLabel(page);
    state_ = wrapped(page);
    state_row->addWidget(state_icon_, 0, Qt::AlignTop);
    state_row->addWidget(state_, 1);
    arms_ = wrapped(page);
    arms_->setForegroundRole(QPalette::PlaceholderText);
    faults_ = new FaultList(shell_.pipeline, shell_.theme, page);
    form_ = new OptionForm(shell_.pipeline, shell_.theme, *pickers_, page);
    column->addWidget(title_);
    column->addWidget(help_);
    column->addLayout(state_row);
    column->addWidget(arms_);
    column->addWidget(faults_);
    column->addSpacing(space::kTiny);
    column->addWidget(form_);
    column->addStretch(1);
    connect(title_, &QLineEdit::textEdited, this, [this](const QString& text) {
        const std::string id = node();
        shell_.pipeline.edit(
            tr("Rename"),
            [&](engine::Document& d) {
                edits::renameNode(d, shell_.catalog, id, text.trimmed().toStdString());
            },
            QStringLiteral("title.") + fromUtf8(id));
    });
    connect(title_, &QLineEdit::editingFinished, this, &Properties::refresh);
    connect(faults_, &FaultList::choiceAsked, this, &Properties::choose);
    connect(faults_, &FaultList::refused, this, [this](const QString& sentence) {
        shell_.messages.show(MessageBar::Kind::Warning, sentence);
    });
    connect(form_, &OptionForm::nodeAsked, this,
            [this](const QString& id) { selection_.set({id}); });
    return page;
}

QWidget* Properties::buildSeveral() {
    auto* page = new QWidget;
    auto* column = columnOf(page);
    several_ = wrapped(page);
    copy_ = new QPushButton(page);
    remove_ = new QPushButton(page);
    column->addWidget(several_);
    column->addWidget(copy_, 0, Qt::AlignLeft);
    column->addWidget(remove_, 0, Qt::AlignLeft);
    column->addStretch(1);
    const auto ids = [this] {
        edits::Ids out;
        for (const QString& id : selection_.nodes()) out.push_back(id.toStdString());
        return out;
    };
    connect(copy_, &QPushButton::clicked, this, [this, ids] {
        QApplication::clipboard()->setText(
            fromUtf8(edits::copyText(shell_.pipeline.document(), ids())));
    });
    connect(remove_, &QPushButton::clicked, this, [this, ids] {
        shell_.pipeline.edit(tr("Delete"),
                             [&](engine::Document& d) { edits::removeNodes(d, ids()); });
    });
    return page;
}

std::string Properties::node() const { return selection_.current().toStdString(); }

void Properties::follow() {
    const engine::Document& document = shell_.pipeline.document();
    QStringList there;
    for (const QString& id : selection_.nodes()) {
        if (document.node(id.toStdString()) != nullptr) there << id;
    }
    pages_->setCurrentIndex(static_cast<int>(std::min<qsizetype>(there.size(), 2)));
    form_->setNode(there.size() == 1 ? there.front() : QString());
    several_->setText(tr("%n node(s) selected", nullptr, static_cast<int>(there.size())));
    if (there.size() == 1) refresh();
}

void Properties::refresh() {
    const engine::Document& document = shell_.pipeline.document();
    const engine::Node* one = document.node(node());
    const engine::NodeKind* kind = one == nullptr ? nullptr : shell_.catalog.find(one->kind);
    if (kind == nullptr) return;
    const QString title = one->title.empty() ? engineText(kind->title) : fromUtf8(one->title);
    if (title_->text() != title && !title_->hasFocus()) {
        title_->setText(title);
        title_->setCursorPosition(0);  // a long one shows its beginning
    }
    title_->setPlaceholderText(engineText(kind->title));
    help_->setText(tr("%1. %2", "title of a kind of node, and what it does")
                       .arg(engineText(kind->title), engineText(kind->help)));
    QStringList arms;
    for (const std::string& id : edits::armsOf(document, shell_.catalog, one->id))
        arms << fromUtf8(document.arm(id)->title);
    arms_->setText(arms.size() > 3 ? tr("Part of %n arm(s)", nullptr, static_cast<int>(arms.size()))
                                   : tr("Arm: %1").arg(arms.join(QStringLiteral(", "))));
    arms_->setVisible(!arms.isEmpty());
    std::vector<engine::Problem> own;
    for (const engine::Problem& problem : shell_.pipeline.problems()) {
        if (problem.node == one->id) own.push_back(problem);
    }
    std::vector<engine::Waiver> waivers;
    for (const engine::Waiver& waiver : document.waivers) {
        if (waiver.node == one->id) waivers.push_back(waiver);
    }
    faults_->show(own, waivers);
    showState();
}

void Properties::showState() {
    const NodeLive live = states_.of(selection_.current());
    const StateLook look = lookOf(shell_.theme, live.state);
    state_icon_->setPixmap(shell_.theme.icon(look.icon, look.color).pixmap(16, 16));
    QString text = stateWord(live.state.toStdString());
    if (live.total > 1) text = tr("%1, %2 of %3 steps").arg(text).arg(live.over).arg(live.total);
    if (!live.reason.empty()) text += QLatin1Char('\n') + say(live.reason);
    state_->setText(text);
}

void Properties::choose(const engine::Problem& problem) {
    if (!problem.node.empty()) selection_.set({fromUtf8(problem.node)});
    if (problem.fix == "Pick") return form_->focus(QStringLiteral("source"));
    if (problem.fix == "Show loop") return showLoop(problem);
    if (problem.fix == "Show fitting nodes") return offerFitting(problem);
    shell_.messages.show(
        MessageBar::Kind::Info,
        tr("This needs a choice of yours on the canvas: %1").arg(engineText(problem.fix)));
}

void Properties::showLoop(const engine::Problem& problem) {
    const engine::Document& document = shell_.pipeline.document();
    const engine::Graph graph(document, shell_.catalog);
    QStringList loop;
    for (const std::string& id : graph.ancestors(problem.node)) {
        if (graph.ancestors(id).count(problem.node) > 0) loop << fromUtf8(id);
    }
    selection_.set(loop);
}

// What could feed the open input: outputs that are there, then kinds that could be added.
void Properties::offerFitting(const engine::Problem& problem) {
    const engine::Document& document = shell_.pipeline.document();
    const engine::Node* one = document.node(problem.node);
    const engine::NodeKind* kind = one == nullptr ? nullptr : shell_.catalog.find(one->kind);
    const engine::Port* port = kind == nullptr ? nullptr : kind->input(problem.port);
    if (port == nullptr) return;
    const engine::PortRef to{problem.node, problem.port};
    QMenu menu(this);
    menu.addSection(tr("Connect"));
    for (const engine::Node& giver : document.nodes) {
        for (const engine::Port& output : shell_.catalog.find(giver.kind)->outputs) {
            const engine::PortRef from{giver.id, output.name};
            const auto refusal = edits::canConnect(document, shell_.catalog, from, to);
            if (refusal && refusal->rule != "single_input") continue;
            menu.addAction(engineText(edits::titleOf(document, shell_.catalog, giver.id)), this,
                           [this, from, to] {
                               shell_.pipeline.edit(tr("Connect"), [&](engine::Document& d) {
                                   edits::connect(d, shell_.catalog, from, to);
                               });
                           });
        }
    }
    menu.addSection(tr("Add"));
    for (const edits::FittingKind& fit :
         edits::fittingKinds(shell_.catalog, port->types, edits::Side::Output, kind->lane)) {
        menu.addAction(engineText(fit.kind->title), this, [this, fit, to] {
            shell_.pipeline.edit(tr("Add a node"), [&](engine::Document& d) {
                const edits::Position at = edits::positionOf(d, to.node);
                const int x = edits::kColumn * static_cast<int>(fit.kind->lane);
                const std::string id = edits::addNode(d, shell_.catalog, fit.kind->id, x, at.y);
                edits::connect(d, shell_.catalog, {id, fit.port}, to);
            });
        });
    }
    menu.exec(QCursor::pos());
}

void Properties::focusForm() {
    if (selection_.nodes().isEmpty()) return document_->focusFirst();
    if (form_->shownOptions().isEmpty()) return title_->setFocus(Qt::OtherFocusReason);
    form_->focusFirst();
}

void Properties::retranslate() {
    title_->setAccessibleName(tr("Title of the node"));
    title_->setFont(shell_.theme.font(TextSize::Title));
    several_->setFont(shell_.theme.font(TextSize::Title));
    copy_->setText(tr("Copy"));
    remove_->setText(tr("Delete"));
    follow();
}

void Properties::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void Properties::showEvent(QShowEvent* event) {
    pickers_->refresh();  // something may have been imported meanwhile
    QWidget::showEvent(event);
}

}  // namespace widgets
