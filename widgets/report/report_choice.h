// What a report is written as, and in which language: the same choice wherever one is written.
#pragma once

#include <QWidget>
#include <functional>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "widgets/frame/shell.h"

class QCheckBox;
class QComboBox;
class QDialog;
class QLabel;

namespace widgets {

class ReportChoice : public QWidget {
    Q_OBJECT
public:
    explicit ReportChoice(QWidget* parent = nullptr);

    /// Options as Reader::write_report takes them, one for each format that is ticked.
    std::vector<engine::Json> wanted() const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QCheckBox *html_, *markdown_, *pdf_, *texts_;
    QLabel* label_;
    QComboBox* language_;
};

/// Asks for formats and language, then writes the reports of a job into the workspace's exports
/// and says where they lie.
QDialog* askForReport(const Shell& shell, std::int64_t job, QWidget* parent);

/// Writes reports of a job into a folder ("": the workspace's exports), beside the window's thread;
/// `done` gets their paths.
void writeReports(const Shell& shell, QObject* receiver, std::int64_t job,
                  const std::vector<engine::Json>& wanted, const QString& folder,
                  const std::function<void(engine::Result<QStringList>)>& done);

}  // namespace widgets
