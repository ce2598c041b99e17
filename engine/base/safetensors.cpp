#include "engine/base/safetensors.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <set>
#include <utility>

#include "engine/base/files.h"
#include "engine/base/json.h"

namespace engine {
namespace {

constexpr std::size_t kPrefix = 8;  // the header's length stands in the first 8 bytes
// The format allows 100 MB. Real headers hold about 100 bytes a tensor; a smaller bound keeps a
// hostile file from costing gigabytes.
constexpr std::uint64_t kLongestHeader = 16U << 20;
constexpr std::size_t kMostDimensions = 32;

struct TypeInfo {
    TensorType type;
    std::string_view name;
    std::size_t bytes;
};
constexpr std::array kTypes = {
    TypeInfo{TensorType::F64, "F64", 8}, TypeInfo{TensorType::F32, "F32", 4},
    TypeInfo{TensorType::F16, "F16", 2}, TypeInfo{TensorType::BF16, "BF16", 2},
    TypeInfo{TensorType::I64, "I64", 8}, TypeInfo{TensorType::I32, "I32", 4},
    TypeInfo{TensorType::I16, "I16", 2}, TypeInfo{TensorType::I8, "I8", 1},
    TypeInfo{TensorType::U8, "U8", 1},   TypeInfo{TensorType::BOOL, "BOOL", 1}};

const TypeInfo& info_of(TensorType type) { return kTypes[static_cast<std::size_t>(type)]; }

// Bytes a tensor takes; nothing when the shape does not fit 63 bits (zero sizes count as 1, for
// strides).
std::optional<std::uint64_t> size_in_bytes(TensorType type,
                                           const std::vector<std::int64_t>& shape) {
    std::int64_t bound = static_cast<std::int64_t>(bytes_of(type));
    bool empty = false;
    for (const std::int64_t size : shape) {
        if (size < 0) return std::nullopt;
        empty = empty || size == 0;
        if (__builtin_mul_overflow(bound, std::max<std::int64_t>(size, 1), &bound))
            return std::nullopt;
    }
    return empty ? 0 : static_cast<std::uint64_t>(bound);
}

class Mapping {
public:
    Mapping(void* address, std::size_t size) : address_(address), size_(size) {}
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping() { ::munmap(address_, size_); }

private:
    void* address_;
    std::size_t size_;
};

// The second place in the header where a top-level key repeats; the JSON reader has seen that one
// does.
std::size_t repeated_key(std::string_view header) {
    std::set<std::string_view> seen;
    int depth = 0;
    bool key_next = false;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const char c = header[i];
        if (c == '"') {
            const std::size_t start = i;
            for (++i; i < header.size() && header[i] != '"'; ++i) i += header[i] == '\\' ? 1 : 0;
            if (depth == 1 && key_next && !seen.insert(header.substr(start, i - start)).second)
                return start;
            key_next = false;
        }
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
        key_next = key_next || c == '{' || c == ',';
    }
    return 0;
}

// What reads the header: knows the file's name and its text, so that each fault can say where it
// is.
class HeaderReader {
public:
    HeaderReader(std::string_view what, std::string_view header, std::string_view data)
        : what_(what), header_(header), data_(data) {}

    Result<void> read(std::vector<TensorBytes>& tensors,
                      std::map<std::string, std::string>& metadata);

private:
    Error bad(std::size_t byte, std::string cause, ErrorCode code = ErrorCode::BadFile) const {
        return make_error(code, "%1 is not a usable safetensors file. Byte %2: %3.",
                          {std::string(what_), std::to_string(byte), std::move(cause)});
    }
    Error bad_entry(const std::string& name, std::string cause,
                    ErrorCode code = ErrorCode::BadFile) const {
        const std::size_t found = header_.find(compact_json(name));
        return bad(kPrefix + (found == std::string_view::npos ? 0 : found),
                   "\"" + name + "\" " + std::move(cause), code);
    }
    Error bad_json(const Error& error) const;
    Result<void> read_metadata(const Json& value,
                               std::map<std::string, std::string>& metadata) const;
    Result<TensorBytes> read_entry(const std::string& name, const Json& value) const;
    Result<void> read_shape(const Json& value, TensorBytes& tensor) const;
    Result<void> read_offsets(const Json& value, TensorBytes& tensor) const;
    Result<void> check_cover(const std::vector<TensorBytes>& tensors) const;
    std::size_t place_of(const TensorBytes& tensor) const {
        return static_cast<std::size_t>(reinterpret_cast<const char*>(tensor.bytes.data()) -
                                        data_.data());
    }

