// Messages above the page: what, why, what next, with buttons. It pushes the page down and never
// covers it; a box that must be answered is for decisions only.
#pragma once

#include <QFrame>
#include <QString>
#include <functional>
#include <vector>

#include "engine/base/error.h"

class QVBoxLayout;

namespace widgets {

class Theme;

class MessageBar : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Info, Good, Warning, Error };
    struct Button {
        QString title;
        std::function<void()> act;
    };

    explicit MessageBar(const Theme& theme, QWidget* parent = nullptr);

    /// The bar of the window that a widget stands in, also of a dialog above the window; null:
    /// none.
    static MessageBar* above(QWidget* widget);

    /// The same message (text, details) is counted up instead of shown twice. Info, Good leave
    /// after 8 s unless they have buttons; the oldest of more than three goes to the log alone.
    void show(Kind kind, const QString& text, std::vector<Button> buttons = {},
              const QString& details = {});
    /// What failed and why; what next: the buttons, or where there are none a sentence after the
    /// kind of fault. Its details, with the code, can be copied.
    void show(const engine::Error& error, std::vector<Button> buttons = {});
    /// Takes a message back whose time has passed; nothing happens when it is gone.
    void withdraw(const QString& text);
    int count() const;
    QString text(int index) const;  // newest last
    QString next(int index) const;  // the sentence that says what next; "": buttons do

Q_SIGNALS:
    void logged(MessageBar::Kind kind, const QString& text, const QString& details);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Line;
    struct Said {
        Kind kind;
        QString text, next, details;
        QString copied;  // "": nothing more is known than what can be read
    };
    void show(const Said& said, const std::vector<Button>& buttons);
    const Line* line(int index) const;
    void retranslate();
    const Theme& theme_;
    QVBoxLayout* lines_;
};

}  // namespace widgets
