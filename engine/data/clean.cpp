#include "engine/data/clean.h"

#include <algorithm>
#include <atomic>
#include <unordered_set>
#include <utility>

#include "engine/base/hash.h"
#include "engine/base/stream.h"
#include "engine/data/copies.h"
#include "engine/data/shares.h"

namespace engine {
namespace {

using Rows = std::vector<std::int64_t>;

constexpr std::size_t kTextsAtOnce = 4096;

void prepare_texts(Table& table, const CleanOptions& options, Json& counts) {
    std::atomic<std::int64_t> urls = 0, changed = 0, emptied = 0;
    in_shares(table.text.size(), kTextsAtOnce, [&](std::size_t begin, std::size_t end) {
        std::int64_t own_urls = 0, own_changed = 0, own_emptied = 0;
        for (std::size_t i = begin; i < end; ++i) {
            std::string& text = table.text[i];
            const int removed = options.strip_urls ? strip_urls_in_place(text) : 0;
            const bool folded = options.normalise && normalise_in_place(text);
            if (removed == 0 && !folded) continue;
            own_urls += removed;
            ++own_changed;
            own_emptied += text.empty() ? 1 : 0;
        }
        urls += own_urls;
        changed += own_changed;
        emptied += own_emptied;
    });
    counts["urls_removed"] = urls.load();
    counts["texts_changed"] = changed.load();
    counts["texts_emptied"] = emptied.load();
}

// Training rows of each class, in an order drawn from the row ids.
std::vector<Rows> drawn_by_class(const Table& table, std::uint64_t seed) {
    std::vector<std::pair<std::uint64_t, std::int64_t>> order;
    for (const std::int64_t row : training_rows(table)) {
        Stream stream(seed, "balance", 0, table.id[static_cast<std::size_t>(row)]);
        order.emplace_back(stream.next64(), row);
    }
    std::sort(order.begin(), order.end());
    std::vector<Rows> classes(table.class_names.size());
    for (const auto& [draw, row] : order) {
        classes[static_cast<std::size_t>(table.label[static_cast<std::size_t>(row)])].push_back(
            row);
    }
    std::erase_if(classes, [](const Rows& rows) { return rows.empty(); });
    return classes;
}

Table repeat_rare(const Table& table, const std::vector<Rows>& classes, Json& counts) {
    std::size_t most = 0;
    for (const Rows& rows : classes) most = std::max(most, rows.size());
    Rows rows(table.rows());
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::int64_t>(i);
    std::vector<std::uint64_t> rounds;  // of each added row: which copy of its original it is
    for (const Rows& own : classes) {
        for (std::size_t i = own.size(); i < most; ++i) {
            rows.push_back(own[i % own.size()]);
            rounds.push_back(i / own.size());
        }
    }
    Table out = take(table, rows);
    for (std::size_t i = 0; i < rounds.size(); ++i) {  // an id of its own, the same in every run
        std::uint64_t& id = out.id[table.rows() + i];
        id = mix64(id + rounds[i]);
    }
    counts["rows_repeated"] = rounds.size();
    return out;
}

Table thin_common(const Table& table, const std::vector<Rows>& classes, Json& counts) {
    std::size_t least = classes.empty() ? 0 : classes.front().size();
    for (const Rows& rows : classes) least = std::min(least, rows.size());
    std::vector<bool> gone(table.rows(), false);
    for (const Rows& own : classes) {
        for (std::size_t i = least; i < own.size(); ++i)
            gone[static_cast<std::size_t>(own[i])] = true;
    }
    Rows rows;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        if (!gone[i]) rows.push_back(static_cast<std::int64_t>(i));
    }
    counts["rows_balanced_away"] = table.rows() - rows.size();
    return take(table, rows);
}

// Leaves words out; at least one of them stays. -> how many went
std::int64_t drop_words(std::string& text, double share, Stream& stream) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0;;) {
        const std::size_t start = text.find_first_not_of(" \t\r\n", at);
        if (start == std::string::npos) break;
        at = std::min(text.find_first_of(" \t\r\n", start), text.size());
        words.push_back(std::string_view(text).substr(start, at - start));
    }
    std::string out;
    std::int64_t dropped = 0;
    const std::size_t sure = words.empty() ? 0 : stream.below(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (stream.uniform() < share && i != sure) {
            ++dropped;
            continue;
        }
        if (!out.empty()) out.push_back(' ');
        out.append(words[i]);
    }
    if (dropped > 0) text = std::move(out);
    return dropped;
}

