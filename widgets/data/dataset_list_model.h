// The datasets of the library: stored ones, and built-in samples that are imported when opened.
#pragma once

#include <QAbstractListModel>
#include <vector>

#include "engine/base/json.h"

namespace widgets {

class Theme;

class DatasetListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Roles { NameRole = Qt::UserRole, FingerprintRole, SourceRole, BuiltinRole, ImporterRole };
    explicit DatasetListModel(const Theme& theme, QObject* parent = nullptr);
    void setDatasets(const engine::Json& datasets);  // as Reader::datasets
    QModelIndex find(const QString& name) const;     // invalid when unknown

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Entry {
        QString name, fingerprint, source, description;
        QStringList others;  // further names
        qint64 rows = -1;    // < 0: built in, not asked for yet
        bool builtin = false;
        engine::Json importer;
    };
    const Theme& theme_;
    std::vector<Entry> entries_;
};

}  // namespace widgets
