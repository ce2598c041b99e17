#include "engine/store/precision_choice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <vector>

namespace engine {
namespace fs = std::filesystem;

namespace {

// What follows "key<spaces>:<spaces>" in the first line that begins with key.
std::string value_of(const fs::path& file, const std::string& key) {
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        const auto colon = line.find(':');
        if (!line.starts_with(key) || colon == std::string::npos) continue;
        const auto first = line.find_first_not_of(" \t", colon + 1);
        if (first != std::string::npos)
            return line.substr(first, line.find_last_not_of(" \t") + 1 - first);
    }
    return "";
}

std::string cpu_of(const fs::path& proc) {
    static constexpr std::array wide = {"avx2", "avx512f", "avx512_bf16", "amx_bf16",
                                        "sve",  "asimddp", "bf16",        "sme"};
    std::string model = value_of(proc / "cpuinfo", "model name");
    if (model.empty()) model = "CPU part " + value_of(proc / "cpuinfo", "CPU part");  // ARM
    std::istringstream flags(value_of(proc / "cpuinfo", "flags") + " " +
                             value_of(proc / "cpuinfo", "Features"));
    std::vector<std::string> found;
    for (std::string flag; flags >> flag;) {
        if (std::find(wide.begin(), wide.end(), flag) != wide.end()) found.push_back(flag);
    }
    std::sort(found.begin(), found.end());
    std::string out = model + " (";
    for (const std::string& flag : found) out += (out.ends_with('(') ? "" : " ") + flag;
    return out + ")";
}

std::string gpus_of(const fs::path& proc) {
    std::error_code none;
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(proc / "driver/nvidia/gpus", none))
        folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    std::string out;
    for (const fs::path& folder : folders) out += value_of(folder / "information", "Model") + ", ";
    return out;
}

std::string setting_name(const std::string& hardware) { return "precision on " + hardware; }

bool leaves_precision_open(const Plan& plan) {
    return std::any_of(plan.steps.begin(), plan.steps.end(), [](const Step& step) {
        return step.options.value("precision", Json()) == "auto";
    });
}

}  // namespace

PrecisionChoice choose_precision(const PrecisionTimes& times) {
    PrecisionChoice out;
    out.speed = times.fp32_seconds / times.bf16_seconds;
    out.precision = out.speed >= kWorthwhileSpeed ? "bf16" : "fp32";
    out.device = times.device;
    return out;
}

std::string words_of(const PrecisionChoice& choice) {
    char speed[32];
    std::snprintf(speed, sizeof speed, "%.2f", choice.speed);
    return choice.precision + " (bf16 is " + speed + "x as fast here)";
}

std::string hardware_of(const std::string& device, const fs::path& proc) {
    const std::string gpus = device == "cpu" ? "" : gpus_of(proc);
    if (gpus.empty()) return cpu_of(proc);
    return device + ": " + gpus + cpu_of(proc);
}

Result<std::optional<PrecisionChoice>> stored_precision(const RunLog& log,
                                                        const std::string& hardware) {
    auto text = log.setting(setting_name(hardware));
    if (!text) return text.error();
    if (!text->has_value()) return std::optional<PrecisionChoice>();
    const auto json = read_json(**text, "the stored precision");
    if (!json || !json->is_object()) return std::optional<PrecisionChoice>();
    PrecisionChoice out;
    out.precision = json->value("precision", "");
    out.speed = json->value("speed", 0.0);
    out.device = json->value("device", "");
    if (out.precision != "fp32" && out.precision != "bf16") return std::optional<PrecisionChoice>();
    return std::optional(std::move(out));
}

Result<void> store_precision(RunLog& log, const std::string& hardware,
                             const PrecisionChoice& choice) {
    const Json json = {
        {"precision", choice.precision}, {"speed", choice.speed}, {"device", choice.device}};
    return log.set_setting(setting_name(hardware), compact_json(json));
}

Result<JobPlan> plan_job(const Document& document, const Catalog& catalog, Facts& facts,
                         const JobSettings& settings, RunLog& log, const PrecisionSource& source,
                         const std::string& provenance) {
    PlanSettings with{settings.precision, provenance, settings.to, settings.from};
    auto plan = make_plan(document, catalog, facts, with);
    if (!plan) return plan.error();
    JobPlan out{*std::move(plan), settings, {}};
    if (!leaves_precision_open(out.plan)) return out;
    auto choice = stored_precision(log, source.hardware);
    if (!choice) return choice.error();
    if (!choice->has_value()) {
        if (!source.probe) return out;
        const auto times = source.probe();
        if (!times) return times.error();
        *choice = choose_precision(*times);
        if (auto stored = store_precision(log, source.hardware, **choice); !stored)
            return stored.error();
    }
    out.choice = *choice;
    out.settings.precision = with.precision = (*choice)->precision;
    plan = make_plan(document, catalog, facts, with);
    if (!plan) return plan.error();
    out.plan = *std::move(plan);
    return out;
}

}  // namespace engine
