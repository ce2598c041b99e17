// The verdict on one pair of arms in words: icon, sentence, what it rests on, and what would help.
#pragma once

#include <QFrame>

#include "engine/base/json.h"

class QLabel;
class QPushButton;

namespace widgets {

class Theme;

class VerdictCard : public QFrame {
    Q_OBJECT
public:
    explicit VerdictCard(const Theme& theme, QWidget* parent = nullptr);

    void setVerdict(const engine::Json& verdict);
    void setText(const QString& sentence);  // without a verdict
    QString sentence() const;
    QString basis() const;
    QPushButton* action() const { return action_; }  // hidden where nothing would help

Q_SIGNALS:
    /// More seeds are wanted. @param total  how many there should be; 0: `more` on top
    void seedsAsked(int total, int more);

protected:
    void changeEvent(QEvent* event) override;

private:
    void show();

    const Theme& theme_;
    QLabel* icon_;
    QLabel* sentence_;
    QLabel* basis_;
    QPushButton* action_;
    engine::Json verdict_;
    QString text_;
    int total_ = 0, more_ = 0;
};

}  // namespace widgets
