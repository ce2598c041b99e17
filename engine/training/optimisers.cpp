#include "engine/training/optimisers.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

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

void update_group(const OptimiserOptions& options, double rate, double decay, Group& group) {
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

UpdateReport update_weights(const OptimiserOptions& options, double rate,
                            const ParameterRules& rules, Weights& weights, Weights& gradients,
                            OptimiserState& state) {
    const at::NoGradGuard no_grad;
    struct Item {
        const std::string* name;
        ParameterRule rule;
        at::Tensor weight, gradient;
    };
    std::vector<Item> items;
    Tensors all, penalised, penalised_gradients;
    for (auto& [name, gradient] : gradients) {
        if (!gradient.defined()) continue;
        const ParameterRule rule = rules(name);
        if (!rule.trainable) continue;
        // A gradient may be an expanded view (of a sum, say): the in-place terms below need memory
        // of its own.
        if (!gradient.is_non_overlapping_and_dense()) gradient = gradient.contiguous();
        items.push_back({&name, rule, weights.at(name), gradient});
        all.push_back(gradient);
        if (rule.decays && (options.l1 != 0 || options.l2 != 0)) {
            penalised.push_back(items.back().weight);
            penalised_gradients.push_back(gradient);
        }
    }
    UpdateReport report;
    report.penalty = add_penalties(options, penalised, penalised_gradients);
    report.gradient_norm = norm_of(all);
    if (!std::isfinite(report.gradient_norm) || items.empty()) return report;
    if (options.clip > 0) {
        const double factor = options.clip / (report.gradient_norm + 1e-6);
        if (factor < 1) at::_foreach_mul_(all, factor);
    }
    std::map<std::pair<double, bool>, Group>
        groups;  // the kernels take one rate and one decay a call
    for (const Item& item : items) {
        add_to_group(options, *item.name, item.weight, item.gradient, state,
                     groups[{item.rule.rate_scale, item.rule.decays}]);
    }
    for (auto& [key, group] : groups) {
        update_group(options, rate * key.first, key.second ? options.weight_decay : 0.0, group);
    }
    return report;
}

}  // namespace engine
