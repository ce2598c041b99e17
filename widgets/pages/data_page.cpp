#include "widgets/pages/data_page.h"

#include <QDateTime>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "widgets/data/dataset_view.h"
#include "widgets/data/import_wizard.h"
#include "widgets/data/reject_model.h"
#include "widgets/data/visible_text.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

DataPage::DataPage(const Shell& shell, QWidget* parent)
    : QWidget(parent), shell_(shell), list_(shell.theme), shown_(new QSortFilterProxyModel(this)) {
    shown_->setSourceModel(&list_);
    shown_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    shown_->setFilterRole(DatasetListModel::NameRole);
    auto* row = new QVBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    progress_ = new QWidget(this);
    auto* bar = new QHBoxLayout(progress_);
    bar->setContentsMargins(space::kLarge, space::kSmall, space::kLarge, space::kSmall);
    busy_ = new QLabel(progress_);
    busy_->setTextFormat(Qt::PlainText);
    done_ = new QProgressBar(progress_);
    done_->setObjectName(QStringLiteral("data.import.done"));
    done_->setRange(0, 100);
    done_->setTextVisible(false);
    done_->setFixedHeight(6);
    stop_ = new QPushButton(progress_);
    stop_->setObjectName(QStringLiteral("data.import.stop"));
    connect(stop_, &QPushButton::clicked, this, &DataPage::stopImport);
    bar->addWidget(busy_);
    bar->addWidget(done_, 1);
    bar->addWidget(left_ = new QLabel(progress_));
    bar->addWidget(stop_);
    progress_->hide();
    row->addWidget(progress_);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(side());
    stack_ = new QStackedWidget(split);
    auto* nothing = new QWidget(stack_);
    auto* column = new QVBoxLayout(nothing);
    empty_ = new QLabel(nothing);
    empty_->setAlignment(Qt::AlignCenter);
    import_empty_ = new QPushButton(nothing);
    import_empty_->setProperty("primary", true);
    column->addStretch(1);
    column->addWidget(empty_);
    column->addWidget(import_empty_, 0, Qt::AlignCenter);
    column->addStretch(1);
    view_ = new DatasetView(shell_, stack_);
    stack_->addWidget(nothing);
    stack_->addWidget(view_);
    split->addWidget(stack_);
    split->setStretchFactor(1, 1);
    split->setSizes({220, 900});
    split->setChildrenCollapsible(false);
    row->addWidget(split, 1);
    connect(import_, &QPushButton::clicked, this, &DataPage::chooseFile);
    connect(import_empty_, &QPushButton::clicked, this, &DataPage::chooseFile);
    connect(view_, &DatasetView::templateAsked, this, &DataPage::templateAsked);
    connect(view_, &DatasetView::opened, this, &DataPage::afterOpened);
    connect(&shell_.desk, &RunDesk::finished, this, &DataPage::refresh);  // samples it imported
    retranslate();
}

QWidget* DataPage::side() {
    auto* out = new QWidget(this);
    auto* column = new QVBoxLayout(out);
    column->setContentsMargins(space::kMedium, space::kMedium, 0, space::kMedium);
    column->setSpacing(space::kSmall);
    import_ = new QPushButton(out);
    import_->setObjectName(QStringLiteral("data.import"));
    filter_ = new QLineEdit(out);
    filter_->setObjectName(QStringLiteral("data.filter"));
    filter_->setClearButtonEnabled(true);
    list_view_ = new QListView(out);
    list_view_->setObjectName(QStringLiteral("data.list"));
    list_view_->setModel(shown_);
    list_view_->setContextMenuPolicy(Qt::CustomContextMenu);
    list_view_->setUniformItemSizes(true);
    list_view_->setMinimumWidth(180);
    column->addWidget(import_);
    column->addWidget(filter_);
    column->addWidget(list_view_, 1);
    connect(filter_, &QLineEdit::textChanged, shown_, &QSortFilterProxyModel::setFilterFixedString);
    connect(list_view_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid() && !listing_)
                    open(now.data(DatasetListModel::NameRole).toString());
            });
    connect(list_view_, &QWidget::customContextMenuRequested, this, &DataPage::menuAt);
    return out;
}

void DataPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!listed_) refresh();
}

