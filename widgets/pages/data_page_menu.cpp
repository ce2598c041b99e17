// What can be done with a dataset of the list: copy its fingerprint, import it again, remove it.
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QStackedWidget>

#include "widgets/data/dataset_view.h"
#include "widgets/data/visible_text.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/words.h"
#include "widgets/pages/data_page.h"

namespace widgets {

void DataPage::menuAt(const QPoint& at) {
    const QModelIndex of = list_view_->indexAt(at);
    if (!of.isValid()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const QString fingerprint = of.data(DatasetListModel::FingerprintRole).toString();
    QAction* copy = menu->addAction(tr("Copy fingerprint"));
    copy->setEnabled(!fingerprint.isEmpty());
    connect(copy, &QAction::triggered, this,
            [fingerprint] { QGuiApplication::clipboard()->setText(fingerprint); });
    const QPersistentModelIndex kept(of);
    QAction* again = menu->addAction(tr("Re-import"));
    const QFileInfo source(of.data(DatasetListModel::SourceRole).toString());
    again->setEnabled(source.isAbsolute() && source.exists());
    if (!again->isEnabled()) again->setToolTip(tr("Its file is not there."));
    connect(again, &QAction::triggered, this, [this, kept] { reimport(kept); });
    QAction* away = menu->addAction(tr("Remove"));
    away->setEnabled(!fingerprint.isEmpty() && !shell_.desk.isLive());
    if (shell_.desk.isLive()) away->setToolTip(tr("A run is live and may read it."));
    connect(away, &QAction::triggered, this, [this, kept] { remove(kept); });
    menu->popup(list_view_->viewport()->mapToGlobal(at));
}

void DataPage::reimport(const QModelIndex& of) {
    if (!of.isValid() || !mayWrite()) return;
    Import what;
    what.file = of.data(DatasetListModel::SourceRole).toString();
    what.name = of.data(DatasetListModel::NameRole).toString();
    auto options = engine::read_json(
        of.data(DatasetListModel::ImporterRole).toString().toStdString(), "importer");
    if (options) what.options = *std::move(options);
    what.options["replace"] = true;
    // What the columns are used as goes along to the new rows.
    const bool shown = view_->name() == what.name && view_->passport().is_object();
    if (shown && view_->passport().value("roles_chosen", false)) {
        what.roles = engine::Json::object();
        const engine::Json& columns = view_->passport()["columns"];
        for (std::size_t i = 0; i < columns.size(); ++i)
            what.roles[columns[i]["name"].get<std::string>()] = view_->passport()["roles"][i];
    }
    start(what);
}

void DataPage::remove(const QModelIndex& of) {
    if (!of.isValid() || !mayWrite()) return;
    const QString name = of.data(DatasetListModel::NameRole).toString();
    shell_.reader.ask(
        this,
        [asked = name.toStdString()](engine::Reader& reader) {
            return reader.remove_dataset(asked);
        },
        [this, name](engine::Result<std::string> fingerprint) {
            if (!fingerprint) {
                shell_.messages.show(fingerprint.error());
                return;
            }
            if (view_->name() == name) {
                view_->clear();
                stack_->setCurrentIndex(0);
            }
            refresh();
            shell_.messages.show(
                MessageBar::Kind::Info, tr("%1 was removed.").arg(visibleText(name, 60)),
                {{tr("Undo"), [this, name, key = *fingerprint] {
                      wanted_ = name;
                      shell_.reader.ask(
                          this,
                          [key](engine::Reader& reader) { return reader.restore_dataset(key); },
                          [this](engine::Result<void> done) {
                              if (!done) shell_.messages.show(done.error());
                              refresh();
                          });
                  }}});
        });
}

}  // namespace widgets
