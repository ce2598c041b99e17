// What a report asks of the rooms that it may not include itself.
#pragma once

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/data/dataset_store.h"
#include "engine/report/report_page.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/model_library.h"

namespace engine {

/// Options as Reader::write_report takes them. What is handed over must outlive the value.
/// Errors: BadUsage for a language that there is not.
Result<ReportOptions> report_options(const Json& options, DatasetStore& datasets,
                                     const ModelLibrary& models, const ArtifactFolder& artifacts);

/// Texts of a data artifact by row id; none where it is no longer kept. Errors: BadFile, Io.
Result<std::map<std::int64_t, std::string>> texts_by_row(const ArtifactFolder& artifacts,
                                                         const std::string& key);

/// A carried pipeline and the data that it lacks here: as Reader::carried.
Result<Json> carried_json(const std::filesystem::path& file, const Catalog& catalog,
                          DatasetStore& datasets);

}  // namespace engine
