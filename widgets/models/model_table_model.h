// Models: what runs trained, and the library that pipelines start from.
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>
#include <vector>

#include "engine/base/json.h"

namespace widgets {

class Theme;

struct ModelEntry {
    bool trained = false;  // else of the library
    QString name;          // arm, or name in the library
    QString origin;        // title of the pipeline; "bundled", "imported"
    QString folder;        // artifact, or model folder
    qint64 run = 0;
    qint64 job = 0;
    QString type;  // "probe", "terms", "fine_tuned", "few_shot"; "" in the library
    QStringList classes;
    QString budget;  // "64 labels"
    qint64 seed = 0;
    double accuracy = -1;  // of its test rows; < 0: none
    double parameters = 0;
    double bytes = 0;
    double parity = -1;  // largest difference of an exported model's probabilities; < 0: not known
    QString exported;    // folder
    QString problem;     // why a model of the library cannot be used

    /// Why it cannot be tried on texts, exported, or built upon; "" where it can.
    QString whyNotTry() const;
    QString whyNotExport() const;
    QString whyNotBuild() const;
};

/// @param trained   as Reader::trained
/// @param library   as Reader::models
/// @param exported  {"<run>": {"folder", "parity"}}, or null
std::vector<ModelEntry> modelEntries(const engine::Json& trained, const engine::Json& library,
                                     const engine::Json& exported);

class ModelTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Name,
        Run,
        Task,
        Budget,
        Seed,
        Accuracy,
        Parameters,
        Size,
        Parity,
        Exported,
        Origin,
        Columns
    };
    static constexpr int kSortRole = Qt::UserRole;

    explicit ModelTableModel(const Theme& theme, QObject* parent = nullptr);
    void setEntries(std::vector<ModelEntry> entries);
    const ModelEntry* at(int row) const;  // null when there is none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static bool isNumber(int column);
    QString text(const ModelEntry& entry, int column) const;
    QVariant sortValue(const ModelEntry& entry, int column) const;

    const Theme& theme_;
    std::vector<ModelEntry> entries_;
};

}  // namespace widgets
