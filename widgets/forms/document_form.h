// The pipeline's own settings: title, seeds, arms and their controls.
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

#include "engine/plan/check.h"
#include "widgets/frame/shell.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;
class QPushButton;
class QVBoxLayout;

namespace widgets {

class ChipEdit;
class FaultList;

class DocumentForm : public QWidget {
    Q_OBJECT
public:
    explicit DocumentForm(const Shell& shell, QWidget* parent = nullptr);

    void focusFirst();

Q_SIGNALS:
    void nodesAsked(const QStringList& ids);  // an arm was clicked: its nodes
    void choiceAsked(const engine::Problem& problem);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct ArmRow {
        std::string id;
        QWidget* card;
        QLineEdit* title;
        QComboBox* control;
    };

    void refresh();
    void followArms();
    ArmRow makeArm(const std::string& id);
    void connectArm(const ArmRow& row, const QToolButton& drop);
    QHBoxLayout* armActs(const std::string& id, QWidget* card);
    void fillControls(const ArmRow& row);
    void setSeeds(const QStringList& values);
    void addTwin(const std::string& arm);
    void addArm();
    void retranslate();
    void refuse(const QString& sentence);

    Shell shell_;
    QLabel* title_label_;
    QLineEdit* title_;
    QLabel* seeds_label_;
    ChipEdit* seeds_;
    QLabel* seeds_error_;
    QPushButton* five_;
    QPushButton* ten_;
    QLabel* arms_label_;
    QVBoxLayout* arms_;
    QPushButton* add_arm_;
    FaultList* faults_;
    std::vector<ArmRow> rows_;
};

}  // namespace widgets
