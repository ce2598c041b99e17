// Format and rules: the first and the last page of the import.
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "widgets/data/import_wizard.h"
#include "widgets/data/plain_table.h"
#include "widgets/data/reject_model.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

FormatPage::FormatPage(const Shell& shell, ImportDraft& draft, QWidget* parent)
    : QWizardPage(parent), draft_(draft) {
    setTitle(tr("How is the file written?"));
    setSubTitle(tr("The first rows as these settings read them."));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(space::kSmall);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(space::kMedium);
    const auto add = [&](QComboBox* box, const QString& title) {
        auto* label = new QLabel(title, this);
        label->setBuddy(box);
        bar->addWidget(label);
        bar->addWidget(box);
    };
    const QString detect = tr("Detect");
    const QString automatic = QStringLiteral("auto");
    encoding_ = combo("encoding", tr("Encoding"),
                      {{detect, automatic},
                       {QStringLiteral("UTF-8"), QStringLiteral("utf-8")},
                       {QStringLiteral("GBK"), QStringLiteral("gbk")},
                       {QStringLiteral("GB18030"), QStringLiteral("gb18030")},
                       {QStringLiteral("Big5"), QStringLiteral("big5")},
                       {QStringLiteral("Shift_JIS"), QStringLiteral("shift_jis")},
                       {QStringLiteral("EUC-KR"), QStringLiteral("euc-kr")},
                       {QStringLiteral("Windows-1252"), QStringLiteral("windows-1252")},
                       {QStringLiteral("UTF-16LE"), QStringLiteral("utf-16le")},
                       {QStringLiteral("UTF-16BE"), QStringLiteral("utf-16be")}});
    add(encoding_, tr("Encoding"));
    add(combo("delimiter", tr("Delimiter"),
              {{detect, automatic},
               {tr("Comma"), QStringLiteral(",")},
               {tr("Semicolon"), QStringLiteral(";")},
               {tr("Tab"), QStringLiteral("tab")},
               {tr("Bar |"), QStringLiteral("|")}}),
        tr("Delimiter"));
    add(combo("quote", tr("Quote"),
              {{detect, automatic},
               {QStringLiteral("\""), QStringLiteral("\"")},
               {QStringLiteral("'"), QStringLiteral("'")},
               {tr("None"), QStringLiteral("none")}}),
        tr("Quote"));
    auto* header = new QCheckBox(tr("First row holds names"), this);
    header->setObjectName(QStringLiteral("import.header"));
    header->setChecked(true);
    connect(header, &QCheckBox::toggled, this, [this](bool on) { draft_.setOption("header", on); });
    bar->addWidget(header);
    bar->addStretch(1);
    column->addLayout(bar);

    problem_ = new QFrame(this);
    problem_->setProperty("card", true);
    auto* line = new QHBoxLayout(problem_);
    line->setContentsMargins(space::kMedium, space::kSmall, space::kSmall, space::kSmall);
    auto* picture = new QLabel(problem_);
    picture->setPixmap(
        shell.theme.icon(QStringLiteral("warning"), shell.theme.tokens().warning).pixmap(16, 16));
    line->addWidget(picture);
    problem_text_ = new QLabel(problem_);
    problem_text_->setObjectName(QStringLiteral("import.problem"));
    problem_text_->setWordWrap(true);
    line->addWidget(problem_text_, 1);
    read_as_ = new QPushButton(problem_);
    read_as_->setObjectName(QStringLiteral("import.read_as"));
    connect(read_as_, &QPushButton::clicked, this, [this] {
        int at = encoding_->findData(guess_.toLower());
        if (at < 0) {  // an encoding that is not on the list
            encoding_->addItem(guess_, guess_.toLower());
            at = encoding_->count() - 1;
        }
        encoding_->setCurrentIndex(at);
    });
    choose_ = new QPushButton(tr("Choose"), problem_);
    choose_->setObjectName(QStringLiteral("import.choose"));
    connect(choose_, &QPushButton::clicked, this, [this] {
        encoding_->setFocus();
        encoding_->showPopup();
    });
    line->addWidget(read_as_);
    line->addWidget(choose_);
    problem_->hide();
    column->addWidget(problem_);

    auto* view = plainTable(draft_.rows(), "import.preview", this);
    view->setAccessibleName(tr("First rows of the file"));
    view->setShowGrid(true);
    view->horizontalHeader()->setDefaultSectionSize(180);
    column->addWidget(view, 1);
    seen_ = new QLabel(this);
    seen_->setObjectName(QStringLiteral("import.seen"));
    seen_->setForegroundRole(QPalette::PlaceholderText);
    seen_->setWordWrap(true);
    column->addWidget(seen_);
    connect(&draft_, &ImportDraft::previewed, this, &FormatPage::showPreview);
    connect(&draft_, &ImportDraft::failed, this, &FormatPage::showError);
}

QComboBox* FormatPage::combo(const char* option, const QString& title,
                             const QList<std::pair<QString, QString>>& items) {
    auto* box = new QComboBox(this);
    box->setObjectName(QStringLiteral("import.") + QLatin1String(option));
    box->setAccessibleName(title);
    for (const auto& [text, value] : items) box->addItem(text, value);
    connect(box, &QComboBox::currentIndexChanged, this, [this, box, option] {
        draft_.setOption(option, box->currentData().toString().toStdString());
    });
    return box;
}