    std::string_view what_;
    std::string_view header_;
    std::string_view data_;
};

Error HeaderReader::bad_json(const Error& error) const {
    return bad(kPrefix + repeated_key(header_), error.text().substr(0, error.text().size() - 1));
}

Result<void> HeaderReader::read_metadata(const Json& value,
                                         std::map<std::string, std::string>& metadata) const {
    if (!value.is_object()) return bad_entry("__metadata__", "is not an object");
    for (const auto& [key, text] : value.items()) {
        if (!text.is_string()) return bad_entry("__metadata__", "holds something that is not text");
        metadata.emplace(key, text.get<std::string>());
    }
    return {};
}

Result<void> HeaderReader::read_shape(const Json& value, TensorBytes& tensor) const {
    if (!value.is_array()) return bad_entry(tensor.name, "has a shape that is not a list");
    if (value.size() > kMostDimensions)
        return bad_entry(tensor.name, "has more than 32 dimensions");
    for (const Json& size : value) {
        if (!size.is_number_unsigned() || size.get<std::uint64_t>() > INT64_MAX) {
            return bad_entry(tensor.name,
                             "has a size that is not a whole number from 0 to 2^63 - 1");
        }
        tensor.shape.push_back(size.get<std::int64_t>());
    }
    return {};
}

Result<void> HeaderReader::read_offsets(const Json& value, TensorBytes& tensor) const {
    if (!value.is_array() || value.size() != 2 || !value[0].is_number_unsigned() ||
        !value[1].is_number_unsigned()) {
        return bad_entry(tensor.name, "has data_offsets that are not two whole numbers");
    }
    const auto begin = value[0].get<std::uint64_t>();
    const auto end = value[1].get<std::uint64_t>();
    if (begin > end) return bad_entry(tensor.name, "ends before it begins");
    if (end > data_.size()) {
        return bad_entry(tensor.name, "reaches to byte " + std::to_string(end) +
                                          " of the data, which has " +
                                          std::to_string(data_.size()));
    }
    const std::optional<std::uint64_t> needed = size_in_bytes(tensor.type, tensor.shape);
    if (!needed) return bad_entry(tensor.name, "has a shape whose size does not fit 63 bits");
    if (*needed != end - begin) {
        return bad_entry(tensor.name, "has a shape of " + std::to_string(*needed) + " bytes, but " +
                                          std::to_string(end - begin) + " in the file");
    }
    tensor.bytes = std::as_bytes(std::span(data_.data() + begin, end - begin));
    return {};
}

Result<TensorBytes> HeaderReader::read_entry(const std::string& name, const Json& value) const {
    if (!value.is_object()) return bad_entry(name, "is not described by an object");
    for (const auto& [key, ignored] : value.items()) {
        if (key != "dtype" && key != "shape" && key != "data_offsets") {
            return bad_entry(name, "has an unknown property \"" + key + "\"");
        }
    }
    if (value.size() != 3) return bad_entry(name, "lacks one of dtype, shape, data_offsets");
    const Json& type_name = value["dtype"];
    if (!type_name.is_string()) return bad_entry(name, "has a dtype that is not text");
    const auto* type = std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeInfo& known) {
        return known.name == type_name.get_ref<const std::string&>();
    });
    if (type == kTypes.end()) {
        return bad_entry(name,
                         "has the type " + compact_json(type_name) + ", which is not supported",
                         ErrorCode::Unsupported);
    }
    TensorBytes tensor{name, type->type, {}, {}};
    if (Result<void> good = read_shape(value["shape"], tensor); !good) return good.error();
    if (Result<void> good = read_offsets(value["data_offsets"], tensor); !good) return good.error();
    return tensor;
}

// Sorted by place: each tensor begins where the one before it ends, and the last ends with the
// file.
Result<void> HeaderReader::check_cover(const std::vector<TensorBytes>& tensors) const {
    const std::size_t first = kPrefix + header_.size();
    std::size_t covered = 0;
    for (const TensorBytes& tensor : tensors) {
        const std::size_t begin = place_of(tensor);
        if (begin < covered) {
            return bad(first + begin, "\"" + tensor.name + "\" overlaps the tensor before it");
        }
        if (begin > covered) {
            return bad(first + covered, std::to_string(begin - covered) + " bytes before \"" +
                                            tensor.name + "\" belong to no tensor");
        }
        covered = begin + tensor.bytes.size();
    }
    if (covered != data_.size()) {
        return bad(first + covered, "the last " + std::to_string(data_.size() - covered) +
                                        " bytes belong to no tensor");
    }
    return {};
}

Result<void> HeaderReader::read(std::vector<TensorBytes>& tensors,
                                std::map<std::string, std::string>& metadata) {
    if (header_.empty() || header_.front() != '{')
        return bad(kPrefix, "the header does not begin with {");
    Result<Json> json = read_json(header_, "the header");
    if (!json) return bad_json(json.error());
    for (const auto& [name, value] : json->items()) {
        if (name == "__metadata__") {
            if (Result<void> good = read_metadata(value, metadata); !good) return good;
            continue;
        }
        Result<TensorBytes> tensor = read_entry(name, value);
        if (!tensor) return tensor.error();
        tensors.push_back(*std::move(tensor));
    }
    std::sort(tensors.begin(), tensors.end(), [this](const TensorBytes& a, const TensorBytes& b) {
        return std::pair(place_of(a), a.bytes.size()) < std::pair(place_of(b), b.bytes.size());
    });
    return check_cover(tensors);
}

