// What each column is for: the guess, and what a person made of it.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <QStyledItemDelegate>
#include <vector>

#include "engine/base/json.h"

namespace widgets {

class ColumnMapModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Type, Role, Example, Columns };
    using QAbstractTableModel::QAbstractTableModel;

    /// As Reader::preview, or a passport ("columns" of objects). Roles that a person chose stay
    /// while the columns keep their names.
    void setColumns(const engine::Json& preview);
    /// The ids of all roles, and a role's name in the window's language.
    static const QStringList& roleIds();
    static QString roleTitle(const QString& id);
    static QString typeTitle(const QString& type);

    QStringList roles() const;         // one a column
    engine::Json rolesByName() const;  // {"column": "role"}
    void setRole(int row, const QString& role);
    /// Why the roles make no task; "" where they do: text with a label, or users and items.
    QString lack() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void rolesChanged();

private:
    struct Line {
        QString name, type, role, example;
    };
    std::vector<Line> lines_;
    bool chosen_ = false;
};

/// A combo box that is always to be seen, and opens at the first click.
class RoleDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model,
                      const QModelIndex& index) const override;
};

}  // namespace widgets
