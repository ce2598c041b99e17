#include "widgets/data/dataset_list_model.h"

#include <QVariant>
#include <algorithm>

#include "widgets/data/visible_text.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

DatasetListModel::DatasetListModel(const Theme& theme, QObject* parent)
    : QAbstractListModel(parent), theme_(theme) {}

void DatasetListModel::setDatasets(const engine::Json& datasets) {
    beginResetModel();
    entries_.clear();
    for (const engine::Json& one : datasets) {
        Entry entry;
        const auto names = one.value("names", std::vector<std::string>());
        entry.fingerprint = fromUtf8(one.value("fingerprint", std::string()));
        entry.name = names.empty() ? entry.fingerprint.left(12) : fromUtf8(names.front());
        for (std::size_t i = 1; i < names.size(); ++i) entry.others << fromUtf8(names[i]);
        entry.source = fromUtf8(one.value("source", std::string()));
        entry.description = fromUtf8(one.value("description", std::string()));
        entry.rows = one.value("rows_ok", std::int64_t{-1});
        entry.importer = one.value("importer", engine::Json::object());
        entry.builtin = one.value("builtin", false) || !entry.description.isEmpty();
        entries_.push_back(std::move(entry));
    }
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return a.builtin < b.builtin; });
    endResetModel();
}

QModelIndex DatasetListModel::find(const QString& name) const {
    for (std::size_t i = 0; !name.isEmpty() && i < entries_.size(); ++i) {
        const Entry& entry = entries_[i];
        if (entry.name == name || entry.others.contains(name) || entry.fingerprint == name)
            return index(static_cast<int>(i));
    }
    return {};
}

int DatasetListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

QVariant DatasetListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Entry& entry = entries_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return entry.rows < 0
                       ? visibleText(entry.name)
                       : tr("%1  ·  %2").arg(visibleText(entry.name), countText(entry.rows));
        case Qt::DecorationRole:
            return theme_.icon(QStringLiteral("data"),
                               entry.builtin ? theme_.tokens().text2 : theme_.tokens().accent);
        case Qt::ToolTipRole: {
            QStringList lines;
            if (!entry.description.isEmpty()) lines << engineText(entry.description.toStdString());
            if (!entry.others.isEmpty())
                lines << tr("Also called %1").arg(visibleText(entry.others.join(u", ")));
            if (entry.rows < 0) lines << tr("Sample; imported when it is opened.");
            if (!entry.fingerprint.isEmpty()) lines << entry.fingerprint.left(12);
            return lines.join(QLatin1Char('\n'));
        }
        case NameRole:
            return entry.name;
        case FingerprintRole:
            return entry.fingerprint;
        case SourceRole:
            return entry.source;
        case BuiltinRole:
            return entry.builtin;
        case ImporterRole:
            return fromUtf8(engine::compact_json(entry.importer));
        default:
            return {};
    }
}

}  // namespace widgets