Json header_of(const std::vector<TensorBytes>& tensors,
               const std::map<std::string, std::string>& metadata) {
    Json header = Json::object();
    header["__metadata__"] = Json::object({{"format", "pt"}});
    for (const auto& [key, text] : metadata) header["__metadata__"][key] = text;
    std::uint64_t place = 0;
    for (const TensorBytes& tensor : tensors) {
        const std::uint64_t end = place + tensor.bytes.size();
        header[tensor.name] = Json::object({{"dtype", name_of(tensor.type)},
                                            {"shape", tensor.shape},
                                            {"data_offsets", {place, end}}});
        place = end;
    }
    return header;
}

}  // namespace

std::string_view name_of(TensorType type) { return info_of(type).name; }
std::size_t bytes_of(TensorType type) { return info_of(type).bytes; }

Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return io_error(errno, path);
    struct stat status {};
    const bool known = ::fstat(descriptor, &status) == 0;
    const bool regular = known && S_ISREG(status.st_mode);
    const auto size = static_cast<std::size_t>(regular ? status.st_size : 0);
    void* address =
        size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0) : nullptr;
    const int problem = errno;
    ::close(descriptor);
    if (known && !regular)
        return make_error(ErrorCode::BadFile, "%1 is not a file.", {path.string()});
    if (!known || address == MAP_FAILED) return io_error(problem, path);
    SafetensorsFile file;
    if (size > 0) file.owner_ = std::make_shared<Mapping>(address, size);
    file.bytes_ = std::string_view(static_cast<const char*>(address), size);
    if (Result<void> good = file.read(path.string()); !good) return good.error();
    return file;
}

Result<SafetensorsFile> SafetensorsFile::from_bytes(std::string bytes, std::string_view what) {
    SafetensorsFile file;
    auto owner = std::make_shared<const std::string>(std::move(bytes));
    file.bytes_ = *owner;
    file.owner_ = std::move(owner);
    if (Result<void> good = file.read(what); !good) return good.error();
    return file;
}

Result<void> SafetensorsFile::read(std::string_view what) {
    const auto bad = [&](std::string cause) {
        return make_error(ErrorCode::BadFile, "%1 is not a usable safetensors file. Byte 0: %2.",
                          {std::string(what), std::move(cause)});
    };
    if (bytes_.size() < kPrefix)
        return bad("it has only " + std::to_string(bytes_.size()) + " bytes");
    std::uint64_t length = 0;
    for (std::size_t i = kPrefix; i-- > 0;)
        length = length << 8 | static_cast<unsigned char>(bytes_[i]);
    if (length > kLongestHeader) {
        return bad("a header of " + std::to_string(length) +
                   " bytes is longer than the 16 MiB allowed");
    }
    if (length > bytes_.size() - kPrefix) {
        return bad("a header of " + std::to_string(length) + " bytes does not fit a file of " +
                   std::to_string(bytes_.size()));
    }
    HeaderReader reader(what, bytes_.substr(kPrefix, length), bytes_.substr(kPrefix + length));
    return reader.read(tensors_, metadata_);
}

const TensorBytes* SafetensorsFile::find(std::string_view name) const {
    for (const TensorBytes& tensor : tensors_) {
        if (tensor.name == name) return &tensor;
    }
    return nullptr;
}

Result<std::string> safetensors_bytes(std::vector<TensorBytes> tensors,
                                      const std::map<std::string, std::string>& metadata) {
    std::sort(tensors.begin(), tensors.end(), [](const TensorBytes& a, const TensorBytes& b) {
        return bytes_of(a.type) != bytes_of(b.type) ? bytes_of(a.type) > bytes_of(b.type)
                                                    : a.name < b.name;
    });
    std::set<std::string_view> names = {"__metadata__"};
    std::size_t total = 0;
    for (const TensorBytes& tensor : tensors) {
        if (size_in_bytes(tensor.type, tensor.shape) != tensor.bytes.size()) {
            return make_error(ErrorCode::BadUsage, "The bytes of %1 do not fit its shape.",
                              {tensor.name});
        }
        if (!names.insert(tensor.name).second) {
            return make_error(ErrorCode::BadUsage, "The tensor name %1 is taken.", {tensor.name});
        }
        total += tensor.bytes.size();
    }
    std::string header = compact_json(header_of(tensors, metadata));
    header.resize((header.size() + 7) / 8 * 8, ' ');
    std::string out;
    out.reserve(kPrefix + header.size() + total);
    for (std::size_t i = 0; i < kPrefix; ++i)
        out += static_cast<char>(header.size() >> (8 * i) & 0xFF);
    out += header;
    for (const TensorBytes& tensor : tensors) {
        out.append(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size());
    }
    return out;
}

Result<void> write_safetensors(const std::filesystem::path& path, std::vector<TensorBytes> tensors,
                               const std::map<std::string, std::string>& metadata) {
    Result<std::string> bytes = safetensors_bytes(std::move(tensors), metadata);
    if (!bytes) return bytes.error();
    return write_file_atomically(path, *bytes);
}

}  // namespace engine
