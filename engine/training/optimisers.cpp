#include "engine/training/optimisers.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/cuda/kernels.h"
#include "engine/models/side_by_side.h"
#include "engine/training/adamw_kernel.h"

namespace engine {

namespace {

using Tensors = std::vector<at::Tensor>;

/// Parameters that one kernel call may take together, in the order of their names.
struct Group {
    Tensors parameters, gradients, first, second, largest, steps;
};

at::Tensor& state_of(OptimiserState& state, const std::string& key, const at::Tensor& like) {
    at::Tensor& tensor = state[key];
    if (!tensor.defined()) tensor = at::zeros_like(like, at::MemoryFormat::Contiguous);
    return tensor;
}

void add_to_group(const OptimiserOptions& options, const std::string& name,
                  const at::Tensor& weight, const at::Tensor& gradient, OptimiserState& state,
                  Group& group) {
    group.parameters.push_back(weight);
    group.gradients.push_back(gradient);
    if (options.kind == OptimiserKind::sgd) return;
    group.first.push_back(state_of(state, "m." + name, weight));
    if (options.kind == OptimiserKind::momentum) return;
    group.second.push_back(state_of(state, "v." + name, weight));
    if (options.kind == OptimiserKind::amsgrad)
        group.largest.push_back(state_of(state, "x." + name, weight));
    at::Tensor& step = state["step." + name];
    if (!step.defined()) step = at::zeros({}, weight.options().dtype(at::kFloat));
    step.add_(1);  // the kernels read it after its advance
    group.steps.push_back(step);
}

AdamWStep adamw_step_of(const OptimiserOptions& options, double rate, double decay,
                        const at::Tensor& step) {
    return adamw_step(rate, options.beta1, options.beta2, decay, options.epsilon,
                      std::llround(step.item<double>()));
}

// A stretch of a parameter: what one thread does at a time.
constexpr std::int64_t kStretch = 16384, kStretchesATask = 8;
struct Stretch {
    std::size_t parameter;
    std::int64_t from, count;
};
std::vector<Stretch> stretches(const Tensors& tensors) {
    std::vector<Stretch> out;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        for (std::int64_t from = 0; from < tensors[i].numel(); from += kStretch)
            out.push_back({i, from, std::min(kStretch, tensors[i].numel() - from)});
    }
    return out;
}

template <class Work>  // (const Stretch&, its place)
void for_each_stretch(const std::vector<Stretch>& all, Work work) {
    share_out(std::ssize(all), kStretchesATask, [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t i = from; i < to; ++i)
            work(all[static_cast<std::size_t>(i)], static_cast<std::size_t>(i));
    });
}

bool plain_floats(const at::Tensor& x) {
    return x.device().is_cpu() && x.scalar_type() == at::kFloat && x.is_contiguous();
}

void update_by_adamw(const OptimiserOptions& options, double rate, double decay, double clip,
                     Group& group) {
    std::vector<AdamWStep> steps;
    for (const at::Tensor& step : group.steps)
        steps.push_back(adamw_step_of(options, rate, decay, step));
    for_each_stretch(stretches(group.parameters), [&](const Stretch& part, std::size_t) {
        const std::size_t i = part.parameter;
        adamw_update(steps[i], static_cast<float>(clip),
                     group.gradients[i].const_data_ptr<float>() + part.from,
                     group.parameters[i].mutable_data_ptr<float>() + part.from,
                     group.first[i].mutable_data_ptr<float>() + part.from,
                     group.second[i].mutable_data_ptr<float>() + part.from, part.count);
    });
}

void update_group(const OptimiserOptions& options, double rate, double decay, double clip,
                  Group& group) {
    const auto plain = [](const Tensors& tensors) {
        return std::ranges::all_of(tensors, plain_floats);
    };
    if (options.kind == OptimiserKind::adamw && plain(group.parameters) && plain(group.gradients))
        return update_by_adamw(options, rate, decay, clip, group);
    if (clip != 1) at::_foreach_mul_(group.gradients, clip);
    switch (options.kind) {
        case OptimiserKind::adamw:
            at::_fused_adamw_(group.parameters, group.gradients, group.first, group.second, {},
                              group.steps, rate, options.beta1, options.beta2, decay,
                              options.epsilon,
                              /*amsgrad=*/false, /*maximize=*/false);
            return;
        case OptimiserKind::adam:
        case OptimiserKind::amsgrad:
            at::_fused_adam_(group.parameters, group.gradients, group.first, group.second,
                             group.largest, group.steps, rate, options.beta1, options.beta2, decay,
                             options.epsilon, options.kind == OptimiserKind::amsgrad,
                             /*maximize=*/false);
            return;
        case OptimiserKind::sgd:
        case OptimiserKind::momentum:
            break;
    }
    if (decay != 0) at::_foreach_mul_(group.parameters, 1.0 - rate * decay);
    const double momentum = options.kind == OptimiserKind::momentum ? options.momentum : 0.0;
    if (momentum == 0) group.first.clear();  // the kernel wants no buffers then
    // Buffers start at 0, so that momentum * 0 + g is the first step's v = g: no first-step case is
    // needed.
    at::_fused_sgd_(group.parameters, group.gradients, group.first, /*weight_decay=*/0.0, momentum,
                    rate,
                    /*dampening=*/0.0, options.nesterov && momentum != 0, /*maximize=*/false,
                    /*is_first_step=*/false);
}

