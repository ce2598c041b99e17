#include "engine/data/row_order.h"

#include <gtest/gtest.h>

#include <algorithm>

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
    constexpr std::int64_t kRows = 1000000, kSlice = 16384;
    std::vector<std::uint64_t> scores;
    std::int64_t wanted = 0;
    for (std::int64_t i = 0; i < kRows; ++i) {
        scores.push_back(stream.below(100000));
        const std::string number = std::to_string(stream.below(1000));
        wanted += number.starts_with("77") ? 1 : 0;
        csv += std::to_string(i) + "," + std::to_string(scores.back()) +
               ",some words of a text that has about sixty letters and number " + number + "\n";
    }
    const Dataset data = at.open(csv);
    for (const RowWish& wish :
         {RowWish{.column = "score"}, RowWish{.column = "text"}, RowWish{.filter = "NUMBER 77"}}) {
        auto order = RowOrder::begin(data, wish);
        std::int64_t slices = 0;
        while (!order->is_done()) {
            order->look_at(kSlice);
            ++slices;
            ASSERT_EQ(order->seen(), std::min(kRows, slices * kSlice));
        }
        EXPECT_EQ(slices, (kRows + kSlice - 1) / kSlice);
        order->settle();
        EXPECT_EQ(order->found(), wish.filter.empty() ? kRows : wanted);
        if (wish.column != "score") continue;
        const auto falls = [&](std::int64_t place) {
            return scores[static_cast<std::size_t>(order->row_at(place))] <
                   scores[static_cast<std::size_t>(order->row_at(place - 1))];
        };
        std::int64_t fallen = 0;
        for (std::int64_t place = 1; place < kRows; ++place) fallen += falls(place) ? 1 : 0;
        EXPECT_EQ(fallen, 0);
    }
}

}  // namespace
}  // namespace engine
