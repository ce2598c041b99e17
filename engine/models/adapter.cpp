#include "engine/models/adapter.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <array>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "engine/base/files.h"
#include "engine/base/pickle.h"
#include "engine/models/model_names.h"
#include "engine/models/random_twin.h"
#include "engine/models/weights_io.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

constexpr const char* kPeftPrefix = "base_model.model.";
constexpr std::uintmax_t kLargestConfig = 1U << 20;

struct AdapterConfig {
    LoraOptions options;
    double dropout = 0;
    double scale = 0;
    std::string base;
};

Error unsupported(const fs::path& file, const std::string& what) {
    return make_error(ErrorCode::Unsupported,
                      "%1 asks for %2, which is not read here. Only plain LoRA adapters are.",
                      {file.string(), what});
}

// What a plain LoRA leaves at null, false, empty or "none".
Result<void> check_plain(const Json& config, const fs::path& file) {
    const Json kind = config.value("peft_type", Json());
    if (kind != "LORA")
        return unsupported(
            file, "the adapter " +
                      (kind.is_string() ? kind.get<std::string>() : std::string("without a type")));
    for (const char* key :
         {"use_dora", "lora_bias", "use_qalora", "use_bdlora", "rank_pattern", "alpha_pattern",
          "layer_replication", "trainable_token_indices", "target_parameters",
          "alora_invocation_tokens", "arrow_config", "velora_config", "monteclora_config"}) {
        const Json value = config.value(key, Json());
        const bool off = value.is_null() || value == Json(false) ||
                         (value.is_object() && value.empty()) ||
                         (value.is_array() && value.empty());
        if (!off) return unsupported(file, key);
    }
    const Json bias = config.value("bias", Json("none"));
    if (bias != "none") return unsupported(file, "bias = " + bias.dump());
    return {};
}

Result<AdapterConfig> read_adapter_config(const fs::path& folder) {
    const fs::path file = folder / "adapter_config.json";
    const Result<std::string> text = read_file(file, kLargestConfig);
    if (!text) return text.error();
    const Result<Json> config = read_json(*text, file.string());
    if (!config) return config.error();
    const auto bad = [&](const char* key) {
        return make_error(ErrorCode::BadModel, "%2 in %1 cannot be read.", {file.string(), key});
    };
    if (!config->is_object()) return bad("The object");
    if (Result<void> plain = check_plain(*config, file); !plain) return plain.error();
    AdapterConfig out;
    const Json rank = config->value("r", Json());
    const Json alpha = config->value("lora_alpha", Json());
    const Json dropout = config->value("lora_dropout", Json(0.0));
    if (!rank.is_number_integer() || rank < 1 || rank > 1 << 16) return bad("r");
    if (!alpha.is_number()) return bad("lora_alpha");
    if (!dropout.is_number() || dropout < 0 || dropout > 1) return bad("lora_dropout");
    out.options = {rank.get<std::int64_t>(), alpha.get<double>()};
    out.dropout = dropout.get<double>();
    const bool by_root = config->value("use_rslora", Json(false)) == Json(true);
    const auto size = static_cast<double>(out.options.rank);
    out.scale = out.options.alpha / (by_root ? std::sqrt(size) : size);
    const Json base = config->value("base_model_name_or_path", Json());
    out.base = base.is_string() ? base.get<std::string>() : "";
    return out;
}

// Name in a PEFT file -> canonical; "" for what fits no encoder's names.
std::string canonical_of_peft(const std::string& in_file, const EncoderShape& shape) {
    if (!in_file.starts_with(kPeftPrefix)) return "";
    const std::string name = in_file.substr(std::string_view(kPeftPrefix).size());
    for (const char* end : {kLoraA, kLoraB}) {
        if (!name.ends_with(end)) continue;
        const std::string matrix = name.substr(0, name.size() - std::string_view(end).size());
        const std::string ours = canonical_name(matrix + ".weight", shape.model_type);
        return ours.substr(0, ours.size() - 7) + end;
    }
    return canonical_name(name, shape.model_type);
}

