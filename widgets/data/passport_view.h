// A dataset's passport as cards: rows, classes, lengths, ratings, columns, where it came from.
#pragma once

#include <QScrollArea>

#include "engine/base/json.h"

class QHBoxLayout;
class QVBoxLayout;

namespace widgets {

class Theme;

class PassportView : public QScrollArea {
    Q_OBJECT
public:
    explicit PassportView(const Theme& theme, QWidget* parent = nullptr);
    void setPassport(const engine::Json& passport);  // as Reader::passport
    void setSplit(const engine::Json& split);  // as Reader::split; null: nothing is said of it
    void clear();
    QString markdown() const { return markdown_; }  // the same, for other programs

Q_SIGNALS:
    void rejectsAsked();
    void rolesAsked();
    void nearCopiesAsked();
    void nearCopiesToGo(bool go);  // out of the test

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    static constexpr int kMostHistograms = 4;  // of texts, of numbers: what is looked at once
    void build();
    QWidget* card(const QString& title, QWidget* content);
    QWidget* rowsCard();
    QWidget* classesCard();
    QWidget* leakageCard();
    QHBoxLayout* leakageActs(QWidget* content, bool bad, bool dropped);
    QWidget* textCard();
    QWidget* numbersCard();
    QWidget* ratingsCard();
    void addHistogram(const engine::Json& column, QVBoxLayout* to);
    QWidget* columnsCard();
    QWidget* sourceCard();
    QWidget* facts(const QList<std::pair<QString, QString>>& lines);

    const Theme& theme_;
    engine::Json passport_, split_;
    QString markdown_;
};

}  // namespace widgets
