// One option in a form: its name, its editor, the arrow that puts it back, what is wrong with it,
// and its help while it has the focus.
#pragma once

#include <QWidget>
#include <optional>

#include "engine/spec/catalog.h"
#include "widgets/forms/field_editor.h"

class QLabel;
class QToolButton;

namespace widgets {

class FieldRow : public QWidget {
    Q_OBJECT
public:
    FieldRow(const engine::Field& field, const EditorContext& context, QWidget* parent);

    const engine::Field& field() const { return field_; }
    FieldEditor* editor() { return editor_; }
    /// Shows the document's value; what is being typed, right or wrong, stays.
    void show(const engine::Json& value);
    /// Shows it whatever was typed.
    void showAgain(const engine::Json& value);
    using QWidget::show;
    void setError(const QString& sentence);  // "" = none
    QString error() const { return error_text_; }
    bool isChanged() const { return changed_; }

Q_SIGNALS:
    void edited(const engine::Json& value);
    void resetAsked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void redraw();
    void markChanged();
    void showHelp(bool on);

    engine::Field field_;
    const Theme& theme_;
    QLabel* name_;
    FieldEditor* editor_;
    QToolButton* reset_;
    QWidget* error_;
    QLabel* error_icon_;
    QLabel* error_label_;
    QLabel* help_;
    QString error_text_;
    std::optional<engine::Json> shown_;
    bool changed_ = false;
};

}  // namespace widgets
