// Find within what is shown: one line below the page, for every table and tree of the window and,
// through the outline, for the canvas.
#pragma once

#include <QFrame>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QTimer>

class QAbstractItemView;
class QLabel;
class QLineEdit;
class QToolButton;

namespace widgets {

class Theme;

class FindBar : public QFrame {
    Q_OBJECT
public:
    explicit FindBar(const Theme& theme, QWidget* parent = nullptr);

    /// Shows the bar; what is typed is looked for in the rows that the view holds so far.
    void open(QAbstractItemView* view);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void searchSoon();
    void search();
    void go(int by);
    void step(int by);
    void leave();
    void retranslate();
    void redraw();

    const Theme& theme_;
    QPointer<QAbstractItemView> view_;
    QPointer<QWidget> from_;  // had the focus
    QTimer soon_;
    QList<QPersistentModelIndex> hits_;
    qsizetype at_ = 0;
    QLineEdit* line_;
    QLabel* count_;
    QToolButton* previous_;
    QToolButton* next_;
    QToolButton* close_;
};

}  // namespace widgets
