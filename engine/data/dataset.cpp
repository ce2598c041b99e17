#include "engine/data/dataset.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "engine/base/files.h"
#include "engine/base/hash.h"
#include "engine/base/nearest.h"
#include "engine/data/numbers.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "warmstart.dataset.1";

std::string_view bytes_of(const std::int64_t* values, std::size_t count) {
    static_assert(std::endian::native == std::endian::little, "fingerprints are little-endian");
    return {reinterpret_cast<const char*>(values), count * sizeof(std::int64_t)};
}

void add_text(Sha256& hash, std::string_view text) {
    const auto size = static_cast<std::int64_t>(text.size());
    hash.add(bytes_of(&size, 1));
    hash.add(text);
}

// "-12" and "-12.5" as most files write them, told apart without computing the value; everything
// else is left to parse_number.
enum class Plain { Integer, Decimal, Unsure };

Plain plain_number(std::string_view cell) {
    constexpr std::size_t kMostDigits = 300;  // any such number is finite
    if (cell.starts_with('-')) cell.remove_prefix(1);
    const auto digits = [&] {
        std::size_t count = 0;
        while (count < cell.size() && cell[count] >= '0' && cell[count] <= '9') ++count;
        cell.remove_prefix(count);
        return count > 0;
    };
    if (cell.size() > kMostDigits || !digits()) return Plain::Unsure;
    if (cell.empty()) return Plain::Integer;
    if (cell.front() != '.') return Plain::Unsure;
    cell.remove_prefix(1);
    return digits() && cell.empty() ? Plain::Decimal : Plain::Unsure;
}

ColumnInfo describe(const std::string& name, const StringColumn& column) {
    ColumnInfo info{name, "empty", 0};
    bool integers = true;
    bool numbers = true;
    bool times = true;
    for (std::int64_t i = 0; i < column.size(); ++i) {
        const std::string_view cell = column[i];
        if (cell.empty()) {
            ++info.empty;
        } else if (numbers || times) {
            const Plain plain = plain_number(cell);
            const bool number = plain != Plain::Unsure || parse_number(cell).has_value();
            numbers = numbers && number;
            integers =
                integers && number &&
                (plain == Plain::Integer || cell.find_first_of(".eE") == std::string_view::npos);
            times = times && !number && parse_time(cell).has_value();
        }
    }
    if (info.empty == column.size()) return info;
    info.type = numbers ? (integers ? "integer" : "number") : times ? "time" : "text";
    return info;
}

// Reads typed members and remembers whether all were there.
struct Members {
    const Json& json;
    bool sound = true;

    template <class T>
    void get(const char* key, T& to) {
        const auto found = json.find(key);
        if (found == json.end()) {
            sound = false;
            return;
        }
        if constexpr (std::is_same_v<T, std::string>) {
            sound = sound && found->is_string();
        } else if constexpr (std::is_same_v<T, bool>) {
            sound = sound && found->is_boolean();
        } else if constexpr (std::is_same_v<T, double>) {
            sound = sound && found->is_number();
        } else {
            sound = sound && found->is_number_integer();
        }
        if (sound) to = found->get<T>();
    }
};

bool get_columns(const Json& json, std::vector<ColumnInfo>& to) {
    if (!json.contains("columns") || !json["columns"].is_array()) return false;
    for (const Json& entry : json["columns"]) {
        if (!entry.is_object()) return false;
        Members members{entry};
        ColumnInfo& column = to.emplace_back();
        members.get("name", column.name);
        members.get("type", column.type);
        members.get("empty", column.empty);
        if (!members.sound) return false;
    }
    return true;
}

bool get_names(const Json& json, std::vector<std::string>& to) {
    if (!json.contains("names") || !json["names"].is_array()) return false;
    for (const Json& name : json["names"]) {
        if (!name.is_string()) return false;
        to.push_back(name.get<std::string>());
    }
    return true;
}

Error damaged(std::string_view what, std::string detail) {
    return make_error(ErrorCode::BadFile, "%1 is damaged: import the dataset again.",
                      {std::string(what)}, std::move(detail));
}

}  // namespace

