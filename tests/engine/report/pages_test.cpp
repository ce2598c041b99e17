// The text and the HTML page of a report that was made by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/files.h"
#include "engine/report/html_report.h"
#include "engine/report/text_report.h"
#include "engine/spec/carried.h"
#include "report_support.h"

namespace engine {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Group group(const std::string& arm, int labels, double mean, double half, bool varies = true) {
    Group out;
    out.arm = arm;
    out.arm_title = "Arm " + arm;
    out.sweep = {{"rows", labels}};
    out.varies_with_seed = varies;
    out.metrics["accuracy"] = {varies ? 5 : 1, mean, half / 2, mean - half, mean + half};
    return out;
}

// Two arms at two budgets, one of them a single result; a planned pair at the smaller budget.
JobReport small_report() {
    JobReport report;
    report.job.id = 7;
    report.job.title = "News to comments";
    report.job.device = "cpu";
    report.job.started = 1000;
    report.job.ended = 3500;
    report.job.nodes_ran = 4;
    report.document.seeds = {1, 2};
    report.groups = {group("a", 16, 0.8, 0.1), group("a", 64, 0.9, 0.05),
                     group("b", 16, 0.7, 0, false), group("b", 64, 0.75, 0, false)};
    Reference majority{"majority", {{"rows", 16}}, {}};
    majority.metrics["accuracy"] = {1, 0.5, 0, 0.5, 0.5};
    report.references = {majority};
    ReportVerdict verdict{"a", "b", {{"rows", 16}}, {}, {}};
    verdict.comparison.arm = "Arm a";
    verdict.comparison.control = "Arm b";
    verdict.comparison.metric = "accuracy";
    verdict.comparison.budget = "16 labels";
    verdict.comparison.pairs = 5;
    verdict.comparison.rows = 100;
    verdict.comparison.difference = 0.1;
    verdict.comparison.interval = {0.05, 0.15};
    verdict.comparison.p = verdict.comparison.p_holm = 0.001;
    verdict.verdict = judge(verdict.comparison);
    report.verdicts = {verdict};
    return report;
}

void make_incomparable(JobReport& report) {
    Comparison& comparison = report.verdicts.front().comparison;
    comparison.not_comparable = Sentence{"they were scored on %1 other rows", {"12"}};
    report.verdicts.front().verdict = judge(comparison);
}

class Pages : public testing::Test {
protected:
    std::string page(const JobReport& report) {
        auto html = html_report(report, log_, artifacts_);
        EXPECT_TRUE(html) << html.error().text();
        return html ? *std::move(html) : "";
    }
    // What a browser would read out of the script at the end of the page.
    static Json embedded(const std::string& html) {
        const std::string open = "id=\"warmstart\">";
        const auto from = html.find(open) + open.size();
        return Json::parse(html.substr(from, html.find("</script>", from) - from));
    }

