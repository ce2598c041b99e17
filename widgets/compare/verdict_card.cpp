#include "widgets/compare/verdict_card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/compare/compare_data.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr int kClaimSeeds = 5;  // fewer make no claim

StateLook lookOfVerdict(const Theme& theme, const std::string& code) {
    const Tokens& t = theme.tokens();
    if (code == "helps" || code == "ahead") return {QStringLiteral("done"), t.done};
    if (code == "negative" || code == "not_comparable" || code == "degenerate")
        return {QStringLiteral("warning"), t.warning};
    if (code == "too_few_seeds") return {QStringLiteral("seed"), t.text2};
    return {code == "equal" ? QStringLiteral("compare") : QStringLiteral("info"), t.accent};
}

}  // namespace

VerdictCard::VerdictCard(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      theme_(theme),
      icon_(new QLabel(this)),
      sentence_(new QLabel(this)),
      basis_(new QLabel(this)),
      action_(new QPushButton(this)) {
    setProperty("card", true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    row->setSpacing(space::kMedium);
    row->addWidget(icon_, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(space::kTiny);
    for (QLabel* label : {sentence_, basis_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        column->addWidget(label);
    }
    sentence_->setObjectName(QStringLiteral("verdict.sentence"));
    basis_->setForegroundRole(QPalette::PlaceholderText);
    row->addLayout(column, 1);
    action_->setObjectName(QStringLiteral("verdict.action"));
    row->addWidget(action_, 0, Qt::AlignVCenter);
    connect(action_, &QPushButton::clicked, this, [this] { Q_EMIT seedsAsked(total_, more_); });
    connect(&theme_, &Theme::changed, this, &VerdictCard::show);
    show();
}

void VerdictCard::setVerdict(const engine::Json& verdict) {
    verdict_ = verdict;
    text_.clear();
    show();
}

void VerdictCard::setText(const QString& sentence) {
    verdict_ = {};
    text_ = sentence;
    show();
}

QString VerdictCard::sentence() const { return sentence_->text(); }
QString VerdictCard::basis() const { return basis_->text(); }

void VerdictCard::show() {
    sentence_->setFont(theme_.font(TextSize::Verdict));
    const bool judged = verdict_.is_object();
    const std::string code = judged ? verdict_.value("code", "") : std::string();
    const StateLook look = judged ? lookOfVerdict(theme_, code)
                                  : StateLook{QStringLiteral("info"), theme_.tokens().text2};
    icon_->setPixmap(theme_.icon(look.icon, look.color).pixmap(24, 24));
    sentence_->setText(judged ? verdictSentence(verdict_) : text_);
    basis_->setText(judged ? verdictBasis(verdict_) : QString());
    basis_->setVisible(!basis_->text().isEmpty());
    total_ = more_ = 0;
    QString title;
    if (judged && verdict_.contains("action") && verdict_["action"].is_object()) {
        const engine::Json& action = verdict_["action"];
        const auto arguments = action["arguments"].get<std::vector<std::string>>();
        const int number = arguments.empty() ? 0 : QString::fromStdString(arguments[0]).toInt();
        if (code == "too_few_seeds") {
            total_ = number > 0 ? number : kClaimSeeds;
            title = say(action["message"].get<std::string>(), arguments);
        } else if (code == "undecided" && number > 0) {
            more_ = number;
            title = tr("Run %n more seeds", nullptr, number);
        }
    }
    action_->setText(title);
    action_->setVisible(!title.isEmpty());
    setAccessibleName(sentence_->text());
    setAccessibleDescription(basis_->text());
}

void VerdictCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) show();
    QFrame::changeEvent(event);
}

}  // namespace widgets