void FormatPage::showPreview() {
    const engine::Json& seen = draft_.preview();
    const auto rejects = static_cast<int>(seen["rejects"].size());
    QString text = tr("%n column(s)", nullptr, static_cast<int>(seen["columns"].size())) +
                   QStringLiteral(" · ") +
                   tr("%n row(s) read", nullptr, static_cast<int>(seen["rows_in"].get<qint64>()));
    if (rejects > 0)
        text += QStringLiteral(" · ") + tr("%n set aside: ", nullptr, rejects) +
                rejectText(seen["rejects"][0]);
    seen_->setText(text);
    problem_->hide();
    Q_EMIT completeChanged();
}

void FormatPage::showError(const engine::Error& why) {
    // The engine names the likely encoding as the sentence's only argument.
    const bool encoding = why.message == "The file is not UTF-8; it looks like %1.";
    guess_ = encoding && !why.arguments.empty() ? fromUtf8(why.arguments.front()) : QString();
    problem_text_->setText(say(why));
    read_as_->setText(tr("Read as %1").arg(guess_));
    read_as_->setVisible(encoding);
    choose_->setVisible(encoding);
    problem_->show();
    seen_->clear();
    Q_EMIT completeChanged();
}

RulesPage::RulesPage(const Shell& shell, ImportDraft& draft, QWidget* parent)
    : QWizardPage(parent), draft_(draft) {
    setTitle(tr("What to do with odd rows?"));
    setSubTitle(
        tr("All rows that can be read are stored as they are. These rules become options "
           "of the Clean node in templates; they can be changed there."));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(space::kSmall);
    const auto rule = [&](const char* option, const QString& title, const QString& what) {
        auto* box = new QCheckBox(title, this);
        box->setObjectName(QStringLiteral("import.rule.") + QLatin1String(option));
        box->setToolTip(what);
        box->setChecked(draft_.rules[option].get<bool>());
        connect(box, &QCheckBox::toggled, this, [this, option](bool on) {
            draft_.rules[option] = on;
            draft_.refresh(true);
        });
        column->addWidget(box);
    };
    rule("deduplicate", tr("Drop copies: of equal texts the first stays"),
         tr("Equal but for case and punctuation. Empty texts are copies of each other."));
    rule("normalise", tr("Normalise case, width and spaces"), {});
    rule("strip_urls", tr("Remove web addresses"), {});
    counts_ = new QLabel(this);
    counts_->setObjectName(QStringLiteral("import.counts"));
    counts_->setWordWrap(true);
    counts_->setTextFormat(Qt::PlainText);
    column->addSpacing(space::kSmall);
    column->addWidget(counts_);
    column->addWidget(preparedView(shell), 1);
    auto* fixed = new QLabel(tr("Rows that cannot be read are set aside with their line and the "
                                "reason; they stand under "
                                "Rejects. Rows without a label stay as unlabelled rows."),
                             this);
    fixed->setWordWrap(true);
    fixed->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(fixed);
    column->addSpacing(space::kMedium);
    auto* form = new QFormLayout;
    name_ = new QLineEdit(draft_.name, this);
    name_->setObjectName(QStringLiteral("import.name"));
    connect(name_, &QLineEdit::textChanged, this, [this](const QString& text) {
        draft_.name = text.trimmed();
        Q_EMIT completeChanged();
    });
    form->addRow(tr("Name in the library"), name_);
    column->addLayout(form);
    connect(&draft_, &ImportDraft::previewed, this, &RulesPage::showCounts);
}

QTableView* RulesPage::preparedView(const Shell& shell) {
    draft_.prepared().setGoneColor(shell.theme.tokens().text2);
    auto* view = plainTable(draft_.prepared(), "import.prepared", this);
    view->setAccessibleName(tr("Rows before and after the rules"));
    view->verticalHeader()->setVisible(false);
    view->horizontalHeader()->setStretchLastSection(false);
    const int letter = view->fontMetrics().averageCharWidth();
    view->setColumnWidth(PreparedModel::Row, 8 * letter);
    view->setColumnWidth(PreparedModel::What, 26 * letter);
    for (const int texts : {PreparedModel::Before, PreparedModel::After})
        view->horizontalHeader()->setSectionResizeMode(texts, QHeaderView::Stretch);
    return view;
}

void RulesPage::initializePage() { draft_.refresh(true); }

bool RulesPage::isComplete() const { return !draft_.name.isEmpty(); }

void RulesPage::showCounts() {
    const engine::Json counts = draft_.preview().value("counts", engine::Json());
    if (!counts.is_object()) {
        counts_->clear();
        return;
    }
    const auto number = [&](const char* key) { return counts[key].get<qint64>(); };
    const qint64 rejects = std::ssize(draft_.preview()["rejects"]);
    QStringList parts = {tr("Of the first %1 rows: %2 before the rules, %3 after.")
                             .arg(countText(number("rows") + rejects), countText(number("rows")),
                                  countText(number("left")))};
    parts << tr("%1 copies, %2 changed, %3 empty texts, %4 without a label, %5 set aside.")
                 .arg(countText(number("copies")), countText(number("changed")),
                      countText(number("empty")), countText(number("unlabelled")),
                      countText(rejects));
    counts_->setText(parts.join(QLatin1Char('\n')));
}

}  // namespace widgets