Json DatasetInfo::to_json() const {
    Json list = Json::array();
    for (const ColumnInfo& column : columns) {
        list.push_back({{"name", column.name}, {"type", column.type}, {"empty", column.empty}});
    }
    return Json{{"format", kFormat},
                {"names", names},
                {"fingerprint", fingerprint},
                {"source", source},
                {"importer", importer},
                {"synthetic", synthetic},
                {"description", description},
                {"columns", list},
                {"rows_in", rows_in},
                {"rows_ok", rows_ok},
                {"rows_rejected", rows_rejected},
                {"seconds", seconds}};
}

Result<DatasetInfo> dataset_info(const Json& json, std::string_view what) {
    if (!json.is_object()) return damaged(what, "not an object");
    DatasetInfo info;
    std::string format;
    Members members{json};
    members.get("format", format);
    members.get("fingerprint", info.fingerprint);
    members.get("source", info.source);
    members.get("synthetic", info.synthetic);
    members.get("description", info.description);
    members.get("rows_in", info.rows_in);
    members.get("rows_ok", info.rows_ok);
    members.get("rows_rejected", info.rows_rejected);
    members.get("seconds", info.seconds);
    if (!members.sound || format != kFormat || !get_columns(json, info.columns) ||
        !get_names(json, info.names)) {
        return damaged(what, "missing or wrong members");
    }
    if (json.contains("importer")) info.importer = json["importer"];
    return info;
}

Result<Dataset> Dataset::open(const fs::path& folder, std::string name) {
    const Result<std::string> text = read_file(folder / "dataset.json");
    if (!text) return text.error();
    const std::string what = (folder / "dataset.json").string();
    const Result<Json> json = read_json(*text, what);
    if (!json) return json.error();
    Result<DatasetInfo> info = dataset_info(*json, what);
    if (!info) return info.error();
    Result<MappedStrings> cells = MappedStrings::open(folder / "rows.arrow");
    if (!cells) return cells.error();
    const auto note = cells->notes().find("fingerprint");
    if (note == cells->notes().end() || note->second != info->fingerprint ||
        cells->rows() != info->rows_ok || cells->names().size() != info->columns.size()) {
        return damaged((folder / "rows.arrow").string(), "does not fit dataset.json");
    }
    if (name.empty()) name = info->names.empty() ? info->fingerprint : info->names.front();
    return Dataset(folder, std::move(name), *std::move(info), *std::move(cells));
}

Result<std::size_t> Dataset::column(std::string_view name) const {
    const auto found = std::find(columns().begin(), columns().end(), name);
    if (found != columns().end()) return static_cast<std::size_t>(found - columns().begin());
    const std::string near = nearest_name(name, columns());
    if (near.empty()) {
        return make_error(ErrorCode::BadData, "Dataset %1 has no column called %2.",
                          {name_, std::string(name)});
    }
    return make_error(ErrorCode::BadData, "Dataset %1 has no column called %2. Did you mean %3?",
                      {name_, std::string(name), near});
}

Result<std::string> Dataset::rejects() const { return read_file(folder_ / "rejects.jsonl"); }

std::string fingerprint_of(const RawRows& rows) {
    Sha256 hash;
    hash.add("warmstart.rows.1\n");
    const auto count = static_cast<std::int64_t>(rows.columns.size());
    hash.add(bytes_of(&count, 1));
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        const StringColumn& column = rows.columns[i];
        add_text(hash, rows.names[i]);
        add_text(hash, bytes_of(column.offsets().data(), column.offsets().size()));
        add_text(hash, column.bytes());
    }
    return hex(hash.finish());
}

std::vector<ColumnInfo> describe_columns(const RawRows& rows) {
    std::vector<ColumnInfo> out;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        out.push_back(describe(rows.names[i], rows.columns[i]));
    }
    return out;
}

Result<void> write_dataset(const RawRows& rows, const DatasetInfo& info, const fs::path& folder) {
    if (Result<void> done = write_strings(folder / "rows.arrow", rows.names, rows.columns,
                                          {{"format", kFormat}, {"fingerprint", info.fingerprint}});
        !done)
        return done;
    std::string ledger;
    for (const Reject& reject : rows.rejects) ledger += compact_json(reject.to_json()) + "\n";
    if (Result<void> done = write_file_atomically(folder / "rejects.jsonl", ledger); !done)
        return done;
    return write_file_atomically(folder / "dataset.json", info.to_json().dump(2) + "\n");
}

}  // namespace engine
