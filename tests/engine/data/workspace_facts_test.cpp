#include "engine/data/workspace_facts.h"

#include <gmock/gmock.h>

#include "tests/engine/store/store_support.h"

namespace engine {
namespace {

TEST(WorkspaceFacts, KnowHowLongTheCellsOfEachColumnAre) {
    const TemporaryFolder folder;
    RunLog log = open_log(folder.path());
    DatasetStore datasets(folder.path() / "datasets", folder.path());
    ModelLibrary models({folder.path() / "models"}, log);
    write_text(folder.path() / "mine.csv", "text,label\nabcd,x\nab,yy\n");
    ImportRequest request;
    request.file = folder.path() / "mine.csv";
    const auto imported = datasets.import(request);
    ASSERT_TRUE(imported) << imported.error().text();
    const auto fact = WorkspaceFacts(datasets, models).dataset("mine");
    ASSERT_TRUE(fact) << fact.error().text();
    EXPECT_EQ(fact->rows, 2);
    EXPECT_THAT(fact->bytes, testing::ElementsAre(3, 1.5));
}

}  // namespace
}  // namespace engine
