#include "engine/models/linear.h"

#include <ATen/ATen.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/csrc/autograd/custom_function.h>

#include <optional>

namespace engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

using Product = at::Tensor(const at::Tensor& x, const at::Tensor& weight,
                           const std::optional<at::Tensor>& bias, c10::string_view attribute,
                           c10::List<std::optional<at::Scalar>> scalars,
                           std::optional<c10::string_view> algorithm);

const std::optional<c10::TypedOperatorHandle<Product>>& product() {
    static const auto found = [] {
        std::optional<c10::TypedOperatorHandle<Product>> out;
        if (const auto schema =
                c10::Dispatcher::singleton().findSchema({"mkldnn::_linear_pointwise", ""}))
            out = schema->typed<Product>();
        return out;
    }();
    return found;
}

at::Tensor product_of(const at::Tensor& x, const at::Tensor& weight,
                      const std::optional<at::Tensor>& bias = {}) {
    return product()->call(x, weight, bias, "none", c10::List<std::optional<at::Scalar>>(),
                           std::nullopt);
}

class LinearOnce : public torch::autograd::Function<LinearOnce> {
public:
    static Variable forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            const at::Tensor& bias) {
        context->save_for_backward({x, weight});
        return product_of(x, weight, bias);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor gradient = gradients[0].contiguous();
        at::Tensor of_x, of_weight, of_bias;
        if (context->needs_input_grad(0)) of_x = product_of(gradient, saved[1].t());
        if (context->needs_input_grad(1)) of_weight = at::mm(gradient.t(), saved[0]);
        if (context->needs_input_grad(2)) of_bias = gradient.sum(0);
        return {of_x, of_weight, of_bias};
    }
};

bool takes(const at::Tensor& x, const at::Tensor& weight) {
    return x.device().is_cpu() && x.dim() == 2 && x.size(0) > 1 && x.scalar_type() == at::kFloat &&
           weight.scalar_type() == at::kFloat && !at::autocast::is_autocast_enabled(at::kCPU) &&
           product().has_value();
}

}  // namespace

at::Tensor linear_once(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    if (!takes(x, weight)) return at::linear(x, weight, bias);
    return LinearOnce::apply(x.contiguous(), weight, bias);
}

}  // namespace engine
