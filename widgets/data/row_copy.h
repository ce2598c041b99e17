// Rows as text for other programs.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "engine/spec/reader.h"

namespace widgets {

/// Places of a table, both counted.
struct RowRange {
    int first = 0, last = 0;
};

/// @param wish  as Reader::rows
engine::Result<std::vector<QStringList>> readRows(engine::Reader& reader,
                                                  const std::string& dataset,
                                                  const engine::Json& wish,
                                                  const std::vector<RowRange>& ranges);

/// One line a row, tabs between; line ends and tabs within a cell become blanks, and what a
/// spreadsheet would run as a formula is text.
QString rowsAsTsv(const std::vector<QStringList>& rows);
QString rowsAsMarkdown(const QStringList& columns, const std::vector<QStringList>& rows);
QString rowsAsCsv(const QStringList& columns, const std::vector<QStringList>& rows);

}  // namespace widgets
