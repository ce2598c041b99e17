#include "widgets/forms/option_form.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include "engine/plan/graph.h"
#include "engine/plan/resolve.h"
#include "widgets/document/edits.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/forms/field_row.h"
#include "widgets/forms/number_box.h"
#include "widgets/forms/pickers.h"
#include "widgets/forms/section.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

using engine::Field;
using engine::Json;

namespace {

QString valueText(const Json& value) {
    if (value.is_boolean())
        return value.get<bool>() ? QObject::tr("yes", "value of an option")
                                 : QObject::tr("no", "value of an option");
    if (value.is_string()) return engineText(value.get<std::string>());
    if (value.is_number_float()) return numberAsTyped(value.get<double>());
    return fromUtf8(engine::compact_json(value));
}

}  // namespace

OptionForm::OptionForm(PipelineModel& pipeline, const Theme& theme, Pickers& pickers,
                       QWidget* parent)
    : QWidget(parent),
      pipeline_(pipeline),
      theme_(theme),
      context_{theme, pipeline.catalog(), pickers,
               [this]() -> const engine::Document& { return pipeline_.document(); },
               [this] { return node_.toStdString(); }} {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(0, 0, 0, 0);
    connect(&pipeline_, &PipelineModel::changed, this, &OptionForm::refresh);
    connect(&pickers, &Pickers::changed, this, [this] {
        for (FieldRow* row : std::as_const(rows_)) row->editor()->offer();
    });
}

void OptionForm::setNode(const QString& id) {
    if (id == node_ && body_ != nullptr) return;
    // What is typed and not yet told belongs to the node that is left.
    QWidget* focused = body_ == nullptr ? nullptr : window()->focusWidget();
    if (focused != nullptr && body_->isAncestorOf(focused)) focused->clearFocus();
    node_ = id;
    rebuild();
}

FieldRow* OptionForm::row(const QString& option) const { return rows_.value(option); }

QStringList OptionForm::shownOptions() const {
    QStringList out;
    const engine::Node* node = pipeline_.document().node(node_.toStdString());
    const engine::NodeKind* kind = node == nullptr ? nullptr : pipeline_.catalog().find(kind_);
    if (kind == nullptr) return out;
    for (const Field& field : kind->fields) {
        const FieldRow* row = rows_.value(fromUtf8(field.name));
        if (row != nullptr && !row->isHidden()) out << fromUtf8(field.name);
    }
    return out;
}