std::string peft_name(const std::string& canonical, const EncoderShape& shape) {
    const auto in_file = [&](const std::string& name) {
        return kPeftPrefix + file_name_of(name, shape.model_type, shape.has_classifier);
    };
    for (const char* end : {kLoraA, kLoraB}) {
        if (!canonical.ends_with(end)) continue;
        const std::size_t size = canonical.size() - std::string_view(end).size();
        const std::string matrix = in_file(canonical.substr(0, size) + ".weight");
        return matrix.substr(0, matrix.size() - 7) + end;
    }
    return in_file(canonical);
}

// [out, in] of a matrix, whichever way round its file has it.
std::pair<std::int64_t, std::int64_t> sizes_of(const EncoderShape& shape, const at::Tensor& w) {
    return shape.is_decoder() ? std::pair(w.size(1), w.size(0)) : std::pair(w.size(0), w.size(1));
}

Result<void> take(EncoderFolder& model, const AdapterConfig& config, const std::string& name,
                  const at::Tensor& weight, const fs::path& file) {
    const auto wrong = [&](std::string cause) {
        return make_error(ErrorCode::BadModel, "%1: the weight %2 %3.",
                          {file.string(), name, std::move(cause)});
    };
    const std::string canonical = canonical_of_peft(name, model.shape);
    if (!weight.is_floating_point() || !weight.isfinite().all().item<bool>())
        return wrong("is no tensor of finite numbers");
    std::vector<std::int64_t> wanted;
    if (is_lora(canonical)) {
        const bool a = canonical.ends_with(kLoraA);
        const auto matrix = model.weights.find(
            canonical.substr(0, canonical.size() - std::string_view(kLoraA).size()) + ".weight");
        if (matrix == model.weights.end() || matrix->second.dim() != 2)
            return wrong("belongs to no matrix of the base model");
        const auto [out, in] = sizes_of(model.shape, matrix->second);
        wanted = a ? std::vector{config.options.rank, in} : std::vector{out, config.options.rank};
    } else if (const auto known = model.weights.find(canonical); known != model.weights.end()) {
        wanted = known->second.sizes().vec();
    } else {
        return wrong("belongs to no part of the base model");
    }
    if (weight.sizes().vec() != wanted) return wrong("has another shape than its base asks for");
    model.weights[canonical] = weight.to(at::kFloat);
    model.file_names[canonical] = name;
    if (is_lora(canonical)) model.parameters += weight.numel();
    return {};
}

}  // namespace

std::vector<std::string> lora_targets(const EncoderShape& shape) {
    std::vector<std::string> out;
    for (std::int64_t layer = 0; layer < shape.layers; ++layer) {
        const std::string self = "encoder.layer." + std::to_string(layer) + ".attention.self.";
        if (shape.is_decoder()) {
            out.push_back(self + "qkv");
        } else {
            out.push_back(self + "query");
            out.push_back(self + "value");
        }
    }
    return out;
}

void add_lora(EncoderShape& shape, Weights& weights, const LoraOptions& options,
              std::uint64_t seed) {
    for (const std::string& target : lora_targets(shape)) {
        const auto [out, in] = sizes_of(shape, weights.at(target + ".weight"));
        // As wide as the uniform numbers of +-1/sqrt(in) that PEFT draws.
        const double sd = 1.0 / std::sqrt(3.0 * static_cast<double>(in));
        weights[target + kLoraA] = normal_tensor({options.rank, in}, sd, seed, target + kLoraA);
        weights[target + kLoraB] = at::zeros({out, options.rank}, at::kFloat);
    }
    shape.lora_scale = options.alpha / static_cast<double>(options.rank);
}

bool is_lora(const std::string& name) { return name.ends_with(kLoraA) || name.ends_with(kLoraB); }

void merge_lora(EncoderShape& shape, Weights& weights) {
    const at::AutoGradMode no_gradients(false);
    std::vector<std::string> small;
    for (const auto& [name, a] : weights) {
        if (!is_lora(name)) continue;
        small.push_back(name);
        if (!name.ends_with(kLoraA)) continue;
        const std::string matrix = name.substr(0, name.size() - std::string_view(kLoraA).size());
        const at::Tensor change = at::matmul(weights.at(matrix + kLoraB), a) * shape.lora_scale;
        at::Tensor& whole = weights.at(matrix + ".weight");
        whole = whole + (shape.is_decoder() ? change.t() : change);
    }
    for (const std::string& name : small) weights.erase(name);
    shape.lora_scale = 0;
    shape.lora_dropout = 0;
}

