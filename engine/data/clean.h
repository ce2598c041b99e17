// The `clean` node: texts prepared, copies dropped, classes balanced. Each step is counted.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/base/result.h"
#include "engine/data/step_report.h"
#include "engine/data/text_normal.h"
#include "engine/spec/options/task_options.h"

namespace engine {

/// A text as strip_urls and normalise make it, and how many web addresses went.
Stripped prepared_text(std::string_view text, const CleanOptions& options);

/// In this order: web addresses removed (strip_urls), texts normalised (normalise_text: Unicode
/// form, width, case, spaces), copies dropped (the first in table order stays; rows between
/// thresholds take part), rows between thresholds dropped, classes balanced, words dropped. The
/// last two work on training rows only: part Train, or all rows when nothing is split yet (the
/// report then warns), and no text with words left out repeats one of another part. Counted:
/// urls_removed, texts_changed, texts_emptied, copies_dropped, between_dropped, rows_repeated,
/// rows_balanced_away, words_dropped.
/// @param seed  of the run; used by balance and drop_words only
/// Errors: BadOption for an unknown balance.
Result<Prepared> clean(Table table, const CleanOptions& options, std::uint64_t seed);

}  // namespace engine
