#include "engine/models/encoder.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "engine/models/adapter.h"
#include "engine/models/add_norm.h"
#include "engine/models/attention.h"
#include "engine/models/linear.h"
#include "engine/models/row_groups.h"

namespace engine {
namespace {

// One forward pass: what every layer needs, so that its parts take only names and states.
class Pass {
public:
    Pass(const EncoderShape& shape, const Weights& weights, const PassOptions& options,
         const RowGroups& rows);

    /// The batch's tensors in grouped order -> states in grouped order, as everywhere here.
    at::Tensor embeddings(const PackedBatch& batch) const;
    at::Tensor layer(const std::string& name, const at::Tensor& states) const {
        return shape_.is_decoder() ? decoder_layer(name, states) : encoder_layer(name, states);
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
            product(x, shape_.is_decoder() ? matrix.t() : matrix, weight(name + ".bias"));
        return is_adapted(name) ? out + adapter(name, x) : out;
    }
    at::Tensor product(const at::Tensor& x, const at::Tensor& matrix,
                       const at::Tensor& bias) const {
        return options_.once ? linear_once(x, matrix, bias) : at::linear(x, matrix, bias);
    }
    bool is_adapted(const std::string& name) const {
        return shape_.lora_scale != 0 && weights_.contains(name + kLoraA);
    }
    at::Tensor adapter(const std::string& name, const at::Tensor& x) const;  // what it adds
    at::Tensor norm(const std::string& name, const at::Tensor& x) const {
        return at::layer_norm(x, {shape_.hidden}, weight(name + ".weight"), weight(name + ".bias"),
                              shape_.layer_norm_eps);
    }
    at::Tensor activate(const at::Tensor& x) const;
    at::Tensor encoder_layer(const std::string& name, const at::Tensor& states) const;
    at::Tensor decoder_layer(const std::string& name, const at::Tensor& states) const;
    double attention_scale() const {
        return 1.0 / std::sqrt(static_cast<double>(shape_.hidden / shape_.heads));
    }
    at::Tensor joint(const std::string& self, const at::Tensor& states) const;
    at::Tensor attention(const at::Tensor& joint) const;
    at::Tensor packed(const at::Tensor& joint, std::uint64_t mask) const;
    at::Tensor attend(const at::Tensor& joint, const RowGroups::Group& group,
                      std::uint64_t mask) const;
    bool drops(double rate) const { return options_.dropout != nullptr && rate > 0; }
    std::vector<MaskRun> runs(std::int64_t width) const;
    at::Tensor drop(const at::Tensor& x, double rate) const;  // [tokens, width]
    at::Tensor hidden_dropout(const at::Tensor& x) const { return drop(x, shape_.hidden_dropout); }
    // LN(states + dropout(x))
    at::Tensor add_and_norm(const std::string& name, const at::Tensor& states,
                            const at::Tensor& x) const;

    const EncoderShape& shape_;
    const Weights& weights_;
    const PassOptions& options_;
    const RowGroups& rows_;
    std::vector<RowPlace> places_;  // of the rows in grouped order; empty without dropout
};

Pass::Pass(const EncoderShape& shape, const Weights& weights, const PassOptions& options,
           const RowGroups& rows)
    : shape_(shape), weights_(weights), options_(options), rows_(rows) {
    if (options.dropout == nullptr) return;
    const auto& given = options.dropout->rows();
    const auto whole = given.empty() ? row_places(rows.lengths) : std::vector<RowPlace>();
    for (const std::size_t row : rows.order)
        places_.push_back(given.empty() ? whole[row] : given[row]);
}

std::vector<MaskRun> Pass::runs(std::int64_t width) const {
    std::vector<MaskRun> out;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        out.push_back({static_cast<std::uint64_t>(places_[i].token * width),
                       rows_.lengths[rows_.order[i]] * width});
    }
    return out;
}

at::Tensor Pass::drop(const at::Tensor& x, double rate) const {
    if (!drops(rate)) return x;
    return x * dropout_mask(options_.dropout->next(), rate, runs(x.size(1)), x.sizes(), x.device());
}

at::Tensor Pass::add_and_norm(const std::string& name, const at::Tensor& states,
                              const at::Tensor& x) const {
    if (!options_.once || !can_add_norm(states, weight(name + ".weight")))
        return norm(name, states + hidden_dropout(x));
    TokenMask mask;
    if (drops(shape_.hidden_dropout))
        mask = {shape_.hidden_dropout, options_.dropout->next(), runs(x.size(1))};
    return add_norm(states, x.to(at::kFloat), mask, weight(name + ".weight"),
                    weight(name + ".bias"), shape_.layer_norm_eps);
}

// Of the batch as it is packed, [tokens].
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
    at::Tensor sum = at::embedding(weight(kWordEmbeddings), batch.ids, /*padding_idx=*/-1,
                                   /*scale_grad_by_freq=*/false, options_.once);
    sum = sum + at::embedding(weight("embeddings.position_embeddings.weight"), batch.positions);
    if (shape_.token_types > 0) {
        const at::Tensor& types = weight("embeddings.token_type_embeddings.weight");
        sum = sum +
              (batch.token_types.defined() ? at::embedding(types, batch.token_types) : types[0]);
    }
    if (!shape_.is_decoder()) sum = norm("embeddings.LayerNorm", sum);
    return drop(sum, shape_.embedding_dropout.value_or(shape_.hidden_dropout));
}

