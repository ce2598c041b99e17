// Tests run beside each other: one thread each.
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

namespace engine {
namespace {

class OneThread : public testing::Environment {
public:
    void SetUp() override { at::set_num_threads(1); }
};

const auto* const kOneThread = testing::AddGlobalTestEnvironment(new OneThread);

}  // namespace
}  // namespace engine
