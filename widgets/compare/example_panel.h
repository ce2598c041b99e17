// Rows that one of two arms answers right more often than the other, or that it is most wrong
// about: which they are, and of the chosen one the whole text and the pieces that each arm's
// encoder reads.
#pragma once

#include <QWidget>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/spec/catalog.h"
#include "engine/spec/document.h"
#include "widgets/frame/shell.h"

class QComboBox;
class QLabel;

namespace widgets {

class TableTab;

/// An arm as its examples name it.
struct ExampleArm {
    QString title;
    QString model;  // of the library; "" where texts are not cut into a model's pieces
    int max_tokens = 0;
    bool operator==(const ExampleArm&) const = default;
};
ExampleArm exampleArm(const engine::Document& document, const engine::Catalog& catalog,
                      const QString& arm);

class ExamplePanel : public QWidget {
    Q_OBJECT
public:
    explicit ExamplePanel(const Shell& shell, QWidget* parent = nullptr);
    /// @param examples  as Reader::examples
    void setExamples(const engine::Json& examples, const ExampleArm& a, const ExampleArm& b);
    const TableTab* table() const { return table_; }
    QString text() const;    // of the chosen row
    QString pieces() const;  // as they are read, for each encoder; "" until they are known

protected:
    void changeEvent(QEvent* event) override;

private:
    void fillChoice();
    void fillTable();
    void showRow(int row);
    void askPieces(const ExampleArm& arm, QLabel* into, const QString& pattern);
    void showPieces(const engine::Result<engine::Json>& tokens, QLabel* into,
                    const QString& pattern);

    Shell shell_;
    engine::Json examples_ = engine::Json::object();
    ExampleArm arms_[2];
    QComboBox* leads_;
    TableTab* table_;
    QLabel* text_;
    QLabel* pieces_[2];
    int turn_ = 0;  // answers about rows that were left are dropped
    bool filling_ = false;
};

}  // namespace widgets
