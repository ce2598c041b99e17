// Problems of a pipeline, a sentence each, with the button that mends it.
#pragma once

#include <QWidget>
#include <vector>

#include "engine/plan/problem.h"

class QVBoxLayout;

namespace widgets {

class PipelineModel;
class Theme;

class FaultList : public QWidget {
    Q_OBJECT
public:
    FaultList(PipelineModel& pipeline, const Theme& theme, QWidget* parent);

    void show(const std::vector<engine::Problem>& problems);
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
    void mend(const engine::Problem& problem);

    PipelineModel& pipeline_;
    const Theme& theme_;
    QVBoxLayout* column_;
    std::vector<engine::Problem> problems_;
};

}  // namespace widgets
