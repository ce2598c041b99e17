// The dock beside the canvas: options of the selected node as a form made out of its fields, the
// pipeline's own settings when nothing is selected, what can be done with several nodes.
#pragma once

#include <QScrollArea>
#include <QWidget>

#include "engine/plan/check.h"
#include "widgets/canvas/selection.h"
#include "widgets/frame/shell.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace widgets {

class DocumentForm;
class FaultList;
class JobStates;
class OptionForm;
class Pickers;

class Properties : public QWidget {
    Q_OBJECT
public:
    Properties(const Shell& shell, Selection& selection, const JobStates& states,
               QWidget* parent = nullptr);

    OptionForm& form() { return *form_; }
    DocumentForm& documentForm() { return *document_; }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    QSize sizeHint() const override { return {280, 400}; }

private:
    QWidget* buildNode();
    QWidget* buildSeveral();
    void follow();   // the selection
    void refresh();  // the node's title, problems, state
    void showState();
    void choose(const engine::Problem& problem);
    void offerFitting(const engine::Problem& problem);
    void showLoop(const engine::Problem& problem);
    void focusForm();
    void retranslate();
    std::string node() const;

    Shell shell_;
    Selection& selection_;
    const JobStates& states_;
    Pickers* pickers_;
    QStackedWidget* pages_;
    DocumentForm* document_;
    OptionForm* form_;
    FaultList* faults_;
    QLineEdit* title_;
    QLabel* help_;
    QLabel* state_icon_;
    QLabel* state_;
    QLabel* arms_;
    QLabel* several_;
    QPushButton* copy_;
    QPushButton* remove_;
};

}  // namespace widgets