void DataPage::refresh() {
    shell_.reader.ask(
        this, [](engine::Reader& reader) { return reader.datasets(); },
        [this](engine::Result<engine::Json> datasets) {
            if (!datasets) {
                shell_.messages.show(datasets.error(), {{tr("Retry"), [this] { refresh(); }}});
                return;
            }
            listed_ = true;
            const QString current = wanted_.isEmpty() ? view_->name() : wanted_;
            wanted_.clear();
            listing_ = true;  // a new list chooses nothing by itself
            list_.setDatasets(*datasets);
            list_view_->setCurrentIndex(shown_->mapFromSource(list_.find(current)));
            listing_ = false;
            if (current != view_->name()) open(current);
        });
}

void DataPage::open(const QString& name) {
    stack_->setCurrentWidget(view_);
    view_->setDataset(name);
}

// A sample that had not been asked for yet is in the library now: the list says how many rows.
void DataPage::afterOpened() {
    if (list_.find(view_->name()).data(DatasetListModel::FingerprintRole).toString().isEmpty())
        refresh();
    tellChanged();
}

void DataPage::tellChanged() {
    const QString source = fromUtf8(view_->passport().value("source", std::string()));
    const QFileInfo file(source);
    if (!file.isAbsolute() || !file.exists() || told_.contains(source)) return;
    const auto stored = shell_.places.workspace / "datasets" /
                        view_->passport().value("fingerprint", std::string()) / "dataset.json";
    const QFileInfo info(QString::fromStdString(stored.string()));
    if (file.lastModified() <= info.lastModified()) return;
    told_ << source;
    shell_.messages.show(
        MessageBar::Kind::Warning,
        tr("%1 changed since import; the rows may differ.").arg(visibleText(file.fileName(), 60)),
        {{tr("Re-import"), [this, name = view_->name()] { reimport(list_.find(name)); }},
         {tr("Keep old"), {}}});
}

void DataPage::find() {
    if (stack_->currentWidget() == view_ && view_->passport().is_object()) return view_->findRows();
    filter_->setFocus();
    filter_->selectAll();
}

bool DataPage::mayWrite() {
    if (!shell_.read_only) return true;
    shell_.messages.show(MessageBar::Kind::Warning, shell_.read_only_why);
    return false;
}

void DataPage::chooseFile() {
    if (!mayWrite()) return;
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Import data"), {},
        tr("Data (*.csv *.tsv *.tab *.jsonl *.ndjson *.csv.gz *.tsv.gz *.jsonl.gz "
           "*_GroundTruth.txt);;All files (*)"));
    if (!file.isEmpty()) importFile(file);
}

void DataPage::importFile(const QString& file) {
    if (!mayWrite()) return;
    if (wizard_ != nullptr) {  // one at a time: the first is still open
        wizard_->raise();
        if (!waiting_.contains(file) && wizard_->draft().file() != file) waiting_ << file;
        return;
    }
    wizard_ = new ImportWizard(shell_, file, this);
    wizard_->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard_, &QDialog::accepted, this, [this] {
        ImportDraft& draft = wizard_->draft();
        start({draft.file(), draft.name, draft.options(), draft.columns().rolesByName(),
               draft.rules, draft.columns().lack()});
    });
    connect(wizard_, &QDialog::finished, this, [this] {  // after accepted
        wizard_ = nullptr;
        if (!waiting_.isEmpty()) importFile(waiting_.takeFirst());
    });
    wizard_->open();
}

// The reader's thread is waited for.
DataPage::~DataPage() { stopping_.request_stop(); }

void DataPage::tellBusy() {
    if (stopping_.stop_requested()) return busy_->setText(tr("Stopping..."));
    const QFileInfo file(imports_.first().file);
    busy_->setText(
        tr("Importing %1 (%2)...")
            .arg(visibleText(file.fileName(), 60), bytesText(static_cast<double>(file.size()))));
}

void DataPage::stopImport() {
    stopping_.request_stop();
    stop_->setEnabled(false);
    tellBusy();
}

void DataPage::start(const Import& what) {
    imports_ << what;
    if (imports_.size() == 1) beginImport();
}

void DataPage::beginImport() {
    const Import what = imports_.first();
    stopping_ = std::stop_source();
    tellBusy();
    stop_->setEnabled(true);
    tellDone(0, -1);
    progress_->show();
    import_->setEnabled(false);
    const auto task = shell_.background.begin(
        tr("Import of %1").arg(visibleText(QFileInfo(what.file).fileName(), 60)),
        [this] { stopImport(); });
    shell_.reader.ask(
        this,
        [what, watch = importWatch(task)](engine::Reader& reader) -> engine::Result<engine::Json> {
            auto info = reader.import(what.file.toStdString(), what.name.toStdString(),
                                      what.options, watch);
            if (!info) return info;
            const std::string key = "dataset:" + (*info)["fingerprint"].get<std::string>();
            for (const auto& [name, value] :
                 {std::pair(":roles", what.roles), std::pair(":rules", what.rules)}) {
                if (value.is_null()) continue;
                if (auto kept = reader.set_setting(key + name, value); !kept) return kept.error();
            }
            return info;
        },
        [this, what](engine::Result<engine::Json> info) { imported(what, std::move(info)); });
}

