#include "engine/data/labels.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/data/numbers.h"
#include "engine/data/table.h"

namespace engine {
namespace {

constexpr std::size_t kMostClasses = 4096;

std::vector<std::string> default_names(std::size_t classes) {
    if (classes == 2) return {"negative", "positive"};
    if (classes == 3) return {"negative", "neutral", "positive"};
    std::vector<std::string> names;
    for (std::size_t i = 0; i < classes; ++i) names.push_back("class " + std::to_string(i + 1));
    return names;
}

Result<std::vector<std::string>> names_for(std::size_t classes,
                                           const std::vector<std::string>& given) {
    if (given.empty()) return default_names(classes);
    if (given.size() == classes) return given;
    return make_error(ErrorCode::BadOption, "There are %1 classes, but %2 class names.",
                      {std::to_string(classes), std::to_string(given.size())});
}

std::int32_t class_of(double value, const std::vector<double>& thresholds, bool keep_between) {
    const auto last = static_cast<std::int32_t>(keep_between ? thresholds.size() : 1);
    if (value <= thresholds.front()) return 0;
    if (thresholds.size() == 1 || value >= thresholds.back()) return last;
    if (!keep_between) return kBetween;
    return static_cast<std::int32_t>(std::lower_bound(thresholds.begin(), thresholds.end(), value) -
                                     thresholds.begin());
}

Result<Labels> by_thresholds(const std::vector<std::string_view>& cells,
                             const DatasetOptions& options) {
    const std::vector<double>& t = options.thresholds;
    if (std::adjacent_find(t.begin(), t.end(), std::greater_equal<>()) != t.end()) {
        return make_error(ErrorCode::BadOption, "Thresholds must rise from one to the next.");
    }
    const bool keep_between = options.between == "neutral" || t.size() == 1;
    auto names = names_for(keep_between ? t.size() + 1 : 2, options.classes);
    if (!names) return names.error();
    Labels out;
    out.class_names = *std::move(names);
    out.label.reserve(cells.size());
    for (const std::string_view cell : cells) {
        const auto value = parse_number(cell);
        if (value) {
            out.label.push_back(class_of(*value, t, keep_between));
        } else {
            out.label.push_back(cell.empty() ? kUnlabelled : kUnreadable);
        }
    }
    return out;
}

// The different cells, sorted as numbers where all of them are.
std::vector<std::string> distinct(const std::vector<std::string_view>& cells) {
    std::vector<std::string_view> views;
    for (const std::string_view cell : cells) {
        if (!cell.empty()) views.push_back(cell);
    }
    std::sort(views.begin(), views.end());
    views.erase(std::unique(views.begin(), views.end()), views.end());
    const bool numbers = std::all_of(
        views.begin(), views.end(), [](std::string_view v) { return parse_number(v).has_value(); });
    if (numbers) {
        std::stable_sort(views.begin(), views.end(), [](std::string_view a, std::string_view b) {
            return *parse_number(a) < *parse_number(b);
        });
    }
    return {views.begin(), views.end()};
}

bool holds_all(const std::vector<std::string>& names, const std::vector<std::string>& wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    });
}

Result<Labels> by_names(const std::vector<std::string_view>& cells, const DatasetOptions& options) {
    std::vector<std::string> found = distinct(cells);
    if (found.size() > kMostClasses) {
        return make_error(
            ErrorCode::BadData,
            "Column %1 has %2 different values, too many for classes. Give thresholds "
            "if it holds numbers.",
            {options.label, std::to_string(found.size())});
    }
    Labels out;
    if (!options.classes.empty() && holds_all(options.classes, found)) {
        found = options.classes;
        out.class_names = options.classes;
    } else if (options.classes.empty()) {
        out.class_names = found;
    } else {
        auto names = names_for(found.size(), options.classes);
        if (!names) return names.error();
        out.class_names = *std::move(names);
    }
    std::map<std::string, std::int32_t, std::less<>> index;
    for (std::size_t i = 0; i < found.size(); ++i)
        index.emplace(found[i], static_cast<std::int32_t>(i));
    out.label.reserve(cells.size());
    for (const std::string_view cell : cells) {
        out.label.push_back(cell.empty() ? kUnlabelled : index.find(cell)->second);
    }
    return out;
}

}  // namespace

Result<Labels> label_cells(const std::vector<std::string_view>& cells,
                           const DatasetOptions& options) {
    return options.thresholds.empty() ? by_names(cells, options) : by_thresholds(cells, options);
}

}  // namespace engine
