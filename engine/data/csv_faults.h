// Which records of a delimited text can be rows, and why others cannot.
#pragma once

#include <cstddef>

#include "engine/data/csv_scanner.h"
#include "engine/data/raw_rows.h"

namespace engine {

struct CsvRules {
    std::size_t fields = 0;  // of a row
    bool converted = false;  // from another encoding: U+FFFD stands for bytes without a meaning
};

bool is_sound(const CsvRecord& record, const CsvRules& rules);

/// Why a record cannot be a row; an empty code when it can.
Reject fault_of(const CsvRecord& record, const CsvRules& rules);

}  // namespace engine
