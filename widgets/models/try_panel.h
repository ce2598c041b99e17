// Tries a model on a text: probabilities of its classes as bars.
#pragma once

#include <QTemporaryDir>
#include <QWidget>

#include "engine/base/result.h"
#include "widgets/frame/shell.h"
#include "widgets/models/model_table_model.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace widgets {

class BarList;
class ModelWork;
struct ClassScores;

class TryPanel : public QWidget {
    Q_OBJECT
public:
    TryPanel(const Shell& shell, ModelWork& work, QWidget* parent = nullptr);
    void setModel(const ModelEntry* entry);  // null: none
    void run();

protected:
    void changeEvent(QEvent* event) override;

private:
    void scored(engine::Result<void> done, const QString& out);
    void show(const std::vector<ClassScores>& scores);
    void fail(const engine::Error& why);
    void updateState();
    void retranslate();

    Shell shell_;
    ModelWork& work_;
    QTemporaryDir folder_;  // texts and scores, while they are on their way
    ModelEntry entry_;
    bool has_model_ = false;
    bool busy_ = false;
    int turn_ = 0;
    QLabel *title_, *state_;
    QPlainTextEdit* text_;
    QPushButton* run_;
    BarList* bars_;
};

}  // namespace widgets
