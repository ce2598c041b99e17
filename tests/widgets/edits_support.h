// The shipped pipelines, and a small one, for the tests of edits.
#pragma once

#include "engine/base/files.h"
#include "engine/plan/check.h"
#include "tests/widgets/support.h"
#include "widgets/document/edits.h"

namespace widgets::edits {

using engine::Document;
using engine::Json;
using engine::PortRef;

inline const engine::Catalog& catalog() {
    static const engine::Catalog all = engine::shipped_catalog();
    return all;
}

inline Document shipped(const char* name) {
    const std::string path = test::experiment(QString::fromLatin1(name)).toStdString();
    auto text = engine::read_file(path, 1 << 24);
    auto document = engine::read_document(text.value(), catalog(), path);
    return std::move(document).value();
}

inline constexpr const char* kShipped[] = {"news-to-comments-first-look", "news-to-comments",
                                           "movies-to-comments", "few-shot-intents",
                                           "cold-start-users"};

/// Sentences of what blocks a run.
inline std::vector<std::string> faults(const Document& document) {
    std::vector<std::string> out;
    for (const engine::Problem& problem : engine::check(document, catalog())) {
        if (problem.blocks) out.push_back(problem.rule + ": " + problem.what.text());
    }
    return out;
}

/// Nodes without edges: dataset, split, encoder, train-source, fine-tune.
inline Document small() {
    Document document;
    for (const char* kind : {"dataset", "split", "encoder", "train_source", "fine_tune"})
        addNode(document, catalog(), kind, 0, 0);
    return document;
}

}  // namespace widgets::edits
