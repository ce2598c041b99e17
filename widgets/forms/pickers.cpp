#include "widgets/forms/pickers.h"

#include "widgets/feed/reader_lane.h"
#include "widgets/look/words.h"

namespace widgets {

using engine::Json;

Pickers::Pickers(ReaderLane& reader, QObject* parent) : QObject(parent), reader_(reader) {}

void Pickers::refresh() {
    asked_.clear();  // a dataset may have been imported again under its name
    reader_.ask(
        this, [](engine::Reader& reader) { return reader.datasets(); },
        [this](const engine::Result<Json>& list) {
            // Without an answer the fields stay free text: nothing is lost, nothing to say.
            if (list) takeDatasets(*list);
        });
    reader_.ask(
        this, [](engine::Reader& reader) { return reader.models(); },
        [this](const engine::Result<Json>& list) {
            if (!list) return;
            models_.clear();
            for (const Json& one : *list) models_ << fromUtf8(one.value("name", ""));
            Q_EMIT changed();
        });
}

void Pickers::takeDatasets(const Json& list) {
    datasets_.clear();
    for (const Json& one : list) {
        QStringList columns;
        for (const Json& column : one.value("columns", Json::array()))
            columns << fromUtf8(column.value("name", ""));
        for (const Json& name : one.value("names", Json::array())) {
            const QString text = fromUtf8(name.get<std::string>());
            datasets_ << text;
            if (!columns.isEmpty()) columns_[text] = columns;
        }
    }
    Q_EMIT changed();
}

QStringList Pickers::columns(const QString& dataset) {
    const auto known = columns_.constFind(dataset);
    if (known != columns_.constEnd()) return *known;
    // Only what is in the library is asked for: half a name is no dataset.
    if (!datasets_.contains(dataset) || asked_.contains(dataset)) return {};
    asked_.insert(dataset);
    reader_.ask(
        this,
        [name = dataset.toStdString()](engine::Reader& reader) {
            return reader.rows(name, {}, 0, 0);
        },
        [this, dataset](const engine::Result<Json>& rows) {
            if (!rows) return;
            QStringList names;
            for (const Json& column : rows->value("columns", Json::array()))
                names << fromUtf8(column.get<std::string>());
            columns_[dataset] = names;
            Q_EMIT changed();
        });
    return {};
}

}  // namespace widgets
