// Which keys a command has: changed here, refused when another command has them, and printed.
#pragma once

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QPushButton;
class QSettings;
class QTreeWidget;

namespace widgets {

class Actions;

class KeyEditor : public QDialog {
    Q_OBJECT
public:
    KeyEditor(Actions& actions, QSettings& settings, QWidget* parent = nullptr);

private:
    void build();
    void fill();
    void showCurrent();
    void check();
    QString current() const;  // id of the command
    void printSheet();

    Actions& actions_;
    QSettings& settings_;
    QTreeWidget* list_;
    QKeySequenceEdit* keys_;
    QPushButton* set_;
    QPushButton* none_;
    QPushButton* shipped_;
    QLabel* verdict_;
};

}  // namespace widgets
