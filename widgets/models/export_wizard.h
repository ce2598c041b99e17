// What of a model is written, and where: two pages, everything ticked.
#pragma once

#include <QWizard>

#include "widgets/models/model_table_model.h"

class QCheckBox;
class QLineEdit;

namespace widgets {

class ExportWizard : public QWizard {
    Q_OBJECT
public:
    /// @param exports  folder that the new one is made in by default
    ExportWizard(const ModelEntry& entry, const QString& exports, QWidget* parent = nullptr);
    QString folder() const;
    bool withReport() const;

private:
    QWizardPage* what(const ModelEntry& entry);
    QWizardPage* where(const ModelEntry& entry, const QString& exports);

    QCheckBox* report_ = nullptr;
    QLineEdit* folder_ = nullptr;
};

/// A folder's name for a model: "fine-tune-run41".
QString folderName(const ModelEntry& entry);

}  // namespace widgets
