// One option's editor: shows a JSON value and says what was made of it.
#pragma once

#include <QWidget>
#include <functional>

#include "engine/spec/catalog.h"
#include "engine/spec/document.h"

namespace widgets {

class Pickers;
class Theme;

/// What editors need besides their field.
struct EditorContext {
    const Theme& theme;
    const engine::Catalog& catalog;
    Pickers& pickers;
    std::function<const engine::Document&()> document;
    std::function<std::string()> node;  // id of the node that the form shows
};

class FieldEditor : public QWidget {
    Q_OBJECT
public:
    explicit FieldEditor(QWidget* parent) : QWidget(parent) {}
    /// Shows a value of the document.
    virtual void show(const engine::Json& value) = 0;
    /// What can be chosen may have changed.
    virtual void offer() {}
    /// Whether the editor names its field itself, as a check box does.
    virtual bool hasOwnLabel() const { return false; }
    using QWidget::show;

Q_SIGNALS:
    void edited(const engine::Json& value);
};

/// The editor for a field's type and what it picks.
FieldEditor* makeEditor(const engine::Field& field, const EditorContext& context, QWidget* parent);
/// For the ranges of a search (type "ranges").
FieldEditor* makeRangesEditor(const EditorContext& context, QWidget* parent);

/// Turning the wheel over a form scrolls the form; only what has the focus takes it.
void keepWheelForFocus(QWidget* widget);

}  // namespace widgets
