// The ranges of a search: a line each, with the node, its option and what is tried.
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/plan/graph.h"
#include "widgets/document/edits.h"
#include "widgets/forms/field_editor.h"
#include "widgets/forms/number_box.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

using engine::Field;
using engine::Json;

namespace {

QString triedText(const Json& range) {
    if (!range.contains("values"))
        return QStringLiteral("%1 .. %2")
            .arg(numberAsTyped(range.value("low", 0.0)), numberAsTyped(range.value("high", 0.0)));
    QStringList parts;
    for (const Json& value : range["values"])
        parts << (value.is_string() ? fromUtf8(value.get<std::string>())
                                    : fromUtf8(engine::compact_json(value)));
    return parts.join(QStringLiteral(", "));
}

// "1e-5 .. 1e-3" is an interval, "1, 2, 4" are values.
void readTried(const QString& text, bool logarithmic, Json& range) {
    static const QRegularExpression interval(
        QStringLiteral("^\\s*(\\S+)\\s*\\.\\.\\s*(\\S+)\\s*$"));
    const auto match = interval.match(text);
    bool low_good = false, high_good = false;
    const double low = match.captured(1).toDouble(&low_good);
    const double high = match.captured(2).toDouble(&high_good);
    if (match.hasMatch() && low_good && high_good) {
        range.erase("values");
        range["low"] = low;
        range["high"] = high;
        range["logarithmic"] = logarithmic;
        return;
    }
    for (const char* key : {"low", "high", "logarithmic"}) range.erase(key);
    range["values"] = Json::array();
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const std::string word = part.trimmed().toStdString();
        Json value = Json::parse(word, nullptr, false);
        range["values"].push_back(value.is_discarded() ? Json(word) : value);
    }
}

class RangesEditor : public FieldEditor {
public:
    RangesEditor(const EditorContext& context, QWidget* parent)
        : FieldEditor(parent), context_(context) {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        rows_ = new QVBoxLayout;
        rows_->setSpacing(space::kSmall);
        column->addLayout(rows_);
        add_ = new QPushButton(QObject::tr("Add a range"), this);
        column->addWidget(add_, 0, Qt::AlignLeft);
        setFocusProxy(add_);
        connect(add_, &QPushButton::clicked, this, [this] { addRange(); });
    }

    void show(const Json& value) override {
        if (value == value_ && built_) return;
        value_ = value;
        rebuild();
    }
    void offer() override { add_->setEnabled(!searchable().empty()); }

private:
    // Nodes above this one that have something to search.
    std::vector<const engine::Node*> searchable() const {
        const engine::Document& document = context_.document();
        std::vector<const engine::Node*> out;
        const std::string self = context_.node();
        const auto above = engine::Graph(document, context_.catalog).ancestors(self);
        for (const engine::Node& node : document.nodes) {
            const engine::NodeKind* kind = context_.catalog.find(node.kind);
            if (node.id != self && above.count(node.id) > 0 && kind != nullptr &&
                !kind->fields.empty() && kind->lane != engine::Lane::Task)
                out.push_back(&node);
        }
        return out;
    }

    void addRange() {
        const auto nodes = searchable();
        if (nodes.empty()) return;
        const engine::Node& node = *nodes.back();  // the nearest one
        const Field& field = context_.catalog.find(node.kind)->fields.front();
        Json all = value_;
        all.push_back({{"node", node.id},
                       {"option", field.name},
                       {"values", Json::array({node.options[field.name]})}});
        Q_EMIT edited(all);
    }

    void rebuild() {
        built_ = true;
        while (QLayoutItem* item = rows_->takeAt(0)) {
            item->widget()->hide();
            item->widget()->deleteLater();
            delete item;
        }
        for (std::size_t i = 0; i < value_.size(); ++i) rows_->addWidget(makeRow(i));
        offer();
    }

