// Only additions, products and divisions of doubles: the same rows on every machine.
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/stream.h"
#include "engine/data/builtin_datasets.h"

namespace engine {
namespace {

constexpr std::uint64_t kSeed = 20240501;
constexpr std::int64_t kUsers = 600;
constexpr std::int64_t kItems = 300;
constexpr std::size_t kFactors = 4;
constexpr double kFirstTime = 1600000000;  // 2020-09-13

// Mean 0, sd 1, bell-shaped: twelve uniforms less six.
double bell(Stream& stream) {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += stream.uniform();
    return sum;
}

struct Profile {
    double bias = 0;
    std::array<double, kFactors> taste = {};
};

std::vector<Profile> profiles(const char* purpose, std::int64_t count, double bias_sd) {
    std::vector<Profile> out(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < out.size(); ++i) {
        Stream stream(kSeed, purpose, 0, i);
        out[i].bias = bias_sd * bell(stream);
        for (double& factor : out[i].taste) factor = 0.55 * bell(stream);
    }
    return out;
}

// Running sums of popularity, which falls with the rank of an item.
std::vector<double> popularity_sums() {
    std::vector<double> sums;
    double sum = 0;
    for (std::int64_t i = 0; i < kItems; ++i) {
        sum += 1.0 / (static_cast<double>(i) + 15.0);
        sums.push_back(sum);
    }
    return sums;
}

// Different items, popular ones more likely, in the order of the draws.
std::vector<std::size_t> draw_items(Stream& stream, std::size_t count,
                                    const std::vector<double>& sums) {
    std::vector<std::size_t> items;
    std::vector<bool> taken(sums.size(), false);
    while (items.size() < count) {
        const double at = stream.uniform() * sums.back();
        const auto place =
            static_cast<std::size_t>(std::upper_bound(sums.begin(), sums.end(), at) - sums.begin());
        if (place >= sums.size() || taken[place]) continue;
        taken[place] = true;
        items.push_back(place);
    }
    return items;
}

int rating_of(const Profile& user, const Profile& item, double noise) {
    double value = 3.5 + user.bias + item.bias + noise;
    for (std::size_t k = 0; k < kFactors; ++k) value += user.taste[k] * item.taste[k];
    return static_cast<int>(std::clamp(std::floor(value + 0.5), 1.0, 5.0));
}

}  // namespace

RawRows generated_ratings() {
    const std::vector<Profile> users = profiles("generated_users", kUsers, 0.4);
    const std::vector<Profile> items = profiles("generated_items", kItems, 0.5);
    const std::vector<double> sums = popularity_sums();
    // An item's popularity has nothing to do with its number.
    Stream shuffle(kSeed, "generated_order");
    const std::vector<std::int64_t> item_at_rank = permutation(shuffle, kItems);
    RawRows out;
    out.names = {"user", "item", "rating", "time"};
    out.columns.resize(4);
    for (std::size_t user = 0; user < users.size(); ++user) {
        Stream stream(kSeed, "generated_ratings", 0, user);
        const auto count =
            static_cast<std::size_t>(8 + stream.below(20) + stream.below(20) + stream.below(40));
        double time = kFirstTime + static_cast<double>(stream.below(std::uint64_t{86400} * 365));
        for (const std::size_t rank : draw_items(stream, count, sums)) {
            const auto item = static_cast<std::size_t>(item_at_rank[rank]);
            time += static_cast<double>(30 + stream.below(7200));
            const int rating = rating_of(users[user], items[item], 0.6 * bell(stream));
            out.columns[0].add("u" + std::to_string(user + 1));
            out.columns[1].add("i" + std::to_string(item + 1));
            out.columns[2].add(std::to_string(rating));
            out.columns[3].add(std::to_string(static_cast<std::int64_t>(time)));
        }
    }
    out.rows_in = out.rows_ok();
    return out;
}

}  // namespace engine
