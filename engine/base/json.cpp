#include "engine/base/json.h"

#include <cmath>
#include <set>
#include <vector>

namespace engine {
namespace {

constexpr std::size_t kDeepest = 64;

// Builds the value while it is read, so that duplicates and depth are seen before memory is spent
// on them.
class StrictReader : public nlohmann::json_sax<Json> {
public:
    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t& /*text*/) override {
        return std::isfinite(value) ? put(value) : refuse("a number is too large");
    }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t& /*value*/) override { return refuse("binary values are not JSON"); }
    bool start_object(std::size_t /*n*/) override { return open(Json::object()); }
    bool key(string_t& value) override {
        if (!keys_.back().insert(value).second)
            return refuse("the key \"" + value + "\" stands twice");
        key_ = std::move(value);
        return true;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t /*n*/) override { return open(Json::array()); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*exception*/) override {
        position_ = position;
        return false;
    }

    Json take() { return std::move(root_); }
    const std::string& problem() const { return problem_; }
    std::size_t position() const { return position_; }

private:
    bool refuse(std::string why) {
        problem_ = std::move(why);
        return false;
    }
    Json* place(Json value) {
        if (open_.empty()) {
            root_ = std::move(value);
            return &root_;
        }
        Json& parent = *open_.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        // Not parent[key_]: that looks through all keys before it, and a header may hold very many.
        Json::object_t& object = parent.get_ref<Json::object_t&>();
        object.emplace_back(std::move(key_), std::move(value));
        return &object.back().second;
    }
    bool put(Json value) {
        place(std::move(value));
        return true;
    }
    bool open(Json value) {
        if (open_.size() >= kDeepest) return refuse("it is nested more than 64 deep");
        open_.push_back(place(std::move(value)));
        keys_.emplace_back();
        return true;
    }
    bool close() {
        open_.pop_back();
        keys_.pop_back();
        return true;
    }

    Json root_;
    std::vector<Json*> open_;  // stays valid: only the innermost container grows
    std::vector<std::set<std::string>> keys_;
    std::string key_;
    std::string problem_;
    std::size_t position_ = 0;
};

std::pair<std::size_t, std::size_t> line_and_column(std::string_view text, std::size_t position) {
    std::size_t line = 1;
    std::size_t column = 1;
    for (std::size_t i = 0; i + 1 < position && i < text.size(); ++i) {
        column = text[i] == '\n' ? 1 : column + 1;
        line += text[i] == '\n' ? 1 : 0;
    }
    return {line, column};
}

}  // namespace

Result<Json> read_json(std::string_view text, std::string_view what) {
    StrictReader reader;
    const bool good =
        Json::sax_parse(text.begin(), text.end(), &reader, Json::input_format_t::json, true);
    if (good) return reader.take();
    if (!reader.problem().empty()) {
        return make_error(ErrorCode::BadFile, "%1 is not usable JSON: %2.",
                          {std::string(what), reader.problem()});
    }
    const auto [line, column] = line_and_column(text, reader.position());
    return make_error(ErrorCode::BadFile, "%1 is not valid JSON: line %2, column %3.",
                      {std::string(what), std::to_string(line), std::to_string(column)});
}

std::string compact_json(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace engine
