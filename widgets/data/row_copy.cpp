#include "widgets/data/row_copy.h"

#include "engine/base/csv_writer.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

QString oneLine(QString text) {
    for (const QChar c : {u'\t', u'\r', u'\n'}) text.replace(c, QLatin1Char(' '));
    return text;
}

}  // namespace

engine::Result<std::vector<QStringList>> readRows(engine::Reader& reader,
                                                  const std::string& dataset,
                                                  const engine::Json& wish,
                                                  const std::vector<RowRange>& ranges) {
    std::vector<QStringList> out;
    for (const RowRange& range : ranges) {
        auto answer = reader.rows(dataset, wish, range.first, range.last - range.first + 1);
        if (!answer) return answer.error();
        for (const engine::Json& row : (*answer)["rows"]) {
            QStringList& cells = out.emplace_back();
            for (const engine::Json& cell : row)
                cells << fromUtf8(cell.get_ref<const std::string&>());
        }
    }
    return out;
}

QString rowsAsTsv(const std::vector<QStringList>& rows) {
    QString out;
    for (const QStringList& row : rows) {
        QStringList cells;
        for (const QString& cell : row)
            cells << fromUtf8(engine::harmless_cell(oneLine(cell).toStdString()));
        out += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return out;
}

QString rowsAsMarkdown(const QStringList& columns, const std::vector<QStringList>& rows) {
    const auto line = [](const QStringList& cells) {
        QStringList safe;
        for (const QString& cell : cells)
            safe << oneLine(cell).replace(QLatin1Char('|'), QStringLiteral("\\|"));
        return QStringLiteral("| %1 |\n").arg(safe.join(QStringLiteral(" | ")));
    };
    QString out = line(columns) + QLatin1Char('|') +
                  QStringLiteral(" --- |").repeated(columns.size()) + QLatin1Char('\n');
    for (const QStringList& row : rows) out += line(row);
    return out;
}

QString rowsAsCsv(const QStringList& columns, const std::vector<QStringList>& rows) {
    const auto line = [](const QStringList& cells) {
        std::vector<std::string> texts;
        for (const QString& cell : cells) texts.push_back(cell.toStdString());
        return fromUtf8(engine::csv_line(texts));
    };
    QString out = line(columns);
    for (const QStringList& row : rows) out += line(row);
    return out;
}

}  // namespace widgets
