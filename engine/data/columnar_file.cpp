#include "engine/data/columnar_file.h"

#include <arrow/api.h>
#include <arrow/io/api.h>
#include <arrow/ipc/api.h>
#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <system_error>
#include <utility>

#include "engine/base/files.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

Error arrow_error(const arrow::Status& status, const fs::path& path) {
    if (const int number = arrow::internal::ErrnoFromStatus(status); number != 0) {
        return io_error(number, path);
    }
    if (status.IsIOError()) {
        return make_error(ErrorCode::Io, "%1 could not be read or written.", {path.string()},
                          status.ToString());
    }
    return make_error(ErrorCode::BadFile, "%1 is damaged or is no Arrow file.", {path.string()},
                      status.ToString());
}

Error wrong_type(const fs::path& path, const std::string& column, const std::string& type) {
    return make_error(ErrorCode::BadFile, "Column %1 of %2 has a type that is not used here: %3.",
                      {column, path.string(), type});
}

// ---------------------------------------------------------------- writing

// The values where they stand: they must outlive the writing.
template <class Values>
std::shared_ptr<arrow::Buffer> buffer_of(const Values& values) {
    return std::make_shared<arrow::Buffer>(
        reinterpret_cast<const std::uint8_t*>(values.data()),
        static_cast<std::int64_t>(values.size() * sizeof(*values.data())));
}

template <class Type, class T>
std::shared_ptr<arrow::Array> number_array(const std::vector<T>& values) {
    return std::make_shared<arrow::NumericArray<Type>>(static_cast<std::int64_t>(values.size()),
                                                       buffer_of(values));
}

struct ToArrow {
    std::shared_ptr<arrow::Array> operator()(const std::vector<std::int8_t>& v) const {
        return number_array<arrow::Int8Type>(v);
    }
    std::shared_ptr<arrow::Array> operator()(const std::vector<std::int32_t>& v) const {
        return number_array<arrow::Int32Type>(v);
    }
    std::shared_ptr<arrow::Array> operator()(const std::vector<std::int64_t>& v) const {
        return number_array<arrow::Int64Type>(v);
    }
    std::shared_ptr<arrow::Array> operator()(const std::vector<std::uint64_t>& v) const {
        return number_array<arrow::UInt64Type>(v);
    }
    std::shared_ptr<arrow::Array> operator()(const std::vector<float>& v) const {
        return number_array<arrow::FloatType>(v);
    }
    std::shared_ptr<arrow::Array> operator()(const std::vector<double>& v) const {
        return number_array<arrow::DoubleType>(v);
    }
    std::shared_ptr<arrow::Array> operator()(const StringColumn& v) const {
        return std::make_shared<arrow::LargeStringArray>(v.size(), buffer_of(v.offsets()),
                                                         buffer_of(v.bytes()));
    }
};

// Hands each piece to the disk as soon as it is written, so that the disk works while we do and
// whoever syncs the file waits for the last piece only.
class EagerFile : public arrow::io::OutputStream {
public:
    explicit EagerFile(std::shared_ptr<arrow::io::FileOutputStream> file)
        : file_(std::move(file)) {}
    arrow::Status Write(const void* data, std::int64_t bytes) override {
        const auto* from = static_cast<const char*>(data);
        while (bytes > 0) {
            const std::int64_t piece = std::min(bytes, kPiece);
            ARROW_RETURN_NOT_OK(file_->Write(from, piece));
            from += piece;
            bytes -= piece;
            written_ += piece;
            if (written_ - handed_ >= kPiece) hand_over();
        }
        return arrow::Status::OK();
    }
    arrow::Status Close() override { return file_->Close(); }
    arrow::Result<std::int64_t> Tell() const override { return file_->Tell(); }
    bool closed() const override { return file_->closed(); }

private:
    static constexpr std::int64_t kPiece = std::int64_t{8} << 20;
    // A hint: what goes wrong here comes up again when the file is synced.
    void hand_over() {
        ::sync_file_range(file_->file_descriptor(), handed_, written_ - handed_,
                          SYNC_FILE_RANGE_WRITE);
        handed_ = written_;
    }
    std::shared_ptr<arrow::io::FileOutputStream> file_;
    std::int64_t written_ = 0;
    std::int64_t handed_ = 0;
};

