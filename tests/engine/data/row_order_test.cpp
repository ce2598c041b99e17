#include "engine/data/row_order.h"

#include <gtest/gtest.h>

#include "engine/base/clock.h"
#include "engine/base/stream.h"
#include "engine/data/dataset_store.h"
#include "tests/engine/data/data_support.h"

namespace engine {
namespace {

struct Stored {
    Scratch scratch;
    DatasetStore store{scratch / "datasets", scratch / "corpora"};
    Dataset open(const std::string& csv) {
        scratch.quick_file("d.csv", csv);
        const auto info = store.import({.file = scratch / "d.csv"});
        EXPECT_TRUE(info) << info.error().text();
        return *store.open("d");
    }
};

using Rows = std::vector<std::int64_t>;

Rows rows_of(const RowOrder& order) {
    Rows out;
    for (std::int64_t i = 0; i < order.found(); ++i) out.push_back(order.row_at(i));
    return out;
}

Rows arranged(const Dataset& data, const RowWish& wish, std::int64_t slice = 1000) {
    auto order = RowOrder::begin(data, wish);
    EXPECT_TRUE(order);
    while (!order->is_done()) order->look_at(slice);
    order->settle();
    return rows_of(*order);
}

TEST(RowOrder, SortsNumbersTimesAndTextsEachInItsWay) {
    Stored at;
    const Dataset data = at.open(
        "n,when,word\n"
        "10,2024-05-02,pear\n"
        "9,,Apple\n"
        ",2024-05-01,apple pie\n"
        "-1.5,2023-01-01,\n"
        "9,2024-05-02,\xC3\xA4pfel\n");
    EXPECT_EQ(arranged(data, {.column = "n"}), (Rows{3, 1, 4, 0, 2}));
    EXPECT_EQ(arranged(data, {.column = "n", .descending = true}), (Rows{0, 1, 4, 3, 2}));
    EXPECT_EQ(arranged(data, {.column = "when"}), (Rows{3, 2, 0, 4, 1}));
    EXPECT_EQ(arranged(data, {.column = "word"}), (Rows{1, 2, 0, 4, 3}));
    EXPECT_EQ(arranged(data, {}), (Rows{0, 1, 2, 3, 4}));
    EXPECT_FALSE(RowOrder::begin(data, {.column = "none"}));
}

TEST(RowOrder, FindsWordsInAnyCellWhateverTheirCase) {
    Stored at;
    const Dataset data = at.open(
        "a,b\nGood,x\nbad,GOODNESS\nStra\xC3\x9F"
        "e,x\nSTRASSE,\xC3\x84"
        "x\n");
    EXPECT_EQ(arranged(data, {.filter = "good"}), (Rows{0, 1}));
    EXPECT_EQ(arranged(data, {.filter = "GOODN"}), (Rows{1}));
    EXPECT_EQ(arranged(data, {.filter = "stra\xC3\x9F"
                                        "e"}),
              (Rows{2, 3}));  // both fold to "strasse"
    EXPECT_EQ(arranged(data, {.filter = "\xC3\xA4X"}), (Rows{3}));
    EXPECT_EQ(arranged(data, {.filter = "x", .column = "a", .descending = true}), (Rows{2, 3, 0}));
    EXPECT_TRUE(arranged(data, {.filter = "nowhere"}).empty());
}

TEST(RowOrder, GivesTheSameWhateverTheSlicesAndCanStopAtAny) {
    Stored at;
    std::string csv = "n,t\n";
    Stream stream(3, "test");
    for (int i = 0; i < 3000; ++i) {
        const auto n = stream.below(500);
        csv += (n == 0 ? "" : std::to_string(n)) + ",words " + std::to_string(n % 37) + "\n";
    }
    const Dataset data = at.open(csv);
    for (const RowWish& wish : {RowWish{.column = "n"}, RowWish{.column = "t", .descending = true},
                                RowWish{.filter = "words 3", .column = "t"}}) {
        const Rows whole = arranged(data, wish, 3000);
        EXPECT_EQ(arranged(data, wish, 1), whole);
        EXPECT_EQ(arranged(data, wish, 77), whole);
        auto order = RowOrder::begin(data, wish);
        order->look_at(1000);
        order->settle();
        EXPECT_EQ(order->seen(), 1000);
        Rows start;
        for (const std::int64_t row : whole) {
            if (row < 1000) start.push_back(row);
        }
        EXPECT_EQ(rows_of(*order), start);
        order->look_at(2000);
        order->settle();
        EXPECT_EQ(rows_of(*order), whole);
    }
}

TEST(RowOrder, ArrangesAMillionRowsInSlicesThatDoNotHoldUp) {
    Stored at;
    std::string csv = "id,score,text\n";
    Stream stream(1, "test");
    constexpr int kRows = 1000000;
    for (int i = 0; i < kRows; ++i)
        csv += std::to_string(i) + "," + std::to_string(stream.below(100000)) +
               ",some words of a text that has about sixty letters and number " +
               std::to_string(stream.below(1000)) + "\n";
    const Dataset data = at.open(csv);
    for (const auto& [what, wish] : {std::pair("number", RowWish{.column = "score"}),
                                     std::pair("text", RowWish{.column = "text"}),
                                     std::pair("filter", RowWish{.filter = "NUMBER 77"})}) {
        const double start = monotonic_seconds();
        double longest = 0;
        auto order = RowOrder::begin(data, wish);
        while (!order->is_done()) {
            const double slice = monotonic_seconds();
            order->look_at(16384);
            longest = std::max(longest, monotonic_seconds() - slice);
        }
        order->settle();
        RecordProperty(std::string(what) + "_seconds", std::to_string(monotonic_seconds() - start));
        std::printf("%s: %.2f s, longest slice %.3f s, %lld rows\n", what,
                    monotonic_seconds() - start, longest, static_cast<long long>(order->found()));
        if (std::string_view(what) != "filter") {
            EXPECT_EQ(order->found(), kRows);
        }
        EXPECT_LT(longest, 5.0);  // sanitizers are slow
    }
}

}  // namespace
}  // namespace engine
