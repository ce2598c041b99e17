#include "widgets/data/split_view.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/data/plain_table.h"
#include "widgets/data/table_copy.h"
#include "widgets/data/visible_text.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/feed/background_work.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/forms/field_editor.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr int kPause = 300;  // milliseconds without a change, before rows are counted
constexpr std::int64_t kQuickRows = 200000;  // are split and compared in a second or two
constexpr const char* kParts[] = {"train", "valid", "test"};

}  // namespace

SplitView::SplitView(const Shell& shell, QWidget* parent)
    : QWidget(parent),
      shell_(shell),
      pickers_(shell.reader),
      use_(new QLabel(this)),
      state_(new QLabel(this)),
      near_(new QLabel(this)),
      parts_(new QTableWidget(this)),
      pairs_view_(plainTable(pairs_, "split.pairs", this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    column->setSpacing(space::kSmall);
    auto* head = new QHBoxLayout;
    head->setSpacing(space::kLarge);
    head->addWidget(form());
    parts_->setObjectName(QStringLiteral("split.parts"));
    new TableCopy(*parts_);
    parts_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    parts_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    parts_->verticalHeader()->setDefaultSectionSize(parts_->fontMetrics().height() + 8);
    parts_->setShowGrid(false);
    head->addWidget(parts_, 1);
    column->addLayout(head, 1);
    for (QLabel* label : {use_, state_, near_}) label->setWordWrap(true);
    use_->setForegroundRole(QPalette::PlaceholderText);
    state_->setObjectName(QStringLiteral("split.state"));
    near_->setObjectName(QStringLiteral("split.near"));
    column->addWidget(use_);
    column->addWidget(state_);
    column->addWidget(near_);
    pairs_view_->verticalHeader()->setVisible(false);
    pairs_view_->horizontalHeader()->setStretchLastSection(false);
    for (const int texts : {PairModel::Text, PairModel::OtherText})
        pairs_view_->horizontalHeader()->setSectionResizeMode(texts, QHeaderView::Stretch);
    for (const int rows : {PairModel::Row, PairModel::Other})
        pairs_view_->setColumnWidth(rows, 22 * pairs_view_->fontMetrics().averageCharWidth());
    column->addWidget(pairs_view_, 1);
    connect(pairs_view_, &QAbstractItemView::activated, this, [this](const QModelIndex& at) {
        Q_EMIT rowAsked(static_cast<int>(pairs_.number(at.row(), at.column())));
    });
    later_.setSingleShot(true);
    later_.setInterval(kPause);
    connect(&later_, &QTimer::timeout, this, [this] { ask(true); });
    connect(&shell_.theme, &Theme::changed, this, &SplitView::showNear);
    retranslate();
}

// The fields of a Split node, as its form has them.
QWidget* SplitView::form() {
    auto* out = new QWidget(this);
    auto* grid = new QGridLayout(out);
    grid->setContentsMargins(0, 0, 0, 0);
    const EditorContext context{
        shell_.theme, shell_.catalog, pickers_,
        [this]() -> const engine::Document& { return shell_.pipeline.document(); },
        [] { return std::string(); }};
    const engine::NodeKind* kind = shell_.catalog.find("split");
    int row = 0;
    for (const engine::Field& field : kind->fields) {
        FieldEditor* editor = makeEditor(field, context, out);
        editor->setObjectName(QStringLiteral("split.") + fromUtf8(field.name));
        auto* title = new QLabel(out);
        title->setBuddy(editor);
        grid->addWidget(title, row, 0);
        grid->addWidget(editor, row++, 1);
        editors_[field.name] = editor;
        titles_[field.name] = title;
        connect(editor, &FieldEditor::edited, this,
                [this, name = field.name](const engine::Json& value) { change(name, value); });
    }
    grid->setRowStretch(row, 1);
    return out;
}

void SplitView::setDataset(const QString& name, const QString& fingerprint, std::int64_t rows) {
    name_ = name;
    key_ = "dataset:" + fingerprint.toStdString() + ":split";
    options_ = split_ = engine::Json();
    later_.stop();
    pairs_.setPairs(engine::Json::array());
    parts_->setRowCount(0);
    showNear();
    for (const auto& [id, editor] : editors_) editor->setEnabled(false);
    ++turn_;
    asked_ = false;
    if (rows <= kQuickRows || isVisible()) ask(false);
}

void SplitView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!asked_ && !name_.isEmpty()) ask(false);
}

void SplitView::dropNearCopies(bool drop) { change("near_copies", drop ? "drop" : "keep"); }

void SplitView::change(const std::string& option, const engine::Json& value) {
    if (!options_.is_object() || options_[option] == value) return;
    options_[option] = value;
    ++turn_;  // an answer to what was before says nothing any more
    if (option == "near_copies") {
        later_.stop();
        ask(true);
    } else {
        later_.start();
    }
}

