#include "engine/models/encoder_folder.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/files.h"
#include "engine/base/hash.h"
#include "engine/base/pickle.h"
#include "engine/base/safetensors.h"
#include "engine/models/adapter.h"
#include "engine/models/model_names.h"
#include "engine/models/weights_io.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kLargestConfig = 16U << 20;

constexpr std::size_t kMostShards = 4096;

using ByName = std::map<std::string, const TensorBytes*>;  // canonical name -> tensor in its file

// One file, or the shards of an index, in the order of their names.
struct WeightFiles {
    std::vector<fs::path> paths;
    std::vector<SafetensorsFile> files;
};

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

Result<std::vector<fs::path>> shards_of(const fs::path& folder, const fs::path& index) {
    const Result<std::string> text = read_file(index, kLargestConfig);
    if (!text) return text.error();
    const Result<Json> json = read_json(*text, index.string());
    if (!json) return json.error();
    const Json map = json->is_object() ? json->value("weight_map", Json()) : Json();
    const auto damaged = [&](std::string cause) {
        return make_error(ErrorCode::BadModel, "%1: %2.", {index.string(), std::move(cause)});
    };
    if (!map.is_object() || map.empty()) return damaged("it has no weight_map");
    std::set<std::string> names;
    for (const auto& [weight, file] : map.items()) {
        const std::string name = file.is_string() ? file.get<std::string>() : "";
        if (!name.ends_with(".safetensors") || name.find('/') != std::string::npos)
            return damaged("weight_map names no safetensors file of this folder for " + weight);
        names.insert(name);
    }
    if (names.size() > kMostShards) return damaged("it names too many files");
    std::vector<fs::path> out;
    for (const std::string& name : names) out.push_back(folder / name);
    return out;
}

Result<WeightFiles> open_weights(const fs::path& folder) {
    WeightFiles out;
    std::error_code ignored;
    const fs::path index = folder / "model.safetensors.index.json";
    const bool whole = fs::exists(folder / "model.safetensors", ignored);
    if (!whole && fs::exists(index, ignored)) {
        Result<std::vector<fs::path>> shards = shards_of(folder, index);
        if (!shards) return shards.error();
        out.paths = *std::move(shards);
    } else {
        out.paths = {folder / "model.safetensors"};
        if (const fs::path pickle = pickle_in(folder); !whole && !pickle.empty())
            return pickle_refused(pickle, ErrorCode::Unsupported);
    }
    for (const fs::path& path : out.paths) {
        Result<SafetensorsFile> file = SafetensorsFile::open(path);
        if (!file) return file.error();
        out.files.push_back(*std::move(file));
    }
    return out;
}

Result<ByName> name_weights(const WeightFiles& files, std::string_view type) {
    ByName out;
    for (std::size_t i = 0; i < files.files.size(); ++i) {
        for (const TensorBytes& tensor : files.files[i].tensors()) {
            if (may_be_ignored(without_prefix(tensor.name, type))) continue;
            const auto [place, added] = out.emplace(canonical_name(tensor.name, type), &tensor);
            if (!added) {
                return bad_weight(files.paths[i], tensor.name,
                                  "stands twice, also as " + place->second->name);
            }
        }
    }
    return out;
}

std::string hash_of(const WeightFiles& files) {
    Sha256 hash;
    for (const SafetensorsFile& file : files.files) hash.add(file.all_bytes());
    return hex(hash.finish());
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
    const Result<WeightFiles> files = open_weights(out.path);
    if (!files) return files.error();
    const fs::path& path = files->paths.front();
    Result<ByName> by_name = name_weights(*files, out.shape.model_type);
    if (!by_name) return by_name.error();
    EncoderShape& shape = out.shape;
    shape.has_pooler = by_name->contains("pooler.dense.weight");
    shape.has_classifier = by_name->contains(classifier_weight(shape.model_type));
    if (shape.has_classifier && !shape.has_pooler && shape.model_type == "bert")
        return bad_weight(path, "pooler.dense.weight", "is missing");
    if (Result<void> good = take_weights(*std::move(by_name), path, type, out); !good) return good;
    for (const SafetensorsFile& file : files->files) out.file_bytes += file.all_bytes().size();
    out.weights_sha256 = hash_of(*files);
    return {};
}

}  // namespace

Result<EncoderFolder> load_encoder(const fs::path& folder, at::ScalarType type) {
    if (is_adapter_folder(folder)) {
        Result<EncoderFolder> adapted = load_adapter(folder);
        if (adapted) merge_lora(adapted->shape, adapted->weights);
        return adapted;
    }
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
    // Only its last token has seen the whole text.
    if (!out.pooling.stated && out.shape.is_decoder()) out.pooling.pooling = Pooling::Last;
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
