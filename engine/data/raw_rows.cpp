#include "engine/data/raw_rows.h"

#include "engine/base/error.h"

namespace engine {

std::string Reject::text() const { return fill(message, arguments); }

Json Reject::to_json() const {
    return Json{{"line", line},       {"last_line", last_line}, {"code", code}, {"reason", text()},
                {"message", message}, {"arguments", arguments}, {"raw", raw}};
}

std::string raw_excerpt(std::string_view row) {
    if (row.size() <= kMostRawBytes) return std::string(row);
    std::size_t end = kMostRawBytes;
    while (end > 0 && (static_cast<unsigned char>(row[end]) & 0xC0) == 0x80) --end;
    return std::string(row.substr(0, end));
}

}  // namespace engine
