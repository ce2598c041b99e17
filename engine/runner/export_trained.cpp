// Export with its check: written aside, loaded again, held against a run's own scores, published.
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/base/files.h"
#include "engine/base/hash.h"
#include "engine/data/scored_texts.h"
#include "engine/models/adapter.h"
#include "engine/runner/model_card.h"
#include "engine/runner/model_tools.h"
#include "engine/stages/artifact_io.h"
#include "engine/store/carried_job.h"
#include "engine/store/model_library.h"
#include "engine/store/workspace.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kParityTexts = 64;

// Largest difference of the probabilities, classes matched by name.
Result<double> difference(const ScoredTexts& expected, const Predictions& exported) {
    const std::size_t classes = expected.classes.size();
    std::map<std::string, std::size_t> place;
    for (std::size_t c = 0; c < exported.classes.size(); ++c) place[exported.classes[c]] = c;
    double largest = 0;
    for (std::size_t row = 0; row < expected.texts.size(); ++row) {
        for (std::size_t c = 0; c < classes; ++c) {
            const auto at = place.find(expected.classes[c]);
            if (at == place.end())
                return make_error(ErrorCode::BadModel,
                                  "The exported model scores other classes than the run.");
            const double mine = exported.probabilities[row * exported.classes.size() + at->second];
            const double off = std::abs(mine - expected.probabilities[row * classes + c]);
            largest = std::isfinite(off) ? std::max(largest, off) : 1.0;
        }
    }
    return largest;
}

Result<Exported> checked(const fs::path& folder, const ScoredTexts& expected) {
    auto scored = predict_texts(folder, expected.texts);
    if (!scored) return scored.error();
    auto off = difference(expected, *scored);
    if (!off) return off.error();
    Exported out;
    out.parity = *off;
    out.texts = static_cast<std::int64_t>(expected.texts.size());
    return out;
}

std::string power(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0e", value);
    return text;
}

// Name of the library model at the bottom of what was trained.
std::string base_of(const Json& trained) {
    const Json encoders = trained.value("encoders", Json::array());
    for (const Json& reference : encoders) {
        if (reference.value("type", "") == "library") return reference.value("model", "");
    }
    const Json reading = trained.value("reading", Json::object());
    return reading.value("model", std::string());
}

Result<void> write_card(const fs::path& folder, CardFacts& facts, const std::string& pipeline) {
    for (const char* file : {"model.safetensors", "head.safetensors", "terms.json"}) {
        std::error_code problem;
        if (!fs::exists(folder / file, problem)) continue;
        auto hash = sha256_of_file(folder / file);
        if (!hash) return hash.error();
        facts.hashes.emplace_back(file, *hash);
    }
    if (!pipeline.empty()) facts.hashes.emplace_back("pipeline", sha256_hex(pipeline));
    std::error_code problem;
    facts.adapter = fs::exists(folder / kAdapterFolder, problem);
    facts.trained_on = fs::exists(folder / kTrainedOnFile, problem);
    return write_file_atomically(folder / "README.md", model_card(facts));
}

int files_in(const fs::path& folder) {
    int count = 0;
    std::error_code problem;
    for (const auto& entry : fs::recursive_directory_iterator(folder, problem))
        count += entry.is_regular_file(problem) ? 1 : 0;
    return count;
}

// The job whose pipeline the model carries: of the run that scored it, else of the step itself.
std::int64_t job_of(const RunLog& log, const std::string& key,
                    const std::optional<ScoredTexts>& scored) {
    if (scored) {
        RunFilter filter;
        filter.limit = INT32_MAX;
        auto runs = log.runs(filter);
        for (const RunRow& run : runs ? *runs : std::vector<RunRow>()) {
            if (run.id == scored->run) return run.job;
        }
    }
    auto node = log.node(key);
    return node && node->has_value() ? (*node)->job : 0;
}

// Where a model comes from, as far as the log still knows.
struct Origin {
    std::optional<ScoredTexts> scored;
    std::string pipeline;  // "": its job was deleted
    std::optional<JobReport> report;
};

