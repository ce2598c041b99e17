#include "widgets/models/model_jobs.h"

#include <QCoreApplication>

#include "engine/base/files.h"
#include "engine/spec/document.h"
#include "widgets/look/words.h"

namespace widgets {

using engine::Json;

engine::Result<void> writeTexts(const QString& file, const std::vector<std::string>& texts) {
    std::string out = "text\n";
    for (const std::string& text : texts) {
        out += '"';
        for (const char c : text) {
            if (c == '"') out += '"';
            out += c;
        }
        out += "\"\n";
    }
    return engine::write_file_atomically(file.toStdString(), out);
}

engine::Result<std::vector<ClassScores>> scoresIn(const Json& preview) {
    QStringList classes;
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < preview["columns"].size(); ++i) {
        const auto name = preview["columns"][i].get<std::string>();
        if (!name.starts_with("p_")) continue;
        classes << fromUtf8(name.substr(2));
        columns.push_back(i);
    }
    std::vector<ClassScores> out;
    for (const Json& row : preview["rows"]) {
        ClassScores one{classes, {}};
        for (const std::size_t column : columns)
            one.probabilities.push_back(fromUtf8(row[column].get<std::string>()).toDouble());
        out.push_back(std::move(one));
    }
    if (classes.isEmpty() || out.empty())
        return engine::make_error(
            engine::ErrorCode::BadData,
            QCoreApplication::translate("models", "The model scored no text.").toStdString());
    return out;
}

QString differenceText(double difference) {
    QString out = QString::number(difference, 'e', 0);
    out.replace(QLatin1String("e-0"), QLatin1String("e-"));
    out.remove(QLatin1String("e+00"));
    return out;
}

engine::Result<std::string> builtUpon(const std::string& text, const QString& model,
                                      const engine::Catalog& catalog) {
    auto document = engine::read_document(text, catalog, "");
    if (!document) return document.error();
    for (engine::Node& node : document->nodes) {
        if (node.kind == "encoder" && node.options["weights"] == "pretrained") {
            node.options["model"] = model.toStdString();
            node.title = model.toStdString();
        }
    }
    document->title =
        QCoreApplication::translate("models", "Built upon %1").arg(model).toStdString();
    return engine::write_document(*document);
}

}  // namespace widgets
