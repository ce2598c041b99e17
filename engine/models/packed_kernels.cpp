#include "engine/models/packed_kernels.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <numeric>

namespace engine {
namespace {

cuda::Number number_of(const at::Tensor& tensor) {
    TORCH_CHECK(tensor.scalar_type() == at::kFloat || tensor.scalar_type() == at::kDouble,
                "Rows are pooled as float or double.");
    return tensor.scalar_type() == at::kFloat ? cuda::Number::Float : cuda::Number::Double;
}

cuda::PoolRows::How how_of(Pooling pooling) {
    using How = cuda::PoolRows::How;
    switch (pooling) {
        case Pooling::Mean:
            return How::Mean;
        case Pooling::Cls:
            return How::First;
        case Pooling::Max:
            return How::Max;
        case Pooling::Last:
            break;
    }
    return How::Last;
}

}  // namespace

bool takes_kernels(const at::Tensor& tensor) {
    return tensor.is_cuda() && cuda::device_kernels() != nullptr &&
           !(at::GradMode::is_enabled() && tensor.requires_grad());
}

cuda::Place place_of(const at::Tensor& tensor) {
    const c10::impl::VirtualGuardImpl gpu(tensor.device().type());
    const c10::Stream stream = gpu.getStream(tensor.device());
    return {tensor.device().index(), stream.id() == 0 ? nullptr : stream.native_handle()};
}

void check_launch(const char* wrong) {
    TORCH_CHECK(wrong == nullptr, "A kernel could not be started: ", wrong);
}

at::Tensor pool_packed(const at::Tensor& states, const at::Tensor& offsets, Pooling pooling) {
    const at::Tensor all = states.contiguous();
    const at::Tensor out = at::empty({offsets.size(0) - 1, all.size(1)}, all.options());
    const cuda::PoolRows work{.number = number_of(all),
                              .how = how_of(pooling),
                              .states = all.const_data_ptr(),
                              .offsets = offsets.const_data_ptr<std::int64_t>(),
                              .out = out.mutable_data_ptr(),
                              .count = out.size(0),
                              .width = out.size(1)};
    if (all.is_cpu()) {
        cuda::run_on_host(work);
    } else {
        check_launch(cuda::device_kernels()->pool(work, place_of(all)));
    }
    return out;
}

RowMoves moves_of(const std::vector<std::int64_t>& lengths, const std::vector<std::int64_t>& chosen,
                  const at::Device& device) {
    std::vector<std::int64_t> begins(lengths.size());
    std::exclusive_scan(lengths.begin(), lengths.end(), begins.begin(), std::int64_t{0});
    std::vector<std::int64_t> from, to, moved;
    std::int64_t place = 0;
    for (const std::int64_t row : chosen) {
        from.push_back(begins[static_cast<std::size_t>(row)]);
        to.push_back(place);
        moved.push_back(lengths[static_cast<std::size_t>(row)]);
        place += moved.back();
    }
    const auto on_device = [&](const std::vector<std::int64_t>& values) {
        return at::tensor(values, at::kLong).to(device);
    };
    return {on_device(from), on_device(to), on_device(moved)};
}

at::Tensor move_rows(const at::Tensor& source, const RowMoves& moves, std::int64_t tokens) {
    const at::Tensor all = source.contiguous();
    std::vector<std::int64_t> sizes = all.sizes().vec();
    sizes[0] = tokens;
    const at::Tensor target = at::zeros(sizes, all.options());
    const cuda::MoveRows work{.element_bytes = static_cast<int>(all.element_size()),
                              .source = all.const_data_ptr(),
                              .target = target.mutable_data_ptr(),
                              .from = moves.from.const_data_ptr<std::int64_t>(),
                              .to = moves.to.const_data_ptr<std::int64_t>(),
                              .lengths = moves.lengths.const_data_ptr<std::int64_t>(),
                              .count = moves.from.numel(),
                              .width = all.size(0) == 0 ? 0 : all.numel() / all.size(0)};
    if (all.is_cpu()) {
        cuda::run_on_host(work);
    } else {
        check_launch(cuda::device_kernels()->move(work, place_of(all)));
    }
    return target;
}

}  // namespace engine
