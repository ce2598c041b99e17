// Users whose lists two arms order differently: which they are, what is known of the chosen one,
// and both lists side by side.
#pragma once

#include <QWidget>

#include "engine/base/json.h"

class QLabel;

namespace widgets {

class TableTab;
class Theme;

class UserPanel : public QWidget {
    Q_OBJECT
public:
    explicit UserPanel(const Theme& theme, QWidget* parent = nullptr);
    /// @param users  "users" of Reader::examples; @param a, b  titles of the arms
    void setUsers(const engine::Json& users, const QString& a, const QString& b);
    const TableTab* table() const { return users_table_; }
    const TableTab* list(int side) const { return lists_[side]; }
    QString known() const;  // of the chosen user, in words

protected:
    void changeEvent(QEvent* event) override;

private:
    void showUser(const QString& user);
    void retranslate();

    engine::Json users_ = engine::Json::array();
    QString titles_[2];
    TableTab* users_table_;
    QLabel* known_;
    QLabel* headings_[2];
    TableTab* lists_[2];
};

}  // namespace widgets
