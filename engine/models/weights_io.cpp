#include "engine/models/weights_io.h"

#include <ATen/ATen.h>

#include <array>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

namespace engine {
namespace {

constexpr std::array kPairs = {
    std::pair{TensorType::F64, at::kDouble}, std::pair{TensorType::F32, at::kFloat},
    std::pair{TensorType::F16, at::kHalf},   std::pair{TensorType::BF16, at::kBFloat16},
    std::pair{TensorType::I64, at::kLong},   std::pair{TensorType::I32, at::kInt},
    std::pair{TensorType::I16, at::kShort},  std::pair{TensorType::I8, at::kChar},
    std::pair{TensorType::U8, at::kByte},    std::pair{TensorType::BOOL, at::kBool}};

std::optional<TensorType> stored_type(at::ScalarType scalar) {
    for (const auto& [stored, known] : kPairs) {
        if (known == scalar) return stored;
    }
    return std::nullopt;
}

}  // namespace

at::Tensor tensor_of(const TensorBytes& stored) {
    const at::ScalarType type = kPairs[static_cast<std::size_t>(stored.type)].second;
    // A byte that is neither 0 nor 1 must never stand in a bool.
    const bool flags = type == at::kBool;
    at::Tensor out = at::empty(stored.shape, at::TensorOptions(flags ? at::kByte : type));
    if (!stored.bytes.empty())
        std::memcpy(out.mutable_data_ptr(), stored.bytes.data(), stored.bytes.size());
    return flags ? out.ne(0) : out;
}

Result<Weights> read_weights(const std::filesystem::path& path) {
    const Result<SafetensorsFile> file = SafetensorsFile::open(path);
    if (!file) return file.error();
    Weights out;
    for (const TensorBytes& stored : file->tensors()) out.emplace(stored.name, tensor_of(stored));
    return out;
}

Result<void> write_weights(const std::filesystem::path& path, const Weights& weights,
                           const std::map<std::string, std::string>& metadata) {
    std::vector<TensorBytes> out;
    std::vector<at::Tensor> kept;  // owns the bytes that `out` borrows
    for (const auto& [name, weight] : weights) {
        const std::optional<TensorType> type = stored_type(weight.scalar_type());
        if (!type) {
            return make_error(ErrorCode::Unsupported,
                              "%1 has the type %2, which safetensors files do not hold.",
                              {name, at::toString(weight.scalar_type())});
        }
        kept.push_back(weight.detach().cpu().contiguous());
        out.push_back(
            {name,
             *type,
             kept.back().sizes().vec(),
             {static_cast<const std::byte*>(kept.back().const_data_ptr()), kept.back().nbytes()}});
    }
    return write_safetensors(path, std::move(out), metadata);
}

}  // namespace engine
