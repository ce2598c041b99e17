#include "widgets/data/tokens_view.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

#include "widgets/data/plain_table.h"
#include "widgets/data/visible_text.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

void TokenModel::setTokens(const engine::Json& tokens) {
    beginResetModel();
    lines_.clear();
    const engine::Json& unknown = tokens["unknown"];
    unknown_ = static_cast<int>(unknown.size());
    cut_ = tokens.value("cut", 0);
    bytes_ = tokens.value("bytes", false);
    for (const engine::Json& piece : tokens["pieces"]) {
        Line line{
            visibleText(fromUtf8(piece["text"].get<std::string>())), {}, piece["id"].get<qint64>()};
        if (piece.value("special", false)) line.note = tr("added by the model");
        if (piece.value("part_of_character", false)) line.note = tr("bytes of a character");
        for (const engine::Json& word : unknown) {
            if (word["from"] != piece["from"] || piece.value("special", false)) continue;
            const QString text = visibleText(fromUtf8(word["word"].get<std::string>()), 60);
            line.note = word.value("too_long", false)
                            ? tr("“%1” is too long to be cut into pieces").arg(text)
                            : tr("“%1”: no piece of the vocabulary fits").arg(text);
        }
        lines_.push_back(std::move(line));
    }
    endResetModel();
}

int TokenModel::lines() const { return static_cast<int>(lines_.size()); }

QStringList TokenModel::titles() const { return {tr("No."), tr("Piece"), tr("Id"), tr("Note")}; }

bool TokenModel::isNumber(int column) const { return column == Number || column == Id; }

bool TokenModel::isCut(int line) const { return cut_ > 0 && line >= cut_; }

QColor TokenModel::color(int line) const { return isCut(line) ? cut_color_ : QColor(); }

QString TokenModel::cell(int line, int column, bool /*whole*/) const {
    const Line& one = lines_[static_cast<std::size_t>(line)];
    switch (column) {
        case Number:
            return countText(line + 1);
        case Piece:
            return one.piece;
        case Id:
            return QString::number(one.id);
        default:
            return isCut(line) ? tr("cut off: the model never sees it") : one.note;
    }
}

TokensView::TokensView(const Shell& shell, QWidget* parent)
    : QWidget(parent),
      shell_(shell),
      text_(new QPlainTextEdit(this)),
      model_(new QComboBox(this)),
      most_(new QSpinBox(this)),
      model_title_(new QLabel(this)),
      most_title_(new QLabel(this)),
      summary_(new QLabel(this)),
      view_(plainTable(tokens_, "tokens.pieces", this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    auto* bar = new QHBoxLayout;
    bar->addWidget(model_title_);
    bar->addWidget(model_);
    bar->addSpacing(space::kMedium);
    bar->addWidget(most_title_);
    bar->addWidget(most_);
    bar->addStretch(1);
    column->addLayout(bar);
    text_->setObjectName(QStringLiteral("tokens.text"));
    text_->setFixedHeight(72);
    text_->setTabChangesFocus(true);
    column->addWidget(text_);
    column->addWidget(summary_);
    summary_->setWordWrap(true);
    view_->verticalHeader()->setVisible(false);
    view_->setColumnWidth(TokenModel::Number, 64);
    view_->setColumnWidth(TokenModel::Piece, 220);
    column->addWidget(view_, 1);
    model_->setObjectName(QStringLiteral("tokens.model"));
    model_->setMinimumContentsLength(20);
    most_->setRange(8, 1024);
    most_->setValue(64);
    later_.setSingleShot(true);
    later_.setInterval(150);
    connect(&later_, &QTimer::timeout, this, &TokensView::ask);
    connect(text_, &QPlainTextEdit::textChanged, &later_, qOverload<>(&QTimer::start));
    connect(most_, &QSpinBox::valueChanged, &later_, qOverload<>(&QTimer::start));
    connect(model_, &QComboBox::currentIndexChanged, &later_, qOverload<>(&QTimer::start));
    retranslate();
}

void TokensView::setText(const QString& text) { text_->setPlainText(text); }

void TokensView::refreshModels() {
    shell_.reader.ask(
        this, [](engine::Reader& reader) { return reader.models(); },
        [this](engine::Result<engine::Json> models) {
            if (!models) {
                summary_->setText(say(models.error()));
                return;
            }
            const QString before = model_->currentText();
            const QSignalBlocker quiet(model_);
            model_->clear();
            for (const engine::Json& one : *models)
                model_->addItem(fromUtf8(one["name"].get<std::string>()));
            model_->setCurrentIndex(std::max(0, model_->findText(before)));
            later_.start();
        });
}

void TokensView::ask() {
    tokens_.setCutColor(shell_.theme.tokens().text2);
    if (model_->count() == 0) return;
    shell_.reader.ask(
        this,
        [model = model_->currentText().toStdString(), text = text_->toPlainText().toStdString(),
         most = most_->value()](engine::Reader& reader) {
            return reader.tokens(model, text, most);
        },
        [this, turn = ++turn_](engine::Result<engine::Json> tokens) {
            if (turn == turn_) answer(std::move(tokens));
        });
}

void TokensView::answer(engine::Result<engine::Json> tokens) {
    if (!tokens) {
        summary_->setText(say(tokens.error()));
        return;
    }
    tokens_.setTokens(*tokens);
    QString text = tr("%n piece(s)", nullptr, tokens_.rowCount());
    if (tokens_.unknown() > 0)
        text += QStringLiteral(" · ") + tr("%n word(s) not known", nullptr, tokens_.unknown());
    if (tokens_.worksOnBytes())
        text += QStringLiteral(" · ") + tr("no word is unknown: this model reads bytes");
    if (tokens_.cut() > 0)
        text += QStringLiteral(" · ") + tr("cut off after %n", nullptr, tokens_.cut());
    summary_->setText(text);
}

void TokensView::retranslate() {
    model_title_->setText(tr("Model"));
    model_->setAccessibleName(tr("Model"));
    most_title_->setText(tr("Cut off after"));
    most_->setAccessibleName(tr("Cut off after"));
    most_->setSuffix(tr(" pieces"));
    text_->setPlaceholderText(tr("Type a text, or choose a row under Rows."));
    text_->setAccessibleName(tr("Text"));
    view_->setAccessibleName(tr("Pieces"));
}

void TokensView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (!summary_->text().isEmpty()) later_.start();  // what was counted is said anew
    }
    QWidget::changeEvent(event);
}

}  // namespace widgets
