#include "engine/store/model_library.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/base/files.h"
#include "engine/base/hash.h"
#include "engine/base/json.h"
#include "engine/base/nearest.h"
#include "engine/base/pickle.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

// What decides a model's numbers, and what they may be compared with: all of it goes into the
// fingerprint.
constexpr const char* kFiles[] = {"config.json",
                                  "model.safetensors",
                                  "head.safetensors",
                                  "tokenizer.json",
                                  "vocab.txt",
                                  "vocab.json",
                                  "merges.txt",
                                  "tokenizer_config.json",
                                  "modules.json",
                                  "1_Pooling/config.json",
                                  "sentence_bert_config.json",
                                  kTrainedOnFile};

// The sentence-transformers layout says how it pools; without it the mean is taken, and of GPT-2
// the last token, the only one that has seen the whole text.
std::string stated_pooling(const fs::path& folder, const Json& config) {
    const bool decoder = config.is_object() && config.value("model_type", Json()) == "gpt2";
    auto text = read_file(folder / "1_Pooling" / "config.json", 1 << 20);
    if (!text) return decoder ? "last" : "mean";
    auto json = read_json(*text, "1_Pooling/config.json");
    if (!json || !json->is_object()) return "mean";
    const Json mode = json->value("pooling_mode", Json());
    for (const auto& [key, name, pooling] :
         {std::tuple("pooling_mode_cls_token", "cls", "cls"),
          std::tuple("pooling_mode_lasttoken", "lasttoken", "last")}) {
        if (json->value(key, Json(false)) == true || mode == name) return pooling;
    }
    return "mean";
}

// model.safetensors, or the files of this folder that an index names.
std::vector<std::string> weight_files(const fs::path& folder) {
    std::error_code problem;
    if (fs::exists(folder / "model.safetensors", problem)) return {"model.safetensors"};
    auto text = read_file(folder / "model.safetensors.index.json", 1 << 24);
    if (!text) return {};
    auto json = read_json(*text, "model.safetensors.index.json");
    const Json map = json && json->is_object() ? json->value("weight_map", Json()) : Json();
    std::set<std::string> names;
    for (const auto& [weight, file] : map.items()) {
        if (file.is_string() && file.get<std::string>().find('/') == std::string::npos)
            names.insert(file.get<std::string>());
    }
    return {names.begin(), names.end()};
}

Result<void> weights_are_there(const fs::path& folder) {
    std::error_code problem;
    const std::vector<std::string> files = weight_files(folder);
    const bool all = std::all_of(files.begin(), files.end(), [&](const std::string& file) {
        return fs::exists(folder / file, problem);
    });
    if (!files.empty() && all) return {};
    if (const fs::path pickle = pickle_in(folder); !pickle.empty())
        return pickle_refused(pickle, ErrorCode::BadModel);
    return make_error(ErrorCode::BadModel, "The model folder %1 lacks model.safetensors.",
                      {folder.string()});
}

Result<void> copy_model(const fs::path& from, const fs::path& to) {
    std::error_code problem;
    fs::remove_all(to, problem);
    fs::create_directories(to, problem);
    for (auto at = fs::recursive_directory_iterator(from, problem);
         !problem && at != fs::recursive_directory_iterator(); at.increment(problem)) {
        const fs::path target = to / fs::relative(at->path(), from, problem);
        if (at->is_directory(problem)) {
            fs::create_directories(target, problem);
        } else if (at->is_regular_file(problem) && !is_pickle(at->path())) {
            fs::copy_file(at->path(), target, problem);
        }
    }
    return problem ? Result<void>(io_error(problem.value(), from)) : Result<void>();
}

}  // namespace

Result<void> ModelLibrary::check_folder(const fs::path& folder) {
    std::error_code problem;
    if (fs::exists(folder / "adapter_config.json", problem) &&
        !fs::exists(folder / "config.json", problem)) {
        return make_error(ErrorCode::BadModel,
                          "%1 is an adapter. warmstart-cli model import merges it into the model "
                          "it rests on and takes that in.",
                          {folder.string()});
    }
    if (!fs::exists(folder / "config.json", problem))
        return make_error(ErrorCode::BadModel, "The model folder %1 lacks config.json.",
                          {folder.string()});
    if (auto there = weights_are_there(folder); !there) return there;
    for (const char* file : {"vocab.txt", "tokenizer.json", "vocab.json"})
        if (fs::exists(folder / file, problem)) return {};
    return make_error(ErrorCode::BadModel,
                      "The folder lacks vocab.txt, so text cannot be tokenized.", {},
                      folder.string());
}

