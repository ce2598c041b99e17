// Draws an edge by keyboard: an output of one node, then one of the inputs that it fits.
#pragma once

#include <QDialog>
#include <QList>

#include "engine/spec/document.h"
#include "widgets/frame/shell.h"

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QListWidget;

namespace widgets {

class ConnectDialog : public QDialog {
    Q_OBJECT
public:
    ConnectDialog(const Shell& shell, const QString& node, QWidget* parent);

    QStringList offered() const;  // as listed
    /// The chosen edge is drawn by accept().
    void choose(int row);
    void accept() override;

private:
    void fill();

    Shell shell_;
    std::string node_;
    QComboBox* output_;
    QListWidget* inputs_;
    QLabel* none_;
    QDialogButtonBox* buttons_;
    QList<engine::PortRef> targets_;
};

}  // namespace widgets
