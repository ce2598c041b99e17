#include "widgets/canvas/problem_strip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>

#include "widgets/canvas/pipeline_view.h"
#include "widgets/document/edits.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/forms/waiver_dialog.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/words.h"

namespace widgets {

ProblemStrip::ProblemStrip(const Shell& shell, Selection& selection, PipelineView& view,
                           QWidget* parent)
    : QFrame(parent),
      shell_(shell),
      selection_(selection),
      view_(view),
      icon_(new QLabel(this)),
      text_(new QLabel(this)),
      fix_(new QPushButton(this)),
      waive_(new QPushButton(this)),
      close_(new QToolButton(this)) {
    setObjectName(QStringLiteral("problem-strip"));
    setProperty("card", true);
    text_->setWordWrap(true);
    fix_->setProperty("link", true);
    waive_->setProperty("link", true);
    waive_->setObjectName(QStringLiteral("problem.waive"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kMedium, space::kTiny, space::kTiny, space::kTiny);
    row->setSpacing(space::kSmall);
    row->addWidget(icon_);
    row->addWidget(text_, 1);
    row->addWidget(fix_);
    row->addWidget(waive_);
    row->addWidget(close_);
    connect(fix_, &QPushButton::clicked, this, &ProblemStrip::fix);
    connect(waive_, &QPushButton::clicked, this, [this] {
        if (at_ < 0) return;
        const auto& problems = shell_.pipeline.problems();
        askWaiver(this, shell_.pipeline, problems[static_cast<std::size_t>(at_)]);
    });
    connect(close_, &QToolButton::clicked, this, [this] { show(-1); });
    connect(&shell_.pipeline, &PipelineModel::changed, this, &ProblemStrip::follow);
    connect(&shell_.pipeline, &PipelineModel::loaded, this, [this] { show(-1); });
    connect(&shell_.theme, &Theme::changed, this, &ProblemStrip::restyle);
    restyle();
    hide();
}

QString ProblemStrip::text() const { return isHidden() ? QString() : text_->text(); }

void ProblemStrip::restyle() {
    close_->setIcon(shell_.theme.icon(QStringLiteral("close")));
    waive_->setText(tr("Waive with a reason..."));
    close_->setToolTip(tr("Close"));
    close_->setAccessibleName(tr("Close"));
    if (at_ >= 0) show(at_);
}

void ProblemStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) restyle();
    QFrame::changeEvent(event);
}

void ProblemStrip::step(int by) {
    const int count = static_cast<int>(shell_.pipeline.problems().size());
    if (count == 0) {
        show(-1);
        return shell_.messages.show(MessageBar::Kind::Good, tr("The pipeline has no problems."));
    }
    const int next = at_ < 0 ? (by > 0 ? 0 : count - 1) : (at_ + by + count) % count;
    show(next);
    const QString node = fromUtf8(shell_.pipeline.problems()[static_cast<std::size_t>(next)].node);
    if (view_.canvas().node(node) == nullptr) return;  // it concerns the whole document
    selection_.set({node});
    view_.reveal(node);
}

// An edit may have mended it, or brought others before it.
void ProblemStrip::follow() {
    if (at_ < 0) return;
    const int count = static_cast<int>(shell_.pipeline.problems().size());
    show(count == 0 ? -1 : std::min(at_, count - 1));
}

void ProblemStrip::show(int index) {
    at_ = index;
    setVisible(index >= 0);
    if (index < 0) return;
    const auto& problems = shell_.pipeline.problems();
    const engine::Problem& problem = problems[static_cast<std::size_t>(index)];
    const Tokens& tokens = shell_.theme.tokens();
    icon_->setPixmap(
        shell_.theme
            .icon(problem.blocks ? QStringLiteral("failed") : QStringLiteral("warning"),
                  problem.blocks ? tokens.failed : tokens.warning)
            .pixmap(16, 16));
    text_->setText(tr("%1 of %2: %3", "which problem, of how many, its sentence")
                       .arg(index + 1)
                       .arg(problems.size())
                       .arg(say(problem.what)));
    fix_->setText(engineText(problem.fix));
    fix_->setVisible(edits::canFix(problem));
    waive_->setVisible(problem.waivable);
}

void ProblemStrip::fix() {
    if (at_ < 0) return;
    const engine::Problem problem = shell_.pipeline.problems()[static_cast<std::size_t>(at_)];
    std::optional<edits::Refusal> refusal;
    shell_.pipeline.edit(engineText(problem.fix), [&](engine::Document& document) {
        refusal = edits::applyFix(document, shell_.catalog, problem);
    });
    if (refusal) shell_.messages.show(MessageBar::Kind::Warning, edits::textOf(*refusal));
}

}  // namespace widgets
