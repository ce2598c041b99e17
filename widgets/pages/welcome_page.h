// The first page: what to start from, and what a crash left to go on with.
#pragma once

#include <QWidget>
#include <vector>

#include "engine/spec/reader.h"
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
    void resumeAsked(const engine::JobInfo& job);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void buildRecent(QWidget* page, QVBoxLayout* column);
    void refreshSoon();
    void askUnfinished();
    void fillRecover();

    Shell shell_;
    QVBoxLayout* column_;
    QWidget* content_ = nullptr;
    QVBoxLayout* recover_ = nullptr;  // within it
    std::vector<engine::UnfinishedJob> unfinished_;
};

}  // namespace widgets
