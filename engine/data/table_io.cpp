#include "engine/data/table_io.h"

#include <string>
#include <utility>
#include <variant>

#include "engine/base/json.h"
#include "engine/data/columnar_file.h"

namespace engine {
namespace {

constexpr const char* kFormat = "warmstart.table.1";

StringColumn pack(const std::vector<std::string>& cells) {
    StringColumn column;
    for (const std::string& cell : cells) column.add(cell);
    return column;
}

template <class T>
void put(ColumnarFile& file, const char* name, const std::vector<T>& values) {
    if (!values.empty()) file.columns.push_back({name, values});
}

void put(ColumnarFile& file, const char* name, const std::vector<std::string>& cells) {
    if (!cells.empty()) file.columns.push_back({name, pack(cells)});
}

std::vector<std::int8_t> numbers_of(const std::vector<Part>& parts) {
    std::vector<std::int8_t> out;
    out.reserve(parts.size());
    for (const Part part : parts) out.push_back(static_cast<std::int8_t>(part));
    return out;
}

Error no_table(const std::filesystem::path& path, std::string detail) {
    return make_error(ErrorCode::BadFile, "%1 is not a table of Warmstart.", {path.string()},
                      std::move(detail));
}

template <class T>
bool get(const NamedColumn& column, std::vector<T>& to) {
    const auto* values = std::get_if<std::vector<T>>(&column.values);
    if (values == nullptr) return false;
    to = *values;
    return true;
}

bool get(const NamedColumn& column, std::vector<std::string>& to) {
    const auto* cells = std::get_if<StringColumn>(&column.values);
    if (cells == nullptr) return false;
    to.reserve(static_cast<std::size_t>(cells->size()));
    for (std::int64_t i = 0; i < cells->size(); ++i) to.emplace_back((*cells)[i]);
    return true;
}

bool get(const NamedColumn& column, std::vector<Part>& to) {
    std::vector<std::int8_t> numbers;
    if (!get(column, numbers)) return false;
    for (const std::int8_t number : numbers) {
        if (number < 0 || number > static_cast<std::int8_t>(Part::Test)) return false;
        to.push_back(static_cast<Part>(number));
    }
    return true;
}

bool get_column(const NamedColumn& column, Table& table) {
    const std::string& name = column.name;
    if (name == "id") return get(column, table.id);
    if (name == "text") return get(column, table.text);
    if (name == "label") return get(column, table.label);
    if (name == "part") return get(column, table.part);
    if (name == "weight") return get(column, table.weight);
    if (name == "group") return get(column, table.group);
    if (name == "origin") return get(column, table.origin);
    if (name == "user") return get(column, table.user);
    if (name == "item") return get(column, table.item);
    if (name == "value") return get(column, table.value);
    if (name == "time") return get(column, table.time);
    return false;
}

bool get_names(const std::map<std::string, std::string>& notes, const char* key,
               std::vector<std::string>& to) {
    const auto found = notes.find(key);
    if (found == notes.end()) return false;
    const Result<Json> names = read_json(found->second, key);
    if (!names || !names->is_array()) return false;
    for (const Json& name : *names) {
        if (!name.is_string()) return false;
        to.push_back(name.get<std::string>());
    }
    return true;
}

bool indices_fit(const std::vector<std::int32_t>& indices, std::size_t limit, std::int32_t least) {
    for (const std::int32_t index : indices) {
        if (index < least || index >= static_cast<std::int32_t>(limit)) return false;
    }
    return true;
}

}  // namespace

Result<void> save_table(const Table& table, const std::filesystem::path& path) {
    ColumnarFile file;
    file.notes = {{"format", kFormat},
                  {"class_names", compact_json(Json(table.class_names))},
                  {"origins", compact_json(Json(table.origins))}};
    file.columns.push_back({"id", table.id});  // also when empty: it says that there are no rows
    put(file, "text", table.text);
    put(file, "label", table.label);
    put(file, "part", numbers_of(table.part));
    put(file, "weight", table.weight);
    put(file, "group", table.group);
    put(file, "origin", table.origin);
    put(file, "user", table.user);
    put(file, "item", table.item);
    put(file, "value", table.value);
    put(file, "time", table.time);
    return write_columns(path, file);
}

Result<Table> read_table(const std::filesystem::path& path) {
    const Result<ColumnarFile> file = read_columns(path);
    if (!file) return file.error();
    const auto format = file->notes.find("format");
    if (format == file->notes.end() || format->second != kFormat) {
        return no_table(path, "format note");
    }
    Table table;
    if (!get_names(file->notes, "class_names", table.class_names) ||
        !get_names(file->notes, "origins", table.origins)) {
        return no_table(path, "names");
    }
    for (const NamedColumn& column : file->columns) {
        if (!get_column(column, table)) return no_table(path, "column " + column.name);
    }
    if (!indices_fit(table.label, table.class_names.size(), kBetween)) {
        return no_table(path, "label out of range");
    }
    if (!indices_fit(table.origin, table.origins.size(), 0)) {
        return no_table(path, "origin out of range");
    }
    return table;
}

}  // namespace engine