// keep: what was chosen is what templates use from now on.
void SplitView::ask(bool keep) {
    asked_ = true;
    state_->setText(tr("Counting..."));
    state_->show();
    const bool stored = keep && !shell_.read_only;
    shell_.reader.ask(
        this,
        [name = name_.toStdString(), options = options_, key = key_,
         stored](engine::Reader& reader) -> engine::Result<engine::Json> {
            auto split = reader.split(name, options);
            if (!split || !stored) return split;
            if (auto kept = reader.set_setting(key, options); !kept) return kept.error();
            return split;
        },
        [this, keep, turn = ++turn_,
         task = shell_.background.begin(tr("Split of %1").arg(visibleText(name_, 60)))](
            engine::Result<engine::Json> split) {
            if (turn != turn_) return;
            const bool good = split.ok();
            take(std::move(split));
            if (keep && good) Q_EMIT chosen(options_);
        });
}

void SplitView::take(engine::Result<engine::Json> split) {
    if (!split) {
        state_->setText(say(split.error()));
        Q_EMIT counted(engine::Json());
        return;
    }
    split_ = *std::move(split);
    if (split_.is_object()) options_ = split_["options"];
    for (const auto& [name, editor] : editors_) {
        editor->setEnabled(options_.is_object());
        if (options_.is_object()) editor->show(options_[name]);
    }
    showParts();
    showNear();
    Q_EMIT counted(split_);
}

void SplitView::showParts() {
    parts_->clear();
    const bool there = split_.is_object();
    state_->setVisible(!there);
    state_->setText(there ? QString()
                          : tr("No column is text, so there are no rows to split here."));
    if (!there) {
        parts_->setRowCount(0);
        return;
    }
    QStringList rows;  // classes of any part, in their order
    for (const char* part : kParts) {
        if (!split_["parts"].contains(part)) continue;
        for (const auto& [name, n] : split_["parts"][part]["classes"].items()) {
            if (!rows.contains(fromUtf8(name))) rows << fromUtf8(name);
        }
    }
    parts_->setColumnCount(3);
    parts_->setRowCount(static_cast<int>(rows.size()) + 1);
    QStringList headers, names = {tr("All rows")};
    for (const QString& name : rows) names << visibleText(name, 40);
    for (int p = 0; p < 3; ++p) {
        headers << partTitle(QLatin1String(kParts[p]));
        const engine::Json part = split_["parts"].value(kParts[p], engine::Json::object());
        for (int r = 0; r < parts_->rowCount(); ++r) {
            const engine::Json classes = part.value("classes", engine::Json::object());
            const qint64 n = r == 0 ? part.value("rows", qint64{0})
                                    : classes.value(rows[r - 1].toStdString(), qint64{0});
            auto* item = new QTableWidgetItem(countText(n));
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            parts_->setItem(r, p, item);
        }
    }
    parts_->setHorizontalHeaderLabels(headers);
    parts_->setVerticalHeaderLabels(names);
}

void SplitView::showNear() {
    near_->setVisible(split_.is_object());
    pairs_view_->setVisible(split_.is_object() && !split_["near"]["pairs"].empty());
    if (!split_.is_object()) return;
    const engine::Json& near = split_["near"];
    const engine::Json& rows = near["rows"];
    const auto count = [&](const char* key) { return countText(rows[key].get<qint64>()); };
    QStringList text;
    const qint64 dropped = split_["counts"].value("near_copies_dropped", qint64{0});
    if (dropped > 0)
        text << tr("%n row(s) that nearly repeat an earlier one were taken out.", nullptr,
                   static_cast<int>(dropped));
    text << (near["pairs"].empty()
                 ? tr("No text nearly repeats one of another part.")
                 : tr("Near copies: %1 test rows of training rows, %2 validation rows of training "
                      "rows, %3 test rows of validation rows.")
                       .arg(count("train_test"), count("train_valid"), count("valid_test")));
    if (near["looked_at"] != near["of"])
        text << tr("From %1 of %2 rows.")
                    .arg(countText(near["looked_at"].get<qint64>()),
                         countText(near["of"].get<qint64>()));
    near_->setText(text.join(QLatin1Char(' ')));
    QPalette palette = near_->palette();
    palette.setColor(QPalette::WindowText, near["pairs"].empty() ? shell_.theme.tokens().text
                                                                 : shell_.theme.tokens().warning);
    near_->setPalette(palette);
    pairs_.setPairs(near["pairs"]);
}

void SplitView::retranslate() {
    const engine::NodeKind* kind = shell_.catalog.find("split");
    for (const engine::Field& field : kind->fields) {
        titles_[field.name]->setText(engineText(field.label));
        editors_[field.name]->setToolTip(engineText(field.help));
    }
    use_->setText(
        tr("News to social comments splits the rows so. The test rows are for measuring alone; "
           "nothing learns from them."));
    parts_->setAccessibleName(tr("Rows of each part"));
    pairs_view_->setAccessibleName(tr("Texts that nearly repeat each other"));
    if (!split_.is_object()) {
        if (asked_) ask(false);  // says its state anew
        return;
    }
    showParts();
    showNear();
}

void SplitView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
