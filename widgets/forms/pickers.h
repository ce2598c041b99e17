// What a form offers to choose from: names of datasets and models, columns of a dataset, options of
// other nodes. Asked of the reader's thread; answers come in with changed().
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

#include "engine/base/json.h"

namespace widgets {

class ReaderLane;

class Pickers : public QObject {
    Q_OBJECT
public:
    explicit Pickers(ReaderLane& reader, QObject* parent = nullptr);

    const QStringList& datasets() const { return datasets_; }
    const QStringList& models() const { return models_; }
    /// Empty until they are known; asked for then.
    QStringList columns(const QString& dataset);
    /// Asks anew: something may have been imported.
    void refresh();

Q_SIGNALS:
    void changed();

private:
    void takeDatasets(const engine::Json& list);

    ReaderLane& reader_;
    QStringList datasets_, models_;
    QHash<QString, QStringList> columns_;
    QSet<QString> asked_;
};

}  // namespace widgets
