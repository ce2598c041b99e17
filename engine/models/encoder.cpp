#include "engine/models/encoder.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "engine/models/adapter.h"
#include "engine/models/row_groups.h"

namespace engine {
namespace {

// One forward pass: what every layer needs, so that its parts take only names and states.
class Pass {
public:
    Pass(const EncoderShape& shape, const Weights& weights, const PassOptions& options)
        : shape_(shape), weights_(weights), options_(options) {}

    at::Tensor embeddings(const PackedBatch& batch) const;
    at::Tensor layer(const std::string& name, const at::Tensor& states,
                     const RowGroups& rows) const {
        return shape_.is_decoder() ? decoder_layer(name, states, rows)
                                   : encoder_layer(name, states, rows);
    }
    at::Tensor last_norm(const at::Tensor& states) const {
        return shape_.is_decoder() ? norm("encoder.LayerNorm", states) : states;
    }

private:
    const at::Tensor& weight(const std::string& name) const { return weights_.at(name); }

    // [tokens, in] -> [tokens, out]
    at::Tensor linear(const std::string& name, const at::Tensor& x) const {
        const at::Tensor& matrix = weight(name + ".weight");  // GPT-2's are [in, out]
        const at::Tensor out =
            at::linear(x, shape_.is_decoder() ? matrix.t() : matrix, weight(name + ".bias"));
        return shape_.lora_scale == 0 ? out : adapted(name, x, out);
    }
    at::Tensor adapted(const std::string& name, const at::Tensor& x, const at::Tensor& out) const;
    at::Tensor norm(const std::string& name, const at::Tensor& x) const {
        return at::layer_norm(x, {shape_.hidden}, weight(name + ".weight"), weight(name + ".bias"),
                              shape_.layer_norm_eps);
    }
    at::Tensor activate(const at::Tensor& x) const;
    at::Tensor encoder_layer(const std::string& name, const at::Tensor& states,
                             const RowGroups& rows) const;
    at::Tensor decoder_layer(const std::string& name, const at::Tensor& states,
                             const RowGroups& rows) const;
    at::Tensor attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                         const RowGroups& rows) const;
    at::Tensor hidden_dropout(const at::Tensor& x) const {
        return dropout(x, shape_.hidden_dropout, options_.dropout);
    }
    at::Tensor attend(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                      const RowGroups::Group& group) const;

