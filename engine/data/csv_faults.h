// Which records of a delimited text can be rows, and why others cannot.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/data/csv_scanner.h"
#include "engine/data/raw_rows.h"

namespace engine {

struct CsvRules {
    std::size_t fields = 0;  // of a row
    bool converted = false;  // from another encoding: U+FFFD stands for bytes without a meaning
    bool clean = false;      // the whole text is known to be UTF-8 without a NUL byte
};

/// UTF-8 without a NUL byte.
bool is_clean(std::string_view text);

bool is_sound(const CsvRecord& record, const CsvRules& rules);

/// Why a record cannot be a row; an empty code when it can.
Reject fault_of(const CsvRecord& record, const CsvRules& rules);

}  // namespace engine
