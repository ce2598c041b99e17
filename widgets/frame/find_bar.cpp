#include "widgets/frame/find_bar.h"

#include <QAbstractItemView>
#include <QApplication>
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
constexpr int kManyRows = 500;    // more are not looked through with every letter
constexpr int kPause = 150;       // milliseconds without a letter, then

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

// Rows below `parent` with theirs, counted no further than `most`.
int countRows(const QAbstractItemModel& model, const QModelIndex& parent, int most) {
    int out = model.rowCount(parent);
    for (int row = 0; row < model.rowCount(parent) && out < most; ++row) {
        const QModelIndex first = model.index(row, 0, parent);
        if (model.hasChildren(first)) out += countRows(model, first, most - out);
    }
    return out;
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
    soon_.setSingleShot(true);
    soon_.setInterval(kPause);
    connect(&soon_, &QTimer::timeout, this, &FindBar::search);
    connect(line_, &QLineEdit::textChanged, this, &FindBar::searchSoon);
    connect(previous_, &QToolButton::clicked, this, [this] { go(-1); });
    connect(next_, &QToolButton::clicked, this, [this] { go(1); });
    connect(close_, &QToolButton::clicked, this, &FindBar::leave);
    connect(&theme_, &Theme::changed, this, &FindBar::redraw);
    retranslate();
    redraw();
    hide();
}

void FindBar::open(QAbstractItemView* view) {
    view_ = view;
    if (QWidget* focus = QApplication::focusWidget(); focus != nullptr && !isAncestorOf(focus))
        from_ = focus;
    show();
    line_->setFocus();
    line_->selectAll();
    search();
}

void FindBar::searchSoon() {
    const bool many = view_ != nullptr && view_->model() != nullptr &&
                      countRows(*view_->model(), view_->rootIndex(), kManyRows + 1) > kManyRows;
    if (!many) return search();
    soon_.start();
}

void FindBar::search() {
    soon_.stop();
    hits_.clear();
    at_ = 0;
    if (view_ != nullptr && view_->model() != nullptr && !line_->text().isEmpty()) {
        int rows = 0;
        collect(*view_->model(), view_->rootIndex(), line_->text(), hits_, rows);
    }
    step(0);
}

// What was typed last is looked for first.
void FindBar::go(int by) {
    if (soon_.isActive()) return search();
    step(by);
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
}

void FindBar::leave() {
    hide();
    if (from_ != nullptr && from_->isVisible()) {
        from_->setFocus();
    } else if (view_ != nullptr) {
        view_->setFocus();
    }
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
            go((key->modifiers() & Qt::ShiftModifier) != 0 ? -1 : 1);
            return true;
        case Qt::Key_Down:
            go(1);
            return true;
        case Qt::Key_Up:
            go(-1);
            return true;
        default:
            return false;
    }
}

void FindBar::hideEvent(QHideEvent* event) {
    soon_.stop();
    QFrame::hideEvent(event);
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
        if (isVisible()) search();  // else the current row would change behind the back
    }
    QFrame::changeEvent(event);
}

}  // namespace widgets
