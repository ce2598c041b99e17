// Pipelines that come in other files: a report, a chart, a model. Nothing in them is run.
#include <QDir>
#include <QFileInfo>

#include "widgets/data/visible_text.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/frame/main_window.h"
#include "widgets/look/words.h"
#include "widgets/pages/data_page.h"

namespace widgets {

void MainWindow::openCarried(const QString& file) {
    parts_.reader.ask(
        this, [path = file.toStdString()](engine::Reader& reader) { return reader.carried(path); },
        [this, file](engine::Result<engine::Json> found) {
            if (!found) return messages_->show(found.error());
            if (!openDocumentText(fromUtf8((*found)["document"].get<std::string>()))) return;
            messages_->show(MessageBar::Kind::Good,
                            tr("The pipeline of %1; its hash agrees. Nothing was run.")
                                .arg(visibleText(QFileInfo(file).fileName(), 60)));
            for (const engine::Json& one : (*found)["lacking"]) askForData(one);
        });
}

// A dataset that the pipeline names is not here, or is another one: told by its fingerprint.
void MainWindow::askForData(const engine::Json& lacking) {
    const QString name = fromUtf8(lacking["dataset"].get<std::string>());
    const QString sha = fromUtf8(lacking["sha256"].get<std::string>());
    const QString here = fromUtf8(lacking["here"].get<std::string>());
    const QString shown = visibleText(name, 60), brief = sha.left(12);
    if (here.isEmpty()) {
        messages_->show(MessageBar::Kind::Warning,
                        tr("The pipeline needs the data %1 with the fingerprint %2, which is not "
                           "here. Import that file under this name.")
                            .arg(shown, brief),
                        {{tr("Import..."),
                          [this] {
                              showPage(Page::Data);
                              data_->chooseFile();
                          }}},
                        sha);
        return;
    }
    messages_->show(MessageBar::Kind::Warning,
                    tr("The data %1 of the pipeline (fingerprint %2) is here as %3.")
                        .arg(shown, brief, visibleText(here, 60)),
                    {{tr("Use it"), [this, name, here] { useDataset(name, here); }}}, sha);
}

// Only what the library holds is ever read: a place on a disk is a name that is not found. Whoever
// opens such a file hears so before running it.
void MainWindow::tellOutside() {
    QStringList places;
    for (const engine::Node& node : parts_.pipeline.document().nodes) {
        const engine::NodeKind* kind = parts_.catalog.find(node.kind);
        if (kind == nullptr) continue;
        for (const engine::Field& field : kind->fields) {
            if (field.picks != "model" && field.picks != "dataset") continue;
            const auto value = node.options.find(field.name);
            if (value == node.options.end() || !value->is_string()) continue;
            const QString name = fromUtf8(value->get<std::string>());
            if (QDir::isAbsolutePath(name) || name.contains(QLatin1String("../")) ||
                name.contains(QLatin1String("://")))
                places << visibleText(name, 60);
        }
    }
    if (places.isEmpty()) return;
    places.removeDuplicates();
    messages_->show(MessageBar::Kind::Warning,
                    tr("The pipeline names places outside the library: %1. Nothing was read from "
                       "there. Import what you trust, and choose it in the Properties.")
                        .arg(places.join(QStringLiteral(", "))));
}

void MainWindow::useDataset(const QString& name, const QString& here) {
    parts_.pipeline.edit(tr("Use the dataset %1").arg(here), [&](engine::Document& d) {
        for (engine::Node& node : d.nodes) {
            if (node.kind == "dataset" && node.options["source"] == name.toStdString())
                node.options["source"] = here.toStdString();
        }
        if (d.data.contains(name.toStdString())) {
            d.data[here.toStdString()] = d.data[name.toStdString()];
            d.data.erase(name.toStdString());
        }
    });
}

}  // namespace widgets
