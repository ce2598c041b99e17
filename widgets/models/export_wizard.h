// What of a model is written, and where: two pages, everything ticked.
#pragma once

#include <QWizard>
#include <vector>

#include "engine/base/json.h"
#include "widgets/models/model_table_model.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace widgets {

class FolderPage;
class ReportChoice;

class ExportWizard : public QWizard {
    Q_OBJECT
public:
    /// @param exports  folder that the new one is made in by default
    ExportWizard(const ModelEntry& entry, const QString& exports, QWidget* parent = nullptr);
    QString folder() const;
    /// The reports that go along, as Reader::write_report takes them.
    std::vector<engine::Json> reports() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildWhat();
    void buildWhere(const QString& exports);
    void retranslate();

    ModelEntry entry_;
    QWizardPage* what_;
    FolderPage* where_;
    QCheckBox *model_ = nullptr, *card_ = nullptr;
    ReportChoice* report_ = nullptr;
    QLabel* note_ = nullptr;
    QLineEdit* folder_ = nullptr;
    QPushButton* choose_ = nullptr;
};

/// A folder's name for a model: "fine-tune-run41".
QString folderName(const ModelEntry& entry);

}  // namespace widgets
