#include "widgets/forms/document_form.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/plan/graph.h"
#include "widgets/document/edits.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/forms/chip_edit.h"
#include "widgets/forms/fault_list.h"
#include "widgets/forms/field_editor.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

DocumentForm::DocumentForm(const Shell& shell, QWidget* parent) : QWidget(parent), shell_(shell) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    title_label_ = new QLabel(this);
    title_ = new QLineEdit(this);
    title_label_->setBuddy(title_);
    seeds_label_ = new QLabel(this);
    seeds_ = new ChipEdit(shell_.theme, this);
    seeds_label_->setBuddy(seeds_);
    seeds_error_ = new QLabel(this);
    seeds_error_->setWordWrap(true);
    seeds_error_->hide();
    five_ = new QPushButton(this);
    ten_ = new QPushButton(this);
    auto* presets = new QHBoxLayout;
    presets->addWidget(five_);
    presets->addWidget(ten_);
    presets->addStretch(1);
    arms_label_ = new QLabel(this);
    arms_ = new QVBoxLayout;
    arms_->setSpacing(space::kMedium);
    add_arm_ = new QPushButton(this);
    faults_ = new FaultList(shell_.pipeline, shell_.theme, this);
    column->addWidget(title_label_);
    column->addWidget(title_);
    column->addWidget(faults_);
    column->addSpacing(space::kTiny);
    column->addWidget(seeds_label_);
    column->addWidget(seeds_);
    column->addWidget(seeds_error_);
    column->addLayout(presets);
    column->addSpacing(space::kTiny);
    column->addWidget(arms_label_);
    column->addLayout(arms_);
    column->addWidget(add_arm_, 0, Qt::AlignLeft);
    connect(title_, &QLineEdit::textEdited, this, [this](const QString& text) {
        shell_.pipeline.edit(
            tr("Change the title"),
            [&](engine::Document& document) { document.title = text.toStdString(); },
            QStringLiteral("document.title"));
    });
    connect(seeds_, &ChipEdit::asked, this, &DocumentForm::setSeeds);
    for (const auto& [button, count] : {std::pair{five_, 5}, std::pair{ten_, 10}}) {
        connect(button, &QPushButton::clicked, this, [this, count] {
            shell_.pipeline.edit(tr("Change the seeds"), [&](engine::Document& document) {
                edits::setSeeds(document, edits::firstSeeds(count));
            });
        });
    }
    connect(add_arm_, &QPushButton::clicked, this, &DocumentForm::addArm);
    connect(faults_, &FaultList::refused, this, &DocumentForm::refuse);
    connect(faults_, &FaultList::choiceAsked, this, &DocumentForm::choiceAsked);
    connect(&shell_.pipeline, &PipelineModel::changed, this, &DocumentForm::refresh);
    connect(&shell_.theme, &Theme::changed, this, &DocumentForm::retranslate);
    retranslate();
}

void DocumentForm::focusFirst() { title_->setFocus(Qt::OtherFocusReason); }

void DocumentForm::retranslate() {
    title_label_->setText(tr("Title"));
    title_->setPlaceholderText(tr("Untitled pipeline"));
    seeds_label_->setText(tr("Seeds"));
    seeds_label_->setToolTip(
        tr("Every arm runs once with each of them; at least five are needed "
           "for a claim."));
    seeds_->setPlaceholder(tr("add, then Enter"));
    seeds_->line()->setAccessibleName(tr("Seeds"));
    five_->setText(tr("5 seeds"));
    ten_->setText(tr("10 seeds"));
    arms_label_->setText(tr("Arms"));
    arms_label_->setFont(shell_.theme.font(TextSize::Title));
    add_arm_->setText(tr("Add an arm..."));
    QPalette palette = seeds_error_->palette();
    palette.setColor(QPalette::WindowText, shell_.theme.tokens().failed);
    seeds_error_->setPalette(palette);
    for (const ArmRow& row : rows_) {
        arms_->removeWidget(row.card);
        row.card->hide();
        row.card->deleteLater();
    }
    rows_.clear();
    refresh();
}

