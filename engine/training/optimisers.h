// Update rules on LibTorch's fused kernels. An optimiser is options plus a state that is a plain
// map of tensors, so that a checkpoint saves and loads it like weights.
#pragma once

#include <functional>
#include <string>

#include "engine/models/weights.h"
#include "engine/training/late_rows.h"

namespace engine {

enum class OptimiserKind { sgd, momentum, adam, adamw, amsgrad };

struct OptimiserOptions {
    OptimiserKind kind = OptimiserKind::adamw;
    double momentum = 0.9;  // `momentum` only
    bool nesterov = false;  // `momentum` only
    double beta1 = 0.9;     // `adam`, `adamw`, `amsgrad`
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0;  // decoupled: w *= 1 - rate * decay first; `adam`, `amsgrad`: in the
                              // gradient, after clipping
    double l1 = 0;            // penalty l1 * sum |w|, sign(0) = 0
    double l2 = 0;            // penalty l2 / 2 * sum w^2
    double clip = 0;          // largest global gradient norm; 0: off
};

/// How one parameter is treated in one epoch.
struct ParameterRule {
    bool trainable = true;
    double rate_scale = 1;  // multiplies the rate
    bool decays = true;     // weight decay and penalties apply
};

/// False for biases and LayerNorm parameters, by the names of Hugging Face models.
bool decays_by_name(const std::string& name);

using ParameterRules = std::function<ParameterRule(const std::string& name)>;

/// "m.<name>" first moment or momentum buffer, "v.<name>" second moment, "x.<name>" the largest one
/// so far (`amsgrad`), "step.<name>" float []
/// number of updates of that parameter (a later unfrozen one starts its bias correction at 0). Made
/// at the first update.
using OptimiserState = Weights;

struct UpdateReport {
    double gradient_norm = 0;  // global, with penalties, before clipping
    double penalty = 0;        // value of the l1 and l2 terms before the update
};

/// One update in place of `weights` by `gradients` (names with an undefined gradient are left
/// alone). The tensors of `gradients` are used as scratch: penalties are added and clipping applied
/// to them. Order: penalties, norm, clipping by min(1, clip / (norm + 1e-6)), update. A term with
/// factor 0 changes no bit. Nothing is updated when the norm is not finite: see
/// `UpdateReport::gradient_norm`. A gradient may be sparse, by rows; where `rows` holds its weight,
/// only those rows are touched (see `can_be_late`), which must have been caught up. Source: Kingma
/// and Ba 2015; Loshchilov and Hutter 2019; Reddi et al. 2018 (`amsgrad`); torch.optim.
UpdateReport update_weights(const OptimiserOptions& options, double rate,
                            const ParameterRules& rules, Weights& weights, Weights& gradients,
                            OptimiserState& state, LateRows* rows = nullptr);

/// Whether LateRows give the same as a dense update: `adamw` without penalties, on a float table on
/// the CPU, or on a GPU that has kernels.
bool can_be_late(const OptimiserOptions& options, const at::Tensor& weight);

/// The rows of `name` for updates of a step's own rows only; makes its moments.
LateRows late_rows(const std::string& name, const Weights& weights, OptimiserState& state);

/// Global L2 norm over all defined tensors; 0 for none.
double global_norm(const Weights& tensors);

}  // namespace engine
