// AdamW on a table of which a step uses few rows, such as word embeddings: only those are touched,
// and each catches up with the steps that it missed before it is read again. Equals the dense
// update in every step but for rounding, on the CPU and on a GPU.
#pragma once

#include <string>

#include "engine/training/optimisers.h"

namespace engine {

/// The steps one table has had. Its state lies with the other parameters' ("m.", "v.", "step." as
/// there; "last.<name>" int64 [rows] steps that each row has had; "past.<name>" double [steps, 3]
/// what each step was taken with), so that a checkpoint keeps it.
class LazyAdamw {
public:
    /// @param weight  float or double [rows, dim], on the CPU, or on a GPU where kernels were
    ///                compiled; updated in place
    LazyAdamw(const OptimiserOptions& options, std::string name, at::Tensor weight,
              OptimiserState& state);

    /// Brings rows up to the steps done so far: before a forward pass reads them.
    /// @param rows  int64 [n], each once, on the weight's device; undefined: all
    void catch_up(const at::Tensor& rows = {});

    /// The next step: rows learn by gradients [n, dim]; all others have had a gradient of 0.
    void step(double rate, bool decays, const at::Tensor& rows, const at::Tensor& gradients);

private:
    void advance(const at::Tensor& rows, const at::Tensor& gradients);
    void remember(double rate, bool decays);

    OptimiserOptions options_;
    std::string name_;
    at::Tensor weight_;
    OptimiserState& state_;
};

}  // namespace engine