void OptionForm::rebuild() {
    for (FieldRow* row : std::as_const(rows_)) disconnect(row, nullptr, this, nullptr);
    if (body_ != nullptr) {
        column_->removeWidget(body_);
        body_->hide();
        body_->deleteLater();  // a click in it may be what brought us here
    }
    rows_.clear();
    groups_.clear();
    recipe_ = nullptr;
    body_ = new QWidget(this);
    auto* column = new QVBoxLayout(body_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column_->addWidget(body_);
    const engine::Node* node = pipeline_.document().node(node_.toStdString());
    const engine::NodeKind* kind = node == nullptr ? nullptr : pipeline_.catalog().find(node->kind);
    kind_ = kind == nullptr ? std::string() : kind->id;
    if (kind == nullptr) return;
    for (const Field& field : kind->fields) addRow(field);
    // What is seldom needed stands last.
    for (auto& [name, group] : groups_) {
        if (group.advanced != nullptr) group.rows->addWidget(group.advanced);
    }
    refresh();
}

Section* OptionForm::section(const QString& key, const QString& title, QWidget* parent) {
    auto* out = new Section(title, parent);
    out->setOpen(open_.contains(key));
    connect(out, &Section::toggled, this, [this, key](bool open) {
        if (open) {
            open_.insert(key);
        } else {
            open_.remove(key);
        }
    });
    return out;
}

OptionForm::Group& OptionForm::group(const std::string& name) {
    const auto known = groups_.find(name);
    if (known != groups_.end()) return known->second;
    auto* column = static_cast<QVBoxLayout*>(body_->layout());
    Group made;
    if (name.empty()) {
        made.rows = new QVBoxLayout;
        made.rows->setSpacing(space::kSmall);
        column->insertLayout(0, made.rows);
    } else {
        made.section = section(fromUtf8(name), engineText(name), body_);
        made.rows = made.section->content();
        column->addWidget(made.section);
    }
    return groups_[name] = made;
}

void OptionForm::addRow(const Field& field) {
    Group& place = group(field.group);
    QVBoxLayout* rows = place.rows;
    if (field.advanced) {
        if (place.advanced == nullptr)
            place.advanced =
                section(fromUtf8(field.group) + QStringLiteral("/more"), tr("More options"), body_);
        rows = place.advanced->content();
    }
    auto* row = new FieldRow(field, context_, body_);
    rows->addWidget(row);
    rows_[fromUtf8(field.name)] = row;
    connect(row, &FieldRow::edited, this,
            [this, field](const Json& value) { commit(field, value); });
    connect(row, &FieldRow::resetAsked, this, [this, field, row] {
        commit(field, field.default_value);
        row->showAgain(field.default_value);
    });
}

void OptionForm::commit(const Field& field, const Json& value) {
    const engine::Node* node = pipeline_.document().node(node_.toStdString());
    FieldRow* row = rows_.value(fromUtf8(field.name));
    if (node == nullptr || row == nullptr) return;
    engine::Document tried = pipeline_.document();
    const auto set = edits::setOption(tried, pipeline_.catalog(), node->id, field.name, value);
    if (!set) {
        engine::Error error = set.error();
        for (std::string& argument : error.arguments) {
            if (argument == field.name) argument = engineText(field.label).toStdString();
        }
        row->setError(say(error));
        return;
    }
    row->setError({});
    pipeline_.edit(
        tr("Change %1").arg(engineText(field.label)),
        [&](engine::Document& document) { document = std::move(tried); },
        QString::fromStdString(node->id + "." + field.name));
}

void OptionForm::refresh() {
    const engine::Node* node = pipeline_.document().node(node_.toStdString());
    if (node == nullptr || node->kind != kind_) {
        if (!kind_.empty() || node != nullptr) rebuild();
        return;
    }
    const engine::NodeKind& kind = *pipeline_.catalog().find(kind_);
    for (const Field& field : kind.fields) {
        FieldRow* row = rows_.value(fromUtf8(field.name));
        row->show(node->options[field.name]);
        row->setVisible(engine::is_shown(field, node->options));
    }
    showRecipe();
    summarise();
}

// A recipe speaks for the whole group: the node's own values are not read then, and the form says
// so rather than let them be changed in vain.
void OptionForm::showRecipe() {
    const auto train = groups_.find("Train");
    if (train == groups_.end() || train->second.section == nullptr) return;
    const engine::Graph graph(pipeline_.document(), pipeline_.catalog());
    const auto edges = graph.into(node_.toStdString(), "recipe");
    const bool linked = !edges.empty();
    if (recipe_ == nullptr) {
        recipe_ = new QLabel(body_);
        recipe_->setWordWrap(true);
        recipe_->setTextInteractionFlags(Qt::LinksAccessibleByMouse |
                                         Qt::LinksAccessibleByKeyboard);
        auto* column = static_cast<QVBoxLayout*>(body_->layout());
        column->insertWidget(column->indexOf(train->second.section), recipe_);
        connect(recipe_, &QLabel::linkActivated, this, &OptionForm::nodeAsked);
    }
    recipe_->setVisible(linked);
    train->second.section->setVisible(!linked);
    if (!linked) return;
    const std::string& giver = edges.front()->from.node;
    const QString title =
        engineText(edits::titleOf(pipeline_.document(), pipeline_.catalog(), giver));
    recipe_->setText(tr("Training options come from <a href=\"%1\">%2</a>.")
                         .arg(fromUtf8(giver), title.toHtmlEscaped()));
}

void OptionForm::summarise() {
    for (auto& [name, group] : groups_) {
        if (group.section != nullptr) group.section->setSummary(summaryOf(name));
    }
}

// The first options of a group and those that were changed.
QString OptionForm::summaryOf(const std::string& group) const {
    constexpr int kFirst = 4;
    const engine::Node* node = pipeline_.document().node(node_.toStdString());
    QStringList parts;
    int seen = 0;
    for (const Field& field : pipeline_.catalog().find(kind_)->fields) {
        if (field.group != group || !engine::is_shown(field, node->options)) continue;
        const Json& value = node->options[field.name];
        if (seen++ < kFirst || value != field.default_value)
            parts << tr("%1: %2").arg(engineText(field.label), valueText(value));
    }
    return parts.join(QStringLiteral(" · "));
}

void OptionForm::focusFirst() {
    const QStringList options = shownOptions();
    for (const QString& option : options) {
        FieldRow* row = rows_.value(option);
        if (row->isVisible()) return row->editor()->setFocus(Qt::OtherFocusReason);
    }
    if (!options.isEmpty()) focus(options.front());
}

void OptionForm::focus(const QString& option) {
    FieldRow* row = rows_.value(option);
    if (row == nullptr) return;
    for (QWidget* up = row->parentWidget(); up != nullptr && up != this; up = up->parentWidget()) {
        if (auto* section = qobject_cast<Section*>(up)) section->setOpen(true);
    }
    row->editor()->setFocus(Qt::OtherFocusReason);
}

void OptionForm::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange && body_ != nullptr) rebuild();
    QWidget::changeEvent(event);
}

}  // namespace widgets
