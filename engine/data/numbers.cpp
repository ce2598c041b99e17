#include "engine/data/numbers.h"

#include <charconv>
#include <chrono>
#include <cmath>

namespace engine {
namespace {

std::string_view trimmed(std::string_view cell) {
    const std::size_t start = cell.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return {};
    return cell.substr(start, cell.find_last_not_of(" \t\r\n") - start + 1);
}

// Takes `digits` digits from the front.
std::optional<int> take_digits(std::string_view& rest, std::size_t digits) {
    int value = 0;
    if (rest.size() < digits) return std::nullopt;
    for (std::size_t i = 0; i < digits; ++i) {
        if (rest[i] < '0' || rest[i] > '9') return std::nullopt;
        value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(digits);
    return value;
}

bool take(std::string_view& rest, char wanted) {
    if (rest.empty() || rest.front() != wanted) return false;
    rest.remove_prefix(1);
    return true;
}

std::optional<double> take_date(std::string_view& rest) {
    const auto year = take_digits(rest, 4);
    if (!year || !take(rest, '-')) return std::nullopt;
    const auto month = take_digits(rest, 2);
    if (!month || !take(rest, '-')) return std::nullopt;
    const auto day = take_digits(rest, 2);
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return 86400.0 * static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
}

// "12:30", "12:30:15", "12:30:15.25" -> seconds of the day.
std::optional<double> take_clock(std::string_view& rest) {
    const auto hour = take_digits(rest, 2);
    if (!hour || *hour > 24 || !take(rest, ':')) return std::nullopt;
    const auto minute = take_digits(rest, 2);
    if (!minute || *minute > 59) return std::nullopt;
    double second = 0;
    if (take(rest, ':')) {
        const auto whole = take_digits(rest, 2);
        if (!whole || *whole > 60) return std::nullopt;  // 60: a leap second
        second = *whole;
        if (take(rest, '.')) {
            double scale = 0.1;
            while (const auto digit = take_digits(rest, 1)) {
                second += *digit * scale;
                scale /= 10;
            }
        }
    }
    return *hour * 3600.0 + *minute * 60.0 + second;
}

// "", "Z", "+02:00", "-0530" -> seconds east of UTC.
std::optional<double> take_zone(std::string_view& rest) {
    if (rest.empty() || take(rest, 'Z')) return 0.0;
    const double sign = rest.front() == '-' ? -1.0 : 1.0;
    if (!take(rest, '+') && !take(rest, '-')) return std::nullopt;
    const auto hour = take_digits(rest, 2);
    take(rest, ':');
    const auto minute = take_digits(rest, 2);
    if (!hour || !minute) return std::nullopt;
    return sign * (*hour * 3600.0 + *minute * 60.0);
}

}  // namespace

std::optional<double> parse_number(std::string_view cell) {
    std::string_view text = trimmed(cell);
    if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> parse_time(std::string_view cell) {
    if (const auto number = parse_number(cell)) return number;
    std::string_view rest = trimmed(cell);
    auto seconds = take_date(rest);
    if (!seconds || rest.empty()) return seconds;
    if (!take(rest, 'T') && !take(rest, ' ')) return std::nullopt;
    const auto clock = take_clock(rest);
    if (!clock) return std::nullopt;
    const auto zone = take_zone(rest);
    if (!zone || !rest.empty()) return std::nullopt;
    return *seconds + *clock - *zone;
}

}  // namespace engine
