// A workspace with scored artifacts, for tests of what is read back from it.
#pragma once

#include <string>
#include <vector>

#include "engine/base/stream.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/scores_file.h"
#include "tests/engine/store/store_support.h"

namespace engine::test {

/// An artifact as evaluate leaves it: 200 rows of two classes, of which about `share` are answered
/// right. Equal seeds give equal answers. @param summary  what the manifest holds besides
inline void publish_scores(const ArtifactFolder& artifacts, const std::string& key, double share,
                           std::uint64_t seed, Json summary = Json::object()) {
    Stream truth(1, "truth");
    Stream luck(seed, "luck");
    Scores scores;
    scores.classes = 2;
    for (std::int64_t row = 0; row < 200; ++row) {
        scores.rows.push_back(row);
        scores.truth.push_back(static_cast<std::int32_t>(truth.below(2)));
        const bool right = luck.uniform() < share;
        scores.predicted.push_back(right ? scores.truth.back() : 1 - scores.truth.back());
        const float first = scores.predicted.back() == 0 ? 0.9F : 0.1F;
        scores.probabilities.push_back(first);
        scores.probabilities.push_back(1 - first);
    }
    const auto folder = artifacts.begin(key);
    ASSERT_TRUE(folder.ok()) << folder.error().text();
    ASSERT_TRUE(write_scores(*folder, scores).ok());
    summary["unit"] = "rows";
    ASSERT_TRUE(artifacts.publish(key, *folder, {{"summary", summary}}).ok());
}

}  // namespace engine::test
