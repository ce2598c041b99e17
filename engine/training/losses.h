// Losses on logits: mean over rows, natural log. Each is differentiable twice (no fused kernel
// without a second derivative), and a term with weight 0 is left out, so that its neutral setting
// changes no bit.
#pragma once

#include <ATen/core/Tensor.h>

namespace engine {

struct LossOptions {
    double label_smoothing = 0;  // target (1-e) y + e/C
    // [classes] or undefined: all 1. The mean divides by the sum of what its rows count.
    at::Tensor class_weights = {};
    at::Tensor row_weights = {};  // [rows] or undefined: all 1
};

/// -log p_y from logits by log-sum-exp. With weights: sum over rows of r_i * loss_i / sum of r_i *
/// w_{y_i}, where the smoothed part weighs each class by its own weight, as in torch.
/// @param logits  float [rows, classes]
/// @param labels  int64 [rows], values in [0, classes)
/// @return        float []
at::Tensor cross_entropy(const at::Tensor& logits, const at::Tensor& labels,
                         const LossOptions& options = {});

/// Multi-label loss in the softplus form, mean over all entries (rows weighted by `row_weights`).
/// @param logits, targets  float [rows, labels], targets in [0, 1]
at::Tensor binary_cross_entropy_from_logits(const at::Tensor& logits, const at::Tensor& targets,
                                            const at::Tensor& row_weights = {});

/// (p - y)^2, mean over all entries (rows weighted by `row_weights`). @param  float, same shapes
at::Tensor mean_squared_error(const at::Tensor& predictions, const at::Tensor& targets,
                              const at::Tensor& row_weights = {});

/// -sum_c p_c log softmax(z)_c, mean over rows. @param targets  float [rows, classes], rows sum to
/// 1
at::Tensor soft_cross_entropy(const at::Tensor& logits, const at::Tensor& targets);

struct DistilOptions {
    double temperature = 2;  // softens both
    double soft = 0.5;       // share of the teacher; the labels have 1 - soft
};

/// (1-soft) * CE + soft * T^2 * KL(teacher_T || student_T), means over rows. soft = 0 is the plain
/// loss, bit for bit; soft = 1 needs no labels (they may be undefined).
/// @param student, teacher  float [rows, classes]; the teacher gets no gradient
/// Source: Hinton et al. 2015, "Distilling the knowledge in a neural network"; T^2 as in
/// torchdistill.
at::Tensor kd_logit(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& labels,
                    const DistilOptions& distil, const LossOptions& options = {});

/// Mean of (h_s W' - h_t)^2. @param projection  float [teacher dim, student dim], or undefined:
/// same widths
at::Tensor kd_hidden(const at::Tensor& student, const at::Tensor& teacher,
                     const at::Tensor& projection = {});

/// Mean over rows of 1 - cos(h_s, h_t). Source: Sanh et al. 2019, "DistilBERT".
at::Tensor kd_cosine(const at::Tensor& student, const at::Tensor& teacher);

/// Mean over rows of |h_s/|h_s| - h_t/|h_t||^2. Source: Sun et al. 2019, "Patient knowledge
/// distillation", eq. 7.
at::Tensor kd_patient(const at::Tensor& student, const at::Tensor& teacher);

/// n / (C n_c), so that equal counts give 1; a class without a row gets 0.
/// @param labels  int64 [rows]  @return  double [classes]
at::Tensor balanced_class_weights(const at::Tensor& labels, std::int64_t classes);

}  // namespace engine
