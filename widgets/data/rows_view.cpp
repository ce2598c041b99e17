#include "widgets/data/rows_view.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/data/plain_table.h"
#include "widgets/data/row_copy.h"
#include "widgets/data/visible_text.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr int kPause = 250;         // milliseconds without a key, before words are looked for
constexpr int kMostCopied = 50000;  // rows; more belong into a file

}  // namespace

RowsView::RowsView(const Shell& shell, QWidget* parent)
    : QWidget(parent),
      shell_(shell),
      rows_(shell.reader),
      filter_(new QLineEdit(this)),
      state_(new QLabel(this)),
      go_title_(new QLabel(this)),
      stop_(new QPushButton(this)),
      export_(new QPushButton(this)),
      go_(new QSpinBox(this)),
      view_(plainTable(rows_, "data.rows", this,
                       {[this] { copySelected(Form::Tsv); },
                        [this] { copySelected(Form::Markdown); }, [this] { askExport(); }})) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    buildBar();
    column->addWidget(view_, 1);
    // A click on a header sorts, a second one turns it round, a third brings the file's order back.
    view_->horizontalHeader()->setSortIndicatorClearable(true);
    view_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    view_->setSortingEnabled(true);
    addActs();
    later_.setSingleShot(true);
    later_.setInterval(kPause);
    connect(&later_, &QTimer::timeout, this, [this] { rows_.setFilter(filter_->text()); });
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { rowChosen(now.row()); });
    // The row that was chosen before its page was there.
    connect(&rows_, &QAbstractItemModel::dataChanged, this,
            [this] { rowChosen(view_->currentIndex().row()); });
    connect(&rows_, &RowTableModel::stateChanged, this, &RowsView::showState);
    connect(&rows_, &RowTableModel::failed, this,
            [this](const engine::Error& why) { shell_.messages.show(why); });
    const auto redraw = [this] { rows_.setMissingColor(shell_.theme.tokens().raised); };
    connect(&shell_.theme, &Theme::changed, this, redraw);
    redraw();
    retranslate();
}

void RowsView::buildBar() {
    auto* bar = new QHBoxLayout;
    bar->setSpacing(space::kMedium);
    filter_->setObjectName(QStringLiteral("data.rows.filter"));
    filter_->setClearButtonEnabled(true);
    filter_->setMaximumWidth(280);
    state_->setObjectName(QStringLiteral("data.rows.state"));
    stop_->setObjectName(QStringLiteral("data.rows.stop"));
    export_->setObjectName(QStringLiteral("data.rows.export"));
    go_->setObjectName(QStringLiteral("data.go"));
    go_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    go_->setKeyboardTracking(false);
    go_->setMinimumWidth(100);
    go_title_->setBuddy(go_);
    bar->addWidget(filter_, 1);
    bar->addWidget(state_);
    bar->addWidget(stop_);
    bar->addStretch(1);
    bar->addWidget(go_title_);
    bar->addWidget(go_);
    bar->addWidget(export_);
    static_cast<QVBoxLayout*>(layout())->addLayout(bar);
    connect(filter_, &QLineEdit::textChanged, &later_, qOverload<>(&QTimer::start));
    connect(filter_, &QLineEdit::returnPressed, this, [this] {
        later_.stop();
        rows_.setFilter(filter_->text());
    });
    connect(stop_, &QPushButton::clicked, &rows_, &RowTableModel::stop);
    connect(export_, &QPushButton::clicked, this, &RowsView::askExport);
    connect(go_, &QSpinBox::editingFinished, this, [this] {
        if (!rows_.state().wished) goToRow(go_->value());
    });
}

void RowsView::addActs() {
    const auto act = [this](const char* name, auto done) {
        auto* action = new QAction(view_);
        action->setObjectName(QLatin1String(name));
        view_->addAction(action);
        connect(action, &QAction::triggered, this, done);
        return action;
    };
    by_cell_ = act("data.filter_cell", [this] { filterByCell(); });
}

void RowsView::setDataset(const QString& name, const QStringList& columns, const QStringList& roles,
                          std::int64_t rows) {
    columns_ = columns;
    roles_ = roles;
    later_.stop();
    {
        const QSignalBlocker quiet(filter_);
        filter_->clear();
    }
    // Texts get the room; what else there is, little. A width of its own costs a walk over all
    // columns, so that few of them may have one.
    constexpr int kOther = 120, kText = 480, kMostTexts = 32;
    view_->horizontalHeader()->setDefaultSectionSize(kOther);
    rows_.setDataset(name, columns, rows);
    for (int i = 0, texts = 0; i < roles.size() && texts < kMostTexts; ++i) {
        if (roles[i] != QLatin1String("text")) continue;
        view_->setColumnWidth(i, kText);
        ++texts;
    }
    view_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    go_->setRange(1, std::max(1, rows_.rowCount()));
}

void RowsView::focusFilter() {
    filter_->setFocus();
    filter_->selectAll();
}

void RowsView::focusGoTo() {
    go_->setFocus();
    go_->selectAll();
}

void RowsView::goToRow(int number) {
    if (rows_.state().wished) {  // the row may not be among those that are shown
        filter_->clear();
        later_.stop();
        rows_.setFilter({});
        view_->sortByColumn(-1, Qt::AscendingOrder);
    }
    if (rows_.rowCount() == 0) return;
    const QModelIndex at = rows_.index(std::clamp(number, 1, rows_.rowCount()) - 1, 0);
    view_->scrollTo(at, QAbstractItemView::PositionAtCenter);
    view_->setCurrentIndex(at);
}

