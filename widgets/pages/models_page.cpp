#include "widgets/pages/models_page.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <tuple>

#include "widgets/data/table_copy.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/models/export_wizard.h"
#include "widgets/models/try_panel.h"

namespace widgets {
namespace {

constexpr std::int64_t kMostRuns = 1000;  // newest ones that are listed

}  // namespace

ModelsPage::ModelsPage(const Shell& shell, QWidget* parent)
    : QWidget(parent),
      shell_(shell),
      work_(shell.model_tools),
      models_(shell.theme),
      sorted_(new QSortFilterProxyModel(this)) {
    sorted_->setSourceModel(&models_);
    sorted_->setSortRole(ModelTableModel::kSortRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kSmall);
    bar->setSpacing(space::kSmall);
    const auto button = [&](const char* name) {
        auto* out = new QPushButton(this);
        out->setObjectName(QLatin1String(name));
        bar->addWidget(out);
        return out;
    };
    import_ = button("models.import");
    busy_ = new QLabel(this);
    busy_->setForegroundRole(QPalette::PlaceholderText);
    busy_->setTextFormat(Qt::PlainText);
    bar->addWidget(busy_, 1);
    score_ = button("models.score");
    build_ = button("models.build");
    report_ = button("models.report");
    export_ = button("models.export_button");
    export_->setProperty("primary", true);
    column->addLayout(bar);
    auto* split = new QSplitter(Qt::Vertical, this);
    stack_ = new QStackedWidget(split);
    auto* nothing = new QWidget(stack_);
    auto* nothing_column = new QVBoxLayout(nothing);
    empty_ = new QLabel(nothing);
    empty_->setAlignment(Qt::AlignCenter);
    templates_ = new QPushButton(nothing);
    nothing_column->addStretch(1);
    nothing_column->addWidget(empty_);
    nothing_column->addWidget(templates_, 0, Qt::AlignCenter);
    nothing_column->addStretch(1);
    view_ = new QTableView(stack_);
    view_->setObjectName(QStringLiteral("models.table"));
    view_->setModel(sorted_);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view_->setSortingEnabled(true);
    view_->setWordWrap(false);
    view_->setShowGrid(false);
    view_->verticalHeader()->setVisible(false);
    view_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 10);
    view_->horizontalHeader()->setStretchLastSection(true);
    view_->horizontalHeader()->setHighlightSections(false);
    // Room for the arrow of the sorted column behind right-aligned titles.
    view_->horizontalHeader()->setStyleSheet(
        QStringLiteral("QHeaderView::section{padding:4px 18px 4px 8px}"));
    view_->sortByColumn(ModelTableModel::Run, Qt::DescendingOrder);
    stack_->addWidget(nothing);
    stack_->addWidget(view_);
    try_ = new TryPanel(shell_, work_, split);
    split->addWidget(stack_);
    split->addWidget(try_);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    column->addWidget(split, 1);
    connect(import_, &QPushButton::clicked, this, &ModelsPage::chooseImport);
    connect(score_, &QPushButton::clicked, this, &ModelsPage::chooseScoreFile);
    connect(build_, &QPushButton::clicked, this, &ModelsPage::buildUponSelected);
    connect(export_, &QPushButton::clicked, this, &ModelsPage::exportSelected);
    connect(report_, &QPushButton::clicked, this, &ModelsPage::reportOfSelected);
    view_->setContextMenuPolicy(Qt::CustomContextMenu);
    new TableCopy(*view_);
    connect(view_, &QTableView::customContextMenuRequested, this, &ModelsPage::showMenu);
    connect(templates_, &QPushButton::clicked, this, [this] { shell_.go(widgets::Page::Welcome); });
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        try_->setModel(selected());
        updateActions();
    });
    connect(&shell_.desk, &RunDesk::finished, this, &ModelsPage::refresh);
    retranslate();
}

ModelsPage::~ModelsPage() = default;

void ModelsPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!listed_) refresh();
}

const ModelEntry* ModelsPage::selected() const {
    return models_.at(sorted_->mapToSource(view_->currentIndex()).row());
}

