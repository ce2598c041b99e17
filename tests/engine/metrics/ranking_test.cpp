#include "engine/metrics/ranking.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "tests/engine/metrics/golden.h"

namespace engine {
namespace {

const std::vector<std::size_t> kPlaces = {1, 3, 5, 10};

TEST(Ranking, TiesByIndexEqualTheGoldenNumbers) {
    for (const Json& one : metrics_golden("ranking")) {
        const auto relevance = numbers(one["relevance"]), scores = numbers(one["score"]);
        const auto order = order_by_score(scores);
        EXPECT_EQ(order, one["expected"]["order_ties_by_index"].get<std::vector<std::size_t>>());
        for (const std::size_t k : kPlaces) {
            const Json& want = one["expected"]["@" + std::to_string(k)];
            const auto got = measures_in_order(relevance, order, k);
            EXPECT_NEAR(got.precision, want["precision"].get<double>(), kGolden);
            EXPECT_NEAR(got.recall, want["recall"].get<double>(), kGolden);
            EXPECT_NEAR(got.hit, want["hit"].get<double>(), kGolden);
            EXPECT_NEAR(got.reciprocal_rank, want["mrr"].get<double>(), kGolden);
            EXPECT_NEAR(got.average_precision, want["map"].get<double>(), kGolden);
            EXPECT_NEAR(got.ndcg, want["ndcg_linear_gain"].get<double>(), kGolden);
            EXPECT_NEAR(got.ndcg_exponential, want["ndcg_exp_gain"].get<double>(), kGolden);
        }
    }
}

TEST(Ranking, ExpectedGainEqualsScikitLearnsAveragedTies) {
    for (const Json& one : metrics_golden("ranking"))
        for (const std::size_t k : kPlaces) {
            const Json& want = one["expected"]["@" + std::to_string(k)];
            EXPECT_NEAR(ndcg_at_k(numbers(one["relevance"]), numbers(one["score"]), k),
                        want["ndcg_sklearn_ties_averaged"].get<double>(), kGolden);
        }
}

TEST(Ranking, GainInScikitLearnsOwnOrderEqualsItsNumbersWithTiesIgnored) {
    // "Ignored" is whatever NumPy's unstable argsort left, reversed. Later indices first gives the
    // golden numbers in three of the lists; in the second the order that NumPy 2.4.6 gives is
    // written out.
    const std::vector<std::size_t> second = {8, 9, 7, 4, 1, 3, 6, 2, 5, 0};
    const Json lists = metrics_golden("ranking");
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const auto relevance = numbers(lists[i]["relevance"]), scores = numbers(lists[i]["score"]);
        auto order = order_by_score(scores);
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return scores[a] != scores[b] ? scores[a] > scores[b] : a > b;
        });
        if (i == 1) order = second;
        for (const std::size_t k : kPlaces) {
            const Json& want = lists[i]["expected"]["@" + std::to_string(k)];
            EXPECT_NEAR(measures_in_order(relevance, order, k).ndcg,
                        want["ndcg_sklearn_ignore_ties"].get<double>(), kGolden);
        }
    }
}

TEST(Ranking, AConstantScoreEarnsChanceAndNotTheOrderOfTheFile) {
    std::vector<double> relevance(10, 0.0);
    for (std::size_t i = 0; i < 5; ++i) relevance[i] = 1;
    const std::vector<double> constant(10, 3.0);
    EXPECT_NEAR(precision_at_k(relevance, constant, 5), 0.5, 1e-12);
    EXPECT_NEAR(reciprocal_rank_at_k(relevance, constant, 10), 0.704696, 5e-7);  // by hand
    EXPECT_NEAR(*ranking_auc(relevance, constant), 0.5, 1e-12);
}

TEST(Ranking, OneRelevantAmongThreeTiedHasMeanReciprocalRankElevenEighteenths) {
    const std::vector<double> relevance = {0, 1, 0}, scores = {1, 1, 1};
    EXPECT_NEAR(reciprocal_rank_at_k(relevance, scores, 3), 11.0 / 18.0, 1e-12);
}

