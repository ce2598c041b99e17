// A report as PDF: charts as vectors, the pipeline inside, so that it can be opened again.
#pragma once

#include <QString>

#include "engine/base/json.h"
#include "engine/base/result.h"

namespace widgets {

/// @param page  as Reader::print_report
/// May run on any thread. The file appears whole or not at all. Errors: Io.
engine::Result<void> writePdf(const engine::Json& page, const QString& file);

}  // namespace widgets
