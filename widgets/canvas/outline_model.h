// The pipeline as a tree of two levels: lanes with their nodes, arms with theirs, groups of the
// canvas with theirs, and its notes.
#pragma once

#include <QAbstractItemModel>
#include <string>
#include <vector>

#include "widgets/frame/shell.h"

namespace widgets {

class JobStates;

class OutlineModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Title, State, kColumns };
    // Ids; "" for what is none. A note counts as a node; a group is one of the canvas.
    enum Role { NodeRole = Qt::UserRole, ArmRole, GroupRole };

    OutlineModel(const Shell& shell, const JobStates& states, QObject* parent = nullptr);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Renames a node, an arm or a group, or writes a note anew.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    /// Every place where a node stands: in its lane, then in its arms.
    QModelIndexList indexesOf(const QString& node) const;
    void retranslate() { onDocument(); }

private:
    struct Group {
        std::string arm;  // id; "" for a lane, a group and the notes
        QString title;
        std::vector<std::string> nodes;
        std::string group;  // id
        bool operator==(const Group&) const = default;
    };
    std::vector<Group> build() const;
    void onDocument();
    void redraw();  // words or colours are others now
    void onStates(const QSet<QString>& nodes);
    QString stateOf(const Group& group) const;  // in words
    QVariant groupData(const Group& group, int column, int role) const;
    QVariant noteData(const std::string& id, int column, int role) const;
    QVariant nodeData(const std::string& id, int column, int role) const;
    QString sentenceOf(const std::string& id) const;  // for a screen reader
    int faultsOf(const std::string& id) const;

    Shell shell_;
    const JobStates& states_;
    std::vector<Group> groups_;
};

}  // namespace widgets
