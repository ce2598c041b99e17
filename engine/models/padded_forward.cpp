#include "engine/models/padded_forward.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/models/encoder.h"
#include "engine/models/heads.h"
#include "engine/models/weights_io.h"

namespace engine {
namespace {

struct Packed {
    PackedBatch batch;
    at::Tensor places;  // [tokens] int64: where each token stands in batch * time
    std::int64_t rows = 0;
    std::int64_t time = 0;

    // [tokens, hidden] -> [batch, time, hidden], 0 where nothing stands
    at::Tensor pad(const at::Tensor& states) const {
        return at::zeros({rows * time, states.size(1)}, states.options())
            .index_copy(0, places.to(states.device()), states)
            .view({rows, time, states.size(1)});
    }
};

Error bad(const std::string& name, std::string cause) {
    return make_error(ErrorCode::BadData, "The input %1 %2.", {name, std::move(cause)});
}

// A whole-number input of the ids' shape, as int64; undefined when it is absent.
Result<at::Tensor> whole_numbers(const Weights& inputs, const std::string& name,
                                 const at::Tensor& like) {
    const auto found = inputs.find(name);
    if (found == inputs.end()) return at::Tensor();
    if (found->second.is_floating_point()) return bad(name, "must hold whole numbers");
    if (like.defined() && found->second.sizes() != like.sizes())
        return bad(name, "must have the shape of input_ids");
    return found->second.to(at::kLong);
}

Result<Packed> pack(const EncoderShape& shape, const Weights& inputs) {
    const Result<at::Tensor> ids = whole_numbers(inputs, "input_ids", {});
    if (!ids) return ids.error();
    if (!ids->defined()) return bad("input_ids", "is missing");
    if (ids->dim() != 2 || ids->numel() == 0)
        return bad("input_ids", "must have the shape [batch, time]");
    const Result<at::Tensor> mask = whole_numbers(inputs, "attention_mask", *ids);
    if (!mask) return mask.error();
    const Result<at::Tensor> types = whole_numbers(inputs, "token_type_ids", *ids);
    if (!types) return types.error();

    const at::Tensor real = mask->defined() ? mask->ne(0) : at::ones_like(*ids, at::kBool);
    if (!real.select(1, 0).all().item<bool>()) {
        return bad("attention_mask", "must have 1 at the first position of each row");
    }
    Packed out;
    out.rows = ids->size(0);
    out.time = ids->size(1);
    out.places = real.flatten().nonzero().squeeze(1);
    out.batch.ids = ids->flatten().index_select(0, out.places);
    out.batch.positions = padded_positions(shape, *ids).flatten().index_select(0, out.places);
    if (types->defined()) out.batch.token_types = types->flatten().index_select(0, out.places);
    const at::Tensor lengths = real.sum(1);
    for (std::int64_t row = 0; row < out.rows; ++row)
        out.batch.lengths.push_back(lengths[row].item<std::int64_t>());
    if (Result<void> good = check_batch(shape, out.batch); !good) return good.error();
    return out;
}

// logits [batch, classes] -> []; which loss is chosen as Hugging Face's problem_type does.
Result<at::Tensor> loss_of(const at::Tensor& logits, const at::Tensor& labels) {
    const std::int64_t rows = logits.size(0);
    const std::int64_t classes = logits.size(1);
    if (classes == 1) {
        if (labels.numel() != rows) return bad("labels", "must have one number a row");
        return at::mse_loss(logits.flatten(), labels.flatten().to(logits.scalar_type()));
    }
    if (labels.is_floating_point()) {
        if (labels.sizes() != logits.sizes())
            return bad("labels", "must have the shape [batch, classes]");
        return at::binary_cross_entropy_with_logits(logits, labels.to(logits.scalar_type()));
    }
    if (labels.numel() != rows) return bad("labels", "must have one class a row");
    const at::Tensor target = labels.flatten().to(at::kLong);
    const at::Tensor known =
        target.eq(-100).logical_or(target.ge(0).logical_and(target.lt(classes)));
    if (!known.all().item<bool>()) {
        return bad("labels", "must hold classes from 0 to " + std::to_string(classes - 1));
    }
    return at::cross_entropy_loss(logits, target);
}

void add_gradients(const EncoderFolder& model, const Weights& weights, const at::Tensor& loss,
                   Weights& out) {
    std::vector<at::Tensor> variables;
    for (const auto& [name, weight] : weights) variables.push_back(weight);
    const auto gradients =
        torch::autograd::grad({loss}, variables, {}, false, false, /*allow_unused=*/true);
    std::size_t i = 0;
    for (const auto& [name, weight] : weights) {
        const at::Tensor& gradient = gradients[i++];
        if (gradient.defined()) out["grad." + model.file_names.at(name)] = gradient;
    }
}

Weights as_leaves(const Weights& weights) {
    Weights out;
    for (const auto& [name, weight] : weights) out[name] = weight.detach().requires_grad_(true);
    return out;
}

Result<void> check_request(const EncoderFolder& model, const Weights& inputs,
                           const PaddedForwardOptions& options) {
    const bool labels = inputs.contains("labels");
    if (labels && !model.shape.has_classifier) {
        return make_error(ErrorCode::BadUsage,
                          "%1 has no classification head, so labels give no loss.",
                          {model.path.string()});
    }
    if (options.gradients && !labels) {
        return make_error(ErrorCode::BadUsage, "Gradients need the input labels.");
    }
    return {};
}

}  // namespace

Result<Weights> padded_forward(const EncoderFolder& model, const Weights& inputs,
                               const PaddedForwardOptions& options) {
    if (Result<void> good = check_request(model, inputs, options); !good) return good.error();
    const Result<Packed> packed = pack(model.shape, inputs);
    if (!packed) return packed.error();
    const at::Device device = model.weights.begin()->second.device();
    const PackedBatch batch = on_device(packed->batch, device);
    const at::AutoGradMode grad_mode(options.gradients);
    const Weights weights = options.gradients ? as_leaves(model.weights) : model.weights;
    std::vector<at::Tensor> hidden;
    const at::Tensor states = encode(model.shape, weights, batch,
                                     {.hidden_states = options.hidden_states ? &hidden : nullptr});

    Weights out;
    out["last_hidden_state"] = packed->pad(states);
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        out["hidden_states." + std::to_string(i)] = packed->pad(hidden[i]);
    }
    if (model.shape.has_pooler)
        out["pooler_output"] = pooler_output(weights, states, batch.lengths);
    if (!model.shape.has_classifier) return out;
    out["logits"] = classifier_logits(model.shape, weights, batch, states);
    if (const auto labels = inputs.find("labels"); labels != inputs.end()) {
        const Result<at::Tensor> loss = loss_of(out["logits"], labels->second.to(device));
        if (!loss) return loss.error();
        out["loss"] = loss->reshape({1});
        if (options.gradients) add_gradients(model, weights, *loss, out);
    }
    return out;
}

Result<void> padded_forward_files(const std::filesystem::path& model,
                                  const std::filesystem::path& inputs,
                                  const std::filesystem::path& out,
                                  const PaddedForwardOptions& options) {
    const Result<EncoderFolder> folder = load_encoder(model);
    if (!folder) return folder.error();
    const Result<Weights> read = read_weights(inputs);
    if (!read) return read.error();
    const Result<Weights> outputs = padded_forward(*folder, *read, options);
    if (!outputs) return outputs.error();
    return write_weights(out, *outputs);
}

}  // namespace engine
