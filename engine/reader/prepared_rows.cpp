#include "engine/reader/prepared_rows.h"

#include <algorithm>
#include <unordered_map>

#include "engine/data/clean.h"
#include "engine/data/load_table.h"
#include "engine/data/text_normal.h"

namespace engine {
namespace {

struct PreparedRow {
    std::int64_t row = 0;  // from 0
    std::string before, after;
    std::int64_t copy_of = -1;  // row that holds the same text, or -1
};

// Calls `take` with each row that has texts, prepared; copies are known whether they go or not.
template <class Take>
void walk(const RawRows& rows, const std::vector<std::string>& roles, const CleanOptions& rules,
          Take take) {
    const std::vector<std::size_t> texts = columns_of(roles, "text");
    if (texts.empty()) return;
    std::unordered_map<std::string, std::int64_t> first;
    for (std::int64_t r = 0; r < rows.rows_ok(); ++r) {
        PreparedRow out;
        out.row = r;
        out.before = joined_text(texts, [&](std::size_t c) { return rows.columns[c][r]; });
        out.after = prepared_text(out.before, rules).text;
        const auto [known, fresh] = first.try_emplace(copy_key(out.after), r);
        if (!fresh) out.copy_of = known->second;
        take(std::move(out));
    }
}

}  // namespace

CleanOptions rules_of(const Json& rules) {
    CleanOptions out;
    const auto is_on = [&](const char* rule, bool otherwise) {
        const bool said = rules.is_object() && rules.contains(rule) && rules[rule].is_boolean();
        return said ? rules[rule].get<bool>() : otherwise;
    };
    out.deduplicate = is_on("deduplicate", true);
    out.normalise = is_on("normalise", false);
    out.strip_urls = is_on("strip_urls", false);
    return out;
}

std::vector<std::size_t> columns_of(const std::vector<std::string>& roles, std::string_view role) {
    std::vector<std::size_t> out;
    for (std::size_t c = 0; c < roles.size(); ++c) {
        if (roles[c] == role) out.push_back(c);
    }
    return out;
}

Json rule_counts(const RawRows& rows, const std::vector<std::string>& roles,
                 const CleanOptions& rules) {
    std::int64_t changed = 0, copies = 0, empty = 0, unlabelled = 0;
    walk(rows, roles, rules, [&](const PreparedRow& one) {
        changed += one.before != one.after ? 1 : 0;
        copies += one.copy_of >= 0 ? 1 : 0;
        empty += one.after.empty() ? 1 : 0;
    });
    for (const std::size_t c : columns_of(roles, "label")) {
        for (std::int64_t r = 0; r < rows.rows_ok(); ++r)
            unlabelled += rows.columns[c][r].empty() ? 1 : 0;
    }
    return {{"rows", rows.rows_ok()}, {"left", rows.rows_ok() - (rules.deduplicate ? copies : 0)},
            {"changed", changed},     {"copies", copies},
            {"empty", empty},         {"unlabelled", unlabelled}};
}

Json rule_samples(const RawRows& rows, const std::vector<std::string>& roles,
                  const CleanOptions& rules, std::size_t most) {
    std::vector<PreparedRow> touched, plain;
    walk(rows, roles, rules, [&](PreparedRow one) {
        const bool goes = rules.deduplicate && one.copy_of >= 0;
        auto& kind = goes || one.before != one.after ? touched : plain;
        if (!goes) one.copy_of = -1;
        if (kind.size() < most) kind.push_back(std::move(one));
    });
    for (PreparedRow& one : plain) {
        if (touched.size() == most) break;
        touched.push_back(std::move(one));
    }
    Json out = Json::array();
    for (const PreparedRow& one : touched)
        out.push_back({{"row", one.row + 1},
                       {"before", raw_excerpt(one.before)},
                       {"after", raw_excerpt(one.after)},
                       {"copy_of", one.copy_of + 1}});
    return out;
}

}  // namespace engine
