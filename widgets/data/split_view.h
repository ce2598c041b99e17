// What a split makes of a dataset: rows and classes of each part, and texts that nearly repeat each
// other across parts. What is chosen here is what templates use.
#pragma once

#include <QTimer>
#include <QWidget>
#include <map>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "widgets/data/flat_model.h"
#include "widgets/forms/pickers.h"
#include "widgets/frame/shell.h"

class QLabel;
class QTableView;
class QTableWidget;

namespace widgets {

class FieldEditor;

/// A part's name in the window's language: "train" -> "Training".
QString partTitle(const QString& id);

class PairModel : public FlatModel {
    Q_OBJECT
public:
    enum Column { Alike, Row, Text, Other, OtherText, Columns };
    using FlatModel::FlatModel;
    void setPairs(const engine::Json& pairs);  // as Reader::split
    qint64 number(int row, int column) const;  // of the row that a cell speaks of

private:
    int lines() const override;
    QStringList titles() const override;
    bool isNumber(int column) const override;
    QString cell(int line, int column, bool whole) const override;

    struct Pair {
        double alike = 0;
        qint64 row = 0, other = 0;
        QString part, other_part, text, other_text;
    };
    std::vector<Pair> pairs_;
};

class SplitView : public QWidget {
    Q_OBJECT
public:
    explicit SplitView(const Shell& shell, QWidget* parent = nullptr);
    /// Counts at once where that is quick; else when the view is looked at.
    void setDataset(const QString& name, const QString& fingerprint, std::int64_t rows);
    void dropNearCopies(bool drop);

Q_SIGNALS:
    void counted(const engine::Json& split);   // as Reader::split; null: no texts, or no answer
    void chosen(const engine::Json& options);  // kept for the dataset
    void rowAsked(int row);                    // of the dataset, from 1

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* form();
    void change(const std::string& option, const engine::Json& value);
    void ask(bool keep);
    void take(engine::Result<engine::Json> split);
    void showParts();
    void showNear();
    void retranslate();

    Shell shell_;
    Pickers pickers_;
    QString name_;
    std::string key_;  // of the setting that keeps the options
    engine::Json options_, split_;
    int turn_ = 0;
    bool asked_ = false;  // since setDataset
    std::map<std::string, FieldEditor*> editors_;
    std::map<std::string, QLabel*> titles_;
    QLabel *use_, *state_, *near_;
    QTableWidget* parts_;
    PairModel pairs_;
    QTableView* pairs_view_;
    QTimer later_;  // a number that is being typed is no wish yet
};

}  // namespace widgets
