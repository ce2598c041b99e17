// An exception of a library becomes an error with a sentence, wherever the engine is called from.
#include "engine/runner/library_faults.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace engine {
namespace {

TEST(LibraryFaults, MemoryThatLibtorchDoesNotGetIsSaid) {
    const auto done = within_library("Fine-tune", []() -> Result<void> {
        return at::empty({std::int64_t{1} << 50}).numel() > 0 ? Result<void>() : Result<void>();
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().text(),
              "There is not enough memory for Fine-tune. Use a smaller batch.");
    EXPECT_EQ(error_of_library(std::bad_alloc(), "Fine-tune").text(), done.error().text());
}

TEST(LibraryFaults, OthersKeepWhatTheLibrarySaidForTheLog) {
    const auto done = within_library(
        "Fine-tune", []() -> Result<int> { throw std::runtime_error("shape mismatch"); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().text(), "Fine-tune failed inside a library.");
    EXPECT_EQ(done.error().detail, "shape mismatch");
    EXPECT_EQ(*within_library("Fine-tune", []() -> Result<int> { return 3; }), 3);
}

class Throwing : public ModelTools {
public:
    using Path = std::filesystem::path;
    Result<void> embed(const Path&, const Path&, const Path&, const std::string&, bool,
                       const JobSettings&) override {
        throw std::runtime_error("embed");
    }
    Result<void> forward(const Path&, const Path&, const Path&, bool, const JobSettings&) override {
        throw std::runtime_error("forward");
    }
    Result<void> predict(const Path&, const Path&, const Path&, const std::string&,
                         const JobSettings&) override {
        throw std::runtime_error("predict");
    }
    Result<Exported> export_model(const Path&, const Path&) override {
        throw std::runtime_error("export");
    }
    Result<Exported> verify(const Path&, const Path&) override {
        throw std::runtime_error("verify");
    }
    Result<Json> inspect(const Path&) override { throw std::runtime_error("inspect"); }
};

TEST(LibraryFaults, NoCallOfGuardedToolsThrows) {
    const auto tools = guarded(std::make_unique<Throwing>());
    EXPECT_EQ(tools->embed("m", "", "", "", false, {}).error().detail, "embed");
    EXPECT_EQ(tools->forward("m", "", "", false, {}).error().detail, "forward");
    EXPECT_EQ(tools->predict("m", "", "", "", {}).error().detail, "predict");
    EXPECT_EQ(tools->export_model("m", "").error().detail, "export");
    EXPECT_EQ(tools->verify("m", "").error().detail, "verify");
    EXPECT_EQ(tools->inspect("m").error().text(), "m failed inside a library.");
}

}  // namespace
}  // namespace engine
