#include "widgets/canvas/connect_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "engine/plan/graph.h"
#include "widgets/document/edits.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

ConnectDialog::ConnectDialog(const Shell& shell, const QString& node, QWidget* parent)
    : QDialog(parent), shell_(shell), node_(node.toStdString()) {
    const engine::Document& document = shell_.pipeline.document();
    const QString title = engineText(edits::titleOf(document, shell_.catalog, node_));
    setWindowTitle(tr("Connect %1 to...").arg(title));
    resize(400, 360);
    auto* column = new QVBoxLayout(this);
    auto* from = new QLabel(tr("&Output"), this);
    output_ = new QComboBox(this);
    from->setBuddy(output_);
    const engine::Node* one = document.node(node_);
    if (one != nullptr) {
        for (const engine::Port& port : shell_.catalog.find(one->kind)->outputs)
            output_->addItem(engineText(edits::typesTitle(port.types)), fromUtf8(port.name));
    }
    auto* to = new QLabel(tr("&Fitting inputs"), this);
    inputs_ = new QListWidget(this);
    to->setBuddy(inputs_);
    none_ = new QLabel(tr("No input of this pipeline fits. Add a node that takes it."), this);
    none_->setWordWrap(true);
    buttons_ = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* connect_button = buttons_->addButton(tr("Connect"), QDialogButtonBox::AcceptRole);
    connect_button->setDefault(true);
    column->addWidget(from);
    column->addWidget(output_);
    column->addWidget(to);
    column->addWidget(inputs_, 1);
    column->addWidget(none_);
    column->addWidget(buttons_);
    const bool several = output_->count() > 1;
    from->setVisible(several);
    output_->setVisible(several);
    connect(output_, &QComboBox::currentIndexChanged, this, &ConnectDialog::fill);
    connect(inputs_, &QListWidget::itemActivated, this, &ConnectDialog::accept);
    connect(buttons_, &QDialogButtonBox::accepted, this, &ConnectDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &ConnectDialog::reject);
    fill();
    inputs_->setFocus();
}

// Open inputs first, then those whose edge would be replaced.
void ConnectDialog::fill() {
    const engine::Document& document = shell_.pipeline.document();
    const engine::PortRef from{node_, output_->currentData().toString().toStdString()};
    const engine::Graph graph(document, shell_.catalog);
    inputs_->clear();
    targets_.clear();
    for (const bool taken : {false, true}) {
        for (const engine::Node& node : document.nodes) {
            for (const engine::Port& port : shell_.catalog.find(node.kind)->inputs) {
                const engine::PortRef to{node.id, port.name};
                const auto refusal = edits::canConnect(document, shell_.catalog, from, to);
                if (refusal ? !(taken && refusal->rule == "single_input") : taken) continue;
                const QString title = engineText(edits::titleOf(document, shell_.catalog, node.id));
                const QString input = engineText(port.name);
                inputs_->addItem(
                    taken ? tr("%1: %2, in place of %3")
                                .arg(title, input,
                                     engineText(edits::titleOf(
                                         document, shell_.catalog,
                                         graph.into(node.id, port.name).front()->from.node)))
                          : tr("%1: %2", "a node and its input").arg(title, input));
                targets_.push_back(to);
            }
        }
    }
    none_->setVisible(targets_.isEmpty());
    inputs_->setVisible(!targets_.isEmpty());
    for (QAbstractButton* button : buttons_->buttons()) {
        if (buttons_->buttonRole(button) == QDialogButtonBox::AcceptRole)
            button->setEnabled(!targets_.isEmpty());
    }
    inputs_->setCurrentRow(targets_.isEmpty() ? -1 : 0);
}

QStringList ConnectDialog::offered() const {
    QStringList out;
    for (int i = 0; i < inputs_->count(); ++i) out << inputs_->item(i)->text();
    return out;
}

void ConnectDialog::choose(int row) { inputs_->setCurrentRow(row); }

void ConnectDialog::accept() {
    const int row = inputs_->currentRow();
    if (row < 0 || row >= targets_.size()) return;
    const engine::PortRef from{node_, output_->currentData().toString().toStdString()};
    const engine::PortRef to = targets_[row];
    shell_.pipeline.edit(tr("Connect"), [&](engine::Document& document) {
        edits::connect(document, shell_.catalog, from, to);
    });
    QDialog::accept();
}

}  // namespace widgets
