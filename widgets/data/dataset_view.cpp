#include "widgets/data/dataset_view.h"

#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "widgets/data/import_wizard.h"
#include "widgets/data/plain_table.h"
#include "widgets/data/visible_text.h"
#include "widgets/feed/background_work.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

enum State { Loading, Failed, Content };
enum Tab { PassportTab, RowsTab, TokensTab, SplitTab, RejectsTab };

}  // namespace

DatasetView::DatasetView(const Shell& shell, QWidget* parent)
    : QWidget(parent),
      shell_(shell),
      title_(new QLabel(this)),
      fingerprint_(new QLabel(this)),
      loading_(new QLabel(this)),
      error_(new QLabel(this)),
      use_(new QPushButton(this)),
      retry_(new QPushButton(this)),
      templates_(new QMenu(this)),
      states_(new QStackedWidget(this)),
      tabs_(new QTabWidget(this)),
      passport_view_(new PassportView(shell.theme, this)),
      rows_(new RowsView(shell, this)),
      tokens_(new TokensView(shell, this)),
      split_(new SplitView(shell, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kSmall);
    head->setSpacing(space::kMedium);
    title_->setTextFormat(Qt::PlainText);
    fingerprint_->setForegroundRole(QPalette::PlaceholderText);
    fingerprint_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    use_->setObjectName(QStringLiteral("data.use"));
    use_->setProperty("primary", true);
    use_->setMenu(templates_);
    head->addWidget(title_);
    head->addWidget(fingerprint_);
    head->addStretch(1);
    head->addWidget(use_);
    column->addLayout(head);
    auto* failed = new QWidget(this);
    auto* failed_column = new QVBoxLayout(failed);
    error_->setWordWrap(true);
    error_->setAlignment(Qt::AlignCenter);
    failed_column->addStretch(1);
    failed_column->addWidget(error_);
    failed_column->addWidget(retry_, 0, Qt::AlignCenter);
    failed_column->addStretch(1);
    loading_->setAlignment(Qt::AlignCenter);
    loading_->setForegroundRole(QPalette::PlaceholderText);
    states_->addWidget(loading_);
    states_->addWidget(failed);
    states_->addWidget(tabs_);
    column->addWidget(states_, 1);
    tabs_->setDocumentMode(true);
    tabs_->setObjectName(QStringLiteral("data.tabs"));
    for (QWidget* tab :
         {static_cast<QWidget*>(passport_view_), static_cast<QWidget*>(rows_),
          static_cast<QWidget*>(tokens_), static_cast<QWidget*>(split_), rejectsTab()})
        tabs_->addTab(tab, {});
    auto* jump = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_G), this);
    connect(jump, &QShortcut::activated, this, &DatasetView::goToRow);
    connect(rows_, &RowsView::textChosen, tokens_, &TokensView::setText);
    connect(retry_, &QPushButton::clicked, this, [this] { setDataset(name_); });
    connect(passport_view_, &PassportView::rejectsAsked, this, &DatasetView::showRejects);
    connect(passport_view_, &PassportView::rolesAsked, this, &DatasetView::changeRoles);
    connect(passport_view_, &PassportView::nearCopiesAsked, this,
            [this] { tabs_->setCurrentIndex(SplitTab); });
    connect(passport_view_, &PassportView::nearCopiesToGo, split_, &SplitView::dropNearCopies);
    connect(split_, &SplitView::counted, passport_view_, &PassportView::setSplit);
    connect(split_, &SplitView::rowAsked, this, [this](int row) {
        tabs_->setCurrentIndex(RowsTab);
        rows_->goToRow(row);
    });
    connect(split_, &SplitView::chosen, this, [this](const engine::Json& options) {
        if (!passport_.is_object()) return;  // of a dataset that is on its way out
        passport_["split"] = options;
        fillTemplates();
    });
    connect(&shell_.theme, &Theme::changed, this, &DatasetView::redraw);
    redraw();
    retranslate();
}

QWidget* DatasetView::rejectsTab() {
    auto* tab = new QWidget(this);
    auto* column = new QVBoxLayout(tab);
    column->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    rejects_view_ = plainTable(rejects_, "data.rejects", tab);
    rejects_view_->verticalHeader()->setVisible(false);
    rejects_view_->setColumnWidth(RejectModel::Line, 72);
    rejects_view_->setColumnWidth(RejectModel::Reason, 320);
    column->addWidget(rejects_view_, 1);
    return tab;
}

void DatasetView::setDataset(const QString& name) {
    name_ = name;
    passport_ = engine::Json();
    title_->setText(visibleText(name, 60));
    fingerprint_->clear();
    use_->setEnabled(false);
    states_->setCurrentIndex(Loading);
    const std::string asked = name.toStdString();
    using Answer = std::pair<engine::Json, engine::Json>;  // passport, rules
    shell_.reader.ask(
        this,
        [asked](engine::Reader& reader) -> engine::Result<Answer> {
            auto passport = reader.passport(asked);
            if (!passport) return passport.error();
            const std::string key = "dataset:" + passport->value("fingerprint", std::string());
            auto rules = reader.setting(key + ":rules");
            if (!rules) return rules.error();
            auto split = reader.setting(key + ":split");
            if (!split) return split.error();
            (*passport)["split"] = *std::move(split);
            return Answer(*std::move(passport), *std::move(rules));
        },
        [this, turn = ++turn_,
         task = shell_.background.begin(tr("Passport of %1").arg(visibleText(name, 60)))](
            engine::Result<Answer> answer) {
            if (turn != turn_) return;
            if (!answer) return take(answer.error(), {});
            take(std::move(answer->first), answer->second);
        });
}

void DatasetView::clear() {
    ++turn_;
    name_.clear();
    passport_ = engine::Json();
}

