#include "widgets/forms/field_row.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

using engine::Json;

namespace {

QLabel* wrapped(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

}  // namespace

FieldRow::FieldRow(const engine::Field& field, const EditorContext& context, QWidget* parent)
    : QWidget(parent), field_(field), theme_(context.theme) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kTiny);
    grid->setVerticalSpacing(2);
    name_ = wrapped(this);
    name_->setText(engineText(field.label));
    editor_ = makeEditor(field_, context, this);
    name_->setBuddy(editor_);
    reset_ = new QToolButton(this);
    reset_->setAutoRaise(true);
    reset_->setIconSize({14, 14});
    reset_->setToolTip(tr("Back to the default"));
    reset_->setAccessibleName(tr("%1: back to the default").arg(engineText(field.label)));
    QSizePolicy keep = reset_->sizePolicy();
    keep.setRetainSizeWhenHidden(true);  // nothing jumps when a value is changed
    reset_->setSizePolicy(keep);
    error_ = new QWidget(this);
    auto* error_row = new QHBoxLayout(error_);
    error_row->setContentsMargins(0, 0, 0, 0);
    error_row->setSpacing(space::kTiny);
    error_icon_ = new QLabel(error_);
    error_label_ = wrapped(error_);
    error_row->addWidget(error_icon_, 0, Qt::AlignTop);
    error_row->addWidget(error_label_, 1);
    help_ = wrapped(this);
    help_->setText(engineText(field.help));
    help_->setForegroundRole(QPalette::PlaceholderText);
    const bool own = editor_->hasOwnLabel();
    name_->setVisible(!own);
    if (!own) grid->addWidget(name_, 0, 0);
    if (!own) grid->addWidget(reset_, 0, 1, Qt::AlignTop);
    grid->addWidget(editor_, 1, 0, 1, own ? 1 : 2);
    if (own) grid->addWidget(reset_, 1, 1, Qt::AlignTop);
    grid->addWidget(error_, 2, 0, 1, 2);
    grid->addWidget(help_, 3, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    error_->hide();
    help_->hide();
    setToolTip(engineText(field.help));
    connect(editor_, &FieldEditor::edited, this, &FieldRow::edited);
    connect(reset_, &QToolButton::clicked, this, &FieldRow::resetAsked);
    connect(&theme_, &Theme::changed, this, &FieldRow::redraw);
    for (QWidget* child : editor_->findChildren<QWidget*>()) child->installEventFilter(this);
    redraw();
    markChanged();
}

void FieldRow::show(const Json& value) {
    editor_->offer();
    if (shown_ == value) return;
    shown_ = value;
    setError({});
    editor_->show(value);
    changed_ = value != field_.default_value;
    markChanged();
}

void FieldRow::showAgain(const Json& value) {
    shown_.reset();
    show(value);
}

void FieldRow::setError(const QString& sentence) {
    error_text_ = sentence;
    error_label_->setText(sentence);
    error_->setVisible(!sentence.isEmpty());
    editor_->setAccessibleDescription(sentence);
    for (QWidget* box : editor_->findChildren<QWidget*>()) {
        if (qobject_cast<QLineEdit*>(box) == nullptr &&
            qobject_cast<QAbstractSpinBox*>(box) == nullptr)
            continue;
        if (qobject_cast<QAbstractSpinBox*>(box->parentWidget()) != nullptr) continue;
        const char* sheet = box->inherits("QLineEdit") ? "QLineEdit{border:1px solid %1}"
                                                       : "QAbstractSpinBox{border:1px solid %1}";
        box->setStyleSheet(sentence.isEmpty()
                               ? QString()
                               : QString::fromLatin1(sheet).arg(theme_.tokens().failed.name()));
    }
    markChanged();
}

void FieldRow::markChanged() {
    QFont font = theme_.font(TextSize::Body);
    font.setBold(changed_);
    name_->setFont(font);
    if (editor_->hasOwnLabel()) editor_->setFont(font);
    reset_->setVisible(changed_ || !error_text_.isEmpty());
}

void FieldRow::redraw() {
    const Tokens& t = theme_.tokens();
    reset_->setIcon(theme_.icon(QStringLiteral("undo"), t.text2));
    error_icon_->setPixmap(theme_.icon(QStringLiteral("failed"), t.failed).pixmap(14, 14));
    QPalette palette = error_label_->palette();
    palette.setColor(QPalette::WindowText, t.failed);
    error_label_->setPalette(palette);
    help_->setFont(theme_.font(TextSize::Caption));
    error_label_->setFont(theme_.font(TextSize::Caption));
    setError(error_text_);
}

void FieldRow::showHelp(bool on) { help_->setVisible(on && !field_.help.empty()); }

bool FieldRow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) showHelp(true);
    if (event->type() == QEvent::FocusOut) showHelp(false);
    return QWidget::eventFilter(watched, event);
}

}  // namespace widgets
