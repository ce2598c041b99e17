#include "engine/training/late_rows.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "engine/models/side_by_side.h"

namespace engine {
namespace {

constexpr std::int64_t kRowsATask = 64;  // of a width in the hundreds: some ten thousand numbers

}  // namespace

LateRows::LateRows(at::Tensor weight, at::Tensor m, at::Tensor v)
    : weight_(std::move(weight)),
      m_(std::move(m)),
      v_(std::move(v)),
      width_(weight_.size(1)),
      done_(static_cast<std::size_t>(weight_.size(0)), 0) {
    assert(weight_.is_contiguous() && m_.is_contiguous() && v_.is_contiguous());
    if (!weight_.is_cpu()) device_.emplace(weight_, m_, v_);
}

void LateRows::catch_up_row(std::int64_t row) {
    std::int64_t& done = done_[static_cast<std::size_t>(row)];
    const auto missed = std::span(steps_).subspan(static_cast<std::size_t>(done));
    if (missed.empty()) return;
    const std::int64_t at = row * width_;
    adamw_idle(missed, weight_.mutable_data_ptr<float>() + at, m_.mutable_data_ptr<float>() + at,
               v_.mutable_data_ptr<float>() + at, width_);
    done = std::ssize(steps_);
}

void LateRows::catch_up(std::span<const std::int64_t> ids) {
    std::vector<std::int64_t> rows(ids.begin(), ids.end());
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (device_) return device_->catch_up(at::tensor(rows, at::kLong).to(weight_.device()));
    share_out(std::ssize(rows), kRowsATask, [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t i = from; i < to; ++i) catch_up_row(rows[static_cast<std::size_t>(i)]);
    });
}

void LateRows::catch_up() {
    if (device_) return device_->catch_up();
    share_out(std::ssize(done_), kRowsATask, [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t row = from; row < to; ++row) catch_up_row(row);
    });
    steps_.clear();
    std::ranges::fill(done_, 0);
}

void LateRows::update(const AdamWStep& step, float scale, const at::Tensor& ids,
                      const at::Tensor& gradient) {
    if (device_) return device_->update(step, ids, gradient * scale);
    steps_.push_back(step);
    const std::int64_t* row_of = ids.const_data_ptr<std::int64_t>();
    const float* g = gradient.const_data_ptr<float>();
    float* w = weight_.mutable_data_ptr<float>();
    float* m = m_.mutable_data_ptr<float>();
    float* v = v_.mutable_data_ptr<float>();
    share_out(ids.numel(), kRowsATask, [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t i = from; i < to; ++i) {
            const std::int64_t row = row_of[i], at = row * width_;
            std::int64_t& done = done_[static_cast<std::size_t>(row)];
            assert(done + 1 == std::ssize(steps_));
            adamw_update(step, scale, g + i * width_, w + at, m + at, v + at, width_);
            ++done;
        }
    });
}

}  // namespace engine
