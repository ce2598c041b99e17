#include "engine/training/device_rows.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <utility>

#include "engine/models/packed_kernels.h"

namespace engine {
namespace {

constexpr std::int64_t kNumbersAStep = 7;
static_assert(sizeof(cuda::AdamwStep) == kNumbersAStep * sizeof(double));

}  // namespace

DeviceRows::DeviceRows(at::Tensor weight, at::Tensor m, at::Tensor v)
    : weight_(std::move(weight)),
      m_(std::move(m)),
      v_(std::move(v)),
      done_(at::zeros({weight_.size(0)}, weight_.options().dtype(at::kLong).requires_grad(false))),
      past_(at::zeros({64, kNumbersAStep}, done_.options().dtype(at::kDouble))) {
    TORCH_CHECK(weight_.is_contiguous() && m_.is_contiguous() && v_.is_contiguous(),
                "A table and its moments lie in one piece each.");
    TORCH_CHECK(weight_.is_cpu() || cuda::device_kernels() != nullptr,
                "This program was built without kernels for a GPU.");
}

void DeviceRows::catch_up(const at::Tensor& ids) { advance(ids, {}); }

void DeviceRows::catch_up() {
    advance(at::arange(weight_.size(0), done_.options()), {});
    done_.zero_();
    steps_ = 0;
}

void DeviceRows::update(const cuda::AdamwStep& step, const at::Tensor& ids,
                        const at::Tensor& gradient) {
    if (steps_ == past_.size(0)) past_ = at::cat({past_, at::zeros_like(past_)});
    past_[steps_].copy_(at::tensor(
        {step.keep, step.first, step.beta2, step.second, step.size, step.root, step.epsilon},
        at::kDouble));
    ++steps_;
    advance(ids, gradient.to(weight_.scalar_type()).contiguous());
}

void DeviceRows::advance(const at::Tensor& ids, const at::Tensor& gradient) {
    const at::NoGradGuard no_grad;
    const at::Tensor rows = ids.contiguous();
    const cuda::AdamwRows work{
        .number = weight_.scalar_type() == at::kFloat ? cuda::Number::Float : cuda::Number::Double,
        .weights = weight_.mutable_data_ptr(),
        .first = m_.mutable_data_ptr(),
        .second = v_.mutable_data_ptr(),
        .last = done_.mutable_data_ptr<std::int64_t>(),
        .rows = rows.const_data_ptr<std::int64_t>(),
        .gradients = gradient.defined() ? gradient.const_data_ptr() : nullptr,
        .steps = static_cast<const cuda::AdamwStep*>(past_.const_data_ptr()),
        .count = rows.numel(),
        .width = weight_.size(1),
        .step = steps_};
    if (weight_.is_cpu()) {
        cuda::run_on_host(work);
    } else {
        check_launch(cuda::device_kernels()->advance(work, place_of(weight_)));
    }
}

}  // namespace engine
