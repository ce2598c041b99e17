#include "widgets/document/pipeline_model.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <random>

#include "engine/base/files.h"
#include "tests/widgets/support.h"

namespace widgets {
namespace {

using test::experiment;
using test::TestParts;

void randomEdit(PipelineModel& model, std::mt19937& draw) {
    model.edit(QStringLiteral("edit"), [&](engine::Document& d) {
        auto& node = d.nodes[draw() % d.nodes.size()];
        switch (draw() % 5) {
            case 0:
                node.title = "title " + std::to_string(draw() % 100);
                break;
            case 1:
                d.seeds.push_back(draw() % 50 + 100);
                break;
            case 2:
                if (!d.edges.empty())
                    d.edges.erase(d.edges.begin() +
                                  static_cast<std::ptrdiff_t>(draw() % d.edges.size()));
                break;
            case 3:
                d.canvas[node.id] = {{"x", draw() % 900}, {"y", draw() % 900}};
                break;
            default:
                d.title += "x";
        }
    });
}

// checklist-11
TEST(PipelineModel, UndoneRandomEditsGiveTheSameBytesAndRedoneOnesToo) {
    TestParts parts;
    PipelineModel& model = *parts.pipeline;
    ASSERT_TRUE(model.open(experiment(QStringLiteral("news-to-comments"))));
    std::mt19937 draw(7);
    std::vector<std::string> texts = {model.text()};
    for (int i = 0; i < 200; ++i) {
        randomEdit(model, draw);
        if (texts.back() != model.text()) texts.push_back(model.text());
    }
    ASSERT_GT(texts.size(), 100U);
    for (std::size_t i = texts.size() - 1; i > 0; --i) {
        ASSERT_EQ(model.text(), texts[i]);
        model.undoStack().undo();
    }
    EXPECT_EQ(model.text(), texts.front());
    EXPECT_FALSE(model.isModified());
    for (std::size_t i = 1; i < texts.size(); ++i) {
        model.undoStack().redo();
        ASSERT_EQ(model.text(), texts[i]);
    }
}

TEST(PipelineModel, TypingInOneFieldIsOneStep) {
    TestParts parts;
    PipelineModel& model = *parts.pipeline;
    ASSERT_TRUE(model.open(experiment(QStringLiteral("news-to-comments"))));
    for (const char* title : {"a", "ab", "abc"})
        model.edit(
            QStringLiteral("Rename"), [&](engine::Document& d) { d.title = title; },
            QStringLiteral("title"));
    EXPECT_EQ(model.undoStack().count(), 1);
    model.edit(
        QStringLiteral("Rename"), [&](engine::Document& d) { d.title = "b"; },
        QStringLiteral("another"));
    EXPECT_EQ(model.undoStack().count(), 2);
}

// checklist-12
TEST(PipelineModel, WhatWasNotSavedIsThereAfterAnEndWithoutWarning) {
    TestParts parts;
    PipelineModel& model = *parts.pipeline;
    ASSERT_TRUE(model.open(experiment(QStringLiteral("news-to-comments"))));
    model.edit(QStringLiteral("Rename"), [](engine::Document& d) { d.title = "Mine"; });
    const auto journal = std::filesystem::path(parts.places.workspace) / "journal";
    const auto ours = journal / (std::to_string(QCoreApplication::applicationPid()) + ".json");
    ASSERT_TRUE(test::waitUntil([&] { return std::filesystem::exists(ours); }));
    // The journal of a process that is gone: a number that no process has.
    std::filesystem::rename(ours, journal / "999999999.json");
    const std::string before = model.text();

    PipelineModel next(parts.catalog, journal);
    const auto found = next.recoverable();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].edits, 1);
    EXPECT_EQ(found[0].title, QStringLiteral("Mine"));
    ASSERT_TRUE(next.recover(found[0]));
    EXPECT_EQ(next.text(), before);
    EXPECT_TRUE(next.isModified());
    EXPECT_TRUE(next.recoverable().empty());
}

TEST(PipelineModel, TheJournalIsWrittenAlsoWhileEditsKeepComing) {
    TestParts parts;
    PipelineModel& model = *parts.pipeline;
    ASSERT_TRUE(model.open(experiment(QStringLiteral("news-to-comments"))));
    const auto ours = std::filesystem::path(parts.places.workspace) / "journal" /
                      (std::to_string(QCoreApplication::applicationPid()) + ".json");
    int edits = 0;
    EXPECT_TRUE(test::waitUntil([&] {  // asks every few milliseconds, and edits each time
        model.edit(QStringLiteral("Rename"),
                   [&](engine::Document& d) { d.title = std::to_string(++edits); });
        return std::filesystem::exists(ours);
    }));
    model.dropJournal();
    EXPECT_TRUE(test::waitUntil([&] { return !std::filesystem::exists(ours); }));
}

TEST(PipelineModel, ADamagedJournalIsPassedOver) {
    TestParts parts;
    const auto journal = std::filesystem::path(parts.places.workspace) / "journal";
    std::filesystem::create_directories(journal);
    ASSERT_TRUE(engine::write_file_atomically(journal / "999999998.json", "{\"document\": 5"));
    EXPECT_TRUE(parts.pipeline->recoverable().empty());
}

// checklist-07
TEST(PipelineModel, SavingToAFolderThatIsNotThereKeepsTheEditsAndSaysWhy) {
    TestParts parts;
    PipelineModel& model = *parts.pipeline;
    ASSERT_TRUE(model.open(experiment(QStringLiteral("news-to-comments"))));
    model.edit(QStringLiteral("Rename"), [](engine::Document& d) { d.title = "Mine"; });
    EXPECT_FALSE(model.save(QStringLiteral("/nowhere/at/all.warm.json")));
    EXPECT_TRUE(model.isModified());
}

}  // namespace
}  // namespace widgets