TEST(Ranking, ExpectedValuesEqualTheMeanOverAllOrdersOfTheTies) {
    const std::vector<double> relevance = {0, 2, 1, 0, 3, 0, 1};
    const std::vector<double> scores = {.5, .5, .5, .9, .5, .1, .1};
    std::vector<std::size_t> order(7);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (const std::size_t k : {1UL, 2UL, 4UL, 6UL, 7UL}) {
        OrderedMeasures sum;
        double orders = 0;
        do {
            const bool sorted =
                std::is_sorted(order.begin(), order.end(),
                               [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
            if (!sorted) continue;
            const auto one = measures_in_order(relevance, order, k);
            sum.precision += one.precision;
            sum.recall += one.recall;
            sum.hit += one.hit;
            sum.reciprocal_rank += one.reciprocal_rank;
            sum.average_precision += one.average_precision;
            sum.ndcg_exponential += one.ndcg_exponential;
            ++orders;
        } while (std::next_permutation(order.begin(), order.end()));
        EXPECT_EQ(orders, 48);  // 4! x 2!
        EXPECT_NEAR(precision_at_k(relevance, scores, k), sum.precision / orders, 1e-12);
        EXPECT_NEAR(recall_at_k(relevance, scores, k), sum.recall / orders, 1e-12);
        EXPECT_NEAR(hit_at_k(relevance, scores, k), sum.hit / orders, 1e-12);
        EXPECT_NEAR(reciprocal_rank_at_k(relevance, scores, k), sum.reciprocal_rank / orders,
                    1e-12);
        EXPECT_NEAR(average_precision_at_k(relevance, scores, k), sum.average_precision / orders,
                    1e-12);
        EXPECT_NEAR(ndcg_at_k(relevance, scores, k, Gain::Exponential),
                    sum.ndcg_exponential / orders, 1e-12);
    }
}

// Every way to break the ties of the ratings, by brute force: which of the items at the edge count.
void each_choice(const std::vector<double>& relevance, std::size_t chosen,
                 const std::function<void(const std::vector<double>&)>& visit) {
    std::vector<std::size_t> tied;
    for (std::size_t i = 0; i < relevance.size(); ++i)
        if (relevance[i] > 0 && relevance[i] < 1) tied.push_back(i);
    std::vector<bool> takes(tied.size(), false);
    std::fill(takes.end() - static_cast<std::ptrdiff_t>(chosen), takes.end(), true);
    do {
        std::vector<double> one = relevance;
        for (std::size_t i = 0; i < tied.size(); ++i) one[tied[i]] = takes[i] ? 1 : 0;
        visit(one);
    } while (std::next_permutation(takes.begin(), takes.end()));
}

TEST(Ranking, SharesOfRelevanceGiveTheMeanOverAllChoicesOfTheTiedItems) {
    // Five relevant items of ten: two surely, three of the five that tie behind them.
    const std::vector<double> relevance = {0.6, 1, 0, 0.6, 0.6, 0, 1, 0.6, 0, 0.6};
    const std::vector<std::vector<double>> lists = {{1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
                                                    {9, 3, 9, 9, 5, 5, 3, 1, 1, 2},
                                                    {10, 1, 9, 8, 7, 6, 2, 5, 4, 3},
                                                    {1, 9, 7, 7, 7, 7, 9, 1, 1, 1}};
    for (const auto& scores : lists) {
        for (const std::size_t k : {1UL, 3UL, 5UL, 10UL}) {
            OrderedMeasures sum;
            double auc = 0, choices = 0;
            each_choice(relevance, 3, [&](const std::vector<double>& one) {
                sum.precision += precision_at_k(one, scores, k);
                sum.recall += recall_at_k(one, scores, k);
                sum.hit += hit_at_k(one, scores, k);
                sum.reciprocal_rank += reciprocal_rank_at_k(one, scores, k);
                sum.average_precision += average_precision_at_k(one, scores, k);
                sum.ndcg += ndcg_at_k(one, scores, k);
                sum.ndcg_exponential += ndcg_at_k(one, scores, k, Gain::Exponential);
                auc += *ranking_auc(one, scores);
                ++choices;
            });
            ASSERT_EQ(choices, 10);
            EXPECT_NEAR(precision_at_k(relevance, scores, k), sum.precision / choices, 1e-12);
            EXPECT_NEAR(recall_at_k(relevance, scores, k), sum.recall / choices, 1e-12);
            EXPECT_NEAR(hit_at_k(relevance, scores, k), sum.hit / choices, 1e-12);
            EXPECT_NEAR(reciprocal_rank_at_k(relevance, scores, k), sum.reciprocal_rank / choices,
                        1e-12);
            EXPECT_NEAR(average_precision_at_k(relevance, scores, k),
                        sum.average_precision / choices, 1e-12);
            EXPECT_NEAR(ndcg_at_k(relevance, scores, k), sum.ndcg / choices, 1e-12);
            EXPECT_NEAR(ndcg_at_k(relevance, scores, k, Gain::Exponential),
                        sum.ndcg_exponential / choices, 1e-12);
            EXPECT_NEAR(*ranking_auc(relevance, scores), auc / choices, 1e-12);
        }
    }
}

TEST(Ranking, AllRatingsAlikeEarnChanceWhateverTheScores) {
    const std::vector<double> relevance(10, 0.5), scores = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
    EXPECT_NEAR(precision_at_k(relevance, scores, 5), 0.5, 1e-12);
    EXPECT_NEAR(ndcg_at_k(relevance, scores, 5), 0.5, 1e-12);
    EXPECT_NEAR(*ranking_auc(relevance, scores), 0.5, 1e-12);
    EXPECT_NEAR(reciprocal_rank_at_k(relevance, scores, 10), 0.704696, 5e-7);  // by hand, as above
    const std::vector<double> none(10, 0.0);
    EXPECT_EQ(hit_at_k(none, scores, 10), 0.0);
    EXPECT_EQ(ndcg_at_k(none, scores, 5), 0.0);
    EXPECT_FALSE(ranking_auc(none, scores));
}

TEST(Ranking, NanRanksLastAndTheWholeListHasRecallOne) {
    const std::vector<double> relevance = {1, 0, 1};
    const std::vector<double> scores = {std::numeric_limits<double>::quiet_NaN(), 0.1, 0.2};
    EXPECT_EQ(order_by_score(scores), (std::vector<std::size_t>{2, 1, 0}));
    EXPECT_DOUBLE_EQ(precision_at_k(relevance, scores, 1), 1.0);
    EXPECT_DOUBLE_EQ(recall_at_k(relevance, scores, 3), 1.0);
}

TEST(Ranking, EqualSharesHaveGiniZeroAndOneItemTakingAllNearlyOne) {
    EXPECT_NEAR(gini(std::vector<double>{2, 2, 2, 2}), 0.0, 1e-12);
    EXPECT_NEAR(gini(std::vector<double>{0, 0, 0, 8}), 0.75, 1e-12);
    EXPECT_DOUBLE_EQ(coverage(std::vector<double>{0, 1, 0, 3}), 0.5);
}

}  // namespace
}  // namespace engine
