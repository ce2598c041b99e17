#include "engine/export/model_folder.h"

#include <ATen/ATen.h>
#include <unistd.h>

#include <system_error>
#include <utility>

#include "engine/base/files.h"
#include "engine/models/adapter.h"
#include "engine/models/model_names.h"
#include "engine/models/weights_io.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

Result<void> write_json(const fs::path& path, const Json& value) {
    return write_file_atomically(path,
                                 value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

Result<void> check_weights(const ModelFolderContent& content) {
    for (const ParameterInfo& parameter : parameters_of(content.shape)) {
        const auto found = content.weights.find(parameter.name);
        if (found == content.weights.end() || found->second.sizes().vec() != parameter.shape) {
            return make_error(ErrorCode::BadModel,
                              "The weight %1 is missing or does not fit the encoder's shape.",
                              {parameter.name});
        }
    }
    return {};
}

// modules.json and what it points to, as sentence-transformers writes and reads them.
Result<void> write_pooling(const fs::path& folder, const ModelFolderContent& content) {
    Json modules = Json::array();
    const auto add = [&](const std::string& path, const std::string& kind) {
        const auto number = modules.size();
        modules.push_back(Json::object({{"idx", number},
                                        {"name", std::to_string(number)},
                                        {"path", path},
                                        {"type", "sentence_transformers.models." + kind}}));
    };
    add("", "Transformer");
    add("1_Pooling", "Pooling");
    if (content.pooling.normalise) add("2_Normalize", "Normalize");
    const Pooling pooling = content.pooling.pooling;
    const Json config = Json::object({{"word_embedding_dimension", content.shape.hidden},
                                      {"pooling_mode_cls_token", pooling == Pooling::Cls},
                                      {"pooling_mode_mean_tokens", pooling == Pooling::Mean},
                                      {"pooling_mode_max_tokens", pooling == Pooling::Max},
                                      {"pooling_mode_mean_sqrt_len_tokens", false},
                                      {"pooling_mode_lasttoken", pooling == Pooling::Last}});
    const std::int64_t longest = content.pooling.max_tokens.value_or(content.shape.positions);
    std::error_code problem;
    fs::create_directory(folder / "1_Pooling", problem);
    if (problem) return io_error(problem.value(), folder / "1_Pooling");
    if (auto done = write_json(folder / "1_Pooling/config.json", config); !done) return done;
    if (auto done =
            write_json(folder / "sentence_bert_config.json",
                       Json::object({{"max_seq_length", longest}, {"do_lower_case", false}}));
        !done) {
        return done;
    }
    return write_json(folder / "modules.json", modules);
}

Result<void> copy_tokenizer(const fs::path& from, const fs::path& to) {
    if (from.empty()) return {};
    bool copied = false;
    for (const char* name :
         {"tokenizer.json", "vocab.txt", "vocab.json", "merges.txt", "tokenizer_config.json",
          "special_tokens_map.json", "added_tokens.json"}) {
        std::error_code problem;
        if (!fs::exists(from / name, problem)) continue;
        const Result<std::string> bytes = read_file(from / name);
        if (!bytes) return bytes.error();
        if (auto done = write_file_atomically(to / name, *bytes); !done) return done;
        copied = true;
    }
    if (copied) return {};
    return make_error(ErrorCode::BadModel, "%1 holds no tokenizer to copy.", {from.string()});
}

Result<void> copy_adapter(const fs::path& from, const fs::path& to) {
    if (from.empty()) return {};
    std::error_code problem;
    fs::create_directories(to, problem);
    for (const char* name :
         {"adapter_config.json", "adapter_model.safetensors", "head.safetensors"}) {
        if (!problem) fs::copy_file(from / name, to / name, problem);
    }
    return problem ? Result<void>(io_error(problem.value(), to)) : Result<void>();
}

Result<void> write_all(const fs::path& folder, const ModelFolderContent& content) {
    if (auto done = write_json(folder / "config.json", config_of(content.shape, content.config));
        !done)
        return done;
    if (auto done = write_weights(folder / "model.safetensors",
                                  named_for_file(content.shape, content.weights), content.metadata);
        !done)
        return done;
    if (!content.head.empty()) {
        if (auto done = write_weights(folder / "head.safetensors", content.head, content.metadata);
            !done)
            return done;
    }
    if (content.pooling.stated || !content.shape.has_classifier) {
        if (auto done = write_pooling(folder, content); !done) return done;
    }
    if (auto done = copy_tokenizer(content.tokenizer_from, folder); !done) return done;
    if (auto done = copy_adapter(content.adapter_from, folder / kAdapterFolder); !done) return done;
    if (!content.beside.empty()) {
        std::error_code problem;
        for (const fs::path& to : {folder, folder / kAdapterFolder}) {
            if (problem || (to != folder && content.adapter_from.empty())) continue;
            fs::copy_file(content.beside, to / content.beside.filename(), problem);
        }
        if (problem) return io_error(problem.value(), folder);
    }
    if (auto done = write_json(folder / "warmstart.json", content.warmstart); !done) return done;
    return write_file_atomically(folder / "README.md", content.card);
}

}  // namespace

Result<void> save_model_folder(const fs::path& to, const ModelFolderContent& content) {
    std::error_code problem;
    fs::path target = fs::absolute(to, problem).lexically_normal();
    if (target.filename().empty()) target = target.parent_path();  // "folder/"
    if (fs::exists(target, problem)) {
        return make_error(ErrorCode::BadUsage, "%1 exists already; nothing was written.",
                          {target.string()});
    }
    if (auto good = check_weights(content); !good) return good;
    const fs::path draft = target.parent_path() /
                           ("." + target.filename().string() + ".tmp" + std::to_string(::getpid()));
    fs::remove_all(draft, problem);
    fs::create_directories(draft, problem);
    if (problem) return io_error(problem.value(), draft);
    Result<void> done = write_all(draft, content);
    if (done) done = publish_folder(draft, target);
    if (!done) fs::remove_all(draft, problem);
    return done;
}

}  // namespace engine