std::string ModelLibrary::licence(const fs::path& folder) {
    auto card = read_file(folder / "README.md", 1U << 24U);
    if (!card || !card->starts_with("---")) return "";
    const std::size_t end = card->find("\n---", 3);
    const std::size_t at = card->find("\nlicense:");
    if (at == std::string::npos || end == std::string::npos || at > end) return "";
    const std::size_t from = card->find_first_not_of(" \"'", at + 9);
    const std::size_t to = card->find_first_of("\r\n\"'", from);
    return card->substr(from, to - from);
}

Result<void> ModelLibrary::add(const fs::path& folder, const std::string& name,
                               const fs::path& library) const {
    if (auto usable = check_folder(folder); !usable) return usable;
    if (name.empty() || name.front() == '.' || name.size() > 200 ||
        name.find_first_of("/\\\"\n\r\t") != std::string::npos)
        return make_error(ErrorCode::BadUsage, "\"%1\" cannot be the name of a model.", {name});
    for (const Entry& known : list()) {
        if (known.name == name)
            return make_error(ErrorCode::BadUsage,
                              "The library has a model called %1 already. Choose another name.",
                              {name});
    }
    const fs::path temporary = library / ("." + name + ".tmp");
    Result<void> done = copy_model(folder, temporary);
    if (done) done = publish_folder(temporary, library / name);
    if (!done) {
        std::error_code ignored;
        fs::remove_all(temporary, ignored);
    }
    return done;
}

ModelLibrary::ModelLibrary(std::vector<fs::path> folders, RunLog& log)
    : folders_(std::move(folders)), log_(log) {}

std::vector<ModelLibrary::Entry> ModelLibrary::list() const {
    std::vector<Entry> out;
    for (const fs::path& folder : folders_) {
        std::error_code problem;
        for (const auto& entry : fs::directory_iterator(folder, problem)) {
            const std::string name = entry.path().filename().string();
            if (name.front() == '.') continue;  // on its way in
            const bool known =
                std::any_of(out.begin(), out.end(), [&](const Entry& e) { return e.name == name; });
            if (!known && fs::exists(entry.path() / "config.json", problem))
                out.push_back({name, entry.path()});
        }
    }
    std::sort(out.begin(), out.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return out;
}

Result<fs::path> ModelLibrary::find(const std::string& name) const {
    std::vector<std::string> names;
    for (const Entry& entry : list()) {
        if (entry.name == name) return entry.folder;
        names.push_back(entry.name);
    }
    std::error_code problem;
    if (name.find('/') != std::string::npos && fs::is_directory(name, problem))
        return fs::path(name);
    const std::string nearest = nearest_name(name, names);
    if (nearest.empty())
        return make_error(ErrorCode::MissingFile, "No model is called %1.", {name});
    return make_error(ErrorCode::MissingFile, "No model is called %1. Did you mean %2?",
                      {name, nearest});
}

Result<ModelFact> ModelLibrary::fact(const std::string& name) {
    auto folder = find(name);
    if (!folder) return folder.error();
    auto text = read_file(*folder / "config.json", 1 << 24);
    if (!text)
        return make_error(ErrorCode::BadModel, "The model folder %1 lacks config.json.",
                          {folder->string()});
    auto config = read_json(*text, (*folder / "config.json").string());
    if (!config) return config.error();
    if (auto there = weights_are_there(*folder); !there) return there.error();
    std::error_code problem;
    Sha256 all;
    std::vector<std::string> files(std::begin(kFiles), std::end(kFiles));
    ModelFact fact;
    for (const std::string& file : weight_files(*folder)) {
        if (file != "model.safetensors") files.push_back(file);
        fact.parameters += static_cast<std::int64_t>(fs::file_size(*folder / file, problem) / 4);
    }
    for (const std::string& file : files) {
        if (!fs::exists(*folder / file, problem)) continue;
        auto hash = log_.file_hash(*folder / file);
        if (!hash) return hash.error();
        all.add(file + ":" + *hash + "\n");
    }
    fact.fingerprint = hex(all.finish());
    fact.pooling = stated_pooling(*folder, *config);
    const auto number = [&](std::initializer_list<const char*> keys) {  // by model type
        for (const char* key : keys) {
            const Json value = config->is_object() ? config->value(key, Json()) : Json();
            if (value.is_number_integer()) return value.get<std::int64_t>();
        }
        return std::int64_t{0};
    };
    fact.dim = number({"hidden_size", "dim", "n_embd"});
    fact.layers = number({"num_hidden_layers", "n_layers", "n_layer"});
    return fact;
}

}  // namespace engine
