#include "widgets/forms/section.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/look/theme.h"

namespace widgets {

Section::Section(const QString& title, QWidget* parent) : QWidget(parent) {
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(space::kTiny);
    head_ = new QToolButton(this);
    head_->setCheckable(true);
    head_->setAutoRaise(true);
    head_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    head_->setStyleSheet(
        QStringLiteral("QToolButton,QToolButton:checked{background:transparent;"
                       "font-weight:600;padding:4px 2px}"));
    summary_ = new QLabel(this);
    summary_->setWordWrap(true);
    summary_->setTextFormat(Qt::PlainText);
    summary_->setForegroundRole(QPalette::PlaceholderText);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    summary_->setSizePolicy(policy);
    body_ = new QWidget(this);
    column_ = new QVBoxLayout(body_);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(space::kSmall);
    all->addWidget(head_, 0, Qt::AlignLeft);
    all->addWidget(summary_);
    all->addWidget(body_);
    setTitle(title);
    connect(head_, &QToolButton::toggled, this, [this](bool open) {
        setOpen(open);
        Q_EMIT toggled(open);
    });
    setOpen(false);
}

void Section::setTitle(const QString& title) { head_->setText(title); }

void Section::setSummary(const QString& text) {
    summary_->setText(text);
    summary_->setVisible(!isOpen() && !text.isEmpty());
}

void Section::setOpen(bool open) {
    const QSignalBlocker blocker(head_);
    head_->setChecked(open);
    head_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    body_->setVisible(open);
    summary_->setVisible(!open && !summary_->text().isEmpty());
}

bool Section::isOpen() const { return head_->isChecked(); }

}  // namespace widgets
