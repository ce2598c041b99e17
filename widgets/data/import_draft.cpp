#include "widgets/data/import_draft.h"

#include <QFileInfo>

#include "widgets/feed/reader_lane.h"

namespace widgets {

ImportDraft::ImportDraft(ReaderLane& reader, QString file, QObject* parent)
    : QObject(parent), reader_(reader), file_(std::move(file)) {
    // What a packed file holds tells its format: tweets.csv.gz is tweets.csv.
    QFileInfo inner(file_);
    if (inner.suffix().toLower() == QLatin1String("gz")) inner.setFile(inner.completeBaseName());
    name = inner.completeBaseName();
    if (name.isEmpty()) name = inner.fileName();
    // A name that does not tell the format: most such files are of commas or tabs.
    static const QStringList known = {QStringLiteral("csv"), QStringLiteral("tsv"),
                                      QStringLiteral("tab"), QStringLiteral("jsonl"),
                                      QStringLiteral("ndjson")};
    const bool told = known.contains(inner.suffix().toLower()) ||
                      inner.fileName().endsWith(QLatin1String("_GroundTruth.txt"));
    if (!told) options_["format"] = "csv";
}

void ImportDraft::setOption(const char* option, const engine::Json& value) {
    if (options_.contains(option) && options_[option] == value) return;
    options_[option] = value;
    refresh();
}

void ImportDraft::refresh(bool count) {
    engine::Json asked = options_;
    if (count) {
        asked["roles"] = engine::Json::array();
        for (const QString& role : columns_.roles()) asked["roles"].push_back(role.toStdString());
        asked["rules"] = rules;
    }
    reader_.ask(
        this,
        [file = file_.toStdString(), asked](engine::Reader& reader) {
            return reader.preview(file, asked);
        },
        [this, count, turn = ++turn_](engine::Result<engine::Json> seen) {
            if (turn != turn_) return;
            readable_ = seen.ok() && !(*seen)["columns"].empty();
            if (!seen) {
                rows_.clear();
                Q_EMIT failed(seen.error());
                return;
            }
            preview_ = *std::move(seen);
            rows_.setPreview(preview_);
            if (count) {
                prepared_.setSamples(preview_["samples"]);
            } else {
                columns_.setColumns(preview_);
            }
            Q_EMIT previewed();
        });
}

}  // namespace widgets
