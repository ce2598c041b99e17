#include "engine/spec/options_json.h"

#include <algorithm>
#include <climits>

namespace engine::detail {
namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
}

// As people write it: 1000, not 1000.0.
std::string number_text(double value) {
    const bool short_whole = value == std::floor(value) && std::abs(value) < 1e15;
    return short_whole ? std::to_string(static_cast<std::int64_t>(value))
                       : compact_json(Json(value));
}

// JSON integers, and reals that are whole.
std::optional<std::int64_t> whole(const Json& value) {
    if (value.is_number_integer()) return value.get<std::int64_t>();
    if (!value.is_number_float()) return std::nullopt;
    const double real = value.get<double>();
    if (real != std::floor(real) || std::abs(real) > 9e15) return std::nullopt;
    return static_cast<std::int64_t>(real);
}

}  // namespace

Error wrong_type(const std::string& option, const char* expected, const Json& found) {
    return make_error(ErrorCode::BadOption, "Option %1 takes %2, not %3.",
                      {option, expected, compact_json(found)});
}

Error out_of_range(const std::string& option, double low, double high, const Json& found) {
    return make_error(ErrorCode::BadOption, "Option %1 lies between %2 and %3; %4 does not.",
                      {option, number_text(low), number_text(high), compact_json(found)});
}

Error wrong_choice(const std::string& option, const std::vector<std::string>& choices,
                   const std::string& found) {
    const std::string nearest = nearest_name(found, choices);
    if (nearest.empty()) {
        return make_error(ErrorCode::BadOption, "Option %1 is one of %2; \"%3\" is not.",
                          {option, joined(choices), found});
    }
    return make_error(ErrorCode::BadOption,
                      "Option %1 is one of %2; \"%3\" is not. Did you mean \"%4\"?",
                      {option, joined(choices), found, nearest});
}

Json ranges_json(const std::vector<TuneRange>& ranges) {
    Json out = Json::array();
    for (const TuneRange& range : ranges) {
        Json one = {{"node", range.node}, {"option", range.option}};
        if (!range.values.empty()) {
            one["values"] = Json::array();
            for (const std::string& text : range.values) one["values"].push_back(Json::parse(text));
        } else {
            one["low"] = range.low;
            one["high"] = range.high;
            one["logarithmic"] = range.logarithmic;
        }
        out.push_back(std::move(one));
    }
    return out;
}

Result<std::vector<TuneRange>> read_ranges(const Json& value) {
    const auto bad = [&](const char* expected) { return wrong_type("ranges", expected, value); };
    if (!value.is_array()) return bad("a list of ranges");
    std::vector<TuneRange> out;
    for (const Json& one : value) {
        if (!one.is_object()) return bad("objects with node, option and values or low and high");
        TuneRange range;
        for (const auto& [key, part] : one.items()) {
            if (key == "node" && part.is_string()) {
                range.node = part.get<std::string>();
            } else if (key == "option" && part.is_string()) {
                range.option = part.get<std::string>();
            } else if (key == "values" && part.is_array() && !part.empty()) {
                for (const Json& each : part) range.values.push_back(compact_json(each));
            } else if (key == "low" && part.is_number()) {
                range.low = part.get<double>();
            } else if (key == "high" && part.is_number()) {
                range.high = part.get<double>();
            } else if (key == "logarithmic" && part.is_boolean()) {
                range.logarithmic = part.get<bool>();
            } else {
                return make_error(ErrorCode::BadOption,
                                  "A range of option ranges has no use for \"%1\": %2.",
                                  {key, compact_json(part)});
            }
        }
        if (range.node.empty() || range.option.empty())
            return bad("a node and an option in every range");
        if (range.values.empty() && !(range.low < range.high))
            return bad("values, or low below high, in every range");
        if (range.logarithmic && range.low <= 0)
            return bad("a low above 0 where a range is logarithmic");
        out.push_back(std::move(range));
    }
    return out;
}

Field& Describer::add(const char* name, const char* type, Json value, const char* label,
                      const FieldInfo& info) {
    Field field;
    field.name = name;
    field.type = type;
    field.default_value = std::move(value);
    field.label = label;
    field.unit = info.unit;
    field.help = info.help;
    field.group = info.group;
    field.shown_if = info.shown_if;
    field.picks = info.picks;
    field.advanced = info.advanced;
    field.sweep = info.sweep;
    field.neutral = info.neutral;
    field.later = info.later;
    fields.push_back(std::move(field));
    return fields.back();
}

const Json* JsonReader::find(const char* name) {
    known_.emplace_back(name);
    const auto it = object_.find(name);
    return it == object_.end() ? nullptr : &*it;
}

void JsonReader::fault(Error error) {
    if (!first_) first_ = std::move(error);
}

void JsonReader::operator()(const char* name, bool& value, bool, bool, const char*, FieldInfo) {
    const Json* json = find(name);
    if (json == nullptr) return;
    if (!json->is_boolean()) return fault(wrong_type(name, "true or false", *json));
    value = json->get<bool>();
}

void JsonReader::operator()(const char* name, int& value, int low, int high, const char*,
                            FieldInfo) {
    const Json* json = find(name);
    if (json == nullptr) return;
    const auto number = whole(*json);
    if (!number) return fault(wrong_type(name, "a whole number", *json));
    if (*number < low || *number > high) return fault(out_of_range(name, low, high, *json));
    value = static_cast<int>(*number);
}

