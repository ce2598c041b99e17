#include "widgets/data/table_copy.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QTableView>
#include <QTreeView>
#include <utility>
#include <vector>

#include "engine/base/files.h"
#include "widgets/data/row_copy.h"
#include "widgets/frame/message_bar.h"

namespace widgets {
namespace {

using Rows = std::vector<QStringList>;
enum class Form { Shown, Exact };

const QHeaderView* headerOf(const QAbstractItemView& view) {
    if (const auto* tree = qobject_cast<const QTreeView*>(&view)) return tree->header();
    if (const auto* table = qobject_cast<const QTableView*>(&view))
        return table->horizontalHeader();
    return nullptr;
}

// In the order in which they stand.
std::vector<int> columnsOf(const QAbstractItemView& view) {
    const QHeaderView* header = headerOf(view);
    std::vector<int> out;
    const int all = view.model() == nullptr ? 0 : view.model()->columnCount(view.rootIndex());
    for (int i = 0; i < all; ++i) {
        const int column = header == nullptr ? i : header->logicalIndex(i);
        if (header == nullptr || !header->isSectionHidden(column)) out.push_back(column);
    }
    return out;
}

QStringList titlesOf(const QAbstractItemView& view) {
    QStringList out;
    for (const int column : columnsOf(view))
        out << view.model()->headerData(column, Qt::Horizontal).toString();
    return out;
}

bool isNumber(const QModelIndex& at) {
    const QVariant side = at.data(Qt::TextAlignmentRole);
    const auto flags = side.metaType() == QMetaType::fromType<Qt::Alignment>()
                           ? side.value<Qt::Alignment>()
                           : Qt::Alignment(side.toInt());
    return flags.testFlag(Qt::AlignRight);
}

// A number is what stands on the right and reads as one in the reader's own way of writing.
QString textOf(const QModelIndex& at, Form form) {
    const QString shown = at.data().toString();
    if (form == Form::Shown || !isNumber(at)) return shown;
    bool good = false;
    const double value = QLocale().toDouble(shown, &good);
    return good ? QString::number(value, 'g', QLocale::FloatingPointShortest) : shown;
}

struct Walk {
    const QAbstractItemView& view;
    Form form;
    bool chosen;  // only rows that are
    std::vector<int> columns = columnsOf(view);
    Rows out = {};

    void below(const QModelIndex& parent) {
        const QAbstractItemModel& model = *view.model();
        const auto* tree = qobject_cast<const QTreeView*>(&view);
        for (int row = 0; row < model.rowCount(parent); ++row) {
            if (!chosen || view.selectionModel()->rowIntersectsSelection(row, parent)) {
                QStringList& cells = out.emplace_back();
                for (const int column : columns)
                    cells << textOf(model.index(row, column, parent), form);
            }
            const QModelIndex first = model.index(row, 0, parent);
            if (tree != nullptr && tree->isExpanded(first)) below(first);
        }
    }
};

Rows rowsOf(const QAbstractItemView& view, Form form, bool chosen) {
    if (view.model() == nullptr) return {};
    Walk walk{view, form, chosen};
    walk.below(view.rootIndex());
    return std::move(walk.out);
}

Rows chosenOrAll(const QAbstractItemView& view) {
    const bool chosen = view.selectionModel() != nullptr && view.selectionModel()->hasSelection();
    return rowsOf(view, Form::Shown, chosen);
}

}  // namespace

TableCopy::TableCopy(QAbstractItemView& view, TableActs acts, Menu menu)
    : QObject(&view),
      view_(view),
      file_(std::move(acts.file)),
      copy_(add(
          ".copy", acts.tsv ? std::move(acts.tsv)
                            : [this] { QGuiApplication::clipboard()->setText(tsv()); })),
      markdown_(add(
          ".copy_markdown", acts.markdown
                                ? std::move(acts.markdown)
                                : [this] { QGuiApplication::clipboard()->setText(markdown()); })),
      csv_(add(
          ".export_csv", acts.csv ? std::move(acts.csv) : [this] { askSave(); })) {
    if (menu == Menu::Actions && view.contextMenuPolicy() == Qt::DefaultContextMenu)
        view.setContextMenuPolicy(Qt::ActionsContextMenu);
    view.installEventFilter(this);
    retranslate();
}

QAction* TableCopy::add(const char* name, std::function<void()> act) {
    auto* action = new QAction(&view_);
    action->setObjectName(view_.objectName() + QLatin1String(name));
    view_.addAction(action);
    connect(action, &QAction::triggered, this, std::move(act));
    return action;
}

void TableCopy::fill(QMenu& menu, const QAbstractItemView& view) {
    menu.addSeparator();
    menu.addActions(view.actions());
}

QString TableCopy::tsv() const {
    Rows rows = chosenOrAll(view_);
    const QHeaderView* header = headerOf(view_);
    if (header != nullptr && !header->isHidden()) rows.insert(rows.begin(), titlesOf(view_));
    return rowsAsTsv(rows);
}

QString TableCopy::markdown() const { return rowsAsMarkdown(titlesOf(view_), chosenOrAll(view_)); }

QString TableCopy::csv() const {
    return file_ ? file_() : rowsAsCsv(titlesOf(view_), rowsOf(view_, Form::Exact, false));
}

void TableCopy::saveAs(const QString& file) const {
    const auto written = engine::write_file_atomically(file.toStdString(), csv().toStdString());
    MessageBar* bar = MessageBar::above(&view_);
    if (bar == nullptr) return;
    if (!written) return bar->show(written.error());
    bar->show(MessageBar::Kind::Good, tr("Table written: %1").arg(file));
}

void TableCopy::askSave() const {
    const QString file = QFileDialog::getSaveFileName(
        &view_, tr("Export table"), QStringLiteral("table.csv"), tr("CSV files (*.csv)"));
    if (!file.isEmpty()) saveAs(file);
}

// The window has a Ctrl+C of its own, for the canvas; in a table it means the table.
bool TableCopy::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    const bool key = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (!key || !key_ || !static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy))
        return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
    } else {
        copy_->trigger();
    }
    return true;
}

void TableCopy::retranslate() {
    copy_->setText(tr("Copy"));
    markdown_->setText(tr("Copy as Markdown"));
    csv_->setText(tr("Export as CSV..."));
}

}  // namespace widgets
