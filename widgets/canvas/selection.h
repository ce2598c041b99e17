// What is selected in the open pipeline: shared by canvas, outline and properties.
#pragma once

#include <QObject>
#include <QStringList>

namespace widgets {

class Selection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    const QStringList& nodes() const { return nodes_; }  // ids in the document
    QString current() const { return nodes_.isEmpty() ? QString() : nodes_.back(); }
    void set(const QStringList& nodes) {
        if (nodes == nodes_) return;
        nodes_ = nodes;
        Q_EMIT changed();
    }

Q_SIGNALS:
    void changed();
    void editAsked();  // Enter on a node: its properties take the focus

private:
    QStringList nodes_;
};

}  // namespace widgets
