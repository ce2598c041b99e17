// Whatever a table's bytes are, each row of it is kept or stands in the ledger.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/data/encoding.h"
#include "engine/data/importer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // The first byte picks the format; the rest is the file.
    if (size == 0) return 0;
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto text = engine::to_utf8(bytes, "auto", "fuzz");
    if (!text) return 0;
    engine::ImportOptions options;
    options.format = data[0] % 3 == 0 ? "tsv" : "csv";
    options.header = data[0] % 2 == 0;
    const auto rows = data[0] % 5 == 4 ? engine::import_jsonl(*text, "fuzz")
                                       : engine::import_csv(*text, options, "fuzz");
    if (!rows) return 0;
    if (rows->rows_in != rows->rows_ok() + static_cast<std::int64_t>(rows->rejects.size()))
        std::abort();
    for (const auto& column : rows->columns) {
        if (column.size() != rows->rows_ok()) std::abort();
    }
    return 0;
}
