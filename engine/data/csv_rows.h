// The rows of a delimited text as columns.
//
// Whether a line end stands within quotes shows only to who reads from the start. So the text is
// read twice: first in order, by one thread, which cuts it into stretches that begin with a record
// and counts the rows and the bytes of each column before them; then by several threads, which copy
// the cells of a stretch to where these counts say that they belong. The threads need not agree
// about quotes, and the result is the same for any number of them.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/watch.h"
#include "engine/data/csv_faults.h"
#include "engine/data/csv_scanner.h"
#include "engine/data/raw_rows.h"

namespace engine {

/// About a megabyte of whole records.
struct CsvStretch {
    CsvScanner begin;                 // stands before its first record
    std::int64_t row = 0;             // kept rows before it
    std::vector<std::int64_t> bytes;  // of each column, in those rows
    bool sound = true;                // none of its records is in the ledger
};

/// First reading, from where `scanner` stands to the end: adds to the ledger and the counts of
/// `rows`, whose names say how many columns there are. -> the stretches, and behind them an empty
/// one at the end of the text. Errors: Cancelled.
Result<std::vector<CsvStretch>> count_csv_rows(CsvScanner scanner, const CsvRules& rules,
                                               const Watch& watch, RawRows& rows);

/// Second reading: fills rows.columns. Errors: Cancelled.
Result<void> place_csv_rows(const std::vector<CsvStretch>& stretches, const CsvRules& rules,
                            const Watch& watch, RawRows& rows);

}  // namespace engine
