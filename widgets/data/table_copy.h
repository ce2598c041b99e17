// What every table and tree offers: its rows as text for other programs, and as a file.
#pragma once

#include <QObject>
#include <QString>
#include <functional>

class QAbstractItemView;
class QAction;
class QMenu;

namespace widgets {

/// Where a table has ways of its own: rows that are not there yet, numbers to more digits.
struct TableActs {
    std::function<void()> tsv, markdown, csv;  // empty: what the view shows
    std::function<QString()> file = {};        // what is written as CSV; empty: the same
};

class TableCopy : public QObject {
    Q_OBJECT
public:
    /// Whose menu the actions stand in.
    enum class Menu { Actions, Own };
    /// A child of the view. Three actions, named after it: "NAME.copy" (Ctrl+C),
    /// "NAME.copy_markdown", "NAME.export_csv". A view with a menu of its own puts them there with
    /// fill().
    explicit TableCopy(QAbstractItemView& view, TableActs acts = {}, Menu menu = Menu::Actions);

    /// The actions of the view, below a line.
    static void fill(QMenu& menu, const QAbstractItemView& view);
    /// Ctrl+C means something else in this view.
    void leaveKey() { key_ = false; }

    // The rows that are chosen, or all of them; of a tree those that are unfolded.
    QString tsv() const;
    QString markdown() const;
    QString csv() const;                     // all rows; numbers as programs write them
    void saveAs(const QString& file) const;  // as CSV; what went wrong is said in the window's bar

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QAction* add(const char* name, std::function<void()> act);
    void askSave() const;
    void retranslate();

    QAbstractItemView& view_;
    std::function<QString()> file_;
    QAction *copy_, *markdown_, *csv_;
    bool key_ = true;
};

}  // namespace widgets