    const EncoderShape& shape_;
    const Weights& weights_;
    const PassOptions& options_;
};

at::Tensor positions_of(const EncoderShape& shape, const PackedBatch& batch) {
    if (batch.positions.defined()) return batch.positions;
    std::vector<std::int64_t> out;
    std::vector<std::int64_t> row_starts;  // of each token's row
    out.reserve(static_cast<std::size_t>(batch.ids.numel()));
    for (const std::int64_t length : batch.lengths) {
        if (shape.first_position > 0) {
            row_starts.insert(row_starts.end(), static_cast<std::size_t>(length),
                              static_cast<std::int64_t>(out.size()));
        }
        for (std::int64_t position = 0; position < length; ++position) out.push_back(position);
    }
    if (shape.first_position == 0) return at::tensor(out, at::kLong).to(batch.ids.device());
    // RoBERTa: how many tokens that are no padding the row had so far.
    const at::Tensor real = batch.ids.ne(shape.pad_id).to(at::kLong);
    const at::Tensor before = at::cumsum(real, 0) - real;
    const at::Tensor starts =
        before.index_select(0, at::tensor(row_starts, at::kLong).to(batch.ids.device()));
    return (before - starts + real) * real + shape.pad_id;
}

at::Tensor Pass::embeddings(const PackedBatch& batch) const {
    at::Tensor sum = at::embedding(weight("embeddings.word_embeddings.weight"), batch.ids);
    sum = sum + at::embedding(weight("embeddings.position_embeddings.weight"),
                              positions_of(shape_, batch));
    if (shape_.token_types > 0) {
        const at::Tensor& types = weight("embeddings.token_type_embeddings.weight");
        sum = sum +
              (batch.token_types.defined() ? at::embedding(types, batch.token_types) : types[0]);
    }
    if (!shape_.is_decoder()) sum = norm("embeddings.LayerNorm", sum);
    return dropout(sum, shape_.embedding_dropout.value_or(shape_.hidden_dropout), options_.dropout);
}

at::Tensor Pass::adapted(const std::string& name, const at::Tensor& x,
                         const at::Tensor& out) const {
    const auto a = weights_.find(name + kLoraA);
    if (a == weights_.end()) return out;
    const at::Tensor small =
        at::linear(dropout(x, shape_.lora_dropout, options_.dropout), a->second);
    return out + at::linear(small, weight(name + kLoraB)) * shape_.lora_scale;
}

at::Tensor Pass::activate(const at::Tensor& x) const {
    switch (shape_.activation) {
        case Activation::Gelu:
            return at::gelu(x);
        case Activation::GeluTanh:
            return at::gelu(x, "tanh");
        case Activation::Relu:
            return at::relu(x);
    }
    return x;
}

// Explicit, because the fused kernel has no double backward on the CPU; at usual lengths it is as
// fast. query (already scaled), key, value [tokens, hidden] -> [rows * length, hidden] of the group
at::Tensor Pass::attend(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                        const RowGroups::Group& group) const {
    const std::int64_t tokens = group.rows * group.length;
    const auto split = [&](const at::Tensor& x) {  // -> [rows, heads, length, hidden / heads]
        return x.narrow(0, group.first, tokens)
            .view({group.rows, group.length, shape_.heads, shape_.hidden / shape_.heads})
            .transpose(1, 2);
    };
    at::Tensor scores = at::matmul(split(query), split(key).transpose(-2, -1));
    if (shape_.is_decoder() && group.length > 1) {  // a token sees itself and those before it
        scores = scores + at::full({group.length, group.length},
                                   -std::numeric_limits<double>::infinity(), scores.options())
                              .triu(1);
    }
    const at::Tensor odds =
        dropout(at::softmax(scores, -1), shape_.attention_dropout, options_.dropout);
    return at::matmul(odds, split(value)).transpose(1, 2).reshape({tokens, shape_.hidden});
}

// query, key, value [tokens, hidden] in grouped order -> [tokens, hidden]
at::Tensor Pass::attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                           const RowGroups& rows) const {
    const double scale = 1.0 / std::sqrt(static_cast<double>(shape_.hidden / shape_.heads));
    const at::Tensor scaled = query * scale;
    std::vector<at::Tensor> parts;
    parts.reserve(rows.groups.size());
    for (const RowGroups::Group& group : rows.groups)
        parts.push_back(attend(scaled, key, value, group));
    return parts.size() == 1 ? parts.front() : at::cat(parts, 0);
}

// Post-LayerNorm: h = LN(h + attention(h)); h = LN(h + W2 act(W1 h)). Devlin et al. 2019; Vaswani
// et al. 2017.
at::Tensor Pass::encoder_layer(const std::string& name, const at::Tensor& states,
                               const RowGroups& rows) const {
    const std::string self = name + ".attention.self";
    at::Tensor out = attention(linear(self + ".query", states), linear(self + ".key", states),
                               linear(self + ".value", states), rows);
    out = hidden_dropout(linear(name + ".attention.output.dense", out));
    const at::Tensor middle = norm(name + ".attention.output.LayerNorm", states + out);
    out = linear(name + ".output.dense", activate(linear(name + ".intermediate.dense", middle)));
    return norm(name + ".output.LayerNorm", middle + hidden_dropout(out));
}

// Pre-LayerNorm: h = h + attention(LN(h)); h = h + W2 act(W1 LN(h)). Radford et al. 2019.
at::Tensor Pass::decoder_layer(const std::string& name, const at::Tensor& states,
                               const RowGroups& rows) const {
    const auto parts =
        linear(name + ".attention.self.qkv", norm(name + ".attention.LayerNorm", states))
            .split(shape_.hidden, 1);
    at::Tensor out = attention(parts[0], parts[1], parts[2], rows);
    const at::Tensor middle =
        states + hidden_dropout(linear(name + ".attention.output.dense", out));
    out = norm(name + ".intermediate.LayerNorm", middle);
    out = linear(name + ".output.dense", activate(linear(name + ".intermediate.dense", out)));
    return middle + hidden_dropout(out);
}