    QWidget* makeRow(std::size_t at) {
        auto* card = new QWidget(this);
        auto* grid = new QGridLayout(card);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setSpacing(space::kTiny);
        const Json range = value_[at];
        auto* node = new QComboBox(card);
        auto* option = new QComboBox(card);
        auto* tried = new QLineEdit(triedText(range), card);
        auto* logarithmic = new QCheckBox(QObject::tr("log"), card);
        auto* drop = new QToolButton(card);
        for (QComboBox* box : {node, option}) {
            box->setMinimumContentsLength(6);
            box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
            keepWheelForFocus(box);
        }
        node->setAccessibleName(QObject::tr("Node to search"));
        option->setAccessibleName(QObject::tr("Option to search"));
        tried->setAccessibleName(QObject::tr("Values to try"));
        tried->setToolTip(QObject::tr("Values, as in 1, 2, 4, or an interval, as in 1e-5 .. 1e-3"));
        drop->setIcon(context_.theme.icon(QStringLiteral("close")));
        drop->setToolTip(QObject::tr("Remove this range"));
        drop->setAccessibleName(drop->toolTip());
        fillNames(range, *node, *option);
        logarithmic->setChecked(range.value("logarithmic", false));
        logarithmic->setVisible(!range.contains("values"));
        grid->addWidget(node, 0, 0);
        grid->addWidget(drop, 0, 1, Qt::AlignRight);
        grid->addWidget(option, 1, 0, 1, 2);
        grid->addWidget(tried, 2, 0);
        grid->addWidget(logarithmic, 2, 1);
        grid->setColumnStretch(0, 1);
        const auto change = [this, at](const auto& how) {
            Json all = value_;
            how(all[at]);
            Q_EMIT edited(all);
        };
        connect(node, &QComboBox::activated, this, [=, this] {
            change([&](Json& one) { toNode(one, node->currentData().toString().toStdString()); });
        });
        connect(option, &QComboBox::activated, this, [=, this] {
            change(
                [&](Json& one) { toOption(one, option->currentData().toString().toStdString()); });
        });
        const auto retry = [=] {
            change([&](Json& one) { readTried(tried->text(), logarithmic->isChecked(), one); });
        };
        connect(tried, &QLineEdit::editingFinished, this, [=] {
            if (tried->isModified()) retry();
        });
        connect(logarithmic, &QCheckBox::clicked, this, retry);
        connect(drop, &QToolButton::clicked, this, [this, at] {
            Json all = value_;
            all.erase(at);
            Q_EMIT edited(all);
        });
        return card;
    }

    void fillNames(const Json& range, QComboBox& node, QComboBox& option) const {
        const engine::Document& document = context_.document();
        const auto chosen = range.value("node", "");
        for (const engine::Node* one : searchable())
            node.addItem(engineText(edits::titleOf(document, context_.catalog, one->id)),
                         fromUtf8(one->id));
        if (node.findData(fromUtf8(chosen)) < 0) node.addItem(fromUtf8(chosen), fromUtf8(chosen));
        node.setCurrentIndex(node.findData(fromUtf8(chosen)));
        const engine::Node* target = document.node(chosen);
        if (target != nullptr) {
            for (const Field& field : context_.catalog.find(target->kind)->fields)
                option.addItem(engineText(field.label), fromUtf8(field.name));
        }
        const QString name = fromUtf8(range.value("option", ""));
        if (option.findData(name) < 0) option.addItem(name, name);
        option.setCurrentIndex(option.findData(name));
    }

    // Another option begins with the value that the node has now.
    void toOption(Json& range, const std::string& option) const {
        const engine::Node* node = context_.document().node(range.value("node", ""));
        if (node == nullptr || !node->options.contains(option)) return;
        range = {{"node", node->id},
                 {"option", option},
                 {"values", Json::array({node->options[option]})}};
    }
    void toNode(Json& range, const std::string& id) const {
        const engine::Node* node = context_.document().node(id);
        if (node == nullptr) return;
        range["node"] = id;
        const auto& fields = context_.catalog.find(node->kind)->fields;
        const bool same = node->options.contains(range.value("option", ""));
        toOption(range, same ? range["option"].get<std::string>() : fields.front().name);
    }

    EditorContext context_;
    QVBoxLayout* rows_;
    QPushButton* add_;
    Json value_ = Json::array();
    bool built_ = false;
};

}  // namespace

FieldEditor* makeRangesEditor(const EditorContext& context, QWidget* parent) {
    return new RangesEditor(context, parent);
}

}  // namespace widgets
