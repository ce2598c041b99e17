// Heads of few-shot tasks in closed form, on features that are given: prototypes, ridge regression,
// nearest neighbours. Every function takes one task or several at once: an extra first dimension
// [tasks] on each tensor.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace engine {

enum class Distance { euclidean, cosine };

/// Prototype of each class: the mean of its support rows. Differentiable.
/// @param support  float [tasks?, n_support, dim]
/// @param labels   int64 [tasks?, n_support], values in [0, n_way), every class at least once
/// @return         float [tasks?, n_way, dim]
/// Source: Snell et al. 2017, "Prototypical Networks for Few-shot Learning", eq. 1.
at::Tensor class_prototypes(const at::Tensor& support, const at::Tensor& labels,
                            std::int64_t n_way);

/// euclidean: -|q - c|^2 (not divided by dim); cosine: scale * cos(q, c). Differentiable.
/// @param query  float [tasks?, n_query, dim]  @return  float [tasks?, n_query, n_way]
/// Source: Snell et al. 2017, eq. 2.
at::Tensor prototype_logits(const at::Tensor& query, const at::Tensor& prototypes,
                            Distance distance = Distance::euclidean, double scale = 10);

/// Learnable numbers of a ridge head: float [] each.
struct RidgeHead {
    at::Tensor lambda;  // penalty, > 0
    at::Tensor alpha;   // scale of the scores
    at::Tensor beta;    // shift of the scores
};
RidgeHead make_ridge_head(at::ScalarType type, double lambda = 1, double alpha = 1,
                          double beta = 0);

/// W = Z'(ZZ' + lambda I)^-1 Y on features with a column of ones (the penalty covers it, as in the
/// paper's code); solved on the smaller side by Cholesky. Differentiable in features and lambda.
/// @param support  float [tasks?, n_support, dim]  @param labels  int64 [tasks?, n_support]
/// @return         float [tasks?, dim + 1, n_way]
/// Source: Bertinetto et al. 2019, "Meta-learning with differentiable closed-form solvers", eq.
/// 4-6.
at::Tensor ridge_weights(const at::Tensor& support, const at::Tensor& labels, std::int64_t n_way,
                         const at::Tensor& lambda);

/// alpha * [query 1] W + beta. @return  float [tasks?, n_query, n_way]
at::Tensor ridge_logits(const at::Tensor& query, const at::Tensor& weights, const RidgeHead& head);

/// Share of the k nearest support rows that each class has; ties of distance go to the lower row.
/// @return  float [tasks?, n_query, n_way], rows sum to 1. Not differentiable.
at::Tensor knn_shares(const at::Tensor& query, const at::Tensor& support, const at::Tensor& labels,
                      std::int64_t n_way, std::int64_t k, Distance distance = Distance::euclidean);

}  // namespace engine
