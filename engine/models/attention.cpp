#include "engine/models/attention.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <memory>
#include <numeric>
#include <utility>

#include "engine/models/attention_kernel.h"
#include "engine/models/side_by_side.h"

namespace engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

struct Rows {
    std::vector<std::int64_t> lengths;
    AttentionOptions options;
};

// Queries, keys and values of a tensor like `joint`, or their gradients.
template <class Byte>
struct Joint {
    Byte *query, *key, *value;
    Joint(Byte* base, std::int64_t element, std::int64_t hidden, std::int64_t size)
        : query(base + element * size),
          key(query + hidden * size),
          value(query + 2 * hidden * size) {}
};

// Calls work(head, element of its query in `joint`, its element in the output, scratch).
template <class Work>
void for_each_head(const Rows& rows, const at::Tensor& joint, const Work& work) {
    const std::int64_t heads = rows.options.heads, hidden = joint.size(1) / 3;
    std::vector<std::int64_t> first(rows.lengths.size());
    std::exclusive_scan(rows.lengths.begin(), rows.lengths.end(), first.begin(), std::int64_t{0});
    const HeadRow like{.width = hidden / heads,
                       .stride = 3 * hidden,
                       .out_stride = hidden,
                       .bfloat16 = joint.scalar_type() == at::kBFloat16,
                       .causal = rows.options.causal,
                       .masked = rows.options.rate > 0,
                       .mask = mask_rule(rows.options.key, rows.options.rate)};
    share_out(std::ssize(first), 1, [&](std::int64_t from, std::int64_t to) {
        AttentionScratch scratch;
        for (std::int64_t row = from; row < to; ++row) {
            const auto at = static_cast<std::size_t>(row);
            HeadRow head = like;
            head.length = rows.lengths[at];
            for (std::int64_t i = 0; i < heads; ++i) {
                if (head.masked) {
                    head.mask_first = rows.options.mask_first[at] +
                                      static_cast<std::uint64_t>(i * head.length * head.length);
                }
                const std::int64_t out = first[at] * hidden + i * head.width;
                work(head, out + 2 * first[at] * hidden, out, scratch);
            }
        }
    });
}

const char* bytes(const at::Tensor& x) { return static_cast<const char*>(x.const_data_ptr()); }
char* bytes_to_write(const at::Tensor& x) { return static_cast<char*>(x.mutable_data_ptr()); }

class PackedAttention : public torch::autograd::Function<PackedAttention> {
public:
    static Variable forward(AutogradContext* context, const at::Tensor& joint,
                            const std::shared_ptr<const Rows>& rows) {
        const at::Tensor from = joint.contiguous();
        const std::int64_t hidden = from.size(1) / 3, size = from.element_size();
        at::Tensor out = at::empty({from.size(0), hidden}, from.options());
        const char* const base = bytes(from);
        char* const outs = bytes_to_write(out);
        for_each_head(
            *rows, from,
            [&](const HeadRow& head, std::int64_t at, std::int64_t to, AttentionScratch& scratch) {
                const Joint in(base, at, hidden, size);
                attention_forward(head, in.query, in.key, in.value, outs + to * size, scratch);
            });
        context->save_for_backward({from});
        context->saved_data["rows"] = c10::IValue::make_capsule(c10::make_intrusive<Kept>(rows));
        return out;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const at::Tensor joint = context->get_saved_variables()[0];
        const auto rows =
            c10::static_intrusive_pointer_cast<Kept>(context->saved_data["rows"].toCapsule())->rows;
        const at::Tensor gradient = gradients[0].to(joint.scalar_type()).contiguous();
        const std::int64_t hidden = joint.size(1) / 3, size = joint.element_size();
        at::Tensor out = at::empty_like(joint);
        const char* const base = bytes(joint);
        const char* const above = bytes(gradient);
        char* const outs = bytes_to_write(out);
        for_each_head(*rows, joint,
                      [&](const HeadRow& head, std::int64_t at, std::int64_t from,
                          AttentionScratch& scratch) {
                          const Joint in(base, at, hidden, size);
                          const Joint to(outs, at, hidden, size);
                          attention_backward(head, in.query, in.key, in.value, above + from * size,
                                             to.query, to.key, to.value, scratch);
                      });
        return {out, at::Tensor()};
    }

private:
    struct Kept : torch::CustomClassHolder {
        explicit Kept(std::shared_ptr<const Rows> given) : rows(std::move(given)) {}
        std::shared_ptr<const Rows> rows;
    };
};

}  // namespace

bool can_attend_packed(const at::Tensor& joint) {
    return joint.device().is_cpu() &&
           (joint.scalar_type() == at::kFloat || joint.scalar_type() == at::kBFloat16);
}

at::Tensor packed_attention(const at::Tensor& joint, std::vector<std::int64_t> lengths,
                            AttentionOptions options) {
    return PackedAttention::apply(
        joint, std::make_shared<const Rows>(std::move(lengths), std::move(options)));
}

}  // namespace engine