void ModelsPage::refresh() {
    using Answer = std::tuple<engine::Json, engine::Json, engine::Json>;
    shell_.reader.ask(
        this,
        [](engine::Reader& reader) -> engine::Result<Answer> {
            auto trained = reader.trained(kMostRuns);
            if (!trained) return trained.error();
            auto library = reader.models();
            if (!library) return library.error();
            auto exported = reader.setting("models:exported");
            if (!exported) return exported.error();
            return Answer(*std::move(trained), *std::move(library), *std::move(exported));
        },
        [this](engine::Result<Answer> answer) {
            if (!answer) {
                shell_.messages.show(answer.error(), {{tr("Retry"), [this] { refresh(); }}});
                return;
            }
            listed_ = true;
            const auto& [trained, library, exported] = *answer;
            take(trained, library, exported);
        });
}

void ModelsPage::take(const engine::Json& trained, const engine::Json& library,
                      const engine::Json& exported) {
    const ModelEntry* before = selected();
    const QString kept = before == nullptr ? QString() : before->folder;
    const qint64 run = before == nullptr ? 0 : before->run;
    const bool first = models_.rowCount() == 0;
    models_.setEntries(modelEntries(trained, library, exported));
    if (first) {
        // Widths of what is there; names and origins may need more than there is room for.
        view_->resizeColumnsToContents();
        view_->setColumnWidth(ModelTableModel::Name,
                              qMin(240, view_->columnWidth(ModelTableModel::Name) + 16));
        view_->setColumnWidth(ModelTableModel::Origin,
                              qMin(260, view_->columnWidth(ModelTableModel::Origin)));
    }
    stack_->setCurrentIndex(models_.rowCount() == 0 ? 0 : 1);
    for (int row = 0; row < models_.rowCount(); ++row) {
        if (models_.at(row)->folder != kept || models_.at(row)->run != run) continue;
        view_->setCurrentIndex(sorted_->mapFromSource(models_.index(row, 0)));
        break;
    }
    try_->setModel(selected());
    updateActions();
}

void ModelsPage::updateActions() {
    const ModelEntry* entry = selected();
    const bool busy = !busy_->text().isEmpty();
    const auto set = [&](QPushButton* button, QString why) {
        if (entry == nullptr) why = tr("Choose a model first.");
        if (busy) why = busy_->text();
        if (shell_.read_only && button != score_ && button != report_) why = shell_.read_only_why;
        button->setEnabled(why.isEmpty());
        button->setToolTip(why);
    };
    set(report_,
        entry == nullptr || entry->trained ? QString() : tr("A model of the library has no run."));
    set(export_, entry == nullptr ? QString() : entry->whyNotExport());
    set(build_, entry == nullptr ? QString() : entry->whyNotBuild());
    set(score_, entry == nullptr ? QString() : entry->whyNotTry());
    import_->setEnabled(!busy && !shell_.read_only);
    import_->setToolTip(shell_.read_only ? shell_.read_only_why : QString());
}

void ModelsPage::setBusy(const QString& what) {
    busy_->setText(what);
    task_ = what.isEmpty() ? nullptr : shell_.background.begin(what);
    updateActions();
}

void ModelsPage::tell(const engine::Error& why) {
    setBusy({});
    shell_.messages.show(why);
}

void ModelsPage::chooseScoreFile() {
    const QString in = QFileDialog::getOpenFileName(
        this, tr("Score the rows of a file"), {}, tr("Data (*.csv *.tsv *.jsonl);;All files (*)"));
    if (in.isEmpty()) return;
    const QFileInfo file(in);
    const QString out = QFileDialog::getSaveFileName(
        this, tr("Write the scores to"),
        file.path() + QLatin1Char('/') + file.completeBaseName() + QStringLiteral("-scored.csv"),
        tr("CSV (*.csv)"));
    if (!out.isEmpty()) scoreFile(in, out);
}

void ModelsPage::chooseImport() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Import a model folder"));
    if (!folder.isEmpty()) importFolder(folder);
}

void ModelsPage::retranslate() {
    import_->setText(tr("Import a model folder..."));
    score_->setText(tr("Score a file..."));
    build_->setText(tr("Build upon it"));
    report_->setText(tr("Report..."));
    export_->setText(tr("Export..."));
    empty_->setText(tr("No models yet. A run leaves one for each arm that learns."));
    templates_->setText(tr("Open a template"));
    view_->setAccessibleName(tr("Models"));
    updateActions();
}

void ModelsPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
