// Rows of a stored dataset for the window: pages, other orders, export.
#include <algorithm>
#include <limits>

#include "engine/base/clock.h"
#include "engine/base/csv_writer.h"
#include "engine/base/files.h"
#include "engine/reader/workspace_reader.h"

namespace engine {
namespace {

constexpr std::size_t kOrdersKept = 2;          // what is shown, and what is being worked out
constexpr std::int64_t kCellsAtOnce = 1 << 16;  // between two looks at the clock
constexpr double kSlice = 0.06;                 // seconds: other questions wait no longer

Result<RowWish> row_wish(const Json& json) {
    RowWish out;
    try {
        out.filter = json.value("filter", out.filter);
        out.column = json.value("column", out.column);
        out.descending = json.value("descending", out.descending);
    } catch (const Json::exception& wrong) {
        return make_error(ErrorCode::BadOption, "The order of the rows cannot be read.", {},
                          wrong.what());
    }
    return out;
}

std::vector<std::string> cells_of(const Dataset& dataset, std::int64_t row) {
    std::vector<std::string> out;
    for (std::size_t c = 0; c < dataset.columns().size(); ++c)
        out.emplace_back(dataset.cell(c, row));
    return out;
}

void look_at_all(RowOrder& order) {
    order.look_at(std::numeric_limits<std::int32_t>::max());
    order.settle();
}

}  // namespace

Result<RowOrder*> WorkspaceReader::order_of(const Dataset& dataset, const Json& wish) {
    for (Arranged& one : arranged_) {
        if (one.fingerprint == dataset.info().fingerprint && one.wish == wish) return &one.order;
    }
    auto read = row_wish(wish);
    if (!read) return read.error();
    auto order = RowOrder::begin(dataset, *read);
    if (!order) return order.error();
    arranged_.push_front({dataset.info().fingerprint, wish, *std::move(order)});
    if (arranged_.size() > kOrdersKept) arranged_.pop_back();
    return &arranged_.front().order;
}

Result<Json> WorkspaceReader::arrange(const std::string& name, const Json& wish, bool enough) {
    auto found = dataset(name);
    if (!found) return found.error();
    auto order = order_of(**found, wish);
    if (!order) return order.error();
    const double end = monotonic_seconds() + kSlice;
    const std::int64_t rows = std::max<std::int64_t>(
        kCellsAtOnce / std::max<std::int64_t>(std::ssize((*found)->columns()), 1), 1);
    while (!enough && !(*order)->is_done() && monotonic_seconds() < end) (*order)->look_at(rows);
    if (enough || (*order)->is_done()) (*order)->settle();
    return Json{{"seen", (*order)->seen()},
                {"found", (*order)->found()},
                {"total", (*found)->rows()},
                {"done", (*order)->is_done()}};
}

Result<Json> WorkspaceReader::rows(const std::string& name, const Json& wish, std::int64_t first,
                                   std::int64_t count) {
    auto found = dataset(name);
    if (!found) return found.error();
    const Dataset* dataset = *found;
    RowOrder* order = nullptr;
    if (!wish.is_null()) {
        auto arranged = order_of(*dataset, wish);
        if (!arranged) return arranged.error();
        order = *arranged;
        if (order->seen() == 0) look_at_all(*order);  // it is kept no longer
    }
    const std::int64_t rows = order == nullptr ? dataset->rows() : order->found();
    Json lines = Json::array(), numbers = Json::array();
    const std::int64_t end = std::min(rows, first + std::max<std::int64_t>(count, 0));
    for (std::int64_t place = std::max<std::int64_t>(first, 0); place < end; ++place) {
        const std::int64_t row = order == nullptr ? place : order->row_at(place);
        Json line = Json::array();
        for (std::size_t c = 0; c < dataset->columns().size(); ++c)
            line.push_back(raw_excerpt(dataset->cell(c, row)));
        lines.push_back(std::move(line));
        numbers.push_back(row + 1);
    }
    return Json{{"columns", dataset->columns()},
                {"rows", lines},
                {"numbers", numbers},
                {"total", dataset->rows()}};
}

Result<std::int64_t> WorkspaceReader::export_rows(const std::string& name, const Json& wish,
                                                  const std::filesystem::path& file) {
    auto found = dataset(name);
    if (!found) return found.error();
    const Dataset& data = **found;
    std::optional<RowOrder> order;  // one of its own: what is shown may be of the first rows only
    if (!wish.is_null()) {
        auto read = row_wish(wish);
        if (!read) return read.error();
        auto fresh = RowOrder::begin(data, *read);
        if (!fresh) return fresh.error();
        order = *std::move(fresh);
        look_at_all(*order);
    }
    std::string text = csv_line(data.columns());
    const std::int64_t rows = order ? order->found() : data.rows();
    for (std::int64_t place = 0; place < rows; ++place)
        text += csv_line(cells_of(data, order ? order->row_at(place) : place));
    if (Result<void> done = write_file_atomically(file, text); !done) return done.error();
    return rows;
}

}  // namespace engine
