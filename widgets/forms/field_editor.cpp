#include "widgets/forms/field_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include "widgets/forms/chip_edit.h"
#include "widgets/forms/number_box.h"
#include "widgets/forms/pickers.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

using engine::Field;
using engine::Json;

namespace {

class WheelKeeper : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Wheel) return false;
        if (static_cast<QWidget*>(watched)->hasFocus()) return false;
        event->ignore();
        return true;
    }
};

QHBoxLayout* row(QWidget* widget) {
    auto* out = new QHBoxLayout(widget);
    out->setContentsMargins(0, 0, 0, 0);
    out->setSpacing(space::kTiny);
    return out;
}

class BoolEditor : public FieldEditor {
public:
    BoolEditor(const Field& field, QWidget* parent) : FieldEditor(parent) {
        box_ = new QCheckBox(engineText(field.label), this);
        row(this)->addWidget(box_);
        setFocusProxy(box_);
        connect(box_, &QCheckBox::clicked, this, [this](bool on) { Q_EMIT edited(on); });
    }
    void show(const Json& value) override { box_->setChecked(value.get<bool>()); }
    bool hasOwnLabel() const override { return true; }

private:
    QCheckBox* box_;
};

class NumberEditor : public FieldEditor {
public:
    NumberEditor(const Field& field, QWidget* parent) : FieldEditor(parent) {
        box_ =
            field.type == "int" ? new NumberBox(field, this) : new ScientificSpinBox(field, this);
        box_->setAccessibleName(engineText(field.label));
        keepWheelForFocus(box_);
        auto* line = row(this);
        line->addWidget(box_);
        if (!field.unit.empty()) {
            auto* unit = new QLabel(engineText(field.unit), this);
            unit->setForegroundRole(QPalette::PlaceholderText);
            line->addWidget(unit);
        }
        line->addStretch(1);
        setFocusProxy(box_);
        connect(box_, &NumberBox::edited, this, &FieldEditor::edited);
    }
    void show(const Json& value) override {
        // An equal number stays as it was typed: "1e-4", not "0.0001".
        if (box_->value() != value) box_->setValue(value);
    }

private:
    NumberBox* box_;
};

class ChoiceEditor : public FieldEditor {
public:
    ChoiceEditor(const Field& field, QWidget* parent) : FieldEditor(parent) {
        box_ = new QComboBox(this);
        for (const std::string& choice : field.choices)
            box_->addItem(engineText(choice), fromUtf8(choice));
        box_->setAccessibleName(engineText(field.label));
        box_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        keepWheelForFocus(box_);
        auto* line = row(this);
        line->addWidget(box_);
        line->addStretch(1);
        setFocusProxy(box_);
        connect(box_, &QComboBox::activated, this,
                [this](int at) { Q_EMIT edited(box_->itemData(at).toString().toStdString()); });
    }
    void show(const Json& value) override {
        box_->setCurrentIndex(box_->findData(fromUtf8(value.get<std::string>())));
    }

private:
    QComboBox* box_;
};

// Free text: every key counts.
class TextEditor : public FieldEditor {
public:
    TextEditor(const Field& field, QWidget* parent) : FieldEditor(parent) {
        line_ = new QLineEdit(this);
        line_->setAccessibleName(engineText(field.label));
        row(this)->addWidget(line_);
        setFocusProxy(line_);
        connect(line_, &QLineEdit::textEdited, this,
                [this](const QString& text) { Q_EMIT edited(text.toStdString()); });
    }
    void show(const Json& value) override {
        const QString text = fromUtf8(value.get<std::string>());
        if (line_->text() != text) line_->setText(text);
    }

private:
    QLineEdit* line_;
};

QStringList offered(const Field& field, const EditorContext& context) {
    if (field.picks == "dataset") return context.pickers.datasets();
    if (field.picks == "model") return context.pickers.models();
    if (field.picks != "column") return {};
    const engine::Node* node = context.document().node(context.node());
    if (node == nullptr || !node->options.contains("source")) return {};
    return context.pickers.columns(fromUtf8(node->options["source"].get<std::string>()));
}

