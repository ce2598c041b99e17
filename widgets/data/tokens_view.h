// What a model sees of a text: its pieces and their ids, what it does not know and why, and where
// a row is cut off.
#pragma once

#include <QTimer>
#include <QWidget>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "widgets/data/flat_model.h"
#include "widgets/frame/shell.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QSpinBox;
class QTableView;

namespace widgets {

class TokenModel : public FlatModel {
    Q_OBJECT
public:
    enum Column { Number, Piece, Id, Note, Columns };
    using FlatModel::FlatModel;
    void setTokens(const engine::Json& tokens);  // as Reader::tokens
    void setCutColor(const QColor& color) { cut_color_ = color; }
    int cut() const { return cut_; }  // first piece that is cut off; 0: none
    int unknown() const { return unknown_; }
    bool worksOnBytes() const { return bytes_; }  // then no word is unknown

private:
    int lines() const override;
    QStringList titles() const override;
    bool isNumber(int column) const override;
    QString cell(int line, int column, bool whole) const override;
    QColor color(int line) const override;
    bool isCut(int line) const;

    struct Line {
        QString piece, note;
        qint64 id = 0;
    };
    std::vector<Line> lines_;
    int cut_ = 0;
    int unknown_ = 0;
    bool bytes_ = false;
    QColor cut_color_;
};

class TokensView : public QWidget {
    Q_OBJECT
public:
    explicit TokensView(const Shell& shell, QWidget* parent = nullptr);
    void setText(const QString& text);
    void refreshModels();  // the library may have changed

protected:
    void changeEvent(QEvent* event) override;

private:
    void ask();
    void answer(engine::Result<engine::Json> tokens);
    void retranslate();

    Shell shell_;
    QPlainTextEdit* text_;
    QComboBox* model_;
    QSpinBox* most_;
    QLabel *model_title_, *most_title_, *summary_;
    TokenModel tokens_;
    QTableView* view_;
    QTimer later_;  // typing is answered when it pauses
    int turn_ = 0;
};

}  // namespace widgets
