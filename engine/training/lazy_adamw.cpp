#include "engine/training/lazy_adamw.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/cuda/kernels.h"
#include "engine/models/packed_kernels.h"

namespace engine {
namespace {

constexpr std::int64_t kNumbersAStep = 3;
static_assert(sizeof(cuda::AdamwStep) == kNumbersAStep * sizeof(double));

}  // namespace

LazyAdamw::LazyAdamw(const OptimiserOptions& options, std::string name, at::Tensor weight,
                     OptimiserState& state)
    : options_(options), name_(std::move(name)), weight_(std::move(weight)), state_(state) {
    TORCH_CHECK(weight_.is_contiguous() && weight_.dim() == 2, "A table is [rows, dim], in one.");
    TORCH_CHECK(weight_.is_cpu() || cuda::device_kernels() != nullptr,
                "This program was built without kernels for a GPU.");
    const auto make = [&](const std::string& key, const at::Tensor& fresh) {
        at::Tensor& tensor = state_[key + name_];
        if (!tensor.defined()) tensor = fresh;
    };
    make("m.", at::zeros_like(weight_));
    make("v.", at::zeros_like(weight_));
    make("step.", at::zeros({}, at::kFloat));
    make("last.", at::zeros({weight_.size(0)}, weight_.options().dtype(at::kLong)));
    make("past.", at::zeros({64, kNumbersAStep}, weight_.options().dtype(at::kDouble)));
}

void LazyAdamw::catch_up(const at::Tensor& rows) {
    advance(rows.defined() ? rows : at::arange(weight_.size(0), state_["last." + name_].options()),
            {});
}

void LazyAdamw::step(double rate, bool decays, const at::Tensor& rows,
                     const at::Tensor& gradients) {
    remember(rate, decays);
    advance(rows, gradients);
}

void LazyAdamw::remember(double rate, bool decays) {
    const at::NoGradGuard no_grad;
    at::Tensor& past = state_["past." + name_];
    const auto done = state_["step." + name_].add_(1).item<std::int64_t>();
    if (done > past.size(0)) past = at::cat({past, at::zeros_like(past)});
    const auto n = static_cast<double>(done);
    past[done - 1].copy_(at::tensor(
        {1 - rate * (decays ? options_.weight_decay : 0.0),
         rate / (1 - std::pow(options_.beta1, n)), std::sqrt(1 - std::pow(options_.beta2, n))},
        at::kDouble));
}

void LazyAdamw::advance(const at::Tensor& rows, const at::Tensor& gradients) {
    const at::NoGradGuard no_grad;
    const at::Tensor wanted = rows.contiguous();
    const at::Tensor slopes =
        gradients.defined() ? gradients.to(weight_.scalar_type()).contiguous() : gradients;
    const auto data = [&](const char* key) { return state_[key + name_].mutable_data_ptr(); };
    const cuda::AdamwRows work{
        .number = weight_.scalar_type() == at::kFloat ? cuda::Number::Float : cuda::Number::Double,
        .weights = weight_.mutable_data_ptr(),
        .first = data("m."),
        .second = data("v."),
        .last = static_cast<std::int64_t*>(data("last.")),
        .rows = wanted.const_data_ptr<std::int64_t>(),
        .gradients = slopes.defined() ? slopes.const_data_ptr() : nullptr,
        .steps = static_cast<const cuda::AdamwStep*>(data("past.")),
        .count = wanted.numel(),
        .width = weight_.size(1),
        .step = state_["step." + name_].item<std::int64_t>(),
        .beta1 = options_.beta1,
        .beta2 = options_.beta2,
        .epsilon = options_.epsilon};
    if (weight_.is_cpu()) {
        cuda::run_on_host(work);
    } else {
        check_launch(cuda::device_kernels()->advance(work, place_of(weight_)));
    }
}

}  // namespace engine
