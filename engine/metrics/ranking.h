// Quality of rankings, one list (user, query) at a time, over a full ranking of the candidates. The
// functions that take scores give the value *expected* when ties are broken at random, so that a
// constant score earns chance, not the luck of the file's order: in a tie group of g items, rho of
// them relevant, every place holds a relevant item with probability rho / g. Source: McSherry and
// Najork 2008, "Computing information retrieval performance measures efficiently in the presence of
// tied scores".
//
// relevance [n]: 0 not relevant, 1 and more relevant (grades for nDCG). A share between 0 and 1
// marks the items that tie at the edge of what is relevant (equal ratings, of which only so many
// fit): all of them have the same share, their sum says how many are relevant, and every choice of
// so many is as likely; values are expected over it too. scores [n]; NaN ranks last, and
// prediction_guard names it. k > 0 counts places; no relevant item gives 0 unless said. Cost: O(n
// log n); reciprocal rank and hits O(n tied items).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace engine {

enum class Gain { Linear, Exponential };  // relevance, or 2^relevance - 1

double precision_at_k(std::span<const double> relevance, std::span<const double> scores,
                      std::size_t k);  // divides by k even when the list is shorter
double recall_at_k(std::span<const double> relevance, std::span<const double> scores,
                   std::size_t k);
double hit_at_k(std::span<const double> relevance, std::span<const double> scores, std::size_t k);
double reciprocal_rank_at_k(std::span<const double> relevance, std::span<const double> scores,
                            std::size_t k);
/// Mean of the precisions at relevant places up to k, divided by min(k, relevant items).
double average_precision_at_k(std::span<const double> relevance, std::span<const double> scores,
                              std::size_t k);
double ndcg_at_k(std::span<const double> relevance, std::span<const double> scores, std::size_t k,
                 Gain gain = Gain::Linear);
/// Share of (relevant, other) pairs in the right order, ties half; nothing when one side is empty.
std::optional<double> ranking_auc(std::span<const double> relevance,
                                  std::span<const double> scores);

/// Places filled from the highest score down, ties by index; NaN last.
std::vector<std::size_t> order_by_score(std::span<const double> scores);

/// All measures of one list in a given order (ties already broken).
struct OrderedMeasures {
    double precision = 0, recall = 0, hit = 0, reciprocal_rank = 0, average_precision = 0;
    double ndcg = 0, ndcg_exponential = 0;
};
/// @param order  [n] permutation of the items, best first
OrderedMeasures measures_in_order(std::span<const double> relevance,
                                  std::span<const std::size_t> order, std::size_t k);

/// Share of the catalogue that was recommended at all. @param counts [items] times recommended
double coverage(std::span<const double> counts);
/// Gini coefficient of how often items are recommended: 0 = all alike. @param counts [items]
double gini(std::span<const double> counts);

}  // namespace engine
