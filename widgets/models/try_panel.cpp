#include "widgets/models/try_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/data/bar_list.h"
#include "widgets/feed/background_work.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/frame/settings_dialog.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/models/model_jobs.h"
#include "widgets/models/model_work.h"

namespace widgets {

TryPanel::TryPanel(const Shell& shell, ModelWork& work, QWidget* parent)
    : QWidget(parent),
      shell_(shell),
      work_(work),
      title_(new QLabel(this)),
      state_(new QLabel(this)),
      text_(new QPlainTextEdit(this)),
      run_(new QPushButton(this)),
      bars_(new BarList(shell.theme, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    column->setSpacing(space::kSmall);
    column->addWidget(title_);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kLarge);
    auto* left = new QVBoxLayout;
    text_->setObjectName(QStringLiteral("try.text"));
    text_->setTabChangesFocus(true);
    left->addWidget(text_, 1);
    run_->setObjectName(QStringLiteral("try.run"));
    left->addWidget(run_, 0, Qt::AlignLeft);
    row->addLayout(left, 1);
    auto* right = new QWidget(this);
    auto* right_column = new QVBoxLayout(right);
    right_column->setContentsMargins(0, 0, 0, 0);
    state_->setWordWrap(true);
    state_->setForegroundRole(QPalette::PlaceholderText);
    right_column->addWidget(state_);
    auto* area = new QScrollArea(right);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    bars_->setObjectName(QStringLiteral("try.bars"));
    area->setWidget(bars_);
    right_column->addWidget(area, 1);
    row->addWidget(right, 1);
    column->addLayout(row, 1);
    auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), text_);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &TryPanel::run);
    connect(run_, &QPushButton::clicked, this, &TryPanel::run);
    connect(text_, &QPlainTextEdit::textChanged, this, &TryPanel::updateState);
    connect(&shell_.theme, &Theme::changed, this, &TryPanel::retranslate);
    retranslate();
}

void TryPanel::setModel(const ModelEntry* entry) {
    // The list was read again: what is shown, or on its way, is still of this model.
    const bool same = has_model_ && entry != nullptr && entry->folder == entry_.folder &&
                      entry->run == entry_.run;
    has_model_ = entry != nullptr;
    entry_ = has_model_ ? *entry : ModelEntry();
    if (same) return retranslate();
    ++turn_;  // an answer that is on its way is of another model
    busy_ = false;
    bars_->setBars({});
    retranslate();
}

void TryPanel::run() {
    if (!run_->isEnabled()) return;
    const QString in = folder_.filePath(QStringLiteral("text.csv"));
    const QString out = folder_.filePath(QStringLiteral("scores-%1.csv").arg(++turn_));
    busy_ = true;
    updateState();
    work_.ask(
        this,
        [in, out, text = text_->toPlainText().toStdString(), model = entry_.folder.toStdString(),
         settings =
             settingsOf(shell_.settings)](engine::ModelTools& tools) -> engine::Result<void> {
            if (auto written = writeTexts(in, {text}); !written) return written;
            return tools.predict(model, in.toStdString(), out.toStdString(), "text", settings);
        },
        [this, out, turn = turn_,
         task = shell_.background.begin(tr("Scoring with %1").arg(entry_.name))](
            engine::Result<void> done) {
            if (turn == turn_) scored(std::move(done), out);
        });
}

void TryPanel::scored(engine::Result<void> done, const QString& out) {
    if (!done) return fail(done.error());
    shell_.reader.ask(
        this,
        [out = out.toStdString()](engine::Reader& reader) {
            return reader.preview(out, engine::Json::object());
        },
        [this, turn = turn_](engine::Result<engine::Json> seen) {
            if (turn != turn_) return;
            if (!seen) return fail(seen.error());
            auto scores = scoresIn(*seen);
            if (!scores) return fail(scores.error());
            show(*scores);
        });
}

void TryPanel::show(const std::vector<ClassScores>& scores) {
    busy_ = false;
    updateState();
    std::vector<BarList::Bar> bars;
    const ClassScores& one = scores.front();
    for (qsizetype c = 0; c < one.classes.size(); ++c) {
        const double p = one.probabilities[static_cast<std::size_t>(c)];
        bars.push_back({one.classes[c], p, tr("%1 %").arg(percentText(p))});
    }
    std::stable_sort(bars.begin(), bars.end(),
                     [](const auto& a, const auto& b) { return a.share > b.share; });
    bars_->setBars(std::move(bars));
    state_->clear();
}

void TryPanel::fail(const engine::Error& why) {
    busy_ = false;
    updateState();
    bars_->setBars({});
    state_->setText(say(why));
}

void TryPanel::updateState() {
    const QString why = has_model_ ? entry_.whyNotTry() : tr("Choose a model above.");
    const bool empty = text_->toPlainText().trimmed().isEmpty();
    run_->setEnabled(why.isEmpty() && !empty && !busy_);
    run_->setToolTip(!why.isEmpty() ? why : empty ? tr("Type a text first.") : QString());
    if (!why.isEmpty())
        state_->setText(why);
    else if (busy_)
        state_->setText(tr("Scoring..."));
    else if (bars_->bars().empty())
        state_->setText(tr("The probabilities of its classes will stand here."));
}

void TryPanel::retranslate() {
    title_->setFont(shell_.theme.font(TextSize::Title));
    title_->setText(has_model_ ? tr("Try it: %1").arg(entry_.name) : tr("Try it"));
    text_->setPlaceholderText(tr("A text to be classified"));
    text_->setAccessibleName(tr("Text to be classified"));
    run_->setText(tr("Run"));
    bars_->setAccessibleName(tr("Probabilities"));
    updateState();
}

void TryPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