arrow::Status write_batch(const fs::path& path, const arrow::RecordBatch& batch) {
    ARROW_ASSIGN_OR_RAISE(auto file, arrow::io::FileOutputStream::Open(path.string()));
    const auto out = std::make_shared<EagerFile>(std::move(file));
    arrow::ipc::IpcWriteOptions options = arrow::ipc::IpcWriteOptions::Defaults();
    options.alignment = 64;
    options.use_threads = false;
    ARROW_ASSIGN_OR_RAISE(auto writer, arrow::ipc::MakeFileWriter(out, batch.schema(), options));
    ARROW_RETURN_NOT_OK(writer->WriteRecordBatch(batch));
    ARROW_RETURN_NOT_OK(writer->Close());
    return out->Close();
}

void add_array(const std::string& name, std::shared_ptr<arrow::Array> array,
               arrow::FieldVector& fields, arrow::ArrayVector& arrays) {
    fields.push_back(arrow::field(name, array->type(), /*nullable=*/false));
    arrays.push_back(std::move(array));
}

Result<void> write_arrays(const fs::path& path, const arrow::FieldVector& fields,
                          const arrow::ArrayVector& arrays, const Notes& notes) {
    auto metadata = std::make_shared<arrow::KeyValueMetadata>();
    for (const auto& [key, value] : notes) metadata->Append(key, value);
    const std::int64_t rows = arrays.empty() ? 0 : arrays.front()->length();
    const auto batch = arrow::RecordBatch::Make(arrow::schema(fields, metadata), rows, arrays);
    const arrow::Status status = write_batch(path, *batch);
    if (!status.ok()) return arrow_error(status, path);
    return {};
}

// ---------------------------------------------------------------- reading

// The one record batch of a mapped file, its buffers checked to lie within it.
arrow::Result<std::shared_ptr<arrow::RecordBatch>> map_batch(const fs::path& path) {
    ARROW_ASSIGN_OR_RAISE(
        auto file, arrow::io::MemoryMappedFile::Open(path.string(), arrow::io::FileMode::READ));
    ARROW_ASSIGN_OR_RAISE(auto reader, arrow::ipc::RecordBatchFileReader::Open(file));
    if (reader->num_record_batches() != 1) {
        return arrow::Status::Invalid("expected one record batch, found ",
                                      reader->num_record_batches());
    }
    ARROW_ASSIGN_OR_RAISE(auto batch, reader->ReadRecordBatch(0));
    ARROW_RETURN_NOT_OK(batch->Validate());
    return batch;
}

// Arrow's cheap check looks at the last offset only; the ones before must not fall or leave the
// bytes.
bool offsets_rise(const arrow::LargeStringArray& array) {
    const std::int64_t* offsets = array.raw_value_offsets();
    if (array.length() > 0 && offsets[0] < 0) return false;
    for (std::int64_t i = 0; i < array.length(); ++i) {
        if (offsets[i + 1] < offsets[i]) return false;
    }
    return true;
}

Notes notes_of(const arrow::RecordBatch& batch) {
    Notes notes;
    if (const auto metadata = batch.schema()->metadata()) {
        for (std::int64_t i = 0; i < metadata->size(); ++i)
            notes[metadata->key(i)] = metadata->value(i);
    }
    return notes;
}

template <class ArrayType, class T>
ColumnValues copy_numbers(const arrow::Array& array) {
    const auto& typed = static_cast<const ArrayType&>(array);
    return std::vector<T>(typed.raw_values(), typed.raw_values() + typed.length());
}

