#include "widgets/frame/find_bar.h"

#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QTreeView>

#include "widgets/look/theme.h"

namespace widgets {
namespace {

constexpr int kMostRows = 20000;  // looked through at a time, on the window's thread

// Rows below `parent` that hold the words, in the order in which they are shown.
void collect(const QAbstractItemModel& model, const QModelIndex& parent, const QString& words,
             QList<QPersistentModelIndex>& out, int& rows) {
    for (int row = 0; row < model.rowCount(parent) && rows < kMostRows; ++row) {
        ++rows;
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex at = model.index(row, column, parent);
            if (!at.data().toString().contains(words, Qt::CaseInsensitive)) continue;
            out << at;
            break;
        }
        const QModelIndex first = model.index(row, 0, parent);
        if (model.hasChildren(first)) collect(model, first, words, out, rows);
    }
}

}  // namespace

FindBar::FindBar(const Theme& theme, QWidget* parent) : QFrame(parent), theme_(theme) {
    setObjectName(QStringLiteral("find"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kSmall, space::kTiny, space::kSmall, space::kTiny);
    line_ = new QLineEdit(this);
    line_->setMaximumWidth(320);
    line_->setClearButtonEnabled(true);
    line_->installEventFilter(this);
    row->addWidget(line_);
    const auto tool = [this, row] {
        auto* button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button);
        return button;
    };
    previous_ = tool();
    next_ = tool();
    count_ = new QLabel(this);
    row->addWidget(count_, 1);
    close_ = tool();
    connect(line_, &QLineEdit::textChanged, this, &FindBar::search);
    connect(previous_, &QToolButton::clicked, this, [this] { step(-1); });
    connect(next_, &QToolButton::clicked, this, [this] { step(1); });
    connect(close_, &QToolButton::clicked, this, &FindBar::leave);
    connect(&theme_, &Theme::changed, this, &FindBar::redraw);
    retranslate();
    redraw();
    hide();
}

void FindBar::open(QAbstractItemView* view) {
    view_ = view;
    show();
    line_->setFocus();
    line_->selectAll();
    search();
}

void FindBar::search() {
    hits_.clear();
    at_ = 0;
    if (view_ != nullptr && view_->model() != nullptr && !line_->text().isEmpty()) {
        int rows = 0;
        collect(*view_->model(), view_->rootIndex(), line_->text(), hits_, rows);
    }
    step(0);
}

void FindBar::step(int by) {
    for (QToolButton* button : {previous_, next_}) button->setEnabled(hits_.size() > 1);
    if (hits_.isEmpty()) {
        count_->setText(line_->text().isEmpty() ? QString() : tr("Not found"));
        return;
    }
    at_ = (at_ + by + hits_.size()) % hits_.size();
    count_->setText(tr("%1 of %2").arg(at_ + 1).arg(hits_.size()));
    const QModelIndex hit = hits_[at_];
    if (view_ == nullptr || !hit.isValid()) return;
    if (auto* tree = qobject_cast<QTreeView*>(view_.data())) {
        for (QModelIndex up = hit.parent(); up.isValid(); up = up.parent()) tree->expand(up);
    }
    view_->setCurrentIndex(hit);
    view_->scrollTo(hit);
    Q_EMIT found();
}

void FindBar::leave() {
    hide();
    if (view_ != nullptr) view_->setFocus();
}

bool FindBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched != line_ || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
        case Qt::Key_Escape:
            leave();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            step((key->modifiers() & Qt::ShiftModifier) != 0 ? -1 : 1);
            return true;
        case Qt::Key_Down:
            step(1);
            return true;
        case Qt::Key_Up:
            step(-1);
            return true;
        default:
            return false;
    }
}

void FindBar::retranslate() {
    line_->setPlaceholderText(tr("Find"));
    line_->setAccessibleName(tr("Find"));
    const auto name = [](QToolButton* button, const QString& words) {
        button->setToolTip(words);
        button->setAccessibleName(words);
    };
    name(previous_, tr("Previous"));
    name(next_, tr("Next"));
    name(close_, tr("Close the search"));
}

void FindBar::redraw() {
    previous_->setIcon(theme_.icon(QStringLiteral("arrow-up")));
    next_->setIcon(theme_.icon(QStringLiteral("arrow-down")));
    close_->setIcon(theme_.icon(QStringLiteral("close")));
}

void FindBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        search();
    }
    QFrame::changeEvent(event);
}

}  // namespace widgets
