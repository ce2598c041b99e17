// A document as it stood once, for undo: what did not change since the one before is shared with
// it, so that a thousand steps of a large pipeline fit into memory. Any document can be kept, also
// one that could not be read back from a file.
#pragma once

#include <memory>
#include <vector>

#include "engine/spec/document.h"

namespace widgets {

class FrozenDocument {
public:
    /// @param before  shares its equal parts; may be null
    FrozenDocument(const engine::Document& document, const FrozenDocument* before);

    engine::Document thawed() const;
    /// Whether it is the very one that `before` was: every part is shared.
    bool sameAs(const FrozenDocument& before) const;

private:
    using Node = std::shared_ptr<const engine::Node>;
    struct Rest {  // small, or seldom changed
        std::string title;
        std::vector<std::uint64_t> seeds;
        engine::Json data;
        std::vector<engine::Arm> arms;
        std::vector<engine::Waiver> waivers;
    };
    std::vector<Node> nodes_;
    std::shared_ptr<const std::vector<engine::Edge>> edges_;
    std::shared_ptr<const engine::Json> canvas_;
    std::shared_ptr<const Rest> rest_;
};

}  // namespace widgets
