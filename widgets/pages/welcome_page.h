// The first page: what to start from.
#pragma once

#include <QWidget>

#include "widgets/frame/shell.h"

class QGridLayout;
class QVBoxLayout;

namespace widgets {

class WelcomePage : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(const Shell& shell, QWidget* parent = nullptr);
    void refresh();  // recent files and words

Q_SIGNALS:
    void templateChosen(const QString& file);
    void fileChosen(const QString& file);
    void importAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildRecent(QWidget* page, QVBoxLayout* column);
    void refreshSoon();

    Shell shell_;
    QVBoxLayout* column_;
    QWidget* content_ = nullptr;
};

}  // namespace widgets
