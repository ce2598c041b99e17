#include "widgets/compare/cell_table.h"

#include <cmath>
#include <utility>

#include "engine/base/csv_writer.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

QString plain(QString text) {
    return text.replace(QLatin1Char('\t'), QLatin1Char(' '))
        .replace(QLatin1Char('\r'), QLatin1Char(' '))
        .replace(QLatin1Char('\n'), QLatin1Char(' '));
}

QString csvField(const QString& text) {
    QString out = fromUtf8(engine::harmless_cell(text.toStdString()));
    out.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return QLatin1Char('"') + out + QLatin1Char('"');
}

template <class Format>
QString joined(const QStringList& cells, const QString& between, Format format) {
    QStringList out;
    for (const QString& cell : cells) out << format(cell);
    return out.join(between);
}

QStringList textsOf(const QList<Cell>& row) {
    QStringList out;
    for (const Cell& cell : row) out << cell.text;
    return out;
}

}  // namespace

Cell numberCell(double value, const QString& text) {
    if (!std::isfinite(value)) return {QStringLiteral("–"), {}, true, true};
    return {text, value, true, false};
}

Cell textCell(const QString& text) { return {text, {}, false, false}; }

QString CellTable::tsv() const {
    QString out = joined(headers, QStringLiteral("\t"), plain) + QLatin1Char('\n');
    for (const auto& row : rows)
        out += joined(textsOf(row), QStringLiteral("\t"), plain) + QLatin1Char('\n');
    return out;
}

QString CellTable::markdown() const {
    const auto cell = [](const QString& text) {
        return plain(text).replace(QLatin1Char('|'), QStringLiteral("\\|"));
    };
    const auto line = [&](const QStringList& cells) {
        return QStringLiteral("| %1 |\n").arg(joined(cells, QStringLiteral(" | "), cell));
    };
    QString out = line(headers) + QLatin1Char('|');
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const bool number = !rows.isEmpty() && rows.front().value(i).number;
        out += number ? QStringLiteral(" ---: |") : QStringLiteral(" --- |");
    }
    out += QLatin1Char('\n');
    for (const auto& row : rows) out += line(textsOf(row));
    return out;
}

QString CellTable::csv() const {
    QString out = joined(headers, QStringLiteral(","), csvField) + QStringLiteral("\r\n");
    for (const auto& row : rows) {
        QStringList cells;
        for (const Cell& cell : row) {
            const bool exact = cell.number && cell.sort.typeId() == QMetaType::Double;
            cells << (exact ? QString::number(cell.sort.toDouble(), 'g', 10)
                            : csvField(cell.pale && cell.number ? QString() : cell.text));
        }
        out += cells.join(QLatin1Char(',')) + QStringLiteral("\r\n");
    }
    return out;
}

CellTableModel::CellTableModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent), theme_(theme) {}

void CellTableModel::setTable(CellTable table) {
    beginResetModel();
    table_ = std::move(table);
    endResetModel();
}

int CellTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(table_.rows.size());
}

int CellTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(table_.headers.size());
}

QVariant CellTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Cell cell = table_.rows[index.row()].value(index.column());
    switch (role) {
        case Qt::DisplayRole:
            return cell.text;
        case kSortRole:
            return cell.sort.isValid() || cell.number ? cell.sort : QVariant(cell.text);
        case Qt::ToolTipRole:
            return cell.tip.isEmpty() ? QVariant() : QVariant(cell.tip);
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(
                Qt::Alignment(Qt::AlignVCenter | (cell.number ? Qt::AlignRight : Qt::AlignLeft)));
        case Qt::ForegroundRole:
            return cell.pale ? QVariant(theme_.tokens().text2) : QVariant();
        default:
            return {};
    }
}

bool CellTableModel::isNumberColumn(int column) const {
    return !table_.rows.isEmpty() && table_.rows.front().value(column).number;
}

QVariant CellTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= table_.headers.size()) return {};
    if (role == Qt::DisplayRole) return table_.headers[section];
    if (role == Qt::ToolTipRole) return table_.tips.value(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(
            Qt::AlignVCenter | (isNumberColumn(section) ? Qt::AlignRight : Qt::AlignLeft)));
    return {};
}

}  // namespace widgets
