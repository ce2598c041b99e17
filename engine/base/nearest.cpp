#include "engine/base/nearest.h"

#include <algorithm>

namespace engine {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = std::min(now[j], before[j - 2] + 1);
            }
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

std::string nearest_name(std::string_view wanted, const std::vector<std::string>& known) {
    std::string best;
    std::size_t least = 0;
    for (const std::string& name : known) {
        const std::size_t distance = edit_distance(wanted, name);
        if (best.empty() || distance < least) {
            best = name;
            least = distance;
        }
    }
    return least * 2 <= std::max(wanted.size(), best.size()) ? best : std::string();
}

}  // namespace engine