bool is_adapter_folder(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(folder / "adapter_config.json", ignored) &&
           !fs::exists(folder / "config.json", ignored);
}

Result<std::string> adapter_base(const fs::path& folder) {
    Result<AdapterConfig> config = read_adapter_config(folder);
    if (!config) return config.error();
    return config->base;
}

Result<EncoderFolder> load_adapter(const fs::path& folder, const fs::path& base) {
    const Result<AdapterConfig> config = read_adapter_config(folder);
    if (!config) return config.error();
    const fs::path below = base.empty() ? folder / config->base : base;
    std::error_code ignored;
    if ((base.empty() && config->base.empty()) || !fs::exists(below / "config.json", ignored)) {
        return make_error(ErrorCode::MissingFile,
                          "The adapter %1 rests on the model %2, which is not there. Name that "
                          "model's folder.",
                          {folder.string(), base.empty() ? config->base : base.string()});
    }
    Result<EncoderFolder> model = load_encoder(below);
    if (!model) return model;
    const fs::path file = folder / "adapter_model.safetensors";
    if (const fs::path pickle = pickle_in(folder); !fs::exists(file, ignored) && !pickle.empty())
        return pickle_refused(pickle, ErrorCode::Unsupported);
    const Result<Weights> weights = read_weights(file);
    if (!weights) return weights.error();
    for (const auto& [name, weight] : *weights) {
        if (auto taken = take(*model, *config, name, weight, file); !taken) return taken.error();
    }
    for (const auto& [name, weight] : model->weights) {
        if (!name.ends_with(kLoraA)) continue;
        const std::string other =
            name.substr(0, name.size() - std::string_view(kLoraA).size()) + kLoraB;
        if (!model->weights.contains(other)) {
            return make_error(ErrorCode::BadModel, "%1: the weight %2 %3.",
                              {file.string(), peft_name(other, model->shape), "is missing"});
        }
    }
    model->shape.lora_scale = config->scale;
    model->shape.lora_dropout = config->dropout;
    model->file_bytes += fs::file_size(file, ignored);
    return model;
}

Result<void> save_adapter(const fs::path& folder, const EncoderShape& shape, const Weights& weights,
                          const LoraOptions& options, const std::string& base_name,
                          const Weights& head) {
    Weights out;
    std::set<std::string> modules;
    for (const auto& [name, weight] : weights) {
        const bool of_head = shape.has_classifier && !name.starts_with("embeddings.") &&
                             !name.starts_with("encoder.") && !name.starts_with("pooler.");
        if (!is_lora(name) && !of_head) continue;
        const std::string in_file = peft_name(name, shape);
        out[in_file] = weight;
        if (!is_lora(name)) continue;
        const std::size_t end = in_file.rfind(".lora_");
        const std::size_t begin = in_file.rfind('.', end - 1) + 1;
        modules.insert(in_file.substr(begin, end - begin));
    }
    Json config = {{"peft_type", "LORA"},
                   {"task_type", shape.has_classifier ? "SEQ_CLS" : "FEATURE_EXTRACTION"},
                   {"base_model_name_or_path", base_name},
                   {"r", options.rank},
                   {"lora_alpha", options.alpha},
                   {"lora_dropout", shape.lora_dropout},
                   {"target_modules", modules},
                   {"fan_in_fan_out", shape.is_decoder()},
                   {"bias", "none"},
                   {"inference_mode", true}};
    config["modules_to_save"] = Json(nullptr);
    if (shape.has_classifier) config["modules_to_save"] = Json::array({"classifier", "score"});
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem) return io_error(problem.value(), folder);
    if (auto done = write_weights(folder / "adapter_model.safetensors", out); !done) return done;
    if (!head.empty()) {
        if (auto done = write_weights(folder / "head.safetensors", head); !done) return done;
    }
    return write_file_atomically(folder / "adapter_config.json", config.dump(2) + "\n");
}

}  // namespace engine
