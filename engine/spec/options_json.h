// Options and JSON: describe, read and write any option struct by its visit_fields.
#pragma once

#include <cmath>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/nearest.h"
#include "engine/base/result.h"
#include "engine/spec/catalog.h"
#include "engine/spec/field.h"

namespace engine {

namespace detail {

Json ranges_json(const std::vector<TuneRange>& ranges);
Result<std::vector<TuneRange>> read_ranges(const Json& value);

inline Json value_json(const AutoNumber& value) {
    return value.value ? Json(*value.value) : Json("auto");
}
inline Json value_json(const std::vector<TuneRange>& value) { return ranges_json(value); }
template <class T>
Json value_json(const T& value) {
    return Json(value);
}

Error wrong_type(const std::string& option, const char* expected, const Json& found);
Error out_of_range(const std::string& option, double low, double high, const Json& found);
Error wrong_choice(const std::string& option, const std::vector<std::string>& choices,
                   const std::string& found);

// Walks the fields and describes them.
class Describer {
public:
    std::vector<Field> fields;

    template <class T>
    void operator()(const char* name, T& value, std::common_type_t<T> low,
                    std::common_type_t<T> high, const char* label, FieldInfo info = {}) {
        Field& field = add(name, type_name(value), value_json(value), label, info);
        if constexpr (!std::is_same_v<T, bool>) {
            field.low = low;
            field.high = high;
        }
    }
    void operator()(const char* name, AutoNumber& value, double low, double high, const char* label,
                    FieldInfo info = {}) {
        Field& field = add(name, "auto_real", value_json(value), label, info);
        field.low = low;
        field.high = high;
    }
    template <class T>
    void operator()(const char* name, std::vector<T>& value, T low, T high, const char* label,
                    FieldInfo info = {}) {
        Field& field =
            add(name, std::is_same_v<T, int> ? "ints" : "reals", value_json(value), label, info);
        field.low = low;
        field.high = high;
    }
    void operator()(const char* name, std::string& value, Choices choices, const char* label,
                    FieldInfo info = {}) {
        add(name, "choice", value, label, info).choices.assign(choices.begin(), choices.end());
    }
    void operator()(const char* name, std::vector<std::string>& value, Choices choices,
                    const char* label, FieldInfo info = {}) {
        add(name, "choices", value, label, info).choices.assign(choices.begin(), choices.end());
    }
    void operator()(const char* name, std::string& value, const char* label, FieldInfo info = {}) {
        add(name, "text", value, label, info);
    }
    void operator()(const char* name, std::vector<std::string>& value, const char* label,
                    FieldInfo info = {}) {
        add(name, "texts", value, label, info);
    }
    void operator()(const char* name, std::vector<TuneRange>& value, const char* label,
                    FieldInfo info = {}) {
        add(name, "ranges", value_json(value), label, info);
    }

private:
    static const char* type_name(bool) { return "bool"; }
    static const char* type_name(int) { return "int"; }
    static const char* type_name(double) { return "real"; }
    Field& add(const char* name, const char* type, Json value, const char* label,
               const FieldInfo& info);
};

// Walks the fields and sets them from a JSON object; the first fault stays.
class JsonReader {
public:
    explicit JsonReader(const Json& object) : object_(object) {}

    void operator()(const char* name, bool& value, bool, bool, const char*, FieldInfo = {});
    void operator()(const char* name, int& value, int low, int high, const char*, FieldInfo = {});
    void operator()(const char* name, double& value, double low, double high, const char*,
                    FieldInfo = {});
    void operator()(const char* name, AutoNumber& value, double low, double high, const char*,
                    FieldInfo = {});
    void operator()(const char* name, std::vector<int>& value, int low, int high, const char*,
                    FieldInfo = {});
    void operator()(const char* name, std::vector<double>& value, double low, double high,
                    const char*, FieldInfo = {});
    void operator()(const char* name, std::string& value, Choices choices, const char*,
                    FieldInfo = {});
    void operator()(const char* name, std::vector<std::string>& value, Choices choices, const char*,
                    FieldInfo = {});
    void operator()(const char* name, std::string& value, const char*, FieldInfo = {});
    void operator()(const char* name, std::vector<std::string>& value, const char*, FieldInfo = {});
    void operator()(const char* name, std::vector<TuneRange>& value, const char*, FieldInfo = {});

    /// Nothing left over? Errors: UnknownOption with the nearest known name, or the first fault
    /// met.
    Result<void> finish() const;

private:
    const Json* find(const char* name);
    void fault(Error error);

    const Json& object_;
    std::vector<std::string> known_;
    std::optional<Error> first_;
};

// Walks the fields and writes them in their order.
class JsonWriter {
public:
    Json object = Json::object();
    template <class T, class... Rest>
    void operator()(const char* name, T& value, Rest&&...) {
        object[name] = value_json(value);
    }
    template <class T>
    void operator()(const char* name, T& value, Choices, const char*, FieldInfo = {}) {
        object[name] = value_json(value);
    }
    template <class T>
    void operator()(const char* name, T& value, T, T, const char*, FieldInfo = {}) {
        object[name] = value_json(value);
    }
    void operator()(const char* name, AutoNumber& value, double, double, const char*,
                    FieldInfo = {}) {
        object[name] = value_json(value);
    }
    template <class T>
    void operator()(const char* name, std::vector<T>& value, T, T, const char*, FieldInfo = {}) {
        object[name] = value_json(value);
    }
    template <class T>
    void operator()(const char* name, T& value, const char*, FieldInfo = {}) {
        object[name] = value_json(value);
    }
};

}  // namespace detail

template <class Options>
std::vector<Field> describe_fields() {
    Options options;
    detail::Describer describer;
    visit_fields(options, describer);
    return std::move(describer.fields);
}

/// Options from a JSON object; what is missing keeps its default. Errors: UnknownOption, BadOption.
template <class Options>
Result<Options> read_options(const Json& object) {
    Options options;
    detail::JsonReader reader(object);
    visit_fields(options, reader);
    if (Result<void> done = reader.finish(); !done) return done.error();
    return options;
}

/// Every option, in the order of visit_fields.
template <class Options>
Json write_options(Options options) {
    detail::JsonWriter writer;
    visit_fields(options, writer);
    return std::move(writer.object);
}

}  // namespace engine
