#include "engine/stages/encoder_pool.h"

#include "engine/models/random_twin.h"

namespace engine {
namespace {

constexpr std::size_t kMostKept = 2;  // a start and a teacher

}  // namespace

std::vector<std::vector<std::int32_t>> LoadedEncoder::tokens_of(
    std::span<const std::string> texts) const {
    EncodeOptions options;
    options.max_tokens = max_tokens;
    options.never_empty = true;
    const Tokenizer::PackedIds packed = tokenizer.encode_ids(texts, options);
    std::vector<std::vector<std::int32_t>> out;
    out.reserve(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        out.emplace_back(packed.ids.begin() + packed.offsets[i],
                         packed.ids.begin() + packed.offsets[i + 1]);
    }
    return out;
}

Result<std::filesystem::path> EncoderPool::folder_of(const Json& reference) const {
    const auto type = reference["type"].get<std::string>();
    if (type == "library") return models_.find(reference["model"].get<std::string>());
    if (type == "artifact") return artifacts_.at(reference["key"].get<std::string>());
    if (type == "folder") return std::filesystem::path(reference["path"].get<std::string>());
    return make_error(ErrorCode::Unsupported, "%1 is no network whose states could be read.",
                      {type});
}

Result<std::shared_ptr<const LoadedEncoder>> EncoderPool::get(const Json& reference) {
    const std::string id = compact_json(reference);
    for (auto& [name, encoder] : kept_) {
        if (name == id) return encoder;
    }
    auto folder = folder_of(reference);
    if (!folder) return folder.error();
    auto loaded = load_encoder(*folder);
    if (!loaded) return loaded.error();
    auto tokenizer = Tokenizer::load(*folder);
    if (!tokenizer) return tokenizer.error();
    if (tokenizer->id_limit() > loaded->shape.vocabulary) {
        return make_error(ErrorCode::BadModel,
                          "The tokenizer of %1 has %2 tokens, its encoder only %3.",
                          {folder->string(), std::to_string(tokenizer->id_limit()),
                           std::to_string(loaded->shape.vocabulary)});
    }
    if (reference.value("weights", "pretrained") == "random") {
        loaded->weights = random_twin(loaded->shape, reference["seed"].get<std::uint64_t>());
    }
    auto pooling = pooling_of(reference["pooling"].get<std::string>());
    if (!pooling) return pooling.error();
    auto encoder = std::make_shared<LoadedEncoder>(
        LoadedEncoder{*std::move(loaded), *std::move(tokenizer), *pooling,
                      reference.value("normalise", false), 0});
    encoder->max_tokens = std::min(reference["max_tokens"].get<std::size_t>(),
                                   static_cast<std::size_t>(encoder->folder.shape.positions));
    kept_.emplace_front(id, encoder);
    if (kept_.size() > kMostKept) kept_.pop_back();
    return std::shared_ptr<const LoadedEncoder>(encoder);
}

}  // namespace engine
