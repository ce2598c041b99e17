// What a report says of single test rows: confusion, and the rows that an arm is worst at.
#include <algorithm>
#include <map>

#include "engine/report/compare_arms.h"
#include "engine/report/report_parts.h"
#include "engine/store/scores_file.h"

namespace engine {
namespace {

constexpr std::size_t kWorst = 5;  // rows an arm

bool is_largest(const std::vector<Group>& groups, std::size_t g) {
    return g + 1 == groups.size() || groups[g + 1].arm != groups[g].arm;
}

struct Tally {
    std::int32_t truth = 0;
    int seeds = 0;
    int wrong = 0;
    double of_truth = 0;  // summed probability of the true class
    std::map<std::int32_t, int> answers;
};

Result<std::map<std::int64_t, Tally>> tallies_of(const ReportSource& source, const Group& group) {
    std::map<std::int64_t, Tally> out;
    for (const std::size_t run : group.runs) {
        if (!source.artifacts.has(source.report.runs[run].row.end)) continue;  // cleared away
        auto scores = read_scores(source.artifacts.at(source.report.runs[run].row.end));
        if (!scores) return scores.error();
        const auto width = static_cast<std::size_t>(scores->classes);
        for (std::size_t i = 0; i < scores->rows.size(); ++i) {
            Tally& row = out[scores->rows[i]];
            row.truth = scores->truth[i];
            ++row.seeds;
            if (scores->predicted[i] != row.truth) ++row.wrong;
            ++row.answers[scores->predicted[i]];
            const auto truth = static_cast<std::size_t>(row.truth);
            if (row.truth >= 0 && truth < width)
                row.of_truth += scores->probabilities[i * width + truth];
        }
        if (!group.varies_with_seed) break;
    }
    return out;
}

// Most often wrong first, then surest of the wrong answer.
std::vector<std::map<std::int64_t, Tally>::const_iterator> worst_of(
    const std::map<std::int64_t, Tally>& rows) {
    std::vector<std::map<std::int64_t, Tally>::const_iterator> out;
    for (auto it = rows.begin(); it != rows.end(); ++it) {
        if (it->second.wrong > 0) out.push_back(it);
    }
    const auto badness = [](const Tally& row) {
        return (row.wrong + 1e-3 * (row.seeds - row.of_truth)) / row.seeds;
    };
    std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) {
        return badness(a->second) > badness(b->second);
    });
    if (out.size() > kWorst) out.resize(kWorst);
    return out;
}

std::string class_name(const std::vector<std::string>& classes, std::int32_t which) {
    const auto index = static_cast<std::size_t>(which);
    return which >= 0 && index < classes.size() ? classes[index] : std::to_string(which);
}

Result<void> add_rows(const ReportSource& source, const Group& group, PageTable& table) {
    if (group.runs.empty()) return {};
    const std::string& end = source.report.runs[group.runs.front()].row.end;
    if (!source.artifacts.has(end)) return {};
    auto manifest = source.artifacts.manifest(end);
    if (!manifest) return manifest.error();
    const Json summary = manifest->value("summary", Json::object());
    if (summary.value("unit", "") != "rows") return {};
    const auto classes = summary.value("classes", std::vector<std::string>());
    auto rows = tallies_of(source, group);
    if (!rows) return rows.error();
    std::map<std::int64_t, std::string> texts;
    if (source.options.texts) {
        auto read = source.options.texts(input_key(*manifest, "data"));
        if (!read) return read.error();
        texts = *std::move(read);
    }
    for (const auto& it : worst_of(*rows)) {
        const Tally& row = it->second;
        const auto often =
            std::max_element(row.answers.begin(), row.answers.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        auto& line = table.rows.emplace_back();
        line = {{group_words(source, group)},
                {std::to_string(it->first)},
                {class_name(classes, row.truth)},
                {class_name(classes, often->first)},
                {source.words("%1 of %2", {std::to_string(row.wrong), std::to_string(row.seeds)})},
                {decimals(row.of_truth / row.seeds, "%.2f")}};
        if (source.options.texts) line.push_back({texts[it->first]});
    }
    return {};
}

}  // namespace

Result<void> add_confusion(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    const auto& groups = source.report.groups;
    Blocks tables;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (!is_largest(groups, g) || groups[g].runs.empty()) continue;
        auto confusion = group_confusion(source.report, groups[g], source.artifacts);
        if (!confusion) return confusion.error();
        if (!*confusion) continue;
        tables.push_back(PageConfusion{group_words(source, groups[g]), (*confusion)->classes,
                                       (*confusion)->counts, words("truth \\ predicted")});
    }
    if (tables.empty()) return {};
    out.push_back(PageHeading{2, words("Confusion")});
    out.insert(out.end(), tables.begin(), tables.end());
    out.push_back(PageText{words("Test rows, summed over seeds."), true});
    return {};
}

Result<void> add_worst(const ReportSource& source, Blocks& out) {
    const Words& words = source.words;
    PageTable table;
    table.head = {words("Arm"),    words("Row"),         words("Truth"),
                  words("Answer"), words("Seeds wrong"), words("Share given to the truth")};
    if (source.options.texts) table.head.push_back(words("Text"));
    const auto& groups = source.report.groups;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (!is_largest(groups, g)) continue;
        if (auto added = add_rows(source, groups[g], table); !added) return added;
    }
    if (table.rows.empty()) return {};
    out.push_back(PageHeading{2, words("Worst examples")});
    out.push_back(std::move(table));
    if (!source.options.texts)
        out.push_back(PageText{words("Their texts are left out; they may be private."), true});
    return {};
}

}  // namespace engine