at::Tensor Pass::adapter(const std::string& name, const at::Tensor& x) const {
    const at::Tensor small = at::linear(drop(x, shape_.lora_dropout), weight(name + kLoraA));
    return at::linear(small, weight(name + kLoraB)) * shape_.lora_scale;
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

// Queries (scaled), keys and values side by side: [tokens, hidden] -> [tokens, 3 hidden].
at::Tensor Pass::joint(const std::string& self, const at::Tensor& states) const {
    const std::array names = {self + ".query", self + ".key", self + ".value"};
    const double scale = attention_scale();
    std::vector<at::Tensor> matrices, biases;
    for (const std::string& name : names) {
        matrices.push_back(weight(name + ".weight"));
        biases.push_back(weight(name + ".bias"));
    }
    matrices[0] = matrices[0] * scale;
    biases[0] = biases[0] * scale;
    const at::Tensor out = product(states, at::cat(matrices, 0), at::cat(biases, 0));
    if (std::ranges::none_of(names, [&](const std::string& name) { return is_adapted(name); }))
        return out;
    std::vector<at::Tensor> added;
    for (const std::string& name : names)
        added.push_back(is_adapted(name) ? adapter(name, states) : at::zeros_like(states));
    added[0] = added[0] * scale;
    return out + at::cat(added, 1);
}

// Explicit, because the fused kernel has no double backward on the CPU; at usual lengths it is as
// fast. joint [rows * length, 3 hidden] of a group -> [rows * length, hidden]
at::Tensor Pass::attend(const at::Tensor& joint, const RowGroups::Group& group,
                        std::uint64_t mask) const {
    const auto parts =  // each [rows, heads, length, hidden / heads]
        joint.view({group.rows, group.length, 3, shape_.heads, shape_.hidden / shape_.heads})
            .permute({2, 0, 3, 1, 4})
            .unbind(0);
    at::Tensor scores = at::matmul(parts[0], parts[1].transpose(-2, -1));
    if (shape_.is_decoder() && group.length > 1) {  // a token sees itself and those before it
        scores = scores + at::full({group.length, group.length},
                                   -std::numeric_limits<double>::infinity(), scores.options())
                              .triu(1);
    }
    at::Tensor odds = at::softmax(scores, -1);
    if (drops(shape_.attention_dropout)) {
        std::vector<MaskRun> runs;
        const std::int64_t count = shape_.heads * group.length * group.length;
        for (std::int64_t i = 0; i < group.rows; ++i) {
            const RowPlace& place = places_[static_cast<std::size_t>(group.first_row + i)];
            runs.push_back({static_cast<std::uint64_t>(place.square * shape_.heads), count});
        }
        odds =
            odds * dropout_mask(mask, shape_.attention_dropout, runs, odds.sizes(), odds.device());
    }
    return at::matmul(odds, parts[2])
        .transpose(1, 2)
        .reshape({group.rows * group.length, shape_.hidden});
}

// joint [tokens, 3 hidden] -> [tokens, hidden]
at::Tensor Pass::attention(const at::Tensor& joint) const {
    const std::uint64_t mask = drops(shape_.attention_dropout) ? options_.dropout->next() : 0;
    if (options_.once && can_attend_packed(joint)) return packed(joint, mask);
    std::vector<std::int64_t> sizes;
    for (const RowGroups::Group& group : rows_.groups) sizes.push_back(group.rows * group.length);
    const std::vector<at::Tensor> of_group = joint.split_with_sizes(sizes);
    std::vector<at::Tensor> parts;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        parts.push_back(attend(of_group[i], rows_.groups[i], mask));
    return parts.size() == 1 ? parts.front() : at::cat(parts, 0);
}

at::Tensor Pass::packed(const at::Tensor& joint, std::uint64_t mask) const {
    AttentionOptions options;
    options.heads = shape_.heads;
    options.causal = shape_.is_decoder();
    if (drops(shape_.attention_dropout)) {
        options.rate = shape_.attention_dropout;
        options.key = mask;
        for (const RowPlace& place : places_)
            options.mask_first.push_back(static_cast<std::uint64_t>(place.square * shape_.heads));
    }
    std::vector<std::int64_t> lengths;
    for (const std::size_t row : rows_.order) lengths.push_back(rows_.lengths[row]);
    return packed_attention(joint, std::move(lengths), std::move(options));
}

// Post-LayerNorm: h = LN(h + attention(h)); h = LN(h + W2 act(W1 h)). Devlin et al. 2019; Vaswani
// et al. 2017.
at::Tensor Pass::encoder_layer(const std::string& name, const at::Tensor& states) const {
    const std::string self = name + ".attention.self";
    at::Tensor out = attention(joint(self, states));
    const at::Tensor middle = add_and_norm(name + ".attention.output.LayerNorm", states,
                                           linear(name + ".attention.output.dense", out));
    out = linear(name + ".output.dense", activate(linear(name + ".intermediate.dense", middle)));
    return add_and_norm(name + ".output.LayerNorm", middle, out);
}

// Pre-LayerNorm: h = h + attention(LN(h)); h = h + W2 act(W1 LN(h)). Radford et al. 2019.
at::Tensor Pass::decoder_layer(const std::string& name, const at::Tensor& states) const {
    const auto parts =
        linear(name + ".attention.self.qkv", norm(name + ".attention.LayerNorm", states))
            .split({shape_.hidden, 2 * shape_.hidden}, 1);
    at::Tensor out = attention(at::cat({parts[0] * attention_scale(), parts[1]}, 1));
    const at::Tensor middle =
        states + hidden_dropout(linear(name + ".attention.output.dense", out));
    out = norm(name + ".intermediate.LayerNorm", middle);
    out = linear(name + ".output.dense", activate(linear(name + ".intermediate.dense", out)));
    return middle + hidden_dropout(out);
}

at::Tensor through_layers(const EncoderShape& shape, const Pass& pass, const RowGroups& rows,
                          at::Tensor states, std::int64_t from, std::int64_t to,
                          const PassOptions& options) {
    for (std::int64_t layer = from; layer < to; ++layer) {
        states = pass.layer("encoder.layer." + std::to_string(layer), states);
        if (layer + 1 == shape.layers) states = pass.last_norm(states);
        if (options.hidden_states) options.hidden_states->push_back(rows.restore(states));
    }
    return states;
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

at::Tensor encode(const EncoderShape& shape, const Weights& weights, const PackedBatch& batch,
                  const PassOptions& options) {
    const RowGroups rows = group_rows(batch.lengths, batch.ids);
    const Pass pass(shape, weights, options, rows);
    const auto grouped = [&](const at::Tensor& x) { return x.defined() ? rows.gather(x) : x; };
    const at::Tensor states = pass.embeddings({grouped(batch.ids),
                                               batch.lengths,
                                               grouped(batch.token_types),
                                               grouped(positions_of(shape, batch)),
                                               {}});
    if (options.hidden_states) options.hidden_states->push_back(rows.restore(states));
    const std::int64_t layers = options.layers < 0 ? shape.layers : options.layers;
    return rows.restore(through_layers(shape, pass, rows, states, 0, layers, options));
}

at::Tensor run_layers(const EncoderShape& shape, const Weights& weights, const at::Tensor& states,
                      const std::vector<std::int64_t>& lengths, std::int64_t from, std::int64_t to,
                      const PassOptions& options) {
    assert(0 <= from && from <= to && to <= shape.layers);
    if (from == to) return states;
    const RowGroups rows = group_rows(lengths, states);
    assert(rows.tokens == states.size(0));
    const Pass pass(shape, weights, options, rows);
    return rows.restore(through_layers(shape, pass, rows, rows.gather(states), from, to, options));
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
    return {move(batch.ids), batch.lengths, move(batch.token_types), move(batch.positions),
            move(batch.states)};
}

}  // namespace engine
