// Shipped pipelines with somebody's own data in place of the sample: pure functions of a dataset's
// passport and a shipped document.
#pragma once

#include <QString>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/spec/catalog.h"
#include "engine/spec/document.h"

namespace widgets {

/// What a template must know of a dataset.
struct OwnData {
    std::string name;
    std::string fingerprint;
    std::int64_t rows = 0;
    std::vector<std::string> text;  // columns, in their order in the file
    std::string label, group, user, item, value, time;
    struct Class {
        std::string name;
        std::int64_t rows = 0;
    };
    std::vector<Class> classes;  // of the label column; empty where it holds numbers to be cut
    double label_least = 0, label_low = 0, label_high = 0, label_most = 0;  // its range, quartiles
    double long_text = 0;  // 95th percentile of the longest text column, code points
    std::int64_t users = 0;
    engine::Json split;  // options of a Split node that were chosen for it, or null
    engine::Json rules = engine::Json::object();  // "deduplicate", "normalise", "strip_urls": bool

    bool labelIsNumber() const { return !label.empty() && classes.empty(); }
};

/// @param passport  as Reader::passport, with "split" where one was chosen
/// @param rules     what was chosen at the import, or null
OwnData ownDataOf(const engine::Json& passport, const engine::Json& rules);

enum class OwnTemplate { Transfer, FewShot, ColdUsers };

struct TemplateOffer {
    OwnTemplate which;
    QString title;
    QString why_not;  // "" where it can be built
};
/// Every template, with the reason where the data does not allow it.
std::vector<TemplateOffer> templatesFor(const OwnData& data);

/// Whether news rows would be stacked on these: only when the classes have the same names.
bool newsFits(const OwnData& data);

/// The shipped document of a template: its file name without ".warm.json".
std::string shippedName(OwnTemplate which);

/// The shipped document with the target dataset replaced, arms that do not fit left out, budgets
/// and tasks fitted to the rows. Nothing is run. Errors: BadData when templatesFor says why not;
/// those of the options.
engine::Result<engine::Document> withOwnData(engine::Document shipped, OwnTemplate which,
                                             const OwnData& data, const engine::Catalog& catalog);

}  // namespace widgets