void RowsView::rowChosen(int row) {
    if (row < 0 || !rows_.isThere(row)) return;
    QStringList parts;
    for (int c = 0; c < roles_.size(); ++c) {
        const QString cell = rows_.cell(row, c);
        if (roles_[c] == QLatin1String("text") && !cell.isEmpty()) parts << cell;
    }
    if (!parts.isEmpty()) Q_EMIT textChosen(parts.join(QLatin1Char(' ')));
}

void RowsView::copySelected(Form form) {
    std::vector<RowRange> ranges;
    qint64 selected = 0, taken = 0;
    for (const QItemSelectionRange& one : view_->selectionModel()->selection())
        ranges.push_back({one.top(), one.bottom()});
    std::sort(ranges.begin(), ranges.end(),
              [](const RowRange& a, const RowRange& b) { return a.first < b.first; });
    for (RowRange& one : ranges) {
        const qint64 rows = one.last - one.first + 1;
        const qint64 fit = std::min<qint64>(rows, kMostCopied - taken);
        one.last = one.first + static_cast<int>(fit) - 1;
        selected += rows;
        taken += fit;
    }
    if (selected == 0) return;
    shell_.reader.ask(
        this,
        [name = rows_.name().toStdString(), wish = rows_.shownWish(), ranges, form,
         columns = columns_](engine::Reader& reader) -> engine::Result<QString> {
            auto rows = readRows(reader, name, wish, ranges);
            if (!rows) return rows.error();
            return form == Form::Tsv ? rowsAsTsv(*rows) : rowsAsMarkdown(columns, *rows);
        },
        [this, selected, taken](engine::Result<QString> text) {
            if (!text) {
                shell_.messages.show(text.error());
                return;
            }
            QGuiApplication::clipboard()->setText(*text);
            if (taken == selected) return;
            shell_.messages.show(MessageBar::Kind::Warning,
                                 tr("The first %1 of %2 rows were copied. Export writes all of "
                                    "them.")
                                     .arg(countText(taken), countText(selected)));
        });
}

void RowsView::filterByCell() {
    const QModelIndex at = view_->currentIndex();
    if (!at.isValid() || !rows_.isThere(at.row())) return;
    // A line edit holds one line.
    filter_->setText(rows_.cell(at.row(), at.column()).section(QLatin1Char('\n'), 0, 0));
}

void RowsView::askExport() {
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Export rows"), rows_.name() + QStringLiteral(".csv"), tr("CSV files (*.csv)"));
    if (!file.isEmpty()) exportTo(file);
}

void RowsView::exportTo(const QString& file) {
    export_->setEnabled(false);
    export_->setToolTip(tr("Rows are being written."));
    shell_.reader.ask(
        this,
        [name = rows_.name().toStdString(), wish = rows_.shownWish(), path = file.toStdString()](
            engine::Reader& reader) { return reader.export_rows(name, wish, path); },
        [this, file,
         task = shell_.background.begin(tr("Export of %1").arg(visibleText(rows_.name(), 60)))](
            engine::Result<std::int64_t> rows) {
            export_->setEnabled(true);
            export_->setToolTip({});
            if (!rows) {
                shell_.messages.show(rows.error());
                return;
            }
            shell_.messages.show(
                MessageBar::Kind::Good,
                tr("%1 rows written to %2.").arg(countText(*rows), QFileInfo(file).fileName()));
        });
}

void RowsView::showState() {
    const RowTableModel::State& now = rows_.state();
    stop_->setVisible(now.looking);
    if (!now.looking) {
        looking_.reset();
    } else if (looking_ == nullptr) {
        looking_ = shell_.background.begin(tr("Search in %1").arg(visibleText(rows_.name(), 60)),
                                           [this] { rows_.stop(); });
    }
    if (looking_ != nullptr && now.total > 0)
        looking_->report(static_cast<double>(now.seen) / static_cast<double>(now.total));
    const bool whole = now.seen == now.total;
    if (!now.wished) {
        state_->setText(tr("%1 rows").arg(countText(now.total)));
    } else if (whole && !now.looking) {
        state_->setText(tr("%1 of %2 rows").arg(countText(now.found), countText(now.total)));
    } else {
        state_->setText((now.looking ? tr("Looking: %1 found, from %2 of %3 rows")
                                     : tr("%1 found, from %2 of %3 rows"))
                            .arg(countText(now.found), countText(now.seen), countText(now.total)));
    }
    go_->setEnabled(!now.wished);
    go_->setToolTip(now.wished ? tr("The rows stand in another order.") : QString());
}

void RowsView::retranslate() {
    filter_->setPlaceholderText(tr("Filter rows"));
    filter_->setAccessibleName(tr("Filter rows"));
    filter_->setToolTip(tr("Rows with a cell that holds these words, whatever their case."));
    stop_->setText(tr("Stop"));
    export_->setText(tr("Export..."));
    go_title_->setText(tr("Go to row"));
    go_->setAccessibleName(tr("Go to row"));
    view_->setAccessibleName(tr("Rows"));
    by_cell_->setText(tr("Show rows that hold this cell"));
    showState();
}

void RowsView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