// Training texts with words left out; one that would repeat a row of another part stays whole.
// -> how many words went
std::int64_t shorten_texts(Table& table, double share, std::uint64_t seed) {
    const std::vector<std::string> whole = table.text;
    const Rows rows = training_rows(table);
    std::vector<std::int64_t> dropped(table.rows(), 0);
    for (const std::int64_t row : rows) {
        const auto i = static_cast<std::size_t>(row);
        Stream stream(seed, "drop_words", 0, table.id[i]);
        dropped[i] = drop_words(table.text[i], share, stream);
    }
    const std::vector<std::string> keys = copy_keys(table);
    std::unordered_set<std::string_view> judged;
    for (std::size_t i = 0; i < table.part.size(); ++i) {
        if (table.part[i] == Part::Valid || table.part[i] == Part::Test) judged.insert(keys[i]);
    }
    std::int64_t words = 0;
    for (const std::int64_t row : rows) {
        const auto i = static_cast<std::size_t>(row);
        if (judged.contains(keys[i]))
            table.text[i] = whole[i];
        else
            words += dropped[i];
    }
    return words;
}

Result<void> balance(Table& table, const std::string& how, std::uint64_t seed, Json& counts) {
    if (how == "none") return {};
    if (how == "over") {
        table = repeat_rare(table, drawn_by_class(table, seed), counts);
    } else if (how == "under") {
        table = thin_common(table, drawn_by_class(table, seed), counts);
    } else {
        return make_error(ErrorCode::BadOption, "Balance must be none, over or under, not %1.",
                          {how});
    }
    return {};
}

bool is_split(const Table& table) {
    return std::any_of(table.part.begin(), table.part.end(),
                       [](Part part) { return part != Part::None; });
}

}  // namespace

Stripped prepared_text(std::string_view text, const CleanOptions& options) {
    Stripped out = options.strip_urls ? strip_urls(text) : Stripped{std::string(text), 0};
    if (options.normalise) normalise_in_place(out.text);
    return out;
}

Result<Prepared> clean(Table table, const CleanOptions& options, std::uint64_t seed) {
    StepReport report;
    report.step = "clean";
    report.rows_in = static_cast<std::int64_t>(table.rows());
    report.counts = {{"copies_dropped", 0},
                     {"between_dropped", 0},
                     {"rows_repeated", 0},
                     {"rows_balanced_away", 0},
                     {"words_dropped", 0}};
    prepare_texts(table, options, report.counts);
    if (options.deduplicate && !table.text.empty()) {
        const std::size_t before = table.rows();
        keep_rows(table, first_copies(table));
        report.counts["copies_dropped"] = before - table.rows();
    }
    const Rows decided = decided_rows(table);
    report.counts["between_dropped"] = table.rows() - decided.size();
    if (decided.size() != table.rows()) keep_rows(table, decided);

    const bool trains_only = options.balance != "none" || options.drop_words > 0;
    if (trains_only && !is_split(table)) {
        report.warn(
            "The rows are not split yet, so all were taken as training rows. Put Clean behind "
            "Split to leave test rows as they are.");
    }
    if (Result<void> done = balance(table, options.balance, seed, report.counts); !done) {
        return done.error();
    }
    if (options.drop_words > 0 && !table.text.empty())
        report.counts["words_dropped"] = shorten_texts(table, options.drop_words, seed);
    report.rows_out = static_cast<std::int64_t>(table.rows());
    return Prepared{std::move(table), std::move(report)};
}

}  // namespace engine
