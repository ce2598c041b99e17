#include "engine/data/combine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/hash.h"
#include "tests/engine/data/data_support.h"

namespace engine {
namespace {

using testing::ElementsAre;

Table table_of(const std::string& origin, std::vector<std::string> classes,
               std::vector<std::string> text, std::vector<std::int32_t> label,
               std::vector<Part> part) {
    Table table;
    table.origins = {origin};
    table.class_names = std::move(classes);
    for (std::size_t i = 0; i < text.size(); ++i) {
        table.id.push_back(hash64(origin + "|" + std::to_string(i)));
        table.weight.push_back(1);
        table.origin.push_back(0);
    }
    table.text = std::move(text);
    table.label = std::move(label);
    table.part = std::move(part);
    return table;
}

Table target() {
    return table_of("tweets", {"negative", "positive"}, {"good", "bad", "so so"},
                    {1, 0, kUnlabelled}, {Part::Train, Part::Test, Part::Valid});
}

TEST(Combine, LendsTrainingRowsOnlyAndJoinsClassesByName) {
    Table source =
        table_of("nyt", {"positive", "neutral"}, {"great", "dull", "Bad!", "late", "So, so."},
                 {0, 1, 0, 1, 0}, {Part::Train, Part::Train, Part::Train, Part::Test, Part::Train});
    source.value = {1, 2, 3, 4, 5};
    const auto out = combine({target(), source}, {.weights = {1.0, 0.5}});
    ASSERT_TRUE(out);
    EXPECT_THAT(out->table.text, ElementsAre("good", "bad", "so so", "great", "dull"));
    EXPECT_THAT(out->table.class_names, ElementsAre("negative", "positive", "neutral"));
    EXPECT_THAT(out->table.label, ElementsAre(1, 0, kUnlabelled, 1, 2));
    EXPECT_THAT(out->table.weight, ElementsAre(1.0F, 1.0F, 1.0F, 0.5F, 0.5F));
    EXPECT_THAT(out->table.origins, ElementsAre("tweets", "nyt"));
    EXPECT_THAT(out->table.origin, ElementsAre(0, 0, 0, 1, 1));
    EXPECT_TRUE(std::isnan(out->table.value[0]));
    EXPECT_EQ(out->table.value[4], 2);
    EXPECT_EQ(out->report.counts["parts_dropped"], 1);
    EXPECT_EQ(out->report.counts["copies_dropped"], 2);  // of a test and of a validation row
    EXPECT_EQ(out->report.rows_in, 8);
    EXPECT_EQ(out->report.rows_out, 5);
}

TEST(Combine, MakesUnsplitRowsTrainingRowsOnceAnInputIsSplit) {
    const Table source = table_of("nyt", {"positive"}, {"great"}, {0}, {Part::None});
    EXPECT_THAT(combine({target(), source}, {})->table.part,
                ElementsAre(Part::Train, Part::Test, Part::Valid, Part::Train));
    EXPECT_THAT(combine({source}, {})->table.part, ElementsAre(Part::None));
}

TEST(Combine, TakesTheSameRowOnce) {
    const auto out = combine({target(), target()}, {});
    EXPECT_EQ(out->table.rows(), 3U);
    EXPECT_EQ(out->report.counts["same_rows_dropped"], 1);
    EXPECT_EQ(out->report.counts["parts_dropped"], 2);
}

TEST(Combine, WarnsWhenNoClassIsShared) {
    const Table source = table_of("news", {"sport"}, {"goal"}, {0}, {Part::Train});
    EXPECT_EQ(combine({target(), source}, {})->report.warnings.size(), 1U);
    EXPECT_EQ(combine({}, {}).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(combine({target()}, {.weights = {}}).error().code, ErrorCode::BadOption);
}

}  // namespace
}  // namespace engine
