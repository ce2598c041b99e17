// The reader of one workspace: its own connection to the run log, its own view of the folders. One
// object belongs to one thread.
#pragma once

#include <deque>
#include <memory>
#include <optional>

#include "engine/cuda/gpu_reader.h"
#include "engine/data/dataset_store.h"
#include "engine/data/row_order.h"
#include "engine/spec/catalog.h"
#include "engine/spec/reader.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/model_library.h"
#include "engine/store/run_log.h"
#include "engine/store/workspace.h"

namespace engine {

class WorkspaceReader : public Reader {
public:
    /// Opens the workspace, which must be there; read-only where the folder may not be written.
    /// Errors: NewerVersion, BadFile, MissingFile, Database, Io.
    static Result<std::unique_ptr<Reader>> open(const Places& places);
    ~WorkspaceReader() override;  // datasets that were removed leave the disk

    Result<std::vector<JobInfo>> jobs(std::int64_t limit) override;
    Result<std::vector<JobInfo>> open_jobs() override;
    Result<std::vector<UnfinishedJob>> unfinished(std::int64_t limit) override;
    Result<std::int64_t> queue_job(const std::string& document,
                                   const JobSettings& settings) override;
    Result<void> queue_act(std::int64_t job, QueueAct act) override;
    Result<void> request(std::int64_t job, JobRequest what) override;
    Result<std::vector<StepInfo>> steps(std::int64_t job) override;
    Result<std::vector<SeriesInfo>> series(std::int64_t job) override;
    Result<Curve> curve(const std::string& key, const std::string& series, double first,
                        double last, int most) override;
    Result<JobInfo> job(std::int64_t job) override;
    Result<Json> report(std::int64_t job, const std::vector<std::int64_t>& beside) override;
    Result<Json> compare(std::int64_t job, const std::string& arm, const std::string& base,
                         const std::string& metric) override;
    Result<Json> confusion(std::int64_t job, const std::vector<std::int64_t>& beside) override;
    Result<Json> examples(std::int64_t job, const std::string& arm, const std::string& base,
                          const Json& sweep, std::int64_t limit) override;
    Result<Json> seed_curves(std::int64_t job, const std::string& arm, const Json& sweep,
                             int most) override;
    Result<Json> run_groups(std::int64_t before, std::int64_t least) override;
    Result<Json> runs(std::int64_t job) override;
    Result<Json> run(std::int64_t run) override;
    Result<std::filesystem::path> write_report(std::int64_t job, const Json& options) override;
    Result<Json> print_report(std::int64_t job, const Json& options) override;
    Result<std::string> pipeline_of(std::int64_t job) override;
    Result<Json> carried(const std::filesystem::path& file) override;
    Result<void> tag(std::int64_t run, const std::string& tag, bool set) override;
    Result<void> note(std::int64_t run, const std::string& note) override;
    Result<void> remove_job(std::int64_t job) override;
    Result<GpuList> gpus() override { return gpus_.read(); }
    Result<Json> setting(const std::string& name) override;
    Result<void> set_setting(const std::string& name, const Json& value) override;
    Result<Forecast> forecast(const std::string& document, const JobSettings& settings) override;
    Result<Json> datasets() override;
    Result<Json> passport(const std::string& name) override;
    Result<Json> rows(const std::string& dataset, const Json& wish, std::int64_t first,
                      std::int64_t count) override;
    Result<Json> arrange(const std::string& dataset, const Json& wish, bool enough) override;
    Result<std::int64_t> export_rows(const std::string& dataset, const Json& wish,
                                     const std::filesystem::path& file) override;
    Result<Json> split(const std::string& dataset, const Json& options) override;
    Result<Json> rejects(const std::string& dataset) override;
    Result<Json> preview(const std::filesystem::path& file, const Json& options) override;
    Result<Json> import(const std::filesystem::path& file, const std::string& name,
                        const Json& options, const Watch& watch) override;
    Result<std::string> remove_dataset(const std::string& name) override;
    Result<void> restore_dataset(const std::string& fingerprint) override;
    Result<Json> models() override;
    Result<Json> trained(std::int64_t limit) override;
    Result<void> check_model(const std::filesystem::path& folder) override;
    Result<void> import_model(const std::filesystem::path& folder,
                              const std::string& name) override;
    Result<Json> tokens(const std::string& model, const std::string& text, int max_tokens) override;

private:
    WorkspaceReader(const Places& places, RunLog log);
    struct Arranged {
        std::string fingerprint;
        Json wish;
        RowOrder order;
    };
    Result<const Dataset*> dataset(const std::string& name);  // kept open while it is asked for
    /// The order of a wish: one that is kept, else begun afresh.
    Result<RowOrder*> order_of(const Dataset& dataset, const Json& wish);
    Result<std::vector<std::string>> roles_of(const Dataset& dataset, bool& chosen);

    Places places_;
    Catalog catalog_;
    WorkspacePaths paths_;
    RunLog log_;
    ArtifactFolder artifacts_;
    DatasetStore datasets_;
    ModelLibrary models_;
    std::string opened_as_;
    std::optional<Dataset> opened_;
    std::deque<Arranged> arranged_;  // newest first
    cuda::GpuReader gpus_;
};

}  // namespace engine
