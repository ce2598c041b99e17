#include "engine/plan/mermaid.h"

#include <gtest/gtest.h>

#include "plan_support.h"

namespace engine {
namespace {

TEST(Mermaid, NamesEveryNodeOnceAndEveryEdge) {
    Document document = test::first_look();
    document.nodes[1].title = "He said \"no\"";
    const std::string text = mermaid(document, test::catalog());
    EXPECT_EQ(text.rfind("flowchart LR\n", 0), 0U);
    EXPECT_NE(text.find("n2[\"He said #quot;no#quot;\"]"), std::string::npos);
    std::size_t arrows = 0;
    for (std::size_t at = text.find("-->"); at != std::string::npos; at = text.find("-->", at + 1))
        ++arrows;
    EXPECT_EQ(arrows, document.edges.size());
    std::size_t boxes = 0;
    for (std::size_t at = text.find("[\""); at != std::string::npos; at = text.find("[\"", at + 1))
        ++boxes;
    const auto lanes = static_cast<std::size_t>(
        std::count(text.begin(), text.end(), '\n') - 1 -
        static_cast<std::ptrdiff_t>(document.nodes.size() + document.edges.size()));
    EXPECT_EQ(boxes, document.nodes.size() + lanes / 2);  // a lane opens and ends
}

}  // namespace
}  // namespace engine
