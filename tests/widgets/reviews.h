// A small dataset of somebody's own, and a pipeline upon it that takes seconds.
#pragma once

#include <gtest/gtest.h>

#include "engine/base/files.h"
#include "tests/widgets/support.h"
#include "widgets/document/edits.h"

namespace widgets::test {

/// Two hundred short reviews, of which the words say what they are: a model that knows words needs
/// few labels, counts of words need many.
inline std::string reviews() {
    const char* const good[] = {"lovely", "wonderful", "excellent", "delightful", "great",
                                "superb", "pleasant",  "brilliant", "charming",   "fine"};
    const char* const bad[] = {"awful", "terrible", "dreadful", "horrible", "poor",
                               "nasty", "boring",   "broken",   "ugly",     "worthless"};
    const char* const things[] = {"meal", "film",  "hotel", "phone", "novel",
                                  "song", "chair", "lamp",  "trip",  "coat"};
    std::string out = "text,label\n";
    for (int i = 0; i < 10; ++i) {
        for (const char* thing : things) {
            out += std::string("What a ") + good[i] + " " + thing + " that was,good\n";
            out += std::string("What a ") + bad[i] + " " + thing + " that was,bad\n";
        }
    }
    return out;
}

/// Imports them as "reviews".
inline void importReviews(TestParts& parts) {
    const auto file = parts.folder.filePath(QStringLiteral("reviews.csv")).toStdString();
    ASSERT_TRUE(engine::write_file_atomically(file, reviews()));
    bool done = false;
    parts.reader->ask(
        parts.reader.get(),
        [file](engine::Reader& reader) {
            return reader.import(file, "reviews", engine::Json::object());
        },
        [&](const engine::Result<engine::Json>& made) {
            EXPECT_TRUE(made) << made.error().text();
            done = true;
        });
    ASSERT_TRUE(waitUntil([&] { return done; }));
}

/// Two arms at 16 and 64 labels: "words", a head on term weights, and "vectors", one on MiniLM's
/// vectors, with the first as its control.
inline engine::Document reviewPipeline(const engine::Catalog& catalog, int seeds) {
    engine::Document out;
    out.title = "Reviews";
    out.seeds = edits::firstSeeds(seeds);
    const auto node = [&](const char* kind) { return edits::addNode(out, catalog, kind, 0, 0); };
    const auto link = [&](const std::string& from, const char* output, const std::string& to,
                          const char* input) {
        EXPECT_FALSE(edits::canConnect(out, catalog, {from, output}, {to, input}));
        edits::connect(out, catalog, {from, output}, {to, input});
    };
    const auto set = [&](const std::string& assignment) {
        EXPECT_TRUE(engine::set_option(out, catalog, assignment)) << assignment;
    };
    const std::string data = node("dataset"), split = node("split"), labels = node("budget");
    for (const char* one : {".source=reviews", ".role=target", ".text=[\"text\"]", ".label=label"})
        set(data + one);
    set(labels + ".rows=[16,64]");
    link(data, "data", split, "data");
    link(split, "data", labels, "data");
    const std::string verdict = node("verdict");
    for (const bool words : {true, false}) {
        const std::string encoder = node(words ? "tfidf" : "encoder");
        const std::string features = node("features"), head = node("probe");
        const std::string score = node("evaluate");
        if (words) link(labels, "data", encoder, "data");
        link(encoder, "encoder", features, "encoder");
        link(words ? labels : split, "data", features, "data");
        link(features, "features", head, "features");
        link(labels, "data", head, "data");
        link(head, "trained", score, "scored");
        link(split, "data", score, "data");
        link(score, "metrics", verdict, "metrics");
        out.arms.push_back({words ? "words" : "vectors", words ? "Words counted" : "MiniLM vectors",
                            head, words ? "" : "words"});
    }
    edits::autoLayout(out, catalog);
    return out;
}

}  // namespace widgets::test