void DocumentForm::refresh() {
    const engine::Document& document = shell_.pipeline.document();
    const QString title = fromUtf8(document.title);
    if (title_->text() != title) {
        title_->setText(title);
        title_->setCursorPosition(0);  // a long title shows how it begins
    }
    QStringList seeds;
    for (const std::uint64_t seed : document.seeds) seeds << QString::number(seed);
    if (seeds != seeds_->values()) {
        seeds_->clearLine();
        seeds_error_->hide();
    }
    seeds_->setValues(seeds, seeds);
    std::vector<engine::Problem> own;
    for (const engine::Problem& problem : shell_.pipeline.problems()) {
        if (problem.node.empty()) own.push_back(problem);
    }
    faults_->show(own);
    std::vector<std::string> ids, known;
    for (const engine::Arm& arm : document.arms) ids.push_back(arm.id);
    for (const ArmRow& row : rows_) known.push_back(row.id);
    if (ids != known) followArms();
    for (const ArmRow& row : rows_) {
        const QString text = fromUtf8(document.arm(row.id)->title);
        if (row.title->text() != text && !row.title->hasFocus()) {
            row.title->setText(text);
            row.title->setCursorPosition(0);
        }
        fillControls(row);
    }
}

// Cards of arms that stay are kept: one of their buttons may hold the focus.
void DocumentForm::followArms() {
    std::vector<ArmRow> old;
    old.swap(rows_);
    for (const ArmRow& row : old) arms_->removeWidget(row.card);
    for (const engine::Arm& arm : shell_.pipeline.document().arms) {
        const auto known = std::find_if(old.begin(), old.end(),
                                        [&](const ArmRow& row) { return row.id == arm.id; });
        if (known == old.end()) {
            rows_.push_back(makeArm(arm.id));
        } else {
            rows_.push_back(*known);
            old.erase(known);
        }
        arms_->addWidget(rows_.back().card);
    }
    for (const ArmRow& row : old) {
        row.card->hide();
        row.card->deleteLater();  // its own button may be what brought us here
    }
}

DocumentForm::ArmRow DocumentForm::makeArm(const std::string& id) {
    auto* card = new QWidget(this);
    auto* grid = new QGridLayout(card);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kTiny);
    grid->setVerticalSpacing(space::kTiny);
    const engine::Document& document = shell_.pipeline.document();
    auto* title = new QLineEdit(fromUtf8(document.arm(id)->title), card);
    title->setCursorPosition(0);  // a long one shows its beginning
    title->setAccessibleName(tr("Title of the arm"));
    title->setToolTip(title->text());
    auto* drop = new QToolButton(card);
    drop->setIcon(shell_.theme.icon(QStringLiteral("close")));
    drop->setToolTip(tr("Remove this arm; its nodes stay"));
    drop->setAccessibleName(drop->toolTip());
    auto* against = new QLabel(tr("Control"), card);
    auto* control = new QComboBox(card);
    control->setAccessibleName(tr("Control of %1").arg(title->text()));
    control->setMinimumContentsLength(8);
    control->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    keepWheelForFocus(control);
    grid->addWidget(title, 0, 0, 1, 2);
    grid->addWidget(drop, 0, 2);
    grid->addWidget(against, 1, 0);
    grid->addWidget(control, 1, 1, 1, 2);
    grid->addLayout(armActs(id, card), 2, 0, 1, 3);
    grid->setColumnStretch(1, 1);
    const ArmRow row{id, card, title, control};
    connectArm(row, *drop);
    return row;
}

// What is typed and chosen goes into the document at once.
void DocumentForm::connectArm(const ArmRow& row, const QToolButton& drop) {
    connect(row.title, &QLineEdit::textEdited, this, [this, id = row.id](const QString& text) {
        shell_.pipeline.edit(
            tr("Rename the arm"),
            [&](engine::Document& d) { edits::renameArm(d, id, text.toStdString()); },
            QStringLiteral("arm.") + fromUtf8(id));
    });
    connect(row.control, &QComboBox::activated, this, [this, id = row.id, control = row.control] {
        const std::string other = control->currentData().toString().toStdString();
        shell_.pipeline.edit(tr("Choose the control"),
                             [&](engine::Document& d) { edits::setControl(d, id, other); });
    });
    connect(&drop, &QToolButton::clicked, this, [this, id = row.id] {
        shell_.pipeline.edit(tr("Remove the arm"),
                             [&](engine::Document& d) { edits::removeArm(d, id); });
    });
}

