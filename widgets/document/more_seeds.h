// The same pipeline with more seeds.
#pragma once

#include <QString>

#include "engine/base/result.h"
#include "engine/spec/catalog.h"

namespace widgets {

/// The canonical text with seeds added: the smallest whole numbers that are not among them yet.
/// @param total  how many there should be at least; @param more  added on top of those that are
/// there Errors: those of read_document.
engine::Result<QString> withMoreSeeds(const std::string& document, const engine::Catalog& catalog,
                                      int total, int more);

}  // namespace widgets
