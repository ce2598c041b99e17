// `distil` without a share for the teacher: what a distilled student is compared with.
#include "stage_bench.h"

namespace engine {
namespace {

class StudentControl : public StageBench {
protected:
    void SetUp() override {
        StageBench::SetUp();
        encoder("tiny");
        Table rows = parted_opinions();
        int shown = 0;  // a budget hides all labels but six
        for (std::size_t i = 0; i < rows.rows(); ++i) {
            if (rows.part[i] == Part::Train && ++shown > 6) rows.label[i] = kUnlabelled;
        }
        put("budget", rows);
        for (std::size_t i = 0; i < rows.rows(); ++i) {
            if (rows.label[i] == kUnlabelled) rows.part[i] = Part::Test;
        }
        put("labelled only", rows);
    }
    static Json quick(const Json& more) {
        Json options = {{"rate", 0.01},  {"epochs", 3}, {"batch", 4},         {"min_steps", 0},
                        {"patience", 0}, {"layers", 1}, {"precision", "fp32"}};
        for (const auto& [name, value] : more.items()) options[name] = value;
        return options;
    }
    std::int64_t steps(const std::string& name, const Json& options, const Inputs& inputs) {
        run("distil", name, options, inputs);
        return host.last.second;
    }
};

TEST_F(StudentControl, TakesAsManyStepsAsTheStudentAndNeedsNoTeacher) {
    run("train_source", "teacher", {{"rate", 0.01}, {"precision", "fp32"}},
        {{"encoder", {"tiny"}}, {"data", {"labelled only"}}});
    const auto student =
        steps("student", quick({{"soft", 0.5}}),
              {{"teacher", {"teacher"}}, {"student", {"tiny"}}, {"data", {"budget"}}});
    const auto alone =
        steps("alone", quick({{"soft", 0.0}}), {{"student", {"tiny"}}, {"data", {"budget"}}});
    EXPECT_EQ(alone, student);
    EXPECT_EQ((*read_json_file(at("alone") / "config.json"))["num_hidden_layers"], 1);
}

TEST_F(StudentControl, LearnsFromTheVisibleLabelsAlone) {
    const auto all =
        steps("alone", quick({{"soft", 0.0}}), {{"student", {"tiny"}}, {"data", {"budget"}}});
    // The same rows without the texts that have no label, told to make as many steps.
    steps("bare", quick({{"soft", 0.0}, {"min_steps", all}}),
          {{"student", {"tiny"}}, {"data", {"labelled only"}}});
    const Weights one = weights("alone");
    const Weights other = weights("bare");
    ASSERT_EQ(one.size(), other.size());
    for (const auto& [name, tensor] : one) EXPECT_TRUE(same_bits(tensor, other.at(name))) << name;
}

}  // namespace
}  // namespace engine
