// The reference numbers of tests/golden/metrics (scikit-learn 1.9.1, SciPy 1.17.1, NumPy 2.4.6;
// baycomp 1.0.3).
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "tests/support/folders.h"

inline engine::Json metrics_golden(const char* part) {
    const std::ifstream file(std::string(support::source_folder) +
                             "/tests/golden/metrics/metrics.json");
    std::ostringstream text;
    text << file.rdbuf();
    auto json = engine::read_json(text.str(), "metrics.json");
    EXPECT_TRUE(json) << json.error().text();
    return json ? json->at(part) : engine::Json{};
}

inline std::vector<double> numbers(const engine::Json& list) {
    return list.get<std::vector<double>>();
}

inline constexpr double kGolden = 1e-10;
