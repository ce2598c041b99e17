// What is done with a model beside the window: scoring texts and files, exporting with a check of
// parity. Functions of plain values, on the thread of ModelWork.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/spec/catalog.h"
#include "engine/spec/reader.h"
#include "engine/spec/runner.h"

namespace widgets {

constexpr double kMostDifference = 1e-4;  // of probabilities: an export that differs more fails
constexpr std::int64_t kParityTexts = 64;

struct ClassScores {
    QStringList classes;
    std::vector<double> probabilities;
};

/// Texts as a CSV file with the one column "text". Errors: Io.
engine::Result<void> writeTexts(const QString& file, const std::vector<std::string>& texts);

/// The columns p_... of a file that ModelTools::predict wrote, as Reader::preview shows it: one
/// entry a row. Errors: BadData when there are none.
engine::Result<std::vector<ClassScores>> scoresIn(const engine::Json& preview);

/// Largest difference of the probabilities of a run's own test scores (Reader::scored_texts) and of
/// the exported model's. Errors: BadData when rows or classes do not fit each other.
engine::Result<double> largestDifference(const engine::Json& scored,
                                         const std::vector<ClassScores>& exported);

/// "3e-6".
QString differenceText(double difference);

/// A pipeline's text with every pretrained encoder replaced by a model of the library. Errors:
/// those of reading it.
engine::Result<std::string> builtUpon(const std::string& document, const QString& model,
                                      const engine::Catalog& catalog);

}  // namespace widgets
