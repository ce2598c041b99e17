// One measured number, with all that says what it is.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "engine/base/json.h"

namespace engine {

struct Measure {
    std::string name;        // "accuracy", "ndcg"
    double value = 0;
    std::string split = "test";
    std::string slice;       // "" = all rows; "class=negative", "length=short", "reference=majority"
    int k = 0;               // list length of a ranking measure, else 0
    std::string unit;        // "", "seconds", "bytes", "texts/s", "parameters"
    std::int64_t n = 0;      // rows, users or episodes it rests on
};

inline Json to_json(const Measure& m) {
    return {{"name", m.name}, {"value", m.value}, {"split", m.split}, {"slice", m.slice}, {"k", m.k}, {"unit", m.unit}, {"n", m.n}};
}

inline Measure measure_of(const Json& json) {
    const Json value = json.value("value", Json(nullptr));
    return {json.value("name", ""), value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN(),
            json.value("split", "test"), json.value("slice", ""), json.value("k", 0), json.value("unit", ""),
            json.value("n", std::int64_t{0})};
}

}  // namespace engine
