// Reading of a tokenizer.json member by member; only the readers of this room include this.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/tokenizer/settings.h"

namespace engine {

inline constexpr std::int64_t kMostIds = 1 << 24;  // a damaged file must not ask for all memory

/// Reads typed members of one object; the first fault stays and names its place.
class Fields {
public:
    Fields(const Json& object, std::string place, std::string what)
        : object_(object), place_(std::move(place)), what_(std::move(what)) {}

    bool flag(const char* key, bool otherwise);
    std::string text(const char* key, std::string otherwise);
    std::int64_t number(const char* key, std::int64_t otherwise, std::int64_t most);
    void fault(const std::string& key, std::string wanted);
    const std::optional<Error>& fault() const { return fault_; }

private:
    const Json* find(const char* key) const;

    const Json& object_;
    std::string place_;
    std::string what_;
    std::optional<Error> fault_;
};

/// "<what> is damaged: <place> must be <wanted>."
Error bad_part(std::string_view what, std::string place, std::string wanted);

/// A part that no reader here knows, by its name, and which tokenizers are read.
Error unsupported_part(std::string part);

/// The "type" of a part; "" when the part is absent or null. Errors: BadFile.
Result<std::string> type_of(const Json& root, const char* part, std::string_view what);

/// model.vocab, or a whole vocab.json: an object of token and id, each id once -> ascending ids.
/// @param place  what the object is called in sentences: "model.vocab"
Result<Vocabulary> read_vocabulary(const Json& object, const std::string& place,
                                   std::string_view what);

/// What a tokenizer.json says of byte-level BPE: model, pre-tokenizer, normalizer. The caller has
/// read the vocabulary. Errors: BadFile, Unsupported.
Result<BytePairSettings> read_byte_pairs(const Json& root, std::string_view what);

}  // namespace engine
