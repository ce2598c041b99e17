#include "widgets/compare/example_panel.h"

#include <QComboBox>
#include <QEvent>
#include <QItemSelectionModel>
#include <QLabel>
#include <QVBoxLayout>

#include "engine/plan/graph.h"
#include "widgets/compare/compare_tables.h"
#include "widgets/compare/table_tab.h"
#include "widgets/data/visible_text.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr const char* kParts[] = {"arm_leads", "base_leads", "arm_worst", "base_worst"};

}  // namespace

ExampleArm exampleArm(const engine::Document& document, const engine::Catalog& catalog,
                      const QString& arm) {
    const engine::Arm* known = document.arm(arm.toStdString());
    if (known == nullptr) return {arm, {}, 0};
    ExampleArm out{fromUtf8(known->title), {}, 0};
    const engine::Graph graph(document, catalog);
    const engine::Node* evaluator = graph.evaluator(*known);
    if (evaluator == nullptr) return out;
    const auto scored = graph.into(evaluator->id, "scored");
    const engine::Node* encoder = scored.empty() ? nullptr : graph.encoder_of(scored.front()->from);
    if (encoder == nullptr || !encoder->options.contains("model")) return out;
    out.model = fromUtf8(encoder->options["model"].get<std::string>());
    out.max_tokens = encoder->options.value("max_tokens", 0);
    return out;
}

ExamplePanel::ExamplePanel(const Shell& shell, QWidget* parent)
    : QWidget(parent),
      shell_(shell),
      leads_(new QComboBox(this)),
      table_(new TableTab(shell.theme, this)),
      text_(new QLabel(this)),
      pieces_{new QLabel(this), new QLabel(this)} {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    leads_->setObjectName(QStringLiteral("compare.leads"));
    leads_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    leads_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    leads_->setAccessibleName(tr("Which rows"));
    table_->setObjectName(QStringLiteral("compare.examples"));
    table_->setAccessibleName(tr("Examples"));
    table_->stretchColumn(0);
    column->addWidget(leads_);
    column->addWidget(table_, 1);
    for (QLabel* label : {text_, pieces_[0], pieces_[1]}) {
        label->setWordWrap(true);
        label->setTextFormat(label == text_ ? Qt::PlainText : Qt::RichText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setContentsMargins(space::kSmall, 0, space::kSmall, 0);
        label->hide();
        column->addWidget(label);
    }
    text_->setObjectName(QStringLiteral("compare.example.text"));
    connect(leads_, &QComboBox::currentIndexChanged, this, [this] {
        if (!filling_) fillTable();
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& at) { showRow(at.isValid() ? at.row() : -1); });
}

void ExamplePanel::setExamples(const engine::Json& examples, const ExampleArm& a,
                               const ExampleArm& b) {
    examples_ = examples;
    arms_[0] = a;
    arms_[1] = b;
    fillChoice();
    fillTable();
}

void ExamplePanel::fillChoice() {
    filling_ = true;
    const int kept = std::max(0, leads_->currentIndex());
    leads_->clear();
    for (const int side : {0, 1}) {
        const auto part = examples_.value(kParts[side], engine::Json::object());
        leads_->addItem(
            tr("%1 is right more often than %2 (rows: %n)", nullptr, part.value("total", 0))
                .arg(arms_[side].title, arms_[1 - side].title));
    }
    for (const int side : {0, 1}) {
        const auto part = examples_.value(kParts[2 + side], engine::Json::object());
        leads_->addItem(
            tr("Worst of %1: wrong in some seed (rows: %n)", nullptr, part.value("total", 0))
                .arg(arms_[side].title));
    }
    leads_->setCurrentIndex(kept);
    filling_ = false;
}

void ExamplePanel::fillTable() {
    table_->setTable(exampleTable(examples_, kParts[std::max(0, leads_->currentIndex())],
                                  arms_[0].title, arms_[1].title));
    if (table_->model()->rowCount() > 0) return table_->selectRow(0);
    showRow(-1);
    const std::string unit = examples_.value("unit", "");
    const bool rows = unit.empty() || unit == "rows";
    text_->setText(rows ? QString() : tr("Examples are shown where single rows are scored."));
    text_->setVisible(!rows);
}

QString ExamplePanel::text() const { return text_->text(); }

QString ExamplePanel::pieces() const {
    QStringList out;
    for (const QLabel* label : pieces_) {
        if (!label->text().isEmpty()) out << label->text();
    }
    return out.join(QLatin1Char('\n'));
}

void ExamplePanel::showRow(int row) {
    ++turn_;
    const QModelIndex at = table_->model()->index(row, 0);
    text_->setText(at.isValid() ? visibleText(at.data(Qt::ToolTipRole).toString()) : QString());
    text_->setVisible(!text_->text().isEmpty());
    for (QLabel* label : pieces_) {
        label->clear();
        label->hide();
    }
    if (text_->text().isEmpty()) return;
    const bool alike =
        arms_[0].model == arms_[1].model && arms_[0].max_tokens == arms_[1].max_tokens;
    for (const int side : {0, 1}) {
        if (alike && side == 1) break;
        askPieces(
            arms_[side], pieces_[side],
            alike ? tr("Both read, by %1:").arg(arms_[side].model.toHtmlEscaped())
                  : tr("%1 reads, by %2:")
                        .arg(arms_[side].title.toHtmlEscaped(), arms_[side].model.toHtmlEscaped()));
    }
}

void ExamplePanel::askPieces(const ExampleArm& arm, QLabel* into, const QString& pattern) {
    if (arm.model.isEmpty()) {
        into->setText(tr("%1 counts words and letters of its own; no model cuts the text.")
                          .arg(arm.title.toHtmlEscaped()));
        return into->show();
    }
    const QString text = table_->currentIndex().siblingAtColumn(0).data(Qt::ToolTipRole).toString();
    shell_.reader.ask(
        this,
        [model = arm.model.toStdString(), text = text.toStdString(), most = arm.max_tokens](
            engine::Reader& reader) { return reader.tokens(model, text, most); },
        [this, into, pattern, turn = turn_](const engine::Result<engine::Json>& tokens) {
            if (turn == turn_) showPieces(tokens, into, pattern);
        });
}

// What the model never sees, and what it adds of its own, is pale.
void ExamplePanel::showPieces(const engine::Result<engine::Json>& tokens, QLabel* into,
                              const QString& pattern) {
    into->show();
    if (!tokens) return into->setText(say(tokens.error()).toHtmlEscaped());
    const QString pale = shell_.theme.tokens().text2.name();
    const int cut = tokens->value("cut", 0);
    QStringList out;
    for (const engine::Json& piece : (*tokens)["pieces"]) {
        const QString text =
            visibleText(fromUtf8(piece["text"].get<std::string>()), 60).toHtmlEscaped();
        const bool unseen = cut > 0 && out.size() >= cut;
        out << (unseen || piece.value("special", false)
                    ? QStringLiteral("<span style=\"color:%1\">%2</span>").arg(pale, text)
                    : text);
    }
    QString line = pattern + QLatin1Char(' ') + out.join(QStringLiteral(" · "));
    if (cut > 0)
        line += QStringLiteral(" <i>(") + tr("cut off after %n piece(s)", nullptr, cut) +
                QStringLiteral(")</i>");
    into->setText(line);
}

void ExamplePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        leads_->setAccessibleName(tr("Which rows"));
        table_->setAccessibleName(tr("Examples"));
        if (leads_->count() > 0) setExamples(engine::Json(examples_), arms_[0], arms_[1]);
    }
    QWidget::changeEvent(event);
}

}  // namespace widgets
