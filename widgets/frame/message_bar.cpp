#include "widgets/frame/message_bar.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr int kMostLines = 3;
constexpr int kStays = 8000;  // milliseconds
constexpr int kTick = 250;

QString iconOf(MessageBar::Kind kind) {
    switch (kind) {
        case MessageBar::Kind::Good:
            return QStringLiteral("done");
        case MessageBar::Kind::Warning:
            return QStringLiteral("warning");
        case MessageBar::Kind::Error:
            return QStringLiteral("failed");
        case MessageBar::Kind::Info:
            break;
    }
    return QStringLiteral("info");
}

QColor colorOf(const Tokens& tokens, MessageBar::Kind kind) {
    switch (kind) {
        case MessageBar::Kind::Good:
            return tokens.done;
        case MessageBar::Kind::Warning:
            return tokens.warning;
        case MessageBar::Kind::Error:
            return tokens.failed;
        case MessageBar::Kind::Info:
            break;
    }
    return tokens.accent;
}

}  // namespace

MessageBar* MessageBar::above(QWidget* widget) {
    for (; widget != nullptr; widget = widget->parentWidget()) {
        if (!widget->isWindow()) continue;
        if (auto* bar = widget->findChild<MessageBar*>()) return bar;
    }
    return nullptr;
}

class MessageBar::Line : public QFrame {
public:
    Line(const Theme& theme, const Said& said, const std::vector<Button>& buttons, QWidget* parent)
        : QFrame(parent), said_(said) {
        const QColor color = colorOf(theme.tokens(), said.kind);
        setObjectName(QStringLiteral("message"));
        setStyleSheet(
            QStringLiteral("QFrame#message{background:%1;border:0;border-left:4px solid %2;"
                           "border-bottom:1px solid %3}")
                .arg(theme.tokens().surface.name(), color.name(), theme.tokens().grid.name()));
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(space::kMedium, space::kTiny, space::kSmall, space::kTiny);
        row->setSpacing(space::kSmall);
        auto* picture = new QLabel(this);
        picture->setPixmap(theme.icon(iconOf(said.kind), color).pixmap(16, 16));
        row->addWidget(picture);
        label_ = new QLabel(shownText(), this);
        label_->setTextFormat(Qt::PlainText);  // it names what stands in files
        label_->setWordWrap(true);
        label_->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label_->setToolTip(plainToolTip(said.details));
        row->addWidget(label_, 1);
        for (const Button& button : buttons) {
            auto* push = new QPushButton(button.title, this);
            connect(push, &QPushButton::clicked, this, [this, act = button.act] {
                hide();
                deleteLater();
                if (act) act();
            });
            row->addWidget(push);
        }
        if (!said.copied.isEmpty()) {
            auto* copy = new QToolButton(this);
            copy->setObjectName(QStringLiteral("copy"));
            copy->setIcon(theme.icon(QStringLiteral("copy")));
            copy->setAutoRaise(true);
            copy->setFocusPolicy(Qt::StrongFocus);
            connect(copy, &QToolButton::clicked, this,
                    [copied = said.copied] { QGuiApplication::clipboard()->setText(copied); });
            row->addWidget(copy);
        }
        auto* close = new QToolButton(this);
        close->setObjectName(QStringLiteral("dismiss"));
        close->setFocusPolicy(Qt::StrongFocus);
        close->setIcon(theme.icon(QStringLiteral("close")));
        close->setAutoRaise(true);
        connect(close, &QToolButton::clicked, this, &QObject::deleteLater);
        row->addWidget(close);
        retranslate();
        if ((said.kind == Kind::Info || said.kind == Kind::Good) && buttons.empty()) leaveLater();
    }

