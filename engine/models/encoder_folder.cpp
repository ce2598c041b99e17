#include "engine/models/encoder_folder.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/files.h"
#include "engine/base/hash.h"
#include "engine/base/safetensors.h"
#include "engine/models/weights_io.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kLargestConfig = 16U << 20;

using ByName = std::map<std::string, const TensorBytes*>;  // canonical name -> tensor in the file

// Buffers and heads of other tasks that published BERT files carry; nothing here computes with
// them.
bool may_be_ignored(std::string_view name) {
    constexpr std::array kIgnored = {"embeddings.position_ids", "embeddings.token_type_ids",
                                     "cls.predictions.", "cls.seq_relationship.", "qa_outputs."};
    return std::any_of(kIgnored.begin(), kIgnored.end(), [&](std::string_view start) {
        return name.substr(0, start.size()) == start;
    });
}

Error bad_weight(const fs::path& file, const std::string& name, std::string cause) {
    return make_error(ErrorCode::BadModel, "%1: the weight %2 %3.",
                      {file.string(), name, std::move(cause)});
}

std::string text_of(const std::vector<std::int64_t>& shape) {
    std::string out = "[";
    for (std::size_t i = 0; i < shape.size(); ++i)
        out += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    return out + "]";
}

bool is_real(TensorType type) {
    return type == TensorType::F64 || type == TensorType::F32 || type == TensorType::F16 ||
           type == TensorType::BF16;
}

Result<Json> read_config(const fs::path& folder) {
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored)) {
        return make_error(ErrorCode::MissingFile, "The model folder %1 does not exist.",
                          {folder.string()});
    }
    const fs::path file = folder / "config.json";
    const Result<std::string> text = read_file(file, kLargestConfig);
    if (!text) return text.error();
    return read_json(*text, file.string());
}

Result<SafetensorsFile> open_weights(const fs::path& folder) {
    const fs::path file = folder / "model.safetensors";
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        if (fs::exists(folder / "pytorch_model.bin", ignored)) {
            return make_error(ErrorCode::Unsupported,
                              "Pickle files can run code and are refused. Convert to safetensors.",
                              {}, (folder / "pytorch_model.bin").string());
        }
        if (fs::exists(folder / "model.safetensors.index.json", ignored)) {
            return make_error(
                ErrorCode::Unsupported,
                "%1 holds its weights in several files. Save it as one model.safetensors.",
                {folder.string()});
        }
    }
    return SafetensorsFile::open(file);
}

Result<ByName> name_weights(const SafetensorsFile& file, const fs::path& path) {
    ByName out;
    for (const TensorBytes& tensor : file.tensors()) {
        const std::string name = canonical_name(tensor.name);
        if (may_be_ignored(name)) continue;
        const auto [place, added] = out.emplace(name, &tensor);
        if (!added)
            return bad_weight(path, tensor.name, "stands twice, also as " + place->second->name);
    }
    return out;
}

Result<at::Tensor> take_weight(const TensorBytes& stored, const std::vector<std::int64_t>& shape,
                               const fs::path& path, at::ScalarType type) {
    if (!is_real(stored.type)) {
        return bad_weight(path, stored.name, "has the type " + std::string(name_of(stored.type)));
    }
    if (stored.shape != shape) {
        return bad_weight(
            path, stored.name,
            "has the shape " + text_of(stored.shape) + "; config.json asks for " + text_of(shape));
    }
    at::Tensor weight = tensor_of(stored).to(type);
    if (!weight.isfinite().all().item<bool>()) {
        return bad_weight(path, stored.name, "holds a number that is not finite");
    }
    return weight;
}

Result<void> take_weights(ByName by_name, const fs::path& path, at::ScalarType type,
                          EncoderFolder& out) {
    for (const ParameterInfo& parameter : parameters_of(out.shape)) {
        const auto found = by_name.find(parameter.name);
        if (found == by_name.end()) return bad_weight(path, parameter.name, "is missing");
        Result<at::Tensor> weight = take_weight(*found->second, parameter.shape, path, type);
        if (!weight) return weight.error();
        out.parameters += weight->numel();
        out.weights.emplace(parameter.name, *std::move(weight));
        out.file_names.emplace(parameter.name, found->second->name);
        by_name.erase(found);
    }
    if (!by_name.empty()) {
        return bad_weight(path, by_name.begin()->second->name,
                          "belongs to no part of this encoder");
    }
    return {};
}

Result<void> read_head(const fs::path& path, at::ScalarType type, EncoderFolder& out) {
    const Result<SafetensorsFile> file = SafetensorsFile::open(path);
    if (!file) return file.error();
    for (const TensorBytes& stored : file->tensors()) {
        Result<at::Tensor> weight = take_weight(stored, stored.shape, path, type);
        if (!weight) return weight.error();
        out.parameters += weight->numel();
        out.head.emplace(stored.name, *std::move(weight));
    }
    out.file_bytes += file->all_bytes().size();
    return {};
}

Result<void> read_weights_into(EncoderFolder& out, at::ScalarType type) {
    const fs::path path = out.path / "model.safetensors";
    const Result<SafetensorsFile> file = open_weights(out.path);
    if (!file) return file.error();
    Result<ByName> by_name = name_weights(*file, path);
    if (!by_name) return by_name.error();
    out.shape.has_pooler = by_name->contains("pooler.dense.weight");
    out.shape.has_classifier = by_name->contains("classifier.weight");
    if (out.shape.has_classifier && !out.shape.has_pooler)
        return bad_weight(path, "pooler.dense.weight", "is missing");
    if (Result<void> good = take_weights(*std::move(by_name), path, type, out); !good) return good;
    out.file_bytes = file->all_bytes().size();
    out.weights_sha256 = sha256_hex(file->all_bytes());
    return {};
}

}  // namespace

std::string canonical_name(const std::string& name_in_file) {
    std::string name = name_in_file;
    if (name.starts_with("bert.")) name.erase(0, 5);
    for (const auto& [old_end, new_end] :
         {std::pair{"LayerNorm.gamma", "weight"}, std::pair{"LayerNorm.beta", "bias"}}) {
        if (name.ends_with(old_end)) name.replace(name.rfind('.') + 1, std::string::npos, new_end);
    }
    return name;
}

Result<EncoderFolder> load_encoder(const fs::path& folder, at::ScalarType type) {
    EncoderFolder out;
    out.path = folder;
    Result<Json> config = read_config(folder);
    if (!config) return config.error();
    out.config = *std::move(config);
    Result<EncoderShape> shape = read_encoder_shape(out.config, (folder / "config.json").string());
    if (!shape) return shape.error();
    out.shape = *std::move(shape);
    Result<PoolingInfo> pooling = read_pooling_info(folder);
    if (!pooling) return pooling.error();
    out.pooling = *pooling;
    out.max_tokens =
        std::min(out.pooling.max_tokens.value_or(out.shape.positions), out.shape.positions);
    if (Result<void> good = read_weights_into(out, type); !good) return good.error();
    std::error_code ignored;
    if (fs::exists(folder / "head.safetensors", ignored)) {
        if (Result<void> good = read_head(folder / "head.safetensors", type, out); !good)
            return good.error();
    }
    return out;
}

}  // namespace engine
