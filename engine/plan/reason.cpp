#include "engine/plan/reason.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string_view>

namespace engine {
namespace {

// A part as JSON text; "" when it is not there.
std::string text_of(const Json& object, const std::string& name) {
    if (!object.is_object() || !object.contains(name)) return "";
    return compact_json(object[name]);
}

Json part(const Json& parts, const char* name) {
    return parts.is_object() && parts.contains(name) ? parts[name] : Json::object();
}

void compare_objects(const char* what, const Json& before, const Json& after,
                     std::vector<Difference>& out) {
    for (const auto& [name, value] : after.items()) {
        const std::string old = text_of(before, name);
        const std::string now = compact_json(value);
        if (old != now) out.push_back({what, name, old, now});
    }
    for (const auto& [name, value] : before.items()) {
        if (!after.contains(name)) out.push_back({what, name, compact_json(value), ""});
    }
}

// ["port", "key", "output"] rows -> port -> what is linked to it, in order.
Json by_port(const Json& inputs) {
    Json out = Json::object();
    for (const Json& input : inputs) {
        if (!input.is_array() || input.size() < 3 || !input[0].is_string()) continue;
        out[input[0].get<std::string>()].push_back({input[1], input[2]});
    }
    return out;
}

void compare_value(const char* what, const Json& before, const Json& after,
                   std::vector<Difference>& out) {
    const std::string old = text_of(before, what);
    const std::string now = text_of(after, what);
    if (old != now) out.push_back({what, "", old, now});
}

// An equal seed counts most: what is compared should be the same draw; then equal inputs. Within
// that, the fewest differences. The weights keep the order whatever the number of options.
std::int64_t distance(const Json& now, const Json& earlier) {
    std::int64_t sum = 0;
    for (const Difference& difference : differences(earlier, now)) {
        if (difference.what == "seed") {
            sum += 100'000'000;
        } else if (difference.what == "input") {
            sum += 10'000;
        } else {
            sum += 1;
        }
    }
    return sum;
}

// A value as people write it: no quotes, no brackets around one, not endless.
std::string shown(const std::string& json) {
    constexpr std::size_t longest = 60;  // bytes
    if (json.empty()) return "not set";
    Json value = Json::parse(json, nullptr, false);
    if (value.is_array() && value.size() == 1) value = Json(value[0]);
    std::string out = value.is_string() ? value.get<std::string>() : compact_json(value);
    if (value.is_boolean()) out = value.get<bool>() ? "on" : "off";
    if (out.size() <= longest) return out;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80)
        --end;  // not within a character
    return out.substr(0, end) + "...";
}

using Differences = std::vector<Difference>;

Differences of_kind(const Differences& all, std::string_view what) {
    Differences out;
    std::copy_if(all.begin(), all.end(), std::back_inserter(out),
                 [&](const Difference& d) { return d.what == what; });
    return out;
}

// Whether a value is said in words that are translated: a choice, on or off, not set.
bool is_words(const Field* field, const Difference& option) {
    if (option.before.empty() || option.after.empty()) return true;
    if (field != nullptr && !field->choices.empty()) return true;
    return Json::parse(option.after, nullptr, false).is_boolean();
}

void say_options(const NodeKind& kind, const Differences& options, Sentences& out) {
    constexpr std::size_t most = 3;
    const std::size_t named = std::min(most, options.size());
    for (std::size_t i = 0; i < named; ++i) {
        const Field* field = kind.field(options[i].name);
        const std::string label =
            field == nullptr || field->label.empty() ? options[i].name : field->label;
        out.push_back({is_words(field, options[i]) ? "%w1 %w2 -> %w3." : "%w1 %2 -> %3.",
                       {label, shown(options[i].before), shown(options[i].after)}});
    }
    if (options.size() > most)
        out.push_back({"%1 more options are different.", {std::to_string(options.size() - most)}});
}

// The name that people know: of the dataset or model, not "dataset".
std::string data_name(const Json& options, const std::string& data) {
    const char* option = data == "dataset" ? "source" : data == "model" ? "model" : "";
    const std::string text = text_of(options, option);
    return text.empty() ? data : shown(text);
}

bool names_other_data(const Differences& options) {
    return std::any_of(options.begin(), options.end(),
                       [](const Difference& d) { return d.name == "source" || d.name == "model"; });
}

}  // namespace

std::vector<Difference> differences(const Json& before, const Json& after) {
    std::vector<Difference> out;
    compare_objects("option", part(before, "options"), part(after, "options"), out);
    compare_objects("input", by_port(part(before, "inputs")), by_port(part(after, "inputs")), out);
    compare_objects("data", part(before, "data"), part(after, "data"), out);
    compare_value("seed", before, after, out);
    compare_value("revision", before, after, out);
    compare_value("provenance", before, after, out);
    return out;
}

int nearest_parts(const Json& now, const std::vector<Json>& earlier) {
    int best = -1;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        const std::int64_t one = distance(now, earlier[i]);
        if (one >= least) continue;
        least = one;
        best = static_cast<int>(i);
    }
    return best;
}

Sentences explain(const NodeKind& kind, const Json& now, const Json& earlier) {
    Sentences out;
    if (!earlier.is_object() || earlier.empty()) return {{"Nothing like it has run before.", {}}};
    const Differences all = differences(earlier, now);
    const Differences options = of_kind(all, "option");
    const Differences seeds = of_kind(all, "seed");
    say_options(kind, options, out);
    // Another seed brings other inputs along: they are no cause of their own.
    const Differences inputs = seeds.empty() ? of_kind(all, "input") : Differences();
    for (const Difference& input : inputs) out.push_back({"Its input %w1 changed.", {input.name}});
    // Another dataset or model has been named above; its content is no cause of its own.
    const Differences data = names_other_data(options) ? Differences() : of_kind(all, "data");
    for (const Difference& one : data)
        out.push_back({"The data of %1 changed.", {data_name(part(now, "options"), one.name)}});
    for (const Difference& seed : seeds) {
        if (!seed.after.empty())
            out.push_back({"No run with seed %1 had been made.", {seed.after}});
    }
    if (!of_kind(all, "revision").empty())
        out.push_back({"This step works differently since then.", {}});
    if (!of_kind(all, "provenance").empty()) out.push_back({"Device or build changed.", {}});
    if (out.empty()) out.push_back({"Its result is no longer on the disk.", {}});
    return out;
}

}  // namespace engine
