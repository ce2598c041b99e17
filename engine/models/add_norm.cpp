#include "engine/models/add_norm.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>

#include "engine/models/add_norm_kernel.h"
#include "engine/models/side_by_side.h"

namespace engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

constexpr std::int64_t kTokensAPart = 64;  // fixed, so that sums do not depend on the threads

std::int64_t parts_of(std::int64_t tokens) { return (tokens + kTokensAPart - 1) / kTokensAPart; }

template <class Work>  // (first token, tokens, part)
void for_each_part(std::int64_t tokens, Work work) {
    share_out(tokens, kTokensAPart, [&](std::int64_t from, std::int64_t to) {
        work(from, to - from, from / kTokensAPart);
    });
}

const float* read(const at::Tensor& x) { return x.defined() ? x.const_data_ptr<float>() : nullptr; }

const float* behind(const float* start, std::int64_t count) {
    return start == nullptr ? nullptr : start + count;
}

// Not a tensor to autograd, which takes no undefined ones.
struct Kept {
    at::Tensor mask;  // undefined: all of it
};

class AddNorm : public torch::autograd::Function<AddNorm> {
public:
    static Variable forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& y,
                            const Kept& kept, const at::Tensor& weight, const at::Tensor& bias,
                            double epsilon) {
        const std::int64_t tokens = x.size(0), width = x.size(1);
        const at::Tensor from = x.contiguous(), to = y.contiguous();
        at::Tensor out = at::empty_like(from), unit = at::empty_like(from);
        at::Tensor scale = at::empty({tokens}, x.options());
        float* const outs = out.mutable_data_ptr<float>();
        float* const units = unit.mutable_data_ptr<float>();
        float* const scales = scale.mutable_data_ptr<float>();
        for_each_part(tokens, [&](std::int64_t first, std::int64_t count, std::int64_t) {
            const std::int64_t at = first * width;
            norm_forward({count, width}, read(from) + at, read(to) + at,
                         behind(read(kept.mask), at), read(weight), read(bias),
                         static_cast<float>(epsilon), outs + at, units + at, scales + first);
        });
        context->save_for_backward({unit, scale, weight});
        if (kept.mask.defined()) context->saved_data["mask"] = kept.mask;
        return out;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor &unit = saved[0], &scale = saved[1], &weight = saved[2];
        const auto found = context->saved_data.find("mask");
        const at::Tensor mask =
            found == context->saved_data.end() ? at::Tensor() : found->second.toTensor();
        const at::Tensor gradient = gradients[0].contiguous();
        const std::int64_t tokens = unit.size(0), width = unit.size(1), parts = parts_of(tokens);
        at::Tensor sum = at::empty_like(unit);
        at::Tensor masked = mask.defined() ? at::empty_like(unit) : at::Tensor();
        const at::Tensor by_part = at::zeros({2, parts, width}, unit.options());
        float* const sums = sum.mutable_data_ptr<float>();
        float* const masks = masked.defined() ? masked.mutable_data_ptr<float>() : nullptr;
        float* const weights = by_part.mutable_data_ptr<float>();
        float* const biases = weights + parts * width;
        for_each_part(tokens, [&](std::int64_t first, std::int64_t count, std::int64_t part) {
            const std::int64_t at = first * width;
            norm_backward({count, width}, read(gradient) + at, read(unit) + at, read(scale) + first,
                          read(weight), behind(read(mask), at), sums + at,
                          masks == nullptr ? nullptr : masks + at, weights + part * width,
                          biases + part * width);
        });
        const at::Tensor of_norm = by_part.sum(1);
        return {sum,         mask.defined() ? masked : sum, at::Tensor(), of_norm[0], of_norm[1],
                at::Tensor()};
    }
};

}  // namespace

bool can_add_norm(const at::Tensor& x, const at::Tensor& y) {
    const auto plain = [](const at::Tensor& t) {
        return t.device().is_cpu() && t.scalar_type() == at::kFloat;
    };
    return plain(x) && plain(y);
}

at::Tensor add_norm(const at::Tensor& x, const at::Tensor& y, const TokenMask& mask,
                    const at::Tensor& weight, const at::Tensor& bias, double epsilon) {
    const at::Tensor kept =
        mask.runs.empty() ? at::Tensor()
                          : dropout_mask(mask.key, mask.rate, mask.runs, y.sizes(), y.device());
    return AddNorm::apply(x, y, Kept{kept}, weight, bias, epsilon);
}

}  // namespace engine