void DatasetView::take(engine::Result<engine::Json> passport, const engine::Json& rules) {
    if (!passport) {
        error_->setText(say(passport.error()));
        states_->setCurrentIndex(Failed);
        return;
    }
    passport_ = *std::move(passport);
    rules_ = rules;
    fingerprint_->setText(fromUtf8(passport_.value("fingerprint", std::string())).left(12) +
                          QChar(0x2026));
    passport_view_->setPassport(passport_);
    fillRows();
    fillTemplates();
    tokens_->refreshModels();
    retranslate();
    states_->setCurrentIndex(Content);
    Q_EMIT opened();
}

void DatasetView::fillRows() {
    QStringList columns, roles;
    for (const engine::Json& column : passport_["columns"])
        columns << fromUtf8(column["name"].get<std::string>());
    for (const engine::Json& role : passport_["roles"]) roles << fromUtf8(role.get<std::string>());
    const auto rows = passport_.value("rows_ok", std::int64_t{0});
    rows_->setDataset(name_, columns, roles, rows);
    split_->setDataset(name_, fromUtf8(passport_.value("fingerprint", std::string())), rows);
    rejects_.setRejects(engine::Json::array());
    if (passport_.value("rows_rejected", std::int64_t{0}) == 0) return;
    shell_.reader.ask(
        this, [name = name_.toStdString()](engine::Reader& reader) { return reader.rejects(name); },
        [this, turn = turn_](engine::Result<engine::Json> rejects) {
            if (turn != turn_) return;
            if (!rejects) {
                shell_.messages.show(rejects.error());
                return;
            }
            rejects_.setRejects(*rejects);
        });
}

void DatasetView::fillTemplates() {
    templates_->clear();
    templates_->setToolTipsVisible(true);
    for (const TemplateOffer& offer : templatesFor(ownDataOf(passport_, rules_))) {
        QAction* action = templates_->addAction(
            offer.why_not.isEmpty() ? offer.title : tr("%1 (%2)").arg(offer.title, offer.why_not));
        action->setEnabled(offer.why_not.isEmpty());
        action->setToolTip(offer.why_not);
        connect(action, &QAction::triggered, this,
                [this, which = offer.which] { useTemplate(which); });
    }
    use_->setEnabled(true);
}

void DatasetView::useTemplate(OwnTemplate which) {
    const QString path = shell_.experiments + QLatin1Char('/') +
                         QString::fromStdString(shippedName(which)) + QStringLiteral(".warm.json");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        shell_.messages.show(
            engine::make_error(engine::ErrorCode::MissingFile,
                               tr("The template %1 is missing.").arg(path).toStdString()));
        return;
    }
    auto shipped =
        engine::read_document(file.readAll().toStdString(), shell_.catalog, path.toStdString());
    const OwnData data = ownDataOf(passport_, rules_);
    auto document = shipped ? withOwnData(*std::move(shipped), which, data, shell_.catalog)
                            : std::move(shipped);
    if (!document) {
        shell_.messages.show(document.error());
        return;
    }
    if (which == OwnTemplate::Transfer && data.labelIsNumber())
        shell_.messages.show(MessageBar::Kind::Info,
                             tr("The labels are numbers and are cut into classes. The thresholds "
                                "stand in the Properties of the dataset."));
    if (which == OwnTemplate::Transfer && !newsFits(data))
        shell_.messages.show(MessageBar::Kind::Info,
                             tr("News rows are left out: their classes, negative and positive, are "
                                "not those of %1.")
                                 .arg(visibleText(name_, 60)));
    Q_EMIT templateAsked(QString::fromStdString(engine::write_document(*document)));
}

void DatasetView::showRejects() { tabs_->setCurrentIndex(RejectsTab); }

void DatasetView::changeRoles() {
    if (!passport_.is_object()) return;
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Columns of %1").arg(visibleText(name_, 60)));
    auto* model = new ColumnMapModel(dialog);
    model->setColumns(passport_);
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(columnMapView(*model, dialog), 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, model] { storeRoles(model->rolesByName()); });
    dialog->resize(640, 420);
    dialog->open();
}

void DatasetView::storeRoles(const engine::Json& roles) {
    const std::string key = "dataset:" + passport_.value("fingerprint", std::string()) + ":roles";
    shell_.reader.ask(
        this, [key, roles](engine::Reader& reader) { return reader.set_setting(key, roles); },
        [this](engine::Result<void> done) {
            if (!done) shell_.messages.show(done.error());
            setDataset(name_);
        });
}

void DatasetView::goToRow() {
    tabs_->setCurrentIndex(RowsTab);
    rows_->focusGoTo();
}

void DatasetView::findRows() {
    if (!passport_.is_object()) return;
    tabs_->setCurrentIndex(RowsTab);
    rows_->focusFilter();
}

void DatasetView::redraw() { title_->setFont(shell_.theme.font(TextSize::Heading)); }

void DatasetView::retranslate() {
    use_->setText(tr("Use in template"));
    retry_->setText(tr("Retry"));
    loading_->setText(tr("Reading the dataset..."));
    rejects_view_->setAccessibleName(tr("Rejects"));
    const qint64 rejected = passport_.is_object() ? passport_.value("rows_rejected", qint64{0}) : 0;
    tabs_->setTabText(PassportTab, tr("Passport"));
    tabs_->setTabText(RowsTab, tr("Rows"));
    tabs_->setTabText(TokensTab, tr("Tokens"));
    tabs_->setTabText(SplitTab, tr("Split"));
    tabs_->setTabText(RejectsTab,
                      rejected > 0 ? tr("Rejects %1").arg(countText(rejected)) : tr("Rejects"));
    tabs_->setTabEnabled(RejectsTab, rejected > 0);
    if (passport_.is_object()) fillTemplates();
}

void DatasetView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
