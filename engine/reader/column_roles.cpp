#include "engine/reader/column_roles.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/data/text_normal.h"

namespace engine {
namespace {

constexpr std::size_t kMostClasses = 50;  // more different cells are no classes
constexpr double kLeastTextLength = 12;   // code points, on average: shorter cells are words

using Words = std::vector<std::string_view>;

bool is_number(const ColumnSample& column) {
    return column.type == "integer" || column.type == "number";
}

std::string plain(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c == '_' || c == '-' || c == ' ' || c == '.') continue;
        out.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));  // ASCII alone
    }
    return out;
}

bool named(const ColumnSample& column, const Words& names) {
    return std::find(names.begin(), names.end(), plain(column.name)) != names.end();
}

double mean_length(const ColumnSample& column) {
    if (column.cells.empty()) return 0;
    double sum = 0;
    for (const std::string_view cell : column.cells) sum += static_cast<double>(code_points(cell));
    return sum / static_cast<double>(column.cells.size());
}

// Few different cells, each on average at least twice.
bool could_be_classes(const ColumnSample& column) {
    const std::set<std::string_view> different(column.cells.begin(), column.cells.end());
    return different.size() >= 2 && different.size() <= kMostClasses &&
           different.size() * 2 <= column.cells.size();
}

class Guess {
public:
    explicit Guess(const std::vector<ColumnSample>& columns)
        : columns_(columns), roles_(columns.size(), "ignore") {}

    std::vector<std::string> run() {
        by_name("user", {"user", "userid", "username", "customer", "customerid", "reviewer",
                         "reviewerid", "uid", "用户"});
        by_name("item", {"item", "itemid", "movie", "movieid", "product", "productid", "asin",
                         "isbn", "song", "songid", "book", "bookid", "article", "iid", "物品"});
        if (user_ < 0 || item_ < 0) forget_recommendation();
        by_name("rating", {"rating", "ratings", "score", "stars", "value", "评分"}, is_number);
        by_name("time", {"time", "timestamp", "date", "datetime", "created", "createdat", "时间"},
                [](const ColumnSample& c) { return c.type == "time" || is_number(c); });
        by_name("label", {"label", "class", "category", "intent", "target", "sentiment", "topic",
                          "polarity", "emotion", "y", "标签", "类别"});
        by_name("group", {"group", "groupid", "thread", "threadid", "conversation", "document",
                          "documentid", "author"});
        find_text();
        find_label();
        return roles_;
    }

private:
    using Fits = bool (*)(const ColumnSample&);

    void by_name(
        const char* role, const Words& names,
        Fits fits = [](const ColumnSample& c) { return c.type != "empty"; }) {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (roles_[i] != "ignore" || !fits(columns_[i]) || !named(columns_[i], names)) continue;
            roles_[i] = role;
            if (std::string_view(role) == "user") user_ = static_cast<int>(i);
            if (std::string_view(role) == "item") item_ = static_cast<int>(i);
            return;
        }
    }

    void forget_recommendation() {
        for (std::string& role : roles_) role = "ignore";
        user_ = item_ = -1;
    }

    void find_text() {
        by_name("text",
                {"text", "sentence", "comment", "tweet", "content", "body", "review", "message",
                 "utterance", "query", "description", "title", "文本", "内容"},
                [](const ColumnSample& c) { return c.type == "text"; });
        if (has("text") || user_ >= 0) return;
        int best = -1;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const ColumnSample& column = columns_[i];
            if (roles_[i] != "ignore" || column.type != "text" || could_be_classes(column) ||
                mean_length(column) < kLeastTextLength)
                continue;
            const bool longer =
                best < 0 ||
                mean_length(column) > mean_length(columns_[static_cast<std::size_t>(best)]);
            if (longer) best = static_cast<int>(i);
        }
        if (best >= 0) roles_[static_cast<std::size_t>(best)] = "text";
    }

    void find_label() {
        if (has("label") || !has("text")) return;
        for (std::string& role : roles_) {
            if (role != "rating") continue;
            role = "label";  // of a text, not of a pair of user and item
            return;
        }
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (roles_[i] != "ignore" || columns_[i].type == "time" ||
                !could_be_classes(columns_[i]))
                continue;
            roles_[i] = "label";
            return;
        }
    }

    bool has(std::string_view role) const {
        return std::find(roles_.begin(), roles_.end(), role) != roles_.end();
    }

    const std::vector<ColumnSample>& columns_;
    std::vector<std::string> roles_;
    int user_ = -1, item_ = -1;  // columns
};

}  // namespace

std::vector<std::string> guess_roles(const std::vector<ColumnSample>& columns) {
    return Guess(columns).run();
}

std::vector<ColumnSample> sample_of(const RawRows& rows, std::int64_t most) {
    std::vector<ColumnSample> out;
    const auto types = describe_columns(rows);
    for (std::size_t c = 0; c < rows.columns.size(); ++c) {
        ColumnSample column{rows.names[c], types[c].type, {}};
        for (std::int64_t r = 0; r < std::min(most, rows.rows_ok()); ++r)
            column.cells.push_back(rows.columns[c][r]);
        out.push_back(std::move(column));
    }
    return out;
}

std::vector<ColumnSample> sample_of(const Dataset& dataset, std::int64_t most) {
    std::vector<ColumnSample> out;
    for (std::size_t c = 0; c < dataset.columns().size(); ++c) {
        ColumnSample column{dataset.columns()[c], dataset.info().columns[c].type, {}};
        for (std::int64_t r = 0; r < std::min(most, dataset.rows()); ++r)
            column.cells.push_back(dataset.cell(c, r));
        out.push_back(std::move(column));
    }
    return out;
}

bool are_roles(const std::vector<std::string>& roles) {
    constexpr std::array<std::string_view, 8> kKnown = {"text",   "label", "user",  "item",
                                                        "rating", "time",  "group", "ignore"};
    return std::all_of(roles.begin(), roles.end(), [&](const std::string& role) {
        return std::find(kKnown.begin(), kKnown.end(), role) != kKnown.end();
    });
}

}  // namespace engine
