// Problems of a pipeline, a sentence each, with the button that mends it, and rules that are broken
// on purpose with their reasons.
#pragma once

#include <QWidget>
#include <vector>

#include "engine/plan/problem.h"
#include "engine/spec/document.h"

class QPushButton;
class QVBoxLayout;

namespace widgets {

class PipelineModel;
class Theme;

class FaultList : public QWidget {
    Q_OBJECT
public:
    FaultList(PipelineModel& pipeline, const Theme& theme, QWidget* parent);

    void show(const std::vector<engine::Problem>& problems,
              const std::vector<engine::Waiver>& waivers = {});
    using QWidget::show;
    int count() const { return static_cast<int>(problems_.size()); }

Q_SIGNALS:
    /// A fix that needs a choice: "Pick", "Show fitting nodes", ...
    void choiceAsked(const engine::Problem& problem);
    /// A fix could not be done; the sentence says why.
    void refused(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    QWidget* card(const engine::Problem& problem);
    QWidget* card(const engine::Waiver& waiver);
    QWidget* card(const QIcon& icon, const QString& kind, const QString& text,
                  const std::vector<QPushButton*>& acts);
    void mend(const engine::Problem& problem);

    PipelineModel& pipeline_;
    const Theme& theme_;
    QVBoxLayout* column_;
    std::vector<engine::Problem> problems_;
    std::vector<engine::Waiver> waivers_;
};

}  // namespace widgets