// News come from the reader's thread, some hundred times for a great file.
engine::Watch DataPage::importWatch(const BackgroundWork::Task& task) {
    return {stopping_.get_token(),
            [lane = &shell_.reader, page = QPointer(this), task](double share) {
                task->report(share);
                QMetaObject::invokeMethod(
                    lane,
                    [page, task, share] {
                        if (page) page->tellDone(share, task->secondsLeft());
                    },
                    Qt::QueuedConnection);
            }};
}

void DataPage::tellDone(double share, double seconds_left) {
    done_->setValue(static_cast<int>(100 * share));
    left_->setText(seconds_left < 0 ? QString() : tr("%1 left").arg(durationText(seconds_left)));
}

void DataPage::imported(const Import& what, engine::Result<engine::Json> info) {
    progress_->hide();
    import_->setEnabled(true);
    imports_.removeFirst();
    tellImported(what, info);
    if (!imports_.isEmpty()) beginImport();
}

void DataPage::tellImported(const Import& what, const engine::Result<engine::Json>& info) {
    if (!info && info.error().code == engine::ErrorCode::Cancelled) {
        shell_.messages.show(MessageBar::Kind::Info,
                             tr("The import was stopped; nothing of it was kept."));
        return;
    }
    if (!info) {
        const bool is_taken = info.error().message.starts_with("A dataset called %1 is there");
        if (is_taken) return taken(what);
        shell_.messages.show(info.error());
        return;
    }
    tellRejects(*info);
    if (!what.lack.isEmpty())
        shell_.messages.show(MessageBar::Kind::Warning, what.lack,
                             {{tr("Pick"), [this] { view_->changeRoles(); }}});
    view_->clear();  // also when it has the name that is shown
    wanted_ = what.name;
    refresh();
}

void DataPage::taken(const Import& what) {
    Import replace = what;
    replace.options["replace"] = true;
    Import beside = what;
    for (int i = 2; list_.find(beside.name).isValid(); ++i)
        beside.name = QStringLiteral("%1-%2").arg(what.name).arg(i);
    shell_.messages.show(
        MessageBar::Kind::Warning,
        tr("%1 is there already, with other rows.").arg(visibleText(what.name, 60)),
        {{tr("Replace"), [this, replace] { start(replace); }},
         {tr("Keep both, as %1").arg(visibleText(beside.name, 60)),
          [this, beside] { start(beside); }}});
}

void DataPage::tellRejects(const engine::Json& info) {
    const auto rejected = info.value("rows_rejected", std::int64_t{0});
    if (rejected == 0) {
        shell_.messages.show(
            MessageBar::Kind::Good,
            tr("%1 rows imported.").arg(countText(info.value("rows_ok", std::int64_t{0}))));
        return;
    }
    shell_.reader.ask(
        this,
        [name = info["fingerprint"].get<std::string>()](engine::Reader& reader) {
            return reader.rejects(name);
        },
        [this, rejected](engine::Result<engine::Json> rejects) {
            if (!rejects || rejects->empty()) return;
            QString first = rejectText((*rejects)[0]);
            if (first.endsWith(QLatin1Char('.'))) first.chop(1);
            shell_.messages.show(
                MessageBar::Kind::Warning,
                tr("%1; %n such row(s) were set aside.", nullptr, static_cast<int>(rejected))
                    .arg(first),
                {{tr("Show rejects"), [this] { view_->showRejects(); }}});
        });
}

void DataPage::retranslate() {
    import_->setText(tr("Import..."));
    import_empty_->setText(tr("Import a file"));
    stop_->setText(tr("Stop"));
    stop_->setAccessibleName(tr("Stop the import"));
    done_->setAccessibleName(tr("Part of the import that is done"));
    empty_->setText(tr("Choose a dataset on the left, or drop a CSV file here."));
    filter_->setPlaceholderText(tr("Filter"));
    filter_->setAccessibleName(tr("Filter datasets"));
    list_view_->setAccessibleName(tr("Datasets"));
    if (!imports_.isEmpty()) tellBusy();
}

void DataPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
