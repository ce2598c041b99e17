#include "widgets/forms/chip_edit.h"

#include <QCompleter>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStringListModel>
#include <QTimer>
#include <QToolButton>

#include "widgets/forms/flow_layout.h"
#include "widgets/look/theme.h"

namespace widgets {

ChipEdit::ChipEdit(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    new FlowLayout(this, space::kTiny);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    line_ = new QLineEdit(this);
    line_->setMinimumWidth(96);
    line_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    line_->installEventFilter(this);
    layout()->addWidget(line_);
    offered_ = new QStringListModel(this);
    completer_ = new QCompleter(offered_, this);
    completer_->setCaseSensitivity(Qt::CaseInsensitive);
    completer_->setFilterMode(Qt::MatchContains);
    line_->setCompleter(completer_);
    setFocusProxy(line_);
    connect(line_, &QLineEdit::returnPressed, this, &ChipEdit::add);
    // The completer writes into the line after this signal: what was chosen is added then.
    connect(completer_, qOverload<const QString&>(&QCompleter::activated), this,
            [this] { QTimer::singleShot(0, this, &ChipEdit::add); });
    connect(&theme_, &Theme::changed, this, &ChipEdit::rebuild);
}

void ChipEdit::setValues(const QStringList& values, const QStringList& titles) {
    if (values == values_ && titles == titles_) return;
    values_ = values;
    titles_ = titles;
    rebuild();
}

void ChipEdit::setChoices(const QStringList& values, const QStringList& titles) {
    choices_ = values;
    choice_titles_ = titles;
    offerRest();
}

void ChipEdit::setPlaceholder(const QString& text) { line_->setPlaceholderText(text); }

void ChipEdit::clearLine() { line_->clear(); }

void ChipEdit::offerRest() {
    QStringList rest;
    for (qsizetype i = 0; i < choices_.size(); ++i) {
        if (!values_.contains(choices_[i])) rest << choice_titles_[i];
    }
    offered_->setStringList(rest);
}

void ChipEdit::rebuild() {
    for (QWidget* chip : chips_) {
        layout()->removeWidget(chip);
        chip->hide();
        chip->deleteLater();  // its own click may be what brought us here
    }
    chips_.clear();
    layout()->removeWidget(line_);
    for (qsizetype i = 0; i < values_.size(); ++i) {
        auto* chip = new QToolButton(this);
        chip->setText(titles_.value(i, values_[i]));
        chip->setIcon(theme_.icon(QStringLiteral("close"), theme_.tokens().text2));
        chip->setIconSize({12, 12});
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setLayoutDirection(Qt::RightToLeft);  // the cross behind the text
        chip->setStyleSheet(QStringLiteral("QToolButton{background:%1;padding:2px 6px}")
                                .arg(theme_.tokens().raised.name()));
        chip->setToolTip(tr("Remove %1").arg(chip->text()));
        chip->setAccessibleName(chip->toolTip());
        connect(chip, &QToolButton::clicked, this, [this, i] { remove(i); });
        layout()->addWidget(chip);
        chip->show();
        chips_.push_back(chip);
    }
    layout()->addWidget(line_);
    offerRest();
    updateGeometry();
}

void ChipEdit::add() {
    const QString text = line_->text().trimmed();
    if (text.isEmpty()) return;
    const qsizetype known = choice_titles_.indexOf(text);
    const QString value = known >= 0 ? choices_[known] : text;
    if (values_.contains(value)) return clearLine();
    Q_EMIT asked(values_ + QStringList{value});
}

void ChipEdit::remove(qsizetype at) {
    QStringList rest = values_;
    rest.removeAt(at);
    Q_EMIT asked(rest);
    line_->setFocus();
}

bool ChipEdit::eventFilter(QObject* watched, QEvent* event) {
    if (watched == line_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Backspace && line_->text().isEmpty() && !values_.isEmpty()) {
            remove(values_.size() - 1);
            return true;
        }
        if (key->key() == Qt::Key_Down && line_->text().isEmpty()) {
            completer_->setCompletionPrefix(QString());
            completer_->complete();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ChipEdit::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rebuild();
    QWidget::changeEvent(event);
}

}  // namespace widgets
