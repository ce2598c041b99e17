// Odd and malformed files with what an import must make of them: rows that are kept, a ledger of
// those that are not ("line code"), or the sentence that refuses the file.
#pragma once

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/data/importer.h"
#include "tests/engine/data/data_support.h"

namespace engine {

using OddRow = std::vector<std::string>;

struct OddFile {
    const char* what;
    std::string bytes;
    std::vector<OddRow> rows = {};
    OddRow ledger = {};  // "4 fields": line and code of each row that was set aside
    std::string error = {};
    ImportOptions options = {};
    const char* name = "odd.csv";
};

inline OddFile refused(const char* what, std::string bytes, std::string error,
                       ImportOptions options = {}, const char* name = "odd.csv") {
    return {what, std::move(bytes), {}, {}, std::move(error), std::move(options), name};
}

inline OddFile read_as(const char* what, std::string bytes, const char* encoding,
                       std::vector<OddRow> rows, OddRow ledger = {}) {
    OddFile out{what, std::move(bytes), std::move(rows), std::move(ledger)};
    out.options.encoding = encoding;
    return out;
}

inline OddFile named(const char* name, OddFile file) {
    file.name = name;
    return file;
}

inline std::vector<OddRow> kept_rows(const RawRows& raw) {
    std::vector<OddRow> rows(static_cast<std::size_t>(raw.rows_ok()));
    for (const StringColumn& column : raw.columns) {
        for (std::int64_t i = 0; i < column.size(); ++i)
            rows[static_cast<std::size_t>(i)].emplace_back(column[i]);
    }
    return rows;
}

inline void expect_import(const OddFile& odd, const Scratch& scratch) {
    SCOPED_TRACE(odd.what);
    scratch.quick_file(odd.name, odd.bytes);
    const Result<RawRows> raw = import_file(scratch / odd.name, odd.options);
    if (!odd.error.empty()) {
        ASSERT_FALSE(raw) << "it was read";
        EXPECT_EQ(raw.error().text(), odd.error);
        return;
    }
    ASSERT_TRUE(raw) << raw.error().text();
    EXPECT_TRUE(kept_rows(*raw) == odd.rows)
        << ::testing::PrintToString(kept_rows(*raw)).substr(0, 2000);  // some of them are long
    OddRow ledger;
    for (const Reject& reject : raw->rejects) {
        ledger.push_back(std::to_string(reject.line) + " " + reject.code);
        EXPECT_NE(reject.text().find(std::to_string(reject.line)), std::string::npos);
    }
    EXPECT_EQ(ledger, odd.ledger);
    EXPECT_EQ(raw->rows_in, raw->rows_ok() + std::ssize(raw->rejects));
}

/// Text whose characters take two bytes, the low one first unless `big`.
inline std::string wide(std::string_view ascii, bool big = false) {
    std::string out;
    for (const char c : ascii) out += big ? std::string{'\0', c} : std::string{c, '\0'};
    return out;
}

/// One gzip member.
inline std::string gzip(const std::string& text) {
    z_stream stream = {};
    EXPECT_EQ(::deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
    std::string out(::deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(::deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    ::deflateEnd(&stream);
    return out;
}

}  // namespace engine
