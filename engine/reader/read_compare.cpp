// Arms of a job side by side, beyond what its report holds.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/reader/report_answers.h"
#include "engine/reader/user_examples.h"
#include "engine/reader/workspace_reader.h"
#include "engine/report/compare_arms.h"
#include "engine/report/joined_report.h"
#include "engine/store/scores_file.h"

namespace engine {
namespace {

// One test row over the seeds of two arms.
struct RowTally {
    std::int32_t truth = 0;
    int seeds = 0;
    int right[2] = {0, 0};        // seeds in which the arm answers right
    double of_truth[2] = {0, 0};  // summed probability of the true class
    std::map<std::int32_t, int> answers[2];
    double lead() const {  // how much arm 0 has ahead of arm 1
        return (right[0] - right[1]) + 1e-3 * (of_truth[0] - of_truth[1]);
    }
};

using Tallies = std::map<std::int64_t, RowTally>;  // by row id

struct SeedPair {
    std::string keys[2];
};

std::vector<SeedPair> seed_pairs(const JobReport& report, const std::string& a,
                                 const std::string& b, const Json& sweep) {
    std::map<std::uint64_t, SeedPair> by_seed;
    for (const ReportRun& run : report.runs) {
        if (run.row.state != RunState::Done || run.row.sweep != sweep) continue;
        if (run.row.arm == a) by_seed[run.row.seed].keys[0] = run.row.end;
        if (run.row.arm == b) by_seed[run.row.seed].keys[1] = run.row.end;
    }
    std::vector<SeedPair> out;
    for (const auto& [seed, pair] : by_seed) {
        if (!pair.keys[0].empty() && !pair.keys[1].empty()) out.push_back(pair);
    }
    return out;
}

// What the artifacts of a pair say of themselves.
struct AboutPair {
    std::string unit, data;  // what was scored, and the key of its rows
    std::vector<std::string> classes;
};

Result<AboutPair> about_pair(const ArtifactFolder& artifacts, const SeedPair& pair) {
    AboutPair out[2];
    for (const int side : {0, 1}) {
        auto manifest = artifacts.manifest(pair.keys[side]);
        if (!manifest) return manifest.error();
        const Json summary = manifest->value("summary", Json::object());
        out[side] = {summary.value("unit", ""), input_key(*manifest, "data"),
                     summary.value("classes", std::vector<std::string>())};
    }
    if (out[0].unit == out[1].unit && out[0].classes == out[1].classes) return std::move(out[0]);
    return make_error(ErrorCode::BadData,
                      "The two arms were scored on other classes, so their answers cannot be laid "
                      "side by side.");
}

void add_answer(RowTally& row, const Scores& scores, std::size_t i, int side) {
    const auto width = static_cast<std::size_t>(scores.classes);
    row.truth = scores.truth[i];
    if (scores.predicted[i] == row.truth) ++row.right[side];
    ++row.answers[side][scores.predicted[i]];
    if (row.truth >= 0 && static_cast<std::size_t>(row.truth) < width)
        row.of_truth[side] += scores.probabilities[i * width + static_cast<std::size_t>(row.truth)];
}

// The rows that both have scored: arms of two jobs may have scored different ones.
Result<void> add_scores(Tallies& rows, const ArtifactFolder& artifacts, const SeedPair& pair) {
    auto a = read_scores(artifacts.at(pair.keys[0]));
    if (!a) return a.error();
    auto b = read_scores(artifacts.at(pair.keys[1]));
    if (!b) return b.error();
    std::map<std::int64_t, std::size_t> of_a;
    for (std::size_t i = 0; i < a->rows.size(); ++i) of_a[a->rows[i]] = i;
    for (std::size_t i = 0; i < b->rows.size(); ++i) {
        const auto found = of_a.find(b->rows[i]);
        if (found == of_a.end()) continue;
        RowTally& row = rows[b->rows[i]];
        ++row.seeds;
        add_answer(row, *a, found->second, 0);
        add_answer(row, *b, i, 1);
    }
    return {};
}

std::string class_name(const std::vector<std::string>& classes, std::int32_t which) {
    const auto index = static_cast<std::size_t>(which);
    return which >= 0 && index < classes.size() ? classes[index] : std::to_string(which);
}

Json arm_json(const RowTally& row, int side, const std::vector<std::string>& classes) {
    const auto often = std::max_element(
        row.answers[side].begin(), row.answers[side].end(),
        [](const auto& one, const auto& other) { return one.second < other.second; });
    return {{"answer", often == row.answers[side].end() ? "" : class_name(classes, often->first)},
            {"right", row.right[side]},
            {"of_truth", row.seeds > 0 ? row.of_truth[side] / row.seeds : 0.0}};
}

using Found = std::vector<Tallies::const_iterator>;

// What a list shows of its first rows. @param order  whether one comes before another
template <class Order>
Json first_rows(Found found, const Order& order, std::int64_t limit,
                const std::map<std::int64_t, std::string>& texts,
                const std::vector<std::string>& classes) {
    std::stable_sort(found.begin(), found.end(), order);
    Json out = Json::array();
    for (const auto& it : found) {
        if (std::ssize(out) >= limit) break;
        const auto text = texts.find(it->first);
        out.push_back({{"row", it->first},
                       {"text", text == texts.end() ? "" : text->second},
                       {"truth", class_name(classes, it->second.truth)},
                       {"seeds", it->second.seeds},
                       {"a", arm_json(it->second, 0, classes)},
                       {"b", arm_json(it->second, 1, classes)}});
    }
    return Json{{"total", std::ssize(found)}, {"rows", std::move(out)}};
}

template <class Taken>
Found rows_where(const Tallies& rows, const Taken& taken) {
    Found found;
    for (auto it = rows.begin(); it != rows.end(); ++it) {
        if (taken(it->second)) found.push_back(it);
    }
    return found;
}

// The rows that one side leads in, furthest ahead first.
Json leading(const Tallies& rows, int side, std::int64_t limit,
             const std::map<std::int64_t, std::string>& texts,
             const std::vector<std::string>& classes) {
    const double sign = side == 0 ? 1 : -1;
    return first_rows(
        rows_where(rows,
                   [side](const RowTally& row) { return row.right[side] > row.right[1 - side]; }),
        [sign](const auto& one, const auto& other) {
            return sign * one->second.lead() > sign * other->second.lead();
        },
        limit, texts, classes);
}

// The rows that one side answers wrong in some seed, furthest from the truth first.
Json worst(const Tallies& rows, int side, std::int64_t limit,
           const std::map<std::int64_t, std::string>& texts,
           const std::vector<std::string>& classes) {
    return first_rows(
        rows_where(rows, [side](const RowTally& row) { return row.right[side] < row.seeds; }),
        [side](const auto& one, const auto& other) {
            const RowTally &a = one->second, &b = other->second;
            return std::pair(a.right[side], a.of_truth[side]) <
                   std::pair(b.right[side], b.of_truth[side]);
        },
        limit, texts, classes);
}

}  // namespace

Result<Json> WorkspaceReader::compare(std::int64_t job, const std::string& arm,
                                      const std::string& base, const std::string& metric) {
    auto report = read_joined_report(job, {arm, base}, catalog_, log_, artifacts_);
    if (!report) return report.error();
    return compare_arms(*report, artifacts_, arm, base, metric);
}

Result<Json> WorkspaceReader::report(std::int64_t job, const std::vector<std::int64_t>& beside) {
    auto report = read_joined_jobs(job, beside, catalog_, log_, artifacts_);
    if (!report) return report.error();
    return report_json(*report);
}

Result<Json> WorkspaceReader::confusion(std::int64_t job, const std::vector<std::int64_t>& beside) {
    auto report = read_joined_jobs(job, beside, catalog_, log_, artifacts_);
    if (!report) return report.error();
    Json out = Json::array();
    for (const Group& group : report->groups) {
        auto one = group_confusion(*report, group, artifacts_);
        if (!one) return one.error();
        if (!*one) continue;
        out.push_back({{"arm_id", group.arm},
                       {"sweep", group.sweep},
                       {"classes", (*one)->classes},
                       {"counts", (*one)->counts},
                       {"runs", (*one)->runs}});
    }
    return out;
}

Result<Json> WorkspaceReader::examples(std::int64_t job, const std::string& arm,
                                       const std::string& base, const Json& sweep,
                                       std::int64_t limit) {
    auto report = read_joined_report(job, {arm, base}, catalog_, log_, artifacts_);
    if (!report) return report.error();
    const auto pairs = seed_pairs(*report, arm_id(*report, arm), arm_id(*report, base), sweep);
    Json out = {{"seeds", std::ssize(pairs)}, {"unit", ""}};
    Tallies rows;
    std::vector<std::string> classes;
    std::map<std::int64_t, std::string> texts;
    for (const SeedPair& pair : pairs) {
        auto about = about_pair(artifacts_, pair);
        if (!about) return about.error();
        out["unit"] = about->unit;
        if (about->unit == "users") {
            // Every seed ranks the same users; the lists of the first are shown.
            auto users = user_examples(artifacts_, pair.keys[0], pair.keys[1], limit);
            if (!users) return users.error();
            out["users"] = *std::move(users);
        }
        if (about->unit != "rows") return out;
        classes = std::move(about->classes);
        if (texts.empty()) {
            auto read = texts_by_row(artifacts_, about->data);
            if (!read) return read.error();
            texts = *std::move(read);
        }
        if (auto added = add_scores(rows, artifacts_, pair); !added) return added.error();
    }
    out["rows"] = std::ssize(rows);
    out["arm_leads"] = leading(rows, 0, limit, texts, classes);
    out["base_leads"] = leading(rows, 1, limit, texts, classes);
    out["arm_worst"] = worst(rows, 0, limit, texts, classes);
    out["base_worst"] = worst(rows, 1, limit, texts, classes);
    return out;
}

}  // namespace engine
