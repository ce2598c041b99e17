// What is done with a model beside the window: scoring texts and files, building upon it. Functions
// of plain values, on the thread of ModelWork.
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

struct ClassScores {
    QStringList classes;
    std::vector<double> probabilities;
};

/// Texts as a CSV file with the one column "text". Errors: Io.
engine::Result<void> writeTexts(const QString& file, const std::vector<std::string>& texts);

/// The columns p_... of a file that ModelTools::predict wrote, as Reader::preview shows it: one
/// entry a row. Errors: BadData when there are none.
engine::Result<std::vector<ClassScores>> scoresIn(const engine::Json& preview);

/// "3e-6".
QString differenceText(double difference);

/// A pipeline's text with every pretrained encoder replaced by a model of the library. Errors:
/// those of reading it.
engine::Result<std::string> builtUpon(const std::string& document, const QString& model,
                                      const engine::Catalog& catalog);

}  // namespace widgets