Result<Origin> origin_of(const Places& places, RunLog& log, const fs::path& artifact) {
    const ArtifactFolder artifacts(WorkspacePaths{places.workspace}.artifacts());
    const Catalog catalog = shipped_catalog();
    const std::string key = artifact.filename().string();
    Origin out;
    auto scored = scored_texts(log, artifacts, key, kParityTexts);
    if (!scored) return scored.error();
    out.scored = *std::move(scored);
    const std::int64_t job = job_of(log, key, out.scored);
    auto pipeline = pipeline_of_job(job, catalog, log);
    if (!pipeline)
        return pipeline.error().code == ErrorCode::BadUsage ? Result<Origin>(std::move(out))
                                                            : pipeline.error();
    out.pipeline = *std::move(pipeline);
    auto report = read_job_report(job, catalog, log, artifacts);
    if (!report) return report.error();
    out.report = *std::move(report);
    return out;
}

Result<CardFacts> facts_of(const Places& places, RunLog& log, const fs::path& artifact,
                           const Origin& origin) {
    CardFacts out;
    auto trained = read_json_file(artifact / "trained.json");
    if (!trained) return trained.error();
    out.trained = *std::move(trained);
    out.run = origin.scored ? origin.scored->run : 0;
    out.report = origin.report ? &*origin.report : nullptr;
    out.base = base_of(out.trained);
    const ModelLibrary models({WorkspacePaths{places.workspace}.models(), places.models}, log);
    auto folder = models.find(out.base);
    if (!out.base.empty() && folder) out.base_licence = ModelLibrary::licence(*folder);
    return out;
}

// Writes into a folder that nobody sees yet.
Result<Exported> write_draft(const Places& places, RunLog& log, const fs::path& artifact,
                             const fs::path& draft, const Origin& origin) {
    auto facts = facts_of(places, log, artifact, origin);
    if (!facts) return facts.error();
    if (auto done = write_trained(places, log, artifact, draft, origin.pipeline); !done)
        return done.error();
    if (origin.scored) {
        auto good = checked(draft, *origin.scored);
        if (!good) return good.error();
        if (good->parity > kParityLimit)
            return make_error(ErrorCode::Numeric,
                              "The exported model differs from the trained one by %1; no file was "
                              "written.",
                              {power(good->parity)});
        facts->parity = *good;
    }
    if (auto done = write_card(draft, *facts, origin.pipeline); !done) return done.error();
    facts->parity.files = files_in(draft);
    return facts->parity;
}

}  // namespace

Result<Exported> verify_exported(const Places& places, const fs::path& artifact,
                                 const fs::path& exported) {
    auto log = RunLog::open(places.workspace, RunLog::Mode::ReadWrite);
    if (!log) return log.error();
    auto origin = origin_of(places, *log, artifact);
    if (!origin) return origin.error();
    if (!origin->scored)
        return make_error(ErrorCode::BadUsage,
                          "No run that scored this model is in the log; there is nothing to hold "
                          "it against.");
    auto out = checked(exported, *origin->scored);
    if (!out) return out.error();
    if (out->parity > kParityLimit)
        return make_error(ErrorCode::Numeric,
                          "The exported model differs from the trained one by %1.",
                          {power(out->parity)});
    out->files = files_in(exported);
    return out;
}

Result<Exported> export_trained(const Places& places, const fs::path& artifact,
                                const fs::path& to) {
    std::error_code problem;
    fs::path out = fs::absolute(to, problem).lexically_normal();
    if (out.filename().empty()) out = out.parent_path();  // "folder/"
    if (fs::exists(out, problem))
        return make_error(ErrorCode::BadUsage, "%1 is there already; choose another folder.",
                          {out.string()});
    auto log = RunLog::open(places.workspace, RunLog::Mode::ReadWrite);
    if (!log) return log.error();
    if (is_adapter_folder(artifact)) {  // of another program: no run of ours scored it
        if (auto done = write_trained(places, *log, artifact, out, ""); !done) return done.error();
        return Exported{files_in(out), -1, 0};
    }
    auto origin = origin_of(places, *log, artifact);
    if (!origin) return origin.error();
    const fs::path draft =
        out.parent_path() / ("." + out.filename().string() + ".draft" + std::to_string(::getpid()));
    fs::remove_all(draft, problem);
    fs::create_directories(out.parent_path(), problem);
    auto answer = write_draft(places, *log, artifact, draft, *origin);
    if (answer) {
        if (auto done = publish_folder(draft, out); !done) answer = done.error();
    }
    if (!answer) fs::remove_all(draft, problem);
    return answer;
}

}  // namespace engine