Result<void> check_range(const at::Tensor& values, std::int64_t limit, const char* what) {
    if (!values.defined() || values.numel() == 0) return {};
    const auto least = values.min().item<std::int64_t>();
    const auto most = values.max().item<std::int64_t>();
    if (least >= 0 && most < limit) return {};
    return make_error(ErrorCode::BadData, "%1 %2 is out of range: this encoder has %3.",
                      {what, std::to_string(least < 0 ? least : most), std::to_string(limit)});
}

}  // namespace

at::Tensor dropout(const at::Tensor& x, double rate, at::Generator* generator) {
    if (generator == nullptr || rate <= 0) return x;
    if (rate >= 1) return x * 0;
    const double keep = 1.0 - rate;
    return x * at::empty_like(x, x.options().requires_grad(false))
                   .bernoulli_(keep, *generator)
                   .div_(keep);
}

at::Tensor embed_tokens(const EncoderShape& shape, const Weights& weights, const PackedBatch& batch,
                        const PassOptions& options) {
    return Pass(shape, weights, options).embeddings(batch);
}

at::Tensor run_layers(const EncoderShape& shape, const Weights& weights, const at::Tensor& states,
                      const std::vector<std::int64_t>& lengths, std::int64_t from, std::int64_t to,
                      const PassOptions& options) {
    assert(0 <= from && from <= to && to <= shape.layers);
    if (from == to) return states;
    const RowGroups rows = group_rows(lengths, states);
    assert(rows.tokens == states.size(0));
    const Pass pass(shape, weights, options);
    at::Tensor out = rows.gather(states);
    for (std::int64_t layer = from; layer < to; ++layer) {
        out = pass.layer("encoder.layer." + std::to_string(layer), out, rows);
        if (layer + 1 == shape.layers) out = pass.last_norm(out);
        if (options.hidden_states) options.hidden_states->push_back(rows.restore(out));
    }
    return rows.restore(out);
}

at::Tensor encode(const EncoderShape& shape, const Weights& weights, const PackedBatch& batch,
                  const PassOptions& options) {
    const at::Tensor states = embed_tokens(shape, weights, batch, options);
    if (options.hidden_states) options.hidden_states->push_back(states);
    return run_layers(shape, weights, states, batch.lengths, 0, shape.layers, options);
}

Result<void> check_batch(const EncoderShape& shape, const PackedBatch& batch) {
    std::int64_t tokens = 0;
    for (std::size_t row = 0; row < batch.lengths.size(); ++row) {
        const std::int64_t length = batch.lengths[row];
        if (length < 1 || length > shape.positions) {
            return make_error(
                ErrorCode::BadData, "Row %1 has %2 tokens; this encoder reads 1 to %3.",
                {std::to_string(row), std::to_string(length), std::to_string(shape.positions)});
        }
        tokens += length;
    }
    if (tokens != batch.ids.numel()) {
        return make_error(ErrorCode::BadData, "%1 ids were given for rows of %2 tokens together.",
                          {std::to_string(batch.ids.numel()), std::to_string(tokens)});
    }
    if (auto good = check_range(batch.ids, shape.vocabulary, "Token id"); !good) return good;
    if (auto good = check_range(batch.token_types, shape.token_types, "Token type"); !good)
        return good;
    return check_range(batch.positions, shape.positions + shape.first_position, "Position");
}

at::Tensor padded_positions(const EncoderShape& shape, const at::Tensor& ids) {
    if (shape.first_position == 0)
        return at::arange(ids.size(1), at::kLong).expand({ids.size(0), -1});
    const at::Tensor real = ids.ne(shape.pad_id).to(at::kLong);
    return at::cumsum(real, 1) * real + shape.pad_id;
}

PackedBatch on_device(const PackedBatch& batch, const at::Device& device) {
    const auto move = [&](const at::Tensor& x) { return x.defined() ? x.to(device) : x; };
    return {move(batch.ids), batch.lengths, move(batch.token_types), move(batch.positions)};
}

}  // namespace engine
