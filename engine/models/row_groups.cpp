#include "engine/models/row_groups.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>

namespace engine {
namespace {

at::Tensor on_device(const std::vector<std::int64_t>& values, const at::Tensor& like) {
    return at::tensor(values, at::kLong).to(like.device());
}

}  // namespace

at::Tensor RowGroups::gather(const at::Tensor& by_token) const {
    if (moves && takes_kernels(by_token)) return move_rows(by_token, *moves, tokens);
    return token_order.defined() ? by_token.index_select(0, token_order) : by_token;
}

at::Tensor RowGroups::restore(const at::Tensor& by_token) const {
    if (moves && takes_kernels(by_token)) return move_rows(by_token, moves->back(), tokens);
    return token_back.defined() ? by_token.index_select(0, token_back) : by_token;
}

at::Tensor RowGroups::restore_rows(const at::Tensor& by_row) const {
    return row_back.defined() ? by_row.index_select(0, row_back) : by_row;
}

RowGroups group_rows(const std::vector<std::int64_t>& lengths, const at::Tensor& like) {
    const std::size_t rows = lengths.size();
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return lengths[a] < lengths[b]; });
    RowGroups out;
    out.lengths = lengths;
    for (std::size_t place = 0; place < rows; ++place) {
        const std::int64_t length = lengths[order[place]];
        if (out.groups.empty() || out.groups.back().length != length)
            out.groups.push_back({out.tokens, static_cast<std::int64_t>(place), 0, length});
        ++out.groups.back().rows;
        out.tokens += length;
    }
    out.order = order;
    if (std::is_sorted(lengths.begin(), lengths.end())) return out;

    std::vector<std::int64_t> first(rows);
    std::exclusive_scan(lengths.begin(), lengths.end(), first.begin(), std::int64_t{0});
    std::vector<std::int64_t> token_order;
    std::vector<std::int64_t> token_back(static_cast<std::size_t>(out.tokens));
    std::vector<std::int64_t> row_back(rows);
    token_order.reserve(token_back.size());
    for (std::size_t place = 0; place < rows; ++place) {
        const std::size_t row = order[place];
        row_back[row] = static_cast<std::int64_t>(place);
        for (std::int64_t token = first[row]; token < first[row] + lengths[row]; ++token) {
            token_back[static_cast<std::size_t>(token)] =
                static_cast<std::int64_t>(token_order.size());
            token_order.push_back(token);
        }
    }
    out.token_order = on_device(token_order, like);
    out.token_back = on_device(token_back, like);
    out.row_back = on_device(row_back, like);
    if (takes_kernels(like))
        out.moves = moves_of(lengths, {order.begin(), order.end()}, like.device());
    return out;
}

}  // namespace engine
