// The tables of Compare's tabs, made from a job's report.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/spec/catalog.h"
#include "engine/spec/document.h"
#include "widgets/compare/cell_table.h"
#include "widgets/compare/compare_data.h"

namespace widgets {

/// One row an arm and budget, the reference methods below: n, the chosen measure with its interval,
/// accuracy, recall, F1, calibration, gain over the control with its interval, size, time.
/// @param arms  ids, in their order; @param metric  the chosen one
CellTable overviewTable(const CompareData& data, const QStringList& arms, const QString& metric);

/// Each class and slice: recall and F1 of A and B with intervals, and the difference of the means.
CellTable sliceTable(const CompareData& data, const QString& a, const QString& b, int budget);

/// An arm of a document: of the same as the other's, or of another job's.
struct DocumentArm {
    const engine::Document& document;
    QString arm;  // its id there
    QString title;
};

/// Steps and options in which the paths of two arms differ: what both share is left out.
CellTable differenceTable(const engine::Catalog& catalog, const DocumentArm& a,
                          const DocumentArm& b);

/// The steps of an arm, in document order, and which of them the path of another arm has not, or
/// has with other options or inputs. The nodes are the document's.
struct ArmPath {
    std::vector<const engine::Node*> nodes;
    std::set<std::string> differ;
};
ArmPath armPath(const engine::Catalog& catalog, const DocumentArm& arm, const DocumentArm& other);

/// The rows in which one arm leads. @param examples  of Reader::examples
/// @param which  "arm_leads" or "base_leads"
CellTable exampleTable(const engine::Json& examples, const char* which, const QString& a,
                       const QString& b);

}  // namespace widgets