void JsonReader::operator()(const char* name, double& value, double low, double high, const char*,
                            FieldInfo) {
    const Json* json = find(name);
    if (json == nullptr) return;
    if (!json->is_number()) return fault(wrong_type(name, "a number", *json));
    const double number = json->get<double>();
    if (!(number >= low && number <= high)) return fault(out_of_range(name, low, high, *json));
    value = number;
}

void JsonReader::operator()(const char* name, AutoNumber& value, double low, double high,
                            const char* label, FieldInfo info) {
    const auto it = object_.find(name);
    if (it != object_.end() && *it == "auto") {
        known_.emplace_back(name);
        value.value.reset();
        return;
    }
    if (it != object_.end() && !it->is_number()) {
        known_.emplace_back(name);
        return fault(wrong_type(name, "a number or \"auto\"", *it));
    }
    if (it == object_.end()) return static_cast<void>(find(name));
    double number = 0;
    (*this)(name, number, low, high, label, info);
    value.value = number;
}

void JsonReader::operator()(const char* name, std::vector<int>& value, int low, int high,
                            const char*, FieldInfo info) {
    const Json* json = find(name);
    if (json == nullptr) return;
    const Json list = json->is_array() ? *json : Json::array({*json});
    if (list.empty() && info.sweep) return fault(wrong_type(name, "at least one value", *json));
    std::vector<int> out;
    for (const Json& each : list) {
        const auto number = whole(each);
        if (!number) return fault(wrong_type(name, "whole numbers", each));
        if (*number < low || *number > high) return fault(out_of_range(name, low, high, each));
        if (info.sweep && std::find(out.begin(), out.end(), *number) != out.end()) {
            return fault(make_error(ErrorCode::BadOption, "Option %1 holds %2 twice.",
                                    {name, compact_json(each)}));
        }
        out.push_back(static_cast<int>(*number));
    }
    value = std::move(out);
}

void JsonReader::operator()(const char* name, std::vector<double>& value, double low, double high,
                            const char*, FieldInfo) {
    const Json* json = find(name);
    if (json == nullptr) return;
    const Json list = json->is_array() ? *json : Json::array({*json});
    std::vector<double> out;
    for (const Json& each : list) {
        if (!each.is_number()) return fault(wrong_type(name, "numbers", each));
        const double number = each.get<double>();
        if (!(number >= low && number <= high)) return fault(out_of_range(name, low, high, each));
        out.push_back(number);
    }
    value = std::move(out);
}

void JsonReader::operator()(const char* name, std::string& value, Choices choices, const char*,
                            FieldInfo) {
    const Json* json = find(name);
    if (json == nullptr) return;
    if (!json->is_string()) return fault(wrong_type(name, "a text", *json));
    const std::vector<std::string> known(choices.begin(), choices.end());
    const auto text = json->get<std::string>();
    if (std::find(known.begin(), known.end(), text) == known.end())
        return fault(wrong_choice(name, known, text));
    value = text;
}

void JsonReader::operator()(const char* name, std::vector<std::string>& value, Choices choices,
                            const char*, FieldInfo) {
    const Json* json = find(name);
    if (json == nullptr) return;
    const std::vector<std::string> known(choices.begin(), choices.end());
    const Json list = json->is_array() ? *json : Json::array({*json});
    std::vector<std::string> out;
    for (const Json& each : list) {
        if (!each.is_string()) return fault(wrong_type(name, "texts", each));
        const auto text = each.get<std::string>();
        if (std::find(known.begin(), known.end(), text) == known.end()) {
            return fault(wrong_choice(name, known, text));
        }
        out.push_back(text);
    }
    value = std::move(out);
}

void JsonReader::operator()(const char* name, std::string& value, const char*, FieldInfo) {
    const Json* json = find(name);
    if (json == nullptr) return;
    if (json->is_number_integer()) {
        value = compact_json(*json);
        return;
    }
    if (!json->is_string()) return fault(wrong_type(name, "a text", *json));
    value = json->get<std::string>();
}

void JsonReader::operator()(const char* name, std::vector<std::string>& value, const char*,
                            FieldInfo) {
    const Json* json = find(name);
    if (json == nullptr) return;
    const Json list = json->is_array() ? *json : Json::array({*json});
    std::vector<std::string> out;
    for (const Json& each : list) {
        if (!each.is_string()) return fault(wrong_type(name, "texts", each));
        out.push_back(each.get<std::string>());
    }
    value = std::move(out);
}

void JsonReader::operator()(const char* name, std::vector<TuneRange>& value, const char*,
                            FieldInfo) {
    const Json* json = find(name);
    if (json == nullptr) return;
    auto ranges = read_ranges(*json);
    if (!ranges) return fault(ranges.error());
    value = *std::move(ranges);
}

Result<void> JsonReader::finish() const {
    if (!object_.is_object() && !object_.is_null()) {
        return wrong_type("options", "an object", object_);
    }
    for (const auto& [key, value] : object_.items()) {
        if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
        const std::string nearest = nearest_name(key, known_);
        if (nearest.empty()) {
            return make_error(ErrorCode::UnknownOption, "There is no option \"%1\".", {key});
        }
        return make_error(ErrorCode::UnknownOption,
                          "There is no option \"%1\". Did you mean \"%2\"?", {key, nearest});
    }
    if (first_) return *first_;
    return {};
}

}  // namespace engine::detail
