#include "widgets/forms/waiver_dialog.h"

#include <QCoreApplication>
#include <QInputDialog>

#include "widgets/document/edits.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WaiverDialog)
};

}  // namespace

void askWaiver(QWidget* parent, PipelineModel& pipeline, const engine::Problem& problem) {
    auto* dialog = new QInputDialog(parent);
    dialog->setObjectName(QStringLiteral("waiver"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Words::tr("Waive with a reason"));
    dialog->setLabelText(
        Words::tr("%1\nWhy is that right here? The reason stands in the file and in every report.")
            .arg(say(problem.what)));
    QObject::connect(dialog, &QInputDialog::textValueSelected, &pipeline,
                     [&pipeline, problem](const QString& reason) {
                         pipeline.edit(Words::tr("Waive"), [&](engine::Document& document) {
                             edits::waive(document, problem, reason.trimmed().toStdString());
                         });
                     });
    dialog->open();
}

}  // namespace widgets