QHBoxLayout* DocumentForm::armActs(const std::string& id, QWidget* card) {
    auto* show = new QPushButton(tr("Show"), card);
    auto* twin = new QPushButton(tr("Add twin"), card);
    twin->setToolTip(tr("Copies the arm without what it borrowed; the copy becomes its control."));
    auto* acts = new QHBoxLayout;
    acts->addWidget(show);
    acts->addWidget(twin);
    acts->addStretch(1);
    connect(twin, &QPushButton::clicked, this, [this, id] { addTwin(id); });
    connect(show, &QPushButton::clicked, this, [this, id] {
        const engine::Document& d = shell_.pipeline.document();
        QStringList nodes;
        for (const engine::Node& node : d.nodes) {
            const auto arms = edits::armsOf(d, shell_.catalog, node.id);
            if (std::find(arms.begin(), arms.end(), id) != arms.end()) nodes << fromUtf8(node.id);
        }
        Q_EMIT nodesAsked(nodes);
    });
    return acts;
}

void DocumentForm::fillControls(const ArmRow& row) {
    const engine::Document& document = shell_.pipeline.document();
    row.control->clear();
    row.control->addItem(tr("none"), QString());
    for (const engine::Arm& arm : document.arms) {
        if (arm.id != row.id) row.control->addItem(fromUtf8(arm.title), fromUtf8(arm.id));
    }
    row.control->setCurrentIndex(row.control->findData(fromUtf8(document.arm(row.id)->control)));
}

void DocumentForm::setSeeds(const QStringList& values) {
    std::vector<std::uint64_t> seeds;
    for (const QString& text : values) {
        bool good = false;
        seeds.push_back(text.toULongLong(&good));
        if (good) continue;
        seeds_error_->setText(tr("%1 is no seed: it takes whole numbers from 0.").arg(text));
        seeds_error_->show();
        return;
    }
    seeds_error_->setVisible(seeds.empty());
    if (seeds.empty()) seeds_error_->setText(tr("At least one seed is needed."));
    shell_.pipeline.edit(tr("Change the seeds"),
                         [&](engine::Document& d) { edits::setSeeds(d, seeds); });
}

void DocumentForm::addTwin(const std::string& arm) {
    std::optional<edits::Refusal> refusal;
    shell_.pipeline.edit(tr("Add a twin"), [&](engine::Document& document) {
        auto made = edits::addTwin(document, shell_.catalog, arm);
        if (auto* why = std::get_if<edits::Refusal>(&made)) refusal = *why;
    });
    if (refusal) refuse(edits::textOf(*refusal));
}

// Evaluating nodes that no arm ends at yet.
void DocumentForm::addArm() {
    const engine::Document& document = shell_.pipeline.document();
    const engine::Graph graph(document, shell_.catalog);
    QMenu menu(this);
    for (const engine::Node& node : document.nodes) {
        const engine::NodeKind& kind = graph.kind(node);
        if (kind.input("scored") == nullptr || kind.output("metrics") == nullptr) continue;
        const bool taken =
            std::any_of(document.arms.begin(), document.arms.end(), [&](const engine::Arm& arm) {
                const engine::Node* end = graph.evaluator(arm);
                return end != nullptr && end->id == node.id;
            });
        if (taken) continue;
        menu.addAction(tr("Ends at %1").arg(engineText(graph.title(node))))
            ->setData(fromUtf8(node.id));
    }
    if (menu.isEmpty())
        menu.addAction(tr("Every evaluation has its arm already"))->setEnabled(false);
    const QAction* chosen = menu.exec(add_arm_->mapToGlobal(QPoint(0, add_arm_->height())));
    if (chosen == nullptr) return;
    shell_.pipeline.edit(tr("Add an arm"), [&](engine::Document& d) {
        edits::addArm(d, shell_.catalog, chosen->data().toString().toStdString(), "");
    });
}

void DocumentForm::refuse(const QString& sentence) {
    shell_.messages.show(MessageBar::Kind::Warning, sentence);
}

void DocumentForm::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