double add_penalties(const OptimiserOptions& options, const Tensors& weights, Tensors& gradients) {
    double value = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (options.l2 != 0) {
            value += 0.5 * options.l2 * weights[i].square().sum(at::kDouble).item<double>();
            gradients[i].add_(weights[i], options.l2);
        }
        if (options.l1 != 0) {
            value += options.l1 * weights[i].abs().sum(at::kDouble).item<double>();
            gradients[i].add_(weights[i].sign(), options.l1);
        }
    }
    return value;
}

double norm_of(const Tensors& tensors) {
    if (tensors.empty()) return 0;
    if (std::ranges::all_of(tensors, plain_floats)) {
        const auto parts = stretches(tensors);
        std::vector<double> squares(parts.size());
        for_each_stretch(parts, [&](const Stretch& part, std::size_t place) {
            squares[place] = sum_of_squares(
                tensors[part.parameter].const_data_ptr<float>() + part.from, part.count);
        });
        return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
    }
    return at::linalg_vector_norm(at::stack(at::_foreach_norm(tensors, 2)), 2).item<double>();
}

}  // namespace

bool decays_by_name(const std::string& name) {
    return !name.ends_with("bias") && name.find("LayerNorm") == std::string::npos &&
           name.find("layer_norm") == std::string::npos && name.find("ln_") == std::string::npos;
}

double global_norm(const Weights& tensors) {
    const at::NoGradGuard no_grad;
    Tensors defined;
    for (const auto& [name, tensor] : tensors) {
        if (tensor.defined()) defined.push_back(tensor);
    }
    return norm_of(defined);
}

namespace {

struct Item {
    const std::string* name;
    ParameterRule rule;
    at::Tensor weight, gradient;  // of `late` rows: [those rows, width]
    at::Tensor late;              // int64 ids, or undefined
};

// A gradient as the kernels take it: with memory of its own (it may be an expanded view, of a sum
// say), and by rows only where `rows` does the update.
Item item_of(const std::string& name, const ParameterRule& rule, const at::Tensor& weight,
             at::Tensor& gradient, const LateRows* rows) {
    if (!gradient.is_sparse()) {
        if (!gradient.is_non_overlapping_and_dense()) gradient = gradient.contiguous();
        return {&name, rule, weight, gradient, {}};
    }
    if (rows == nullptr || !rows->holds(weight)) {
        gradient = gradient.coalesce().to_dense();
        return {&name, rule, weight, gradient, {}};
    }
    gradient = gradient.coalesce();
    return {&name, rule, weight, gradient._values().contiguous(),
            gradient._indices()[0].contiguous()};
}

void update_late(const OptimiserOptions& options, double rate, double clip, const Item& item,
                 OptimiserState& state, LateRows& rows) {
    Group moments;
    add_to_group(options, *item.name, item.weight, item.gradient, state, moments);
    const double decay = item.rule.decays ? options.weight_decay : 0.0;
    rows.update(adamw_step_of(options, rate * item.rule.rate_scale, decay, moments.steps.front()),
                static_cast<float>(clip), item.late, item.gradient);
}

}  // namespace

bool can_be_late(const OptimiserOptions& options, const at::Tensor& weight) {
    return options.kind == OptimiserKind::adamw && options.l1 == 0 && options.l2 == 0 &&
           weight.dim() == 2 && weight.scalar_type() == at::kFloat && weight.is_contiguous() &&
           (weight.is_cpu() || (weight.is_cuda() && cuda::device_kernels() != nullptr));
}

LateRows late_rows(const std::string& name, const Weights& weights, OptimiserState& state) {
    const at::NoGradGuard no_grad;
    const at::Tensor& weight = weights.at(name);
    return {weight, state_of(state, "m." + name, weight), state_of(state, "v." + name, weight)};
}

UpdateReport update_weights(const OptimiserOptions& options, double rate,
                            const ParameterRules& rules, Weights& weights, Weights& gradients,
                            OptimiserState& state, LateRows* rows) {
    const at::NoGradGuard no_grad;
    std::vector<Item> items;
    Tensors all, penalised, penalised_gradients;
    for (auto& [name, gradient] : gradients) {
        if (!gradient.defined()) continue;
        const ParameterRule rule = rules(name);
        if (!rule.trainable) continue;
        items.push_back(item_of(name, rule, weights.at(name), gradient, rows));
        all.push_back(items.back().gradient);
        if (rule.decays && (options.l1 != 0 || options.l2 != 0)) {
            penalised.push_back(items.back().weight);
            penalised_gradients.push_back(items.back().gradient);
        }
    }
    UpdateReport report;
    report.penalty = add_penalties(options, penalised, penalised_gradients);
    report.gradient_norm = norm_of(all);
    if (!std::isfinite(report.gradient_norm) || items.empty()) return report;
    double clip = 1;
    if (options.clip > 0) clip = std::min(1.0, options.clip / (report.gradient_norm + 1e-6));
    std::map<std::pair<double, bool>, Group>
        groups;  // the kernels take one rate and one decay a call
    for (const Item& item : items) {
        if (item.late.defined()) {
            update_late(options, rate, clip, item, state, *rows);
            continue;
        }
        add_to_group(options, *item.name, item.weight, item.gradient, state,
                     groups[{item.rule.rate_scale, item.rule.decays}]);
    }
    for (auto& [key, group] : groups) {
        update_group(options, rate * key.first, key.second ? options.weight_decay : 0.0, clip,
                     group);
    }
    return report;
}

}  // namespace engine