    const QString& text() const { return said_.text; }
    const QString& next() const { return said_.next; }
    const QString& details() const { return said_.details; }
    void again() { label_->setText(QStringLiteral("%1 (×%2)").arg(shownText()).arg(++times_)); }

protected:
    void changeEvent(QEvent* event) override {
        if (event->type() == QEvent::LanguageChange) retranslate();
        QFrame::changeEvent(event);
    }

private:
    QString shownText() const {
        return said_.next.isEmpty() ? said_.text : said_.text + QLatin1Char(' ') + said_.next;
    }

    // Of its own buttons; the sentence stays in the language in which it was said.
    void retranslate() {
        const std::pair<const char*, QString> words[] = {{"copy", MessageBar::tr("Copy details")},
                                                         {"dismiss", MessageBar::tr("Dismiss")}};
        for (const auto& [name, text] : words) {
            auto* button = findChild<QToolButton*>(QLatin1String(name));
            if (button == nullptr) continue;
            button->setAccessibleName(text);
            button->setToolTip(text);
        }
    }

    // Counts only while the window is in front: nobody reads what lies behind another one.
    void leaveLater() {
        auto* timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, [this] {
            if (window()->isActiveWindow()) shown_ += kTick;
            if (shown_ >= kStays) deleteLater();
        });
        timer->start(kTick);
    }

    Said said_;
    QLabel* label_ = nullptr;
    int times_ = 1;
    int shown_ = 0;  // milliseconds in front
};

MessageBar::MessageBar(const Theme& theme, QWidget* parent)
    : QFrame(parent), theme_(theme), lines_(new QVBoxLayout(this)) {
    lines_->setContentsMargins(0, 0, 0, 0);
    lines_->setSpacing(0);
    retranslate();
}

void MessageBar::retranslate() { setAccessibleName(tr("Messages")); }

void MessageBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

void MessageBar::show(Kind kind, const QString& text, std::vector<Button> buttons,
                      const QString& details) {
    show(Said{kind,
              text,
              {},
              details,
              details.isEmpty() ? QString() : text + QLatin1Char('\n') + details},
         buttons);
}

void MessageBar::show(const engine::Error& error, std::vector<Button> buttons) {
    const QString text = say(error);
    const QString next = buttons.empty() ? nextStep(error.code) : QString();
    QStringList copied{text, next, fromUtf8(error.detail), fromUtf8(engine::name_of(error.code))};
    copied.removeAll(QString());
    show(Said{Kind::Error, text, next, fromUtf8(error.detail), copied.join(QLatin1Char('\n'))},
         buttons);
}

void MessageBar::show(const Said& said, const std::vector<Button>& buttons) {
    Q_EMIT logged(said.kind, said.text, said.details);
    for (int i = 0; i < lines_->count(); ++i) {
        auto* line = static_cast<Line*>(lines_->itemAt(i)->widget());
        // One whose button was pressed is on its way out.
        if (!line->isHidden() && line->text() == said.text && line->details() == said.details)
            return line->again();
    }
    while (lines_->count() >= kMostLines) {
        auto* oldest = lines_->takeAt(0)->widget();
        oldest->hide();
        oldest->deleteLater();
    }
    auto* line = new Line(theme_, said, buttons, this);
    lines_->addWidget(line);
    line->show();  // at once: the layout would do so later, and a hidden line is one that leaves
}

void MessageBar::withdraw(const QString& text) {
    for (int i = lines_->count() - 1; i >= 0; --i) {
        auto* line = static_cast<Line*>(lines_->itemAt(i)->widget());
        if (line->text() != text) continue;
        line->hide();
        line->deleteLater();
    }
}

int MessageBar::count() const { return lines_->count(); }

const MessageBar::Line* MessageBar::line(int index) const {
    const auto* item = lines_->itemAt(index);
    return item == nullptr ? nullptr : static_cast<const Line*>(item->widget());
}

QString MessageBar::text(int index) const {
    const Line* one = line(index);
    return one == nullptr ? QString() : one->text();
}

QString MessageBar::next(int index) const {
    const Line* one = line(index);
    return one == nullptr ? QString() : one->next();
}

}  // namespace widgets
