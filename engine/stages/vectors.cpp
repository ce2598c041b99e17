#include "engine/stages/vectors.h"

#include <charconv>

#include "engine/models/embed.h"
#include "engine/stages/encoder_pool.h"

namespace engine {
namespace {

Result<std::int64_t> layer_number(const std::string& layer, std::int64_t layers) {
    if (layer == "last") return layers;
    std::int64_t number = -1;
    const auto [end, problem] = std::from_chars(layer.data(), layer.data() + layer.size(), number);
    if (problem != std::errc() || end != layer.data() + layer.size() || number < 0 ||
        number > layers) {
        return make_error(ErrorCode::BadOption,
                          "Layer \"%1\" cannot be read: it is \"last\" or a number from 0 to %2.",
                          {layer, std::to_string(layers)});
    }
    return number;
}

}  // namespace

Json feature_space(const Json& reference, const std::string& layer) {
    Json what = {{"version", 1}, {"encoder", reference}, {"layer", layer}};
    what["encoder"].erase("model");  // a name, not content: the fingerprint says what it is
    return what;
}

Result<at::Tensor> vectors_of(StageContext& context, const Json& reference,
                              const std::string& layer, bool keep,
                              std::span<const std::string> texts, FeatureCache::Counts* counts) {
    FeatureSpace space;
    space.what = feature_space(reference, layer);
    space.dim = reference["dim"].get<std::int64_t>();
    space.keep = keep;
    const auto embed = [&](std::span<const std::string> missing) -> Result<at::Tensor> {
        auto encoder = context.encoders.get(reference);
        if (!encoder) return encoder.error();
        const LoadedEncoder& loaded = **encoder;
        auto number = layer_number(layer, loaded.folder.shape.layers);
        if (!number) return number.error();
        EncodeOptions cut;
        cut.max_tokens = loaded.max_tokens;
        cut.never_empty = true;
        const Tokenizer::PackedIds packed = loaded.tokenizer.encode_ids(missing, cut);
        EmbedOptions options;
        options.pooling = loaded.pooling;
        options.normalise = loaded.normalise;
        options.layers = *number;
        options.stop = context.stop;
        return embed_rows(loaded.folder.shape, loaded.folder.weights, packed.ids, packed.offsets,
                          options);
    };
    return context.features.vectors(
        space, texts, embed,
        [&](std::int64_t done, std::int64_t total) { context.host.progress(done, total); }, counts);
}

}  // namespace engine
