#include "engine/training/closed_form.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <tuple>

namespace engine {

namespace {

at::Tensor one_hot(const at::Tensor& labels, std::int64_t n_way, const at::Tensor& like) {
    const at::Tensor classes = at::arange(n_way, labels.options());
    return (labels.unsqueeze(-1) == classes).to(like.scalar_type());  // [tasks?, rows, n_way]
}

at::Tensor with_ones(const at::Tensor& x) {
    std::vector<std::int64_t> shape = x.sizes().vec();
    shape.back() = 1;
    return at::cat({x, at::ones(shape, x.options())}, -1);
}

at::Tensor unit_rows(const at::Tensor& x) {
    return x / at::linalg_vector_norm(x, 2, {-1}, /*keepdim=*/true).clamp_min(1e-12);
}

/// |a - b|^2 of every pair: [tasks?, rows of a, rows of b].
at::Tensor squared_distances(const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor cross = at::matmul(a, b.transpose(-2, -1));
    return a.square().sum(-1, true) - 2 * cross + b.square().sum(-1).unsqueeze(-2);
}

at::Tensor solve_positive(const at::Tensor& matrix, const at::Tensor& right) {
    return at::cholesky_solve(right, at::linalg_cholesky(matrix));
}

}  // namespace

at::Tensor class_prototypes(const at::Tensor& support, const at::Tensor& labels,
                            std::int64_t n_way) {
    const at::Tensor members = one_hot(labels, n_way, support);
    const at::Tensor counts = members.sum(-2).unsqueeze(-1);  // [tasks?, n_way, 1]
    return at::matmul(members.transpose(-2, -1), support) / counts;
}

at::Tensor prototype_logits(const at::Tensor& query, const at::Tensor& prototypes,
                            Distance distance, double scale) {
    if (distance == Distance::euclidean) return -squared_distances(query, prototypes);
    return scale * at::matmul(unit_rows(query), unit_rows(prototypes).transpose(-2, -1));
}

RidgeHead make_ridge_head(at::ScalarType type, double lambda, double alpha, double beta) {
    return {at::full({}, lambda, type), at::full({}, alpha, type), at::full({}, beta, type)};
}

at::Tensor ridge_weights(const at::Tensor& support, const at::Tensor& labels, std::int64_t n_way,
                         const at::Tensor& lambda) {
    const at::Tensor z = with_ones(support);
    const at::Tensor zt = z.transpose(-2, -1);
    const at::Tensor y = one_hot(labels, n_way, support);
    const std::int64_t rows = z.size(-2), columns = z.size(-1);
    if (rows <= columns) {
        const at::Tensor gram = at::matmul(z, zt) + lambda * at::eye(rows, z.options());
        return at::matmul(zt, solve_positive(gram, y));
    }
    const at::Tensor moments = at::matmul(zt, z) + lambda * at::eye(columns, z.options());
    return solve_positive(moments, at::matmul(zt, y));
}

at::Tensor ridge_logits(const at::Tensor& query, const at::Tensor& weights, const RidgeHead& head) {
    return head.alpha * at::matmul(with_ones(query), weights) + head.beta;
}

at::Tensor knn_shares(const at::Tensor& query, const at::Tensor& support, const at::Tensor& labels,
                      std::int64_t n_way, std::int64_t k, Distance distance) {
    const at::Tensor far =
        distance == Distance::euclidean
            ? squared_distances(query, support)
            : -at::matmul(unit_rows(query), unit_rows(support).transpose(-2, -1));
    const std::int64_t count = std::min(k, support.size(-2));
    const at::Tensor order = std::get<1>(at::sort(far, /*stable=*/true, -1, /*descending=*/false));
    const at::Tensor nearest = order.narrow(-1, 0, count);  // [tasks?, n_query, count]
    const at::Tensor voters = labels.unsqueeze(-2).expand_as(far).gather(-1, nearest);
    return one_hot(voters, n_way, support).sum(-2) / static_cast<double>(count);
}

}  // namespace engine
