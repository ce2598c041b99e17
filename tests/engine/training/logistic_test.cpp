#include "engine/training/logistic.h"

#include <algorithm>

#include "tests/engine/training/training_support.h"

namespace engine {
namespace {

struct Data {
    std::vector<float> x;
    std::vector<std::int64_t> y;
    std::int64_t columns = 0;
    DenseRows rows() const { return {x, std::ssize(y), columns}; }
    SparseRows sparse() const {
        SparseRows out;
        out.columns = columns;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const auto column = static_cast<std::int64_t>(i) % columns;
            if (x[i] != 0) {
                out.columns_of.push_back(static_cast<std::int32_t>(column));
                out.values.push_back(static_cast<double>(x[i]));
            }
            if (column == columns - 1) out.starts.push_back(std::ssize(out.values));
        }
        return out;
    }
};

/// Gaussian clouds around class centres, a third of the entries 0.
Data clouds(std::int64_t rows, std::int64_t columns, std::int64_t classes, double spread = 0.5) {
    Data data;
    data.columns = columns;
    for (std::int64_t i = 0; i < rows; ++i) {
        Stream stream(3, "cloud", 0, static_cast<std::uint64_t>(i));
        const auto label =
            static_cast<std::int64_t>(stream.below(static_cast<std::uint64_t>(classes)));
        Stream centre(4, "centre", 0, static_cast<std::uint64_t>(label));
        for (std::int64_t j = 0; j < columns; ++j) {
            const double value = spread * centre.normal() + stream.normal();
            data.x.push_back(stream.below(3) == 0 ? 0.0F : static_cast<float>(value));
        }
        data.y.push_back(label);
    }
    return data;
}

/// Gradient of the objective at a model, by hand from its probabilities; largest entry, per row.
double gradient_at(const LogisticModel& model, const Data& data, double l2,
                   std::int64_t first_free) {
    std::vector<double> p = logistic_logits(model, data.rows());
    softmax_rows(p, model.classes);
    double worst = 0;
    for (std::int64_t c = first_free; c < model.classes; ++c) {
        for (std::int64_t j = 0; j <= data.columns; ++j) {
            double sum = j < data.columns
                             ? l2 * model.weights[static_cast<std::size_t>(c * data.columns + j)]
                             : 0;
            for (std::size_t i = 0; i < data.y.size(); ++i) {
                const double feature = j < data.columns
                                           ? data.x[i * static_cast<std::size_t>(data.columns) +
                                                    static_cast<std::size_t>(j)]
                                           : 1.0;
                const double error =
                    p[i * static_cast<std::size_t>(model.classes) + static_cast<std::size_t>(c)] -
                    (data.y[i] == c ? 1.0 : 0.0);
                sum += error * feature;
            }
            worst = std::max(worst, std::abs(sum));
        }
    }
    return worst / static_cast<double>(data.y.size());
}

TEST(Logistic, MeetsTheConditionsOfTheMinimum) {
    for (const std::int64_t classes : {2, 3, 7}) {
        for (const double l2 : {1e-2, 1.0, 100.0}) {
            const Data data = clouds(200, 12, classes);
            const auto model = fit_logistic(data.rows(), data.y, classes, {.l2 = l2});
            ASSERT_TRUE(model) << model.error().text();
            EXPECT_TRUE(model->converged);
            EXPECT_LE(gradient_at(*model, data, l2, classes == 2 ? 1 : 0), 1e-8);
        }
    }
}

TEST(Logistic, IsTheSameOnSparseAndDenseRows) {
    for (const std::int64_t classes : {2, 4}) {
        const Data data = clouds(150, 10, classes);
        const auto dense = fit_logistic(data.rows(), data.y, classes);
        const auto sparse = fit_logistic(data.sparse(), data.y, classes);
        ASSERT_TRUE(dense && sparse);
        for (std::size_t i = 0; i < dense->weights.size(); ++i) {
            EXPECT_NEAR(dense->weights[i], sparse->weights[i], 1e-6);
        }
        const auto a = logistic_logits(*dense, data.rows()),
                   b = logistic_logits(*dense, data.sparse());
        for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], 1e-12);
    }
}

TEST(Logistic, RepeatsItselfBitForBit) {
    const Data data = clouds(150, 10, 3);
    const auto once = fit_logistic(data.rows(), data.y, 3),
               again = fit_logistic(data.rows(), data.y, 3);
    EXPECT_EQ(once->weights, again->weights);
    EXPECT_EQ(once->intercept, again->intercept);
}