Result<ColumnValues> copy_column(const arrow::Array& array, const std::string& name,
                                 const fs::path& path) {
    if (array.null_count() != 0) return wrong_type(path, name, "with missing values");
    switch (array.type_id()) {
        case arrow::Type::INT8:
            return copy_numbers<arrow::Int8Array, std::int8_t>(array);
        case arrow::Type::INT32:
            return copy_numbers<arrow::Int32Array, std::int32_t>(array);
        case arrow::Type::INT64:
            return copy_numbers<arrow::Int64Array, std::int64_t>(array);
        case arrow::Type::UINT64:
            return copy_numbers<arrow::UInt64Array, std::uint64_t>(array);
        case arrow::Type::FLOAT:
            return copy_numbers<arrow::FloatArray, float>(array);
        case arrow::Type::DOUBLE:
            return copy_numbers<arrow::DoubleArray, double>(array);
        case arrow::Type::LARGE_STRING: {
            const auto& strings = static_cast<const arrow::LargeStringArray&>(array);
            if (!offsets_rise(strings)) return wrong_type(path, name, "damaged strings");
            StringColumn column;
            for (std::int64_t i = 0; i < strings.length(); ++i) column.add(strings.GetView(i));
            return ColumnValues(std::move(column));
        }
        default:
            return wrong_type(path, name, array.type()->ToString());
    }
}

Result<void> must_exist(const fs::path& path) {
    std::error_code problem;
    if (!fs::is_regular_file(path, problem)) return io_error(ENOENT, path);
    return {};
}

}  // namespace

Result<void> write_columns(const fs::path& path, const ColumnarFile& content) {
    arrow::FieldVector fields;
    arrow::ArrayVector arrays;
    for (const NamedColumn& column : content.columns)
        add_array(column.name, std::visit(ToArrow{}, column.values), fields, arrays);
    return write_arrays(path, fields, arrays, content.notes);
}

Result<void> write_strings(const fs::path& path, const std::vector<std::string>& names,
                           const std::vector<StringColumn>& columns, const Notes& notes) {
    arrow::FieldVector fields;
    arrow::ArrayVector arrays;
    for (std::size_t i = 0; i < names.size(); ++i)
        add_array(names[i], ToArrow{}(columns[i]), fields, arrays);
    return write_arrays(path, fields, arrays, notes);
}

Result<ColumnarFile> read_columns(const fs::path& path) {
    if (Result<void> there = must_exist(path); !there) return there.error();
    auto batch = map_batch(path);
    if (!batch.ok()) return arrow_error(batch.status(), path);
    ColumnarFile out;
    out.notes = notes_of(**batch);
    for (int i = 0; i < (*batch)->num_columns(); ++i) {
        const std::string& name = (*batch)->column_name(i);
        Result<ColumnValues> values = copy_column(*(*batch)->column(i), name, path);
        if (!values) return values.error();
        out.columns.push_back({name, *std::move(values)});
    }
    return out;
}

struct MappedStrings::State {
    std::shared_ptr<arrow::RecordBatch> batch;  // holds the mapping
    std::vector<std::shared_ptr<arrow::LargeStringArray>> columns;
    std::vector<std::string> names;
    Notes notes;
};

Result<MappedStrings> MappedStrings::open(const fs::path& path) {
    if (Result<void> there = must_exist(path); !there) return there.error();
    auto batch = map_batch(path);
    if (!batch.ok()) return arrow_error(batch.status(), path);
    auto state = std::make_shared<State>();
    state->batch = *batch;
    state->notes = notes_of(**batch);
    for (int i = 0; i < (*batch)->num_columns(); ++i) {
        const std::string& name = (*batch)->column_name(i);
        auto array = std::dynamic_pointer_cast<arrow::LargeStringArray>((*batch)->column(i));
        if (!array || array->null_count() != 0) {
            return wrong_type(path, name, (*batch)->column(i)->type()->ToString());
        }
        if (!offsets_rise(*array)) return wrong_type(path, name, "damaged strings");
        state->names.push_back(name);
        state->columns.push_back(std::move(array));
    }
    return MappedStrings(std::move(state));
}

std::int64_t MappedStrings::rows() const { return state_->batch->num_rows(); }

const std::vector<std::string>& MappedStrings::names() const { return state_->names; }

const Notes& MappedStrings::notes() const { return state_->notes; }

std::string_view MappedStrings::cell(std::size_t column, std::int64_t row) const {
    return state_->columns[column]->GetView(row);
}

}  // namespace engine
