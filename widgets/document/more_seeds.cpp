#include "widgets/document/more_seeds.h"

#include <algorithm>

#include "engine/spec/document.h"

namespace widgets {

engine::Result<QString> withMoreSeeds(const std::string& document, const engine::Catalog& catalog,
                                      int total, int more) {
    auto read = engine::read_document(document, catalog, "the job's pipeline");
    if (!read) return read.error();
    auto& seeds = read->seeds;
    const auto wanted =
        std::max<std::size_t>(static_cast<std::size_t>(std::max(total, 0)),
                              seeds.size() + static_cast<std::size_t>(std::max(more, 0)));
    for (std::uint64_t next = 1; seeds.size() < wanted; ++next) {
        if (std::find(seeds.begin(), seeds.end(), next) == seeds.end()) seeds.push_back(next);
    }
    return QString::fromStdString(engine::write_document(*read));
}

}  // namespace widgets
