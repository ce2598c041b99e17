// A list as chips: each with a cross, and a line that adds one by Enter. It keeps no list of its
// own truth: whoever owns it is asked for every change and shows the list that came of it.
#pragma once

#include <QStringList>
#include <QWidget>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace widgets {

class Theme;

class ChipEdit : public QWidget {
    Q_OBJECT
public:
    explicit ChipEdit(const Theme& theme, QWidget* parent = nullptr);

    /// @param values  as stored
    /// @param titles  as shown
    void setValues(const QStringList& values, const QStringList& titles);
    const QStringList& values() const { return values_; }
    /// What is offered while typing: as stored and as shown.
    void setChoices(const QStringList& values, const QStringList& titles);
    void setPlaceholder(const QString& text);
    QLineEdit* line() { return line_; }
    void clearLine();

Q_SIGNALS:
    /// The list as it would be then.
    void asked(const QStringList& values);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void add();
    void remove(qsizetype at);
    void offerRest();

    const Theme& theme_;
    QStringList values_, titles_, choices_, choice_titles_;
    QList<QWidget*> chips_;
    QLineEdit* line_;
    QCompleter* completer_;
    QStringListModel* offered_;
};

}  // namespace widgets
