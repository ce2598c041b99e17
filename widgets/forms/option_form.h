// The options of one node as a form, made out of its kind's fields. Every change goes through
// PipelineModel::edit; what the kind refuses stays in its field, with the reason under it, and the
// document keeps the last valid value.
#pragma once

#include <QHash>
#include <QSet>
#include <QWidget>
#include <map>

#include "widgets/forms/field_editor.h"

class QLabel;
class QVBoxLayout;

namespace widgets {

class FieldRow;
class Pickers;
class PipelineModel;
class Section;
class Theme;

class OptionForm : public QWidget {
    Q_OBJECT
public:
    OptionForm(PipelineModel& pipeline, const Theme& theme, Pickers& pickers,
               QWidget* parent = nullptr);

    void setNode(const QString& id);  // "" = none
    const QString& node() const { return node_; }
    /// Row of an option; null when the kind has none of that name.
    FieldRow* row(const QString& option) const;
    /// Options that can be seen when all sections are open.
    QStringList shownOptions() const;
    void focusFirst();
    void focus(const QString& option);  // opens the sections that hide it

Q_SIGNALS:
    void nodeAsked(const QString& id);  // a link to another node

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Group {
        Section* section = nullptr;   // null for what stands free
        Section* advanced = nullptr;  // "More options"
        QVBoxLayout* rows = nullptr;
    };

    void rebuild();
    void refresh();
    void addRow(const engine::Field& field);
    Group& group(const std::string& name);
    Section* section(const QString& key, const QString& title, QWidget* parent);
    void commit(const engine::Field& field, const engine::Json& value);
    void showRecipe();
    void summarise();
    QString summaryOf(const std::string& group) const;

    PipelineModel& pipeline_;
    const Theme& theme_;
    EditorContext context_;
    QString node_;
    std::string kind_;
    QVBoxLayout* column_;
    QWidget* body_ = nullptr;
    QLabel* recipe_ = nullptr;
    std::map<std::string, Group> groups_;
    QHash<QString, FieldRow*> rows_;
    QSet<QString> open_;  // sections, for every node of the session
};

}  // namespace widgets
