#include "widgets/forms/fault_list.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "widgets/document/edits.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/forms/waiver_dialog.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

FaultList::FaultList(PipelineModel& pipeline, const Theme& theme, QWidget* parent)
    : QWidget(parent), pipeline_(pipeline), theme_(theme) {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(space::kSmall);
    connect(&theme_, &Theme::changed, this, &FaultList::rebuild);
}

void FaultList::show(const std::vector<engine::Problem>& problems,
                     const std::vector<engine::Waiver>& waivers) {
    const auto alike = [](const engine::Waiver& a, const engine::Waiver& b) {
        return a.rule == b.rule && a.node == b.node && a.reason == b.reason;
    };
    const auto same = [](const engine::Problem& a, const engine::Problem& b) {
        return a.what.text() == b.what.text() && a.fix == b.fix && a.node == b.node;
    };
    if (std::equal(problems.begin(), problems.end(), problems_.begin(), problems_.end(), same) &&
        std::equal(waivers.begin(), waivers.end(), waivers_.begin(), waivers_.end(), alike))
        return;
    problems_ = problems;
    waivers_ = waivers;
    rebuild();
}

void FaultList::rebuild() {
    while (QLayoutItem* item = column_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();  // its button may be what brought us here
        delete item;
    }
    for (const engine::Problem& problem : problems_) column_->addWidget(card(problem));
    for (const engine::Waiver& waiver : waivers_) column_->addWidget(card(waiver));
    setVisible(!problems_.empty() || !waivers_.empty());
}

QWidget* FaultList::card(const engine::Problem& problem) {
    const Tokens& t = theme_.tokens();
    std::vector<QPushButton*> acts;
    if (!problem.fix.empty()) {
        acts.push_back(new QPushButton(engineText(problem.fix), this));
        connect(acts.back(), &QPushButton::clicked, this, [this, problem] { mend(problem); });
    }
    if (problem.waivable) {
        acts.push_back(new QPushButton(tr("Waive with a reason..."), this));
        connect(acts.back(), &QPushButton::clicked, this,
                [this, problem] { askWaiver(this, pipeline_, problem); });
    }
    const QIcon icon =
        theme_.icon(problem.blocks ? QStringLiteral("failed") : QStringLiteral("warning"),
                    problem.blocks ? t.failed : t.warning);
    return card(icon, problem.blocks ? tr("Error") : tr("Warning"), say(problem.what), acts);
}

// A rule that is broken on purpose stays to be seen, and can be kept again.
QWidget* FaultList::card(const engine::Waiver& waiver) {
    auto* act = new QPushButton(tr("Withdraw"), this);
    connect(act, &QPushButton::clicked, this, [this, waiver] {
        pipeline_.edit(tr("Withdraw a waiver"), [&](engine::Document& document) {
            edits::withdrawWaiver(document, waiver.rule, waiver.node);
        });
    });
    const QString rule =
        waiver.rule == "leakage" ? tr("Leakage is waived: %1") : tr("Hidden labels are waived: %1");
    return card(theme_.icon(QStringLiteral("leakage"), theme_.tokens().warning), tr("Waived"),
                rule.arg(fromUtf8(waiver.reason)), {act});
}

QWidget* FaultList::card(const QIcon& icon, const QString& kind, const QString& text,
                         const std::vector<QPushButton*>& acts) {
    auto* card = new QWidget(this);
    auto* row = new QHBoxLayout(card);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kTiny);
    auto* picture = new QLabel(card);
    picture->setPixmap(icon.pixmap(16, 16));
    picture->setAccessibleName(kind);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    auto* sentence = new QLabel(text, card);
    sentence->setWordWrap(true);
    sentence->setTextFormat(Qt::PlainText);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(sentence);
    for (QPushButton* act : acts) column->addWidget(act, 0, Qt::AlignLeft);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    return card;
}

void FaultList::mend(const engine::Problem& problem) {
    if (!edits::canFix(problem)) {
        Q_EMIT choiceAsked(problem);
        return;
    }
    std::optional<edits::Refusal> refusal;
    pipeline_.edit(engineText(problem.fix), [&](engine::Document& document) {
        refusal = edits::applyFix(document, pipeline_.catalog(), problem);
    });
    if (refusal) Q_EMIT refused(edits::textOf(*refusal));
}

void FaultList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rebuild();
    QWidget::changeEvent(event);
}

}  // namespace widgets
