// The pipeline files that ship: they read, hold every rule, plan, and stand in the canonical form.
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/base/files.h"
#include "engine/plan/check.h"
#include "plan_support.h"
#include "tests/support/folders.h"

namespace engine {
namespace {

class Experiments : public testing::Test {
protected:
    template <class Visit>
    void each(const Visit& visit) {
        int files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(
                 std::string(support::source_folder) + "/experiments")) {
            const std::string name = entry.path().filename().string();
            if (name.find(".warm.json") == std::string::npos) continue;
            ++files;
            SCOPED_TRACE(name);
            const auto text = read_file(entry.path());
            ASSERT_TRUE(text.ok());
            const auto document = read_document(*text, test::catalog(), name);
            ASSERT_TRUE(document.ok()) << document.error().text();
            visit(*text, *document);
        }
        EXPECT_GT(files, 0);
    }
};

TEST_F(Experiments, StandInTheCanonicalForm) {
    each([](const std::string& text, const Document& document) {
        EXPECT_EQ(write_document(document), text);
    });
}

TEST_F(Experiments, HoldEveryRule) {
    each([](const std::string&, const Document& document) {
        for (const Problem& problem : check(document, test::catalog()))
            ADD_FAILURE() << problem.rule << ": " << problem.what.text();
    });
}

// Their published numbers are to come out again on every machine, the fastest format or not.
TEST_F(Experiments, LeaveNoPrecisionToTheMachine) {
    each([](const std::string&, const Document& document) {
        for (const Step& step : test::plan_of(document, {"auto", ""}).steps)
            EXPECT_NE(step.options.value("precision", ""), "auto") << step.node;
    });
}

TEST_F(Experiments, GiveEveryArmARunForEverySeed) {
    each([](const std::string&, const Document& document) {
        const Plan plan = test::plan_of(document);
        for (const Arm& arm : document.arms) {
            std::set<std::uint64_t> seeds;
            for (const auto& run : plan.runs) {
                if (run.arm == arm.id) seeds.insert(run.seed);
            }
            EXPECT_EQ(seeds.size(), document.seeds.size()) << arm.title;
        }
    });
}

}  // namespace
}  // namespace engine
