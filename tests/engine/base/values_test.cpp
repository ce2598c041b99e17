// Errors, results, names and registries: the small values everything else is made of.
#include <gtest/gtest.h>

#include <memory>

#include "engine/base/error.h"
#include "engine/base/nearest.h"
#include "engine/base/registry.h"
#include "engine/base/result.h"

namespace engine {
namespace {

TEST(Error, FillsItsPlacesWithItsArguments) {
    EXPECT_EQ(make_error(ErrorCode::BadData, "Line %1 has %2 fields.", {"418", "5"}).text(),
              "Line 418 has 5 fields.");
    EXPECT_EQ(fill("%2 before %1, %1 again", {"a", "b"}), "b before a, a again");
    EXPECT_EQ(fill("100 % of %1, %3 stays, %0 stays, %", {"x"}),
              "100 % of x, %3 stays, %0 stays, %");
}

TEST(Error, NeverFillsAnArgumentIntoAnArgument) { EXPECT_EQ(fill("%1 %2", {"%2", "%1"}), "%2 %1"); }

TEST(Error, TakesTwoDigitsOnlyWhereThereAreSoManyArguments) {
    EXPECT_EQ(fill("%10", {"a"}), "a0");
    EXPECT_EQ(fill("%10", {"1", "2", "3", "4", "5", "6", "7", "8", "9", "ten"}), "ten");
}

TEST(Error, EveryCodeHasItsName) {
    EXPECT_EQ(name_of(ErrorCode::BadUsage), "BadUsage");
    EXPECT_EQ(name_of(ErrorCode::UnknownOption), "UnknownOption");
    EXPECT_EQ(name_of(ErrorCode::DiskFull), "DiskFull");
    EXPECT_EQ(name_of(ErrorCode::Cancelled), "Cancelled");
    EXPECT_EQ(name_of(ErrorCode::Internal), "Internal");
}

TEST(Result, HoldsAValueOrAnError) {
    Result<std::unique_ptr<int>> good = std::make_unique<int>(3);
    ASSERT_TRUE(good.ok());
    EXPECT_EQ(**std::move(good), 3);
    const Result<int> bad = make_error(ErrorCode::Io, "x");
    EXPECT_FALSE(bad);
    EXPECT_EQ(bad.error().code, ErrorCode::Io);
    EXPECT_TRUE(Result<void>().ok());
    EXPECT_FALSE(Result<void>(make_error(ErrorCode::Io, "x")).ok());
}

TEST(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("abc", ""), 3U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(edit_distance("rate", "raet"), 1U);
    EXPECT_EQ(edit_distance("ca", "abc"), 3U);  // the aligned distance, not Damerau's
}

TEST(NearestName, FindsTheNameThatWasMeant) {
    const std::vector<std::string> known = {"epochs", "rate", "batch", "weight_decay"};
    EXPECT_EQ(nearest_name("epoch", known), "epochs");
    EXPECT_EQ(nearest_name("weightdecay", known), "weight_decay");
    EXPECT_EQ(nearest_name("raet", known), "rate");
}

TEST(NearestName, SaysNothingWhereNothingIsNear) {
    EXPECT_EQ(nearest_name("temperature", {"epochs", "batch"}), "");
    EXPECT_EQ(nearest_name("x", {}), "");
    EXPECT_EQ(nearest_name("", {"epochs"}), "");
}

TEST(Registry, FindsEntriesByIdAndKeepsTheirOrder) {
    struct Entry {
        std::string id;
        int value;
    };
    Registry<Entry> registry;
    registry.add({"b", 1});
    registry.add({"a", 2});
    EXPECT_EQ(registry.find("a")->value, 2);
    EXPECT_EQ(registry.find("c"), nullptr);
    EXPECT_EQ(registry.ids(), (std::vector<std::string>{"b", "a"}));
}

}  // namespace
}  // namespace engine
