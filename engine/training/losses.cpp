#include "engine/training/losses.h"

#include <ATen/ATen.h>

namespace engine {

namespace {

at::Tensor wide(const at::Tensor& logits) {  // half-precision logits are summed in fp32
    return at::isReducedFloatingType(logits.scalar_type()) ? logits.to(at::kFloat) : logits;
}

at::Tensor mean_of_entries(const at::Tensor& entries, const at::Tensor& row_weights) {
    if (!row_weights.defined()) return entries.mean();
    const at::Tensor rows = entries.flatten(1).mean(1);
    const at::Tensor weights = row_weights.to(rows.scalar_type());
    return (rows * weights).sum() / weights.sum();
}

at::Tensor unit_rows(const at::Tensor& x) {
    return x / at::linalg_vector_norm(x, 2, {-1}, /*keepdim=*/true).clamp_min(1e-12);
}

}  // namespace

at::Tensor cross_entropy(const at::Tensor& logits, const at::Tensor& labels,
                         const LossOptions& options) {
    const at::Tensor log_p = at::log_softmax(wide(logits), 1);
    at::Tensor rows = -log_p.gather(1, labels.unsqueeze(1)).squeeze(1);
    at::Tensor factors;  // [rows] what each row counts
    at::Tensor class_weights;
    if (options.class_weights.defined()) {
        class_weights = options.class_weights.to(log_p.options());
        factors = class_weights.index_select(0, labels);
        rows = rows * factors;
    }
    if (options.label_smoothing > 0) {
        const double share = options.label_smoothing / static_cast<double>(logits.size(1));
        const at::Tensor spread =
            class_weights.defined() ? -(log_p * class_weights).sum(1) : -log_p.sum(1);
        rows = rows * (1.0 - options.label_smoothing) + spread * share;
    }
    if (options.row_weights.defined()) {
        const at::Tensor weights = options.row_weights.to(log_p.options());
        rows = rows * weights;
        factors = factors.defined() ? factors * weights : weights;
    }
    return factors.defined() ? rows.sum() / factors.sum() : rows.mean();
}

at::Tensor binary_cross_entropy_from_logits(const at::Tensor& logits, const at::Tensor& targets,
                                            const at::Tensor& row_weights) {
    const at::Tensor z = wide(logits);
    const at::Tensor y = targets.to(z.scalar_type());
    return mean_of_entries((1.0 - y) * z - at::log_sigmoid(z), row_weights);
}

at::Tensor mean_squared_error(const at::Tensor& predictions, const at::Tensor& targets,
                              const at::Tensor& row_weights) {
    const at::Tensor p = wide(predictions);
    return mean_of_entries((p - targets.to(p.scalar_type())).square(), row_weights);
}

at::Tensor soft_cross_entropy(const at::Tensor& logits, const at::Tensor& targets) {
    return -(targets * at::log_softmax(wide(logits), 1)).sum(1).mean();
}

at::Tensor kd_logit(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& labels,
                    const DistilOptions& distil, const LossOptions& options) {
    if (distil.soft == 0) return cross_entropy(student, labels, options);
    const double t = distil.temperature;
    const at::Tensor log_s = at::log_softmax(wide(student) / t, 1);
    const at::Tensor log_t = at::log_softmax(wide(teacher).detach() / t, 1);
    const at::Tensor rows = (log_t.exp() * (log_t - log_s)).sum(1);  // KL(teacher || student)
    const at::Tensor divergence = mean_of_entries(rows.unsqueeze(1), options.row_weights);
    const at::Tensor soft = divergence * (distil.soft * t * t);
    if (distil.soft == 1) return soft;
    return cross_entropy(student, labels, options) * (1.0 - distil.soft) + soft;
}

at::Tensor kd_hidden(const at::Tensor& student, const at::Tensor& teacher,
                     const at::Tensor& projection) {
    const at::Tensor mapped = projection.defined() ? at::matmul(student, projection.t()) : student;
    return mean_squared_error(mapped, teacher.detach());
}

at::Tensor kd_cosine(const at::Tensor& student, const at::Tensor& teacher) {
    return (1.0 - (unit_rows(student) * unit_rows(teacher.detach())).sum(-1)).mean();
}

at::Tensor kd_patient(const at::Tensor& student, const at::Tensor& teacher) {
    return (unit_rows(student) - unit_rows(teacher.detach())).square().sum(-1).mean();
}

at::Tensor balanced_class_weights(const at::Tensor& labels, std::int64_t classes) {
    const at::Tensor counts = at::bincount(labels, {}, classes).to(at::kDouble);
    const double total = static_cast<double>(labels.size(0));
    return at::where(counts > 0, total / (static_cast<double>(classes) * counts.clamp_min(1)),
                     at::zeros_like(counts));
}

}  // namespace engine