    TemporaryFolder folder_;
    RunLog log_ = open_log(folder_.path());
    ArtifactFolder artifacts_{folder_.path() / "artifacts"};
};

TEST(TextReport, HasOneRowAnArmAndOneColumnABudget) {
    const std::string text = text_report(small_report());
    EXPECT_THAT(text, HasSubstr("16 labels"));
    EXPECT_THAT(text, HasSubstr("Arm a"));
    EXPECT_THAT(text, HasSubstr("80.0 ± 5.0  90.0 ± 2.5"));  // mean and sd over seeds
    EXPECT_THAT(text, HasSubstr("70.0"));
    EXPECT_THAT(text, Not(HasSubstr("70.0 ±")));  // one result for all seeds has no spread
    EXPECT_THAT(text, AllOf(HasSubstr("(majority)"), HasSubstr("50.0")));
    EXPECT_THAT(text, HasSubstr("Arm a against Arm b, 16 labels"));
    EXPECT_THAT(text, HasSubstr(small_report().verdicts.front().verdict.sentence.text()));
}

TEST_F(Pages, SayWhatTheBayesianTestHoldsLikely) {
    JobReport report = small_report();
    EXPECT_THAT(page(report), Not(HasSubstr("Bayesian")));
    report.verdicts.front().comparison.belief = SignedRankBelief{0.02, 0.08, 0.9};
    const auto* const said = "ahead by more than 0.5 points with a chance of 90 %, behind by more";
    EXPECT_THAT(text_report(report), HasSubstr(said));
    EXPECT_THAT(page(report), HasSubstr(said));
}

TEST_F(Pages, SayHowFarTheForecastWasOff) {
    JobReport report = small_report();
    EXPECT_THAT(page(report), Not(HasSubstr("forecast of this job")));
    EXPECT_THAT(text_report(report), Not(HasSubstr("Forecast")));
    EXPECT_FALSE(report_json(report).contains("forecast"));
    report.forecast = ForecastError{7, 0.123, 0.04, 0, 14, 16};
    EXPECT_THAT(page(report), HasSubstr("was 14.0 s, and it took 16.0 s. Half of its 7 nodes are "
                                        "within 12 % of their forecast in time, 4 % in memory"));
    EXPECT_THAT(text_report(report),
                HasSubstr("Forecast 14.0 s, took 16.0 s; half of its 7 nodes are within 12 % in "
                          "time, 4 % in memory, 0 % on disk."));
    EXPECT_EQ(report_json(report)["forecast"]["median_error"]["seconds"], 0.123);
}

TEST(TextReport, SaysWhyTwoArmsCannotBeCompared) {
    JobReport report = small_report();
    make_incomparable(report);
    EXPECT_THAT(text_report(report), HasSubstr("they were scored on 12 other rows"));
    report.verdicts.clear();
    EXPECT_THAT(text_report(report), Not(HasSubstr("Verdicts")));
}

TEST(ReportJson, HoldsGroupsVerdictsAndReferences) {
    const Json json = report_json(small_report());
    EXPECT_EQ(json["job"], 7);
    EXPECT_EQ(json["seconds"], 2.5);
    EXPECT_EQ(json["stages"]["ran"], 4);
    ASSERT_EQ(json["groups"].size(), 4U);
    const Json& first = json["groups"][0];
    EXPECT_EQ(first["arm"], "Arm a");
    EXPECT_EQ(first["sweep"]["rows"], 16);
    EXPECT_EQ(first["mean"], 0.8);
    EXPECT_NEAR(first["ci"][0].get<double>(), 0.7, 1e-12);
    EXPECT_NEAR(first["ci"][1].get<double>(), 0.9, 1e-12);
    EXPECT_EQ(json["verdicts"][0]["code"], "helps");
    EXPECT_EQ(json["verdicts"][0]["p_holm"], 0.001);
    EXPECT_EQ(json["references"][0]["mean"], 0.5);
}

TEST(ReportJson, ANumberThatIsNoneBecomesNull) {
    JobReport report = small_report();
    report.groups.front().metrics["accuracy"].mean = std::nan("");
    make_incomparable(report);
    const Json json = report_json(report);
    EXPECT_TRUE(json["groups"][0]["mean"].is_null());
    EXPECT_EQ(json["verdicts"][0]["code"], "not_comparable");
    EXPECT_TRUE(json["verdicts"][0]["difference"].is_null());
    EXPECT_TRUE(json["verdicts"][0]["p"].is_null());
}

TEST_F(Pages, ShowIntervalsVerdictsAndTheCurveOverBudgets) {
    const std::string html = page(small_report());
    EXPECT_THAT(html, HasSubstr("80.0 <small>[70.0, 90.0]</small>"));
    EXPECT_THAT(html, HasSubstr("70.0 <small>one result for all seeds</small>"));
    EXPECT_THAT(html, HasSubstr("<li class=\"helps\"><b>Arm a against Arm b, 16 labels</b>"));
    EXPECT_THAT(html, HasSubstr("<h2>Budget curve</h2>"));
    EXPECT_THAT(html, HasSubstr("majority (reference)"));
    EXPECT_THAT(html, HasSubstr("<dt>Seeds</dt><dd>1, 2</dd>"));
    Json without = embedded(html);
    EXPECT_EQ(carried_pipeline(without["carried"], "page").value(),
              write_document(small_report().document));
    without.erase("carried");
    EXPECT_EQ(without, report_json(small_report()));
    JobReport one_budget = small_report();
    one_budget.groups = {group("a", 16, 0.8, 0.1)};
    EXPECT_THAT(page(one_budget), Not(HasSubstr("Budget curve")));
}

TEST_F(Pages, SayWhatIsNotClaimed) {
    JobReport report = small_report();
    make_incomparable(report);
    EXPECT_THAT(page(report), HasSubstr("<li class=\"not_comparable\">"));
    report.verdicts.clear();
    EXPECT_THAT(page(report), HasSubstr("No arm has a control, so nothing is claimed."));
}

TEST_F(Pages, TakeNoMarkupFromTitles) {
    for (const std::string evil : {"<script>alert(1)</script>", "</script><b>", "<!-- <script>"}) {
        SCOPED_TRACE(evil);
        JobReport report = small_report();
        report.job.title = report.groups[0].arm_title = report.references[0].name = evil;
        report.verdicts[0].comparison.arm = evil;
        report.verdicts[0].comparison.notes = {Sentence{"Of %1.", {evil}}};
        const std::string html = page(report);
        EXPECT_THAT(html, Not(HasSubstr(evil)));
        EXPECT_EQ(embedded(html)["title"], evil);
        EXPECT_EQ(embedded(html)["groups"][0]["arm"], evil);
        // The page's own script, and nothing else that opens or ends one.
        EXPECT_EQ(html.find("<script"), html.rfind("<script"));
        EXPECT_EQ(html.find("</script"), html.rfind("</script"));
    }
}

TEST_F(Pages, CountTheConfusionOfAnArmsLargestBudget) {
    Scores scores;
    scores.classes = 2;
    scores.rows = {1, 2, 3};
    scores.truth = {0, 1, 1};
    scores.predicted = {0, 1, 0};
    scores.probabilities = {1, 0, 0, 1, 1, 0};
    const auto out = artifacts_.begin("e1");
    ASSERT_TRUE(out);
    ASSERT_TRUE(write_scores(*out, scores));
    ASSERT_TRUE(artifacts_.publish(
        "e1", *out, {{"summary", {{"unit", "rows"}, {"classes", {"no & none", "yes"}}}}}));
    const auto job = log_.add_job(small_job());
    ASSERT_TRUE(job);
    const auto runs = log_.add_runs(*job, small_plan(), small_document());
    ASSERT_TRUE(runs);
    JobReport report = small_report();
    ReportRun run;
    run.row.id = runs->front();
    run.row.arm = "a";
    run.row.end = "e1";
    report.runs = {run};
    report.groups = {group("a", 16, 0.8, 0.1)};
    report.groups.front().runs = {0};
    const std::string html = page(report);
    EXPECT_THAT(html, HasSubstr("<h2>Confusion</h2>"));
    EXPECT_THAT(html, HasSubstr("no &amp; none"));
    report.runs.front().row.end = "gone";  // cleared away: the rest of the page stands
    EXPECT_THAT(page(report), Not(HasSubstr("<h2>Confusion</h2>")));
}

TEST_F(Pages, SayTheSameInChineseAndNoEnglishSentenceIsLeft) {
    const auto page =
        html_report(small_report(), log_, artifacts_, {.language = Language::Chinese});
    ASSERT_TRUE(page) << page.error().text();
    const std::string shown = page->substr(0, page->find("<script"));
    EXPECT_THAT(shown,
                AllOf(HasSubstr("lang=\"zh-CN\""), HasSubstr("80.0 <small>[70.0, 90.0]"),
                      HasSubstr("16 个标签"), Not(HasSubstr("Verdict<")), Not(HasSubstr("labels")),
                      Not(HasSubstr("Nothing was chosen")), Not(HasSubstr("mean over seeds"))));
}

TEST_F(Pages, KeepTheOrderOfTheirPartsInEveryFormat) {
    JobReport report = small_report();
    const auto page = report_page(report, log_, artifacts_, {});
    ASSERT_TRUE(page) << page.error().text();
    const std::string html = html_of(*page, "{}"), text = markdown_of(*page);
    std::size_t at = 0, there = 0;
    for (const char* part : {"Verdict", "Data", "Protocol", "Results", "Budget curve", "Cost",
                             "Limits", "How to make it again"}) {
        at = html.find("<h2>" + std::string(part) + "</h2>", at);
        EXPECT_NE(at, std::string::npos) << part;
        there = text.find("## " + std::string(part) + "\n", there);
        EXPECT_NE(there, std::string::npos) << part;
    }
    EXPECT_THAT(text, HasSubstr("| Arm a | 80 | 90 |"));  // the curve as a table
    const PrintPage print = print_of(*page);
    ASSERT_EQ(print.figures.size(), 1U);
    EXPECT_THAT(print.html, HasSubstr("<img src=\"figure:0\">"));
    EXPECT_THAT(print.figures[0], AllOf(HasSubstr("xmlns=\"http://www.w3.org/2000/svg\""),
                                        HasSubstr("Arm a"), Not(HasSubstr("class="))));
}

TEST_F(Pages, MarkdownTakesNoMarkupFromTitles) {
    JobReport report = small_report();
    report.groups[0].arm_title = "a | b <script> [x](y) `c`";
    const auto page = report_page(report, log_, artifacts_, {});
    ASSERT_TRUE(page);
    const std::string text = markdown_of(*page);
    EXPECT_THAT(text, AllOf(HasSubstr("a \\| b \\<script\\> \\[x\\](y) \\`c\\`"),
                            Not(HasSubstr("<script>"))));
}

TEST_F(Pages, NameTheRowsThatAnArmIsWorstAtAndTheirTextsOnlyWhenAsked) {
    Scores scores;
    scores.classes = 2;
    scores.rows = {11, 12, 13};
    scores.truth = {0, 1, 1};
    scores.predicted = {0, 0, 0};
    scores.probabilities = {0.9F, 0.1F, 0.6F, 0.4F, 0.99F, 0.01F};
    const auto out = artifacts_.begin("e2");
    ASSERT_TRUE(out);
    ASSERT_TRUE(write_scores(*out, scores));
    ASSERT_TRUE(artifacts_.publish("e2", *out,
                                   {{"summary", {{"unit", "rows"}, {"classes", {"no", "yes"}}}},
                                    {"parts", {{"inputs", {{"data", "d1", "data"}}}}}}));
    const auto job = log_.add_job(small_job());
    const auto runs = log_.add_runs(*job, small_plan(), small_document());
    ASSERT_TRUE(runs);
    JobReport report = small_report();
    ReportRun run;
    run.row.id = runs->front();
    run.row.arm = "a";
    run.row.end = "e2";
    report.runs = {run};
    report.groups = {group("a", 16, 0.8, 0.1)};
    report.groups.front().runs = {0};
    const std::string html = page(report);
    const auto surest = html.find("<td>13</td><td>yes</td><td>no</td><td>1 of 1</td><td>0.01</td>");
    EXPECT_NE(surest, std::string::npos);
    EXPECT_LT(surest, html.find("<td>12</td>"));
    EXPECT_THAT(html, AllOf(Not(HasSubstr("<td>11</td>")), HasSubstr("may be private")));
    ReportOptions options;
    options.texts = [](const std::string& key) {
        EXPECT_EQ(key, "d1");
        return Result(std::map<std::int64_t, std::string>{{13, "a <secret>"}});
    };
    const auto with = html_report(report, log_, artifacts_, options);
    ASSERT_TRUE(with);
    EXPECT_THAT(*with, HasSubstr("a &lt;secret&gt;"));
}

TEST_F(Pages, AreWrittenUnderANameMadeOfTheTitle) {
    EXPECT_EQ(file_name_of("News to social comments: first look"),
              "news-to-social-comments-first-look");
    EXPECT_EQ(file_name_of("../..//etc"), "etc");
    EXPECT_EQ(file_name_of("?!"), "report");
    EXPECT_EQ(file_name_of("新闻 A"), "新闻-a");
    const auto path =
        write_report(small_report(), log_, artifacts_, folder_.path(), ReportFormat::Html, {});
    ASSERT_TRUE(path) << path.error().text();
    EXPECT_EQ(path->filename(), "news-to-comments.html");
    const auto other = write_report(small_report(), log_, artifacts_, folder_.path(),
                                    ReportFormat::Markdown, {.language = Language::Chinese});
    ASSERT_TRUE(other) << other.error().text();
    EXPECT_EQ(other->filename(), "news-to-comments.zh-CN.md");
    EXPECT_EQ(*read_file(*path), page(small_report()));
}

}  // namespace
}  // namespace engine
