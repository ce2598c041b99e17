// Everything that was said, with its time: messages, states of steps, warnings. Filtered by level
// and by words.
#pragma once

#include <QDateTime>
#include <QWidget>
#include <vector>

#include "widgets/frame/message_bar.h"
#include "widgets/frame/shell.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace widgets {

class LogDock : public QWidget {
    Q_OBJECT
public:
    explicit LogDock(const Shell& shell, QWidget* parent = nullptr);
    /// Every line that is kept, oldest first, whatever is filtered.
    QString everything() const;
    void addMessage(MessageBar::Kind kind, const QString& text, const QString& details);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Level { Detail, Note, Trouble };
    struct Line {
        QDateTime when;
        Level level;
        QString text;
    };
    void add(Level level, const QString& text);
    bool isShown(const Line& line) const;
    void fill();
    void retranslate();

    std::vector<Line> lines_;
    QComboBox* level_;
    QLineEdit* filter_;
    QPlainTextEdit* view_;
};

}  // namespace widgets
