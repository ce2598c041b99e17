#include "widgets/forms/fault_list.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "widgets/document/edits.h"
#include "widgets/document/pipeline_model.h"
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

void FaultList::show(const std::vector<engine::Problem>& problems) {
    const auto same = [](const engine::Problem& a, const engine::Problem& b) {
        return a.what.text() == b.what.text() && a.fix == b.fix && a.node == b.node;
    };
    if (std::equal(problems.begin(), problems.end(), problems_.begin(), problems_.end(), same))
        return;
    problems_ = problems;
    rebuild();
}

void FaultList::rebuild() {
    while (QLayoutItem* item = column_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();  // its button may be what brought us here
        delete item;
    }
    for (const engine::Problem& problem : problems_) column_->addWidget(card(problem));
    setVisible(!problems_.empty());
}

QWidget* FaultList::card(const engine::Problem& problem) {
    const Tokens& t = theme_.tokens();
    auto* card = new QWidget(this);
    auto* row = new QHBoxLayout(card);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kTiny);
    auto* icon = new QLabel(card);
    icon->setPixmap(theme_
                        .icon(problem.blocks ? QStringLiteral("failed") : QStringLiteral("warning"),
                              problem.blocks ? t.failed : t.warning)
                        .pixmap(16, 16));
    icon->setAccessibleName(problem.blocks ? tr("Error") : tr("Warning"));
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    auto* sentence = new QLabel(say(problem.what), card);
    sentence->setWordWrap(true);
    sentence->setTextFormat(Qt::PlainText);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(sentence);
    if (!problem.fix.empty()) {
        auto* fix = new QPushButton(engineText(problem.fix), card);
        connect(fix, &QPushButton::clicked, this, [this, problem] { mend(problem); });
        column->addWidget(fix, 0, Qt::AlignLeft);
    }
    row->addWidget(icon, 0, Qt::AlignTop);
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
