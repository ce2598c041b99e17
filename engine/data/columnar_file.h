// Arrow IPC files behind a plain face: columns of numbers or strings with a name, and short texts
// beside them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/string_column.h"

namespace engine {

using ColumnValues =
    std::variant<std::vector<std::int8_t>, std::vector<std::int32_t>, std::vector<std::int64_t>,
                 std::vector<std::uint64_t>, std::vector<float>, std::vector<double>, StringColumn>;

struct NamedColumn {
    std::string name;
    ColumnValues values;
};

using Notes = std::map<std::string, std::string>;  // the schema's key-value metadata

struct ColumnarFile {
    std::vector<NamedColumn> columns;  // of equal length
    Notes notes;
};

/// Writes one record batch: equal content gives equal bytes. The caller syncs and publishes the
/// file. Errors: Io, DiskFull.
Result<void> write_columns(const std::filesystem::path& path, const ColumnarFile& content);

/// The same for string columns of equal length, as many as names, from where they stand.
Result<void> write_strings(const std::filesystem::path& path, const std::vector<std::string>& names,
                           const std::vector<StringColumn>& columns, const Notes& notes);

/// Errors: MissingFile, Io; BadFile when it is damaged or holds types that are not listed above.
Result<ColumnarFile> read_columns(const std::filesystem::path& path);

/// The string columns of a file, read where the operating system mapped them: opening costs no
/// copy. A value that shares its mapping; cells stay valid as long as one copy of it lives.
class MappedStrings {
public:
    /// Errors: MissingFile, Io; BadFile when damaged or when a column is not of strings.
    static Result<MappedStrings> open(const std::filesystem::path& path);

    std::int64_t rows() const;
    const std::vector<std::string>& names() const;
    const Notes& notes() const;
    std::string_view cell(std::size_t column, std::int64_t row) const;

private:
    struct State;
    explicit MappedStrings(std::shared_ptr<const State> state) : state_(std::move(state)) {}
    std::shared_ptr<const State> state_;
};

}  // namespace engine
