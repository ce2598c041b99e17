#include "engine/models/pooling.h"

#include <ATen/ATen.h>

#include <array>
#include <string>
#include <utility>

#include "engine/models/packed_kernels.h"
#include "engine/models/row_groups.h"

namespace engine {
namespace {

constexpr std::array kNames = {std::pair{Pooling::Mean, "mean"}, std::pair{Pooling::Cls, "cls"},
                               std::pair{Pooling::Max, "max"}, std::pair{Pooling::Last, "last"}};

at::Tensor pool_by_group(const at::Tensor& states, const std::vector<std::int64_t>& lengths,
                         bool mean) {
    const RowGroups rows = group_rows(lengths, states);
    const at::Tensor grouped = rows.gather(states);
    std::vector<at::Tensor> parts;
    for (const RowGroups::Group& group : rows.groups) {
        const at::Tensor part = grouped.narrow(0, group.first, group.rows * group.length)
                                    .view({group.rows, group.length, states.size(1)});
        parts.push_back(mean ? part.mean(1) : part.amax(1));
    }
    return rows.restore_rows(parts.size() == 1 ? parts.front() : at::cat(parts, 0));
}

at::Tensor one_token_a_row(const at::Tensor& states, const std::vector<std::int64_t>& lengths,
                           bool last) {
    std::vector<std::int64_t> places;
    std::int64_t first = 0;
    for (const std::int64_t length : lengths) {
        places.push_back(last ? first + length - 1 : first);
        first += length;
    }
    return states.index_select(0, at::tensor(places, at::kLong).to(states.device()));
}

// [rows + 1] int64, on the CPU.
at::Tensor offsets_of(const std::vector<std::int64_t>& lengths) {
    std::vector<std::int64_t> offsets{0};
    for (const std::int64_t length : lengths) offsets.push_back(offsets.back() + length);
    return at::tensor(offsets, at::kLong);
}

}  // namespace

std::string_view name_of(Pooling pooling) {
    return kNames[static_cast<std::size_t>(pooling)].second;
}

Result<Pooling> pooling_of(std::string_view name) {
    for (const auto& [pooling, known] : kNames) {
        if (name == known) return pooling;
    }
    return make_error(ErrorCode::BadOption,
                      "Pooling \"%1\" is not known. Known: mean, cls, max, last.",
                      {std::string(name)});
}

at::Tensor pool(const at::Tensor& states, const std::vector<std::int64_t>& lengths,
                Pooling pooling) {
    const bool known = states.scalar_type() == at::kFloat || states.scalar_type() == at::kDouble;
    if (known && takes_kernels(states))
        return pool_packed(states, offsets_of(lengths).to(states.device()), pooling);
    if (pooling == Pooling::Mean || pooling == Pooling::Max) {
        return pool_by_group(states, lengths, pooling == Pooling::Mean);
    }
    return one_token_a_row(states, lengths, pooling == Pooling::Last);
}

at::Tensor l2_normalise(const at::Tensor& rows) {
    return rows / rows.norm(2, -1, true).clamp_min(1e-12);
}

}  // namespace engine
