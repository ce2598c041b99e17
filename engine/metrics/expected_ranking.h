// Ranking measures in expectation over both kinds of ties: of scores (every order of equal scores
// is as likely) and of ratings (relevance given as a probability).
#pragma once

#include <cstddef>
#include <span>

namespace engine {

/// @param relevance  [n] probability of each item to be relevant; @param scores  [n]
/// E[precision at k] = 1/k sum over tie groups of (places of the group within k / group size) * sum
/// of relevance.
double expected_precision_at_k(std::span<const double> relevance, std::span<const double> scores,
                               std::size_t k);

/// Expected DCG at k with linear gain, divided by that of `relevant` items at the top.
/// @param relevant  number of relevant items: the sum of `relevance`, rounded
double expected_ndcg_at_k(std::span<const double> relevance, std::span<const double> scores,
                          std::size_t k);

/// Chance that a relevant item stands above another one, ties half; relevance as a probability of
/// its own for each item. Nothing relevant, or all: 0.5.
double expected_auc(std::span<const double> relevance, std::span<const double> scores);

}  // namespace engine
