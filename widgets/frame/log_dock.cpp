#include "widgets/frame/log_dock.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "widgets/feed/run_desk.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr std::size_t kMostLines = 20000;

QString written(const QDateTime& when, const QString& text) {
    return when.toString(QStringLiteral("HH:mm:ss  ")) + text;
}

}  // namespace

LogDock::LogDock(const Shell& shell, QWidget* parent)
    : QWidget(parent),
      level_(new QComboBox(this)),
      filter_(new QLineEdit(this)),
      view_(new QPlainTextEdit(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kTiny, space::kTiny, space::kTiny, space::kTiny);
    auto* row = new QHBoxLayout;
    level_->addItems({{}, {}, {}});
    level_->setCurrentIndex(Note);
    filter_->setClearButtonEnabled(true);
    row->addWidget(level_);
    row->addWidget(filter_, 1);
    column->addLayout(row);
    view_->setReadOnly(true);
    view_->setMaximumBlockCount(static_cast<int>(kMostLines));
    view_->setLineWrapMode(QPlainTextEdit::NoWrap);
    column->addWidget(view_, 1);
    connect(level_, &QComboBox::currentIndexChanged, this, &LogDock::fill);
    connect(filter_, &QLineEdit::textChanged, this, &LogDock::fill);
    RunDesk& desk = shell.desk;
    connect(&desk, &RunDesk::started, this, [this](const engine::JobStarted& what) {
        add(Note, tr("Job %1: %2, %3 steps to do, %4 reused.")
                      .arg(what.job)
                      .arg(fromUtf8(what.title))
                      .arg(what.nodes_to_run)
                      .arg(what.nodes_reused));
    });
    connect(&desk, &RunDesk::nodeChanged, this, [this](const engine::NodeChanged& what) {
        const bool failed = what.state == engine::NodeState::Failed;
        add(failed ? Trouble : Detail,
            QStringLiteral("%1: %2. %3")
                .arg(fromUtf8(what.title), stateWord(engine::name_of(what.state)),
                     say(what.reason)));
    });
    connect(&desk, &RunDesk::finished, this, [this](const engine::JobFinished& what) {
        add(Note, tr("Job %1 ended: %2, %3; %4 steps ran, %5 were reused.")
                      .arg(what.job)
                      .arg(stateWord(engine::name_of(what.state)), durationText(what.seconds))
                      .arg(what.nodes_ran)
                      .arg(what.nodes_reused));
    });
    retranslate();
}

void LogDock::addMessage(MessageBar::Kind kind, const QString& text, const QString& details) {
    const bool trouble = kind == MessageBar::Kind::Warning || kind == MessageBar::Kind::Error;
    add(trouble ? Trouble : Note,
        details.isEmpty() ? text : text + QStringLiteral("  (") + details + QLatin1Char(')'));
}

void LogDock::add(Level level, const QString& text) {
    lines_.push_back({QDateTime::currentDateTime(), level, text});
    if (lines_.size() > 2 * kMostLines)
        lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(kMostLines));
    if (isShown(lines_.back())) view_->appendPlainText(written(lines_.back().when, text));
}

bool LogDock::isShown(const Line& line) const {
    return line.level >= level_->currentIndex() &&
           line.text.contains(filter_->text(), Qt::CaseInsensitive);
}

void LogDock::fill() {
    QStringList shown;
    for (const Line& line : lines_) {
        if (isShown(line)) shown << written(line.when, line.text);
    }
    view_->setPlainText(shown.join(QLatin1Char('\n')));
}

QString LogDock::everything() const {
    QString out;
    for (const Line& line : lines_)
        out +=
            line.when.toString(Qt::ISODate) + QStringLiteral("  ") + line.text + QLatin1Char('\n');
    return out;
}

void LogDock::retranslate() {
    level_->setItemText(Detail, tr("Everything"));
    level_->setItemText(Note, tr("Messages"));
    level_->setItemText(Trouble, tr("Warnings and errors"));
    level_->setAccessibleName(tr("Level"));
    filter_->setPlaceholderText(tr("Filter the log"));
    filter_->setAccessibleName(tr("Filter the log"));
    view_->setAccessibleName(tr("Log"));
}

void LogDock::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
