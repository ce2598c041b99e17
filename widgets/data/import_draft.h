// An import that is being thought over: file, how to read it, what its columns are for, and what
// the first rows look like so. The wizard's pages change it; nothing is stored before it is done.
#pragma once

#include <QObject>
#include <QString>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "widgets/data/column_map_model.h"
#include "widgets/data/prepared_model.h"
#include "widgets/data/preview_model.h"

namespace widgets {

class ReaderLane;

class ImportDraft : public QObject {
    Q_OBJECT
public:
    ImportDraft(ReaderLane& reader, QString file, QObject* parent = nullptr);

    const QString& file() const { return file_; }
    QString name;  // of the dataset
    /// What becomes of the texts: options of a pipeline's Clean node.
    engine::Json rules = {{"deduplicate", true}, {"normalise", false}, {"strip_urls", false}};

    const engine::Json& options() const { return options_; }
    void setOption(const char* name, const engine::Json& value);  // and looks again
    /// Looks at the first rows again. count: with what the rules would meet in them.
    void refresh(bool count = false);
    bool isReadable() const { return readable_; }
    const engine::Json& preview() const { return preview_; }
    ImportPreviewModel& rows() { return rows_; }
    ColumnMapModel& columns() { return columns_; }
    PreparedModel& prepared() { return prepared_; }  // as of the last refresh(true)

Q_SIGNALS:
    void previewed();
    void failed(const engine::Error& why);

private:
    ReaderLane& reader_;
    QString file_;
    engine::Json options_ = engine::Json::object();
    engine::Json preview_ = engine::Json::object();
    ImportPreviewModel rows_;
    ColumnMapModel columns_;
    PreparedModel prepared_;
    bool readable_ = false;
    int turn_ = 0;  // only the newest answer counts
};

}  // namespace widgets
