// One measured number, with all that says what it is.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "engine/base/json.h"

namespace engine {

struct Measure {
    std::string name;   // "macro_f1", "seconds"
    std::string slice;  // "" = all rows; "class:positive", "reference:majority"
    int k = 0;          // places counted, for rank measures
    std::string unit;   // what n counts: "rows", "users", "episodes"; of a cost, its own: "seconds"
    std::int64_t n = 0;
    double value = 0;
    std::string split = "test";
};

inline Json to_json(const Measure& m) {
    return {{"name", m.name}, {"value", m.value}, {"split", m.split}, {"slice", m.slice},
            {"k", m.k},       {"unit", m.unit},   {"n", m.n}};
}

inline Measure measure_of(const Json& json) {
    const Json value = json.value("value", Json());
    return {json.value("name", ""),
            json.value("slice", ""),
            json.value("k", 0),
            json.value("unit", ""),
            json.value("n", std::int64_t{0}),
            value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN(),
            json.value("split", "test")};
}

}  // namespace engine
