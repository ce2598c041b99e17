#include "engine/stages/resume_proof.h"

#include <gtest/gtest.h>

#include <cmath>

namespace engine {
namespace {

TEST(ResumeProof, ComparesBitForBitAndEndsWithWhatIsKnown) {
    ResumeProof proof(800, {{801, 0.5}, {802, std::nan("")}, {803, 0.25}});
    EXPECT_FALSE(proof.add(801, 0.5));
    EXPECT_FALSE(proof.add(802, std::nan("")));
    EXPECT_FALSE(proof.is_over());
    EXPECT_TRUE(proof.add(803, 0.25));
    EXPECT_FALSE(proof.add(804, 9));
    EXPECT_EQ(proof.json(),
              (Json{{"from", 800}, {"steps", 3}, {"equal", true}, {"largest_difference", 0.0}}));
}

TEST(ResumeProof, TellsTheLastBit) {
    ResumeProof proof(0, {{1, 0.5}, {2, 1.0}});
    proof.add(1, std::nextafter(0.5, 1));
    EXPECT_TRUE(proof.add(2, 1.5));
    EXPECT_EQ(proof.json()["equal"], false);
    EXPECT_EQ(proof.json()["largest_difference"], 0.5);
}

}  // namespace
}  // namespace engine