// A name out of a list that may not be complete: half a name is no name, so it counts when it is
// chosen, or typed and left.
class PickEditor : public FieldEditor {
public:
    PickEditor(const Field& field, const EditorContext& context, QWidget* parent)
        : FieldEditor(parent), field_(field), context_(context) {
        box_ = new QComboBox(this);
        box_->setEditable(true);
        box_->setInsertPolicy(QComboBox::NoInsert);
        box_->completer()->setCompletionMode(QCompleter::PopupCompletion);
        box_->setAccessibleName(engineText(field.label));
        box_->setMinimumContentsLength(12);
        box_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box_->lineEdit()->setPlaceholderText(
            field.picks == "column" ? QObject::tr("none", "no column is chosen")
                                    : QObject::tr("choose one", "in an empty field with a list"));
        keepWheelForFocus(box_);
        row(this)->addWidget(box_);
        setFocusProxy(box_);
        connect(box_, &QComboBox::activated, this, &PickEditor::tell);
        connect(box_->lineEdit(), &QLineEdit::editingFinished, this, &PickEditor::tell);
        offer();
    }
    void show(const Json& value) override {
        shown_ = fromUtf8(value.get<std::string>());
        if (box_->currentText() != shown_) box_->setCurrentText(shown_);
        offer();
    }
    void offer() override {
        QStringList names = offered(field_, context_);
        if (field_.picks == "column") names.prepend(QString());
        if (names == names_) return;
        names_ = names;
        const QString text = box_->currentText();
        box_->clear();
        box_->addItems(names);
        box_->setCurrentText(text);
    }

private:
    void tell() {
        if (box_->currentText() == shown_) return;
        shown_ = box_->currentText();
        Q_EMIT edited(shown_.toStdString());
    }

    Field field_;
    EditorContext context_;
    QComboBox* box_;
    QString shown_;
    QStringList names_;
};

class ListEditor : public FieldEditor {
public:
    ListEditor(const Field& field, const EditorContext& context, QWidget* parent)
        : FieldEditor(parent), field_(field), context_(context) {
        chips_ = new ChipEdit(context.theme, this);
        chips_->line()->setAccessibleName(engineText(field.label));
        chips_->setPlaceholder(QObject::tr("add, then Enter"));
        row(this)->addWidget(chips_);
        setFocusProxy(chips_);
        connect(chips_, &ChipEdit::asked, this,
                [this](const QStringList& values) { Q_EMIT edited(jsonOf(values)); });
        offer();
    }
    void show(const Json& value) override {
        QStringList values, titles;
        for (const Json& one : value) {
            const QString text = one.is_string()           ? fromUtf8(one.get<std::string>())
                                 : one.is_number_integer() ? fromUtf8(engine::compact_json(one))
                                                           : numberAsTyped(one.get<double>());
            values << text;
            titles << (field_.type == "choices" ? engineText(text.toStdString()) : text);
        }
        if (values != chips_->values()) chips_->clearLine();
        chips_->setValues(values, titles);
        offer();
    }
    void offer() override {
        QStringList values = offered(field_, context_), titles = values;
        for (const std::string& choice : field_.choices) {
            values << fromUtf8(choice);
            titles << engineText(choice);
        }
        chips_->setChoices(values, titles);
    }

private:
    // What is no number stays text: the kind says what is wrong with it.
    Json jsonOf(const QStringList& values) const {
        Json out = Json::array();
        for (const QString& text : values) {
            bool whole = false, real = false;
            const qlonglong integer = text.toLongLong(&whole);
            const double number = text.toDouble(&real);
            if (field_.type == "ints" && whole) {
                out.push_back(static_cast<std::int64_t>(integer));
            } else if ((field_.type == "ints" || field_.type == "reals") && real) {
                out.push_back(number);
            } else {
                out.push_back(text.toStdString());
            }
        }
        return out;
    }

    Field field_;
    EditorContext context_;
    ChipEdit* chips_;
};

}  // namespace

void keepWheelForFocus(QWidget* widget) {
    widget->setFocusPolicy(Qt::StrongFocus);
    widget->installEventFilter(new WheelKeeper(widget));
}

FieldEditor* makeEditor(const Field& field, const EditorContext& context, QWidget* parent) {
    if (field.type == "bool") return new BoolEditor(field, parent);
    if (field.type == "int" || field.type == "real" || field.type == "auto_real")
        return new NumberEditor(field, parent);
    if (field.type == "choice") return new ChoiceEditor(field, parent);
    if (field.type == "ranges") return makeRangesEditor(context, parent);
    if (field.type != "text") return new ListEditor(field, context, parent);
    if (!field.picks.empty()) return new PickEditor(field, context, parent);
    return new TextEditor(field, parent);
}

}  // namespace widgets
