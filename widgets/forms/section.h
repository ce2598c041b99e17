// A part of a form that can be folded, with a line that says what is in it.
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace widgets {

class Section : public QWidget {
    Q_OBJECT
public:
    Section(const QString& title, QWidget* parent);

    QVBoxLayout* content() { return column_; }
    void setTitle(const QString& title);
    void setSummary(const QString& text);  // seen while it is folded
    void setOpen(bool open);
    bool isOpen() const;

Q_SIGNALS:
    void toggled(bool open);

private:
    QToolButton* head_;
    QLabel* summary_;
    QWidget* body_;
    QVBoxLayout* column_;
};

}  // namespace widgets
