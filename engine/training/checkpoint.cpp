#include "engine/training/checkpoint.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <utility>

#include "engine/base/files.h"
#include "engine/base/json.h"
#include "engine/models/weights_io.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

std::string folder_name(std::int64_t step) { return "step-" + std::to_string(step); }

/// Steps of the checkpoints in a folder, newest first.
std::vector<std::int64_t> steps_in(const fs::path& folder) {
    std::vector<std::int64_t> steps;
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(folder, problem)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("step-")) continue;
        std::int64_t step = -1;
        const char* end = name.data() + name.size();
        const auto [stop, bad] = std::from_chars(name.data() + 5, end, step);
        if (bad == std::errc() && stop == end) steps.push_back(step);
    }
    std::ranges::sort(steps, std::greater<>());
    return steps;
}

Json state_json(const TrainState& state) {
    Json evaluations = Json::array();
    for (const Evaluation& evaluation : state.evaluations) {
        evaluations.push_back({{"step", evaluation.step},
                               {"loss", evaluation.validation.loss},
                               {"measures", evaluation.validation.measures}});
    }
    Json json = {{"version", 1}, {"step", state.step}, {"worse", state.worse}};
    if (state.best_step >=
        0) {  // before the first evaluation the best loss is infinite: not a JSON number
        json["best_step"] = state.best_step;
        json["best_loss"] = state.best_loss;
    }
    json["evaluations"] = std::move(evaluations);
    return json;
}

Result<void> read_state(const Json& json, TrainState& state) {
    try {  // a field that is missing or of another type means the same: a damaged file
        state.step = json.at("step").get<std::int64_t>();
        state.worse = json.at("worse").get<std::int64_t>();
        if (json.contains("best_step")) {
            state.best_step = json.at("best_step").get<std::int64_t>();
            state.best_loss = json.at("best_loss").get<double>();
        }
        for (const Json& item : json.at("evaluations")) {
            Evaluation evaluation{item.at("step").get<std::int64_t>(),
                                  {item.at("loss").get<double>(), {}}};
            for (const auto& [name, value] : item.at("measures").items()) {
                evaluation.validation.measures[name] = value.get<double>();
            }
            state.evaluations.push_back(std::move(evaluation));
        }
    } catch (const Json::exception& problem) {
        return make_error(ErrorCode::BadFile, "The checkpoint's state.json is damaged.", {},
                          problem.what());
    }
    return {};
}

Result<TrainState> load_one(const fs::path& folder) {
    const Result<std::string> text = read_file(folder / "state.json");
    if (!text) return text.error();
    const Result<Json> json = read_json(*text, (folder / "state.json").string());
    if (!json) return json.error();
    TrainState state;
    if (Result<void> read = read_state(*json, state); !read) return read.error();
    for (auto& [name, into] : {std::pair{"weights", &state.weights},
                               {"optimiser", &state.optimiser},
                               {"best", &state.best}}) {
        Result<Weights> tensors = read_weights(folder / (std::string(name) + ".safetensors"));
        if (!tensors) return tensors.error();
        *into = *std::move(tensors);
    }
    return state;
}

}  // namespace

Result<void> save_checkpoint(const fs::path& folder, const TrainState& state) {
    const fs::path temporary = folder / (".writing-" + std::to_string(::getpid()));
    std::error_code problem;
    fs::remove_all(temporary, problem);
    fs::create_directories(temporary, problem);
    if (problem) return io_error(problem.value(), temporary);
    const auto write_all = [&]() -> Result<void> {
        if (Result<void> done = write_weights(temporary / "weights.safetensors", state.weights);
            !done)
            return done;
        if (Result<void> done = write_weights(temporary / "optimiser.safetensors", state.optimiser);
            !done) {
            return done;
        }
        if (Result<void> done = write_weights(temporary / "best.safetensors", state.best); !done)
            return done;
        return write_file_atomically(temporary / "state.json",
                                     compact_json(state_json(state)) + "\n");
    };
    Result<void> written = write_all();
    if (written) written = publish_folder(temporary, folder / folder_name(state.step));
    if (!written) {
        fs::remove_all(temporary, problem);
        return written;
    }
    const std::vector<std::int64_t> steps = steps_in(folder);
    for (std::size_t i = 2; i < steps.size(); ++i)
        fs::remove_all(folder / folder_name(steps[i]), problem);
    return {};
}

Result<TrainState> load_checkpoint(const fs::path& folder, std::int64_t below) {
    std::optional<Error> first;
    for (const std::int64_t step : steps_in(folder)) {
        if (step >= below) continue;
        Result<TrainState> state = load_one(folder / folder_name(step));
        if (state) return state;
        if (!first) first = state.error();
    }
    if (first) return *first;
    return make_error(ErrorCode::MissingFile, "There is no checkpoint in %1.", {folder.string()});
}

TrainState on_device(TrainState state, at::Device device) {
    for (Weights* tensors : {&state.weights, &state.optimiser, &state.best}) {
        for (auto& [name, tensor] : *tensors) tensor = tensor.to(device);
    }
    return state;
}

}  // namespace engine