TEST(Logistic, CountsARowOfWeightTwoTwice) {
    const Data data = clouds(60, 5, 3);
    Data twice = data;
    twice.x.insert(twice.x.end(), data.x.begin(), data.x.begin() + 5);
    twice.y.push_back(data.y[0]);
    std::vector<double> weights(60, 1.0);
    weights[0] = 2;
    const auto a = fit_logistic(data.rows(), data.y, 3, {}, weights),
               b = fit_logistic(twice.rows(), twice.y, 3);
    for (std::size_t i = 0; i < a->weights.size(); ++i)
        EXPECT_NEAR(a->weights[i], b->weights[i], 1e-6);
}

TEST(Logistic, FitsRowsThatALineSeparates) {
    const Data data{{-2, -1, 1, 2}, {0, 0, 1, 1}, 1};
    const auto model = fit_logistic(data.rows(), data.y, 2, {.l2 = 1e-6});
    ASSERT_TRUE(model);
    EXPECT_GT(model->weights[1], 5);
    EXPECT_EQ(model->weights[0], 0);
    EXPECT_NEAR(model->intercept[1], 0, 1e-6);
}

TEST(Logistic, GivesAClassWithoutRowsNoProbability) {
    Data data = clouds(60, 5, 3);
    for (std::int64_t& label : data.y) label = label == 1 ? 3 : label;
    const auto model = fit_logistic(data.rows(), data.y, 5);
    ASSERT_TRUE(model);
    std::vector<double> p = logistic_logits(*model, data.rows());
    softmax_rows(p, 5);
    EXPECT_EQ(p[1], 0);
    EXPECT_EQ(p[4], 0);
    for (const double value : p) EXPECT_TRUE(std::isfinite(value));
}

TEST(Logistic, RefusesWhatItCannotFit) {
    const Data data = clouds(10, 3, 2);
    EXPECT_EQ(fit_logistic(data.rows(), data.y, 1).error().code, ErrorCode::BadData);
    EXPECT_EQ(fit_logistic(data.rows(), std::vector<std::int64_t>(10, 1), 2).error().code,
              ErrorCode::BadData);
    EXPECT_EQ(fit_logistic(data.rows(), std::vector<std::int64_t>(9, 1), 2).error().code,
              ErrorCode::BadData);
    EXPECT_EQ(fit_logistic(data.rows(), data.y, 2, {.l2 = -1}).error().code, ErrorCode::BadOption);
    EXPECT_EQ(fit_logistic(DenseRows{}, {}, 2).error().code, ErrorCode::BadData);
    Data broken = data;
    broken.x[4] = NAN;
    EXPECT_EQ(fit_logistic(broken.rows(), broken.y, 2).error().code, ErrorCode::BadData);
    std::stop_source source;
    source.request_stop();
    EXPECT_EQ(fit_logistic(data.rows(), data.y, 2, {.stop = source.get_token()}).error().code,
              ErrorCode::Cancelled);
}

/// The objective of a fit at a model, by hand: l2/2 |W|^2 and the losses of the rows, over their
/// number.
double objective_at(const LogisticModel& model, const Data& data, double l2) {
    std::vector<double> p = logistic_logits(model, data.rows());
    softmax_rows(p, model.classes);
    double sum = 0;
    for (std::size_t i = 0; i < data.y.size(); ++i)
        sum -= std::log(
            p[i * static_cast<std::size_t>(model.classes) + static_cast<std::size_t>(data.y[i])]);
    for (const double w : model.weights) sum += 0.5 * l2 * w * w;
    return sum / static_cast<double>(data.y.size());
}

TEST(Logistic, TellsTheObjectiveAndTheModelAfterEachIteration) {
    for (const std::int64_t classes : {2, 4}) {
        const Data data = clouds(60, 5, classes);
        const LogisticModel untold = *fit_logistic(data.rows(), data.y, classes, {.l2 = 0.5});
        std::int64_t told = 0;
        LogisticModel last;
        LogisticOptions options{.l2 = 0.5};
        options.on_iteration = [&](const LogisticIteration& now) {
            EXPECT_EQ(now.iteration, ++told);
            last = now.model();
            EXPECT_NEAR(now.loss, objective_at(last, data, 0.5), 1e-12);
        };
        const LogisticModel model = *fit_logistic(data.rows(), data.y, classes, options);
        EXPECT_GT(told, 3);
        EXPECT_EQ(told, model.iterations);
        EXPECT_EQ(last.weights, model.weights);
        EXPECT_EQ(last.intercept, model.intercept);
        EXPECT_EQ(model.weights, untold.weights);  // being told changes no bit
        told = 0;
        const LogisticModel sparse = *fit_logistic(data.sparse(), data.y, classes, options);
        EXPECT_EQ(told, sparse.iterations);
    }
}

}  // namespace
}  // namespace engine
