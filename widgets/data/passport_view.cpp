#include "widgets/data/passport_view.h"

#include <QClipboard>
#include <QDateTime>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <initializer_list>

#include "widgets/data/bar_list.h"
#include "widgets/data/column_map_model.h"
#include "widgets/data/table_copy.h"
#include "widgets/data/visible_text.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr std::size_t kMostBars = 20;
constexpr int kMostColumnsListed = 500;
constexpr int kMostColumnRows = 12;  // of the table of columns, before it scrolls

QString count(const engine::Json& object, const char* key) {
    const engine::Json value = object.value(key, engine::Json());
    return value.is_number() ? countText(value.get<qint64>()) : QStringLiteral("–");
}

QString textOf(const engine::Json& object, const char* key) {
    const engine::Json value = object.value(key, engine::Json());
    return value.is_string() ? fromUtf8(value.get_ref<const std::string&>()) : QString();
}

QString dateText(double seconds) {
    return QLocale().toString(
        QDateTime::fromSecsSinceEpoch(static_cast<qint64>(seconds), Qt::UTC).date(),
        QLocale::ShortFormat);
}

}  // namespace

PassportView::PassportView(const Theme& theme, QWidget* parent)
    : QScrollArea(parent), theme_(theme) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Passport"));
    connect(&theme, &Theme::changed, this, &PassportView::build);
}

void PassportView::setPassport(const engine::Json& passport) {
    passport_ = passport;
    split_ = engine::Json();
    build();
}

void PassportView::setSplit(const engine::Json& split) {
    split_ = split;
    const int at = verticalScrollBar()->value();
    build();
    if (widget() != nullptr) widget()->adjustSize();
    verticalScrollBar()->setValue(at);  // who reads on is not thrown back to the top
}

void PassportView::clear() {
    passport_ = engine::Json();
    delete takeWidget();
}

void PassportView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Passport"));
        build();
    }
    QScrollArea::changeEvent(event);
}

void PassportView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(markdown_);
        return;
    }
    QScrollArea::keyPressEvent(event);
}

void PassportView::build() {
    if (!passport_.is_object()) return;
    markdown_ = QStringLiteral("# %1\n").arg(textOf(passport_, "name"));
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    // Two columns that grow by themselves: a short card leaves no hole beside a long one.
    auto* halves = new QHBoxLayout;
    halves->setSpacing(space::kMedium);
    const auto half = [&](std::initializer_list<QWidget*> cards) {
        auto* stack = new QVBoxLayout;
        stack->setSpacing(space::kMedium);
        for (QWidget* one : cards) {
            if (one != nullptr) stack->addWidget(one);
        }
        stack->addStretch(1);
        halves->addLayout(stack, 1);
    };
    half({rowsCard(), leakageCard(), classesCard()});
    half({textCard(), numbersCard(), ratingsCard(), sourceCard()});
    column->addLayout(halves);
    column->addWidget(columnsCard());
    column->addStretch(1);
    setWidget(page);
}

QWidget* PassportView::card(const QString& title, QWidget* content) {
    auto* frame = new QFrame;
    frame->setProperty("card", true);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    column->setSpacing(space::kSmall);
    auto* heading = new QLabel(title, frame);
    heading->setFont(theme_.font(TextSize::Title));
    column->addWidget(heading);
    column->addWidget(content);
    column->addStretch(1);
    return frame;
}

QWidget* PassportView::facts(const QList<std::pair<QString, QString>>& lines) {
    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kLarge);
    grid->setVerticalSpacing(space::kTiny);
    grid->setColumnStretch(0, 1);
    for (int i = 0; i < lines.size(); ++i) {
        auto* name = new QLabel(lines[i].first, content);
        name->setForegroundRole(QPalette::PlaceholderText);
        auto* value = new QLabel(lines[i].second, content);
        value->setTextFormat(Qt::PlainText);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(name, i, 0);
        grid->addWidget(value, i, 1);
        markdown_ += QStringLiteral("- %1: %2\n").arg(lines[i].first, lines[i].second);
    }
    return content;
}

QWidget* PassportView::rowsCard() {
    qint64 copies = 0, empty = 0;
    const engine::Json& columns = passport_["columns"];
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (passport_["roles"][i] == "text") copies += columns[i].value("copies", qint64{0});
        empty += columns[i].value("empty", qint64{0});
    }
    const qint64 rejected = passport_.value("rows_rejected", qint64{0});
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    auto* sum = new QLabel(
        tr("read %1 = kept %2 + rejected %3")
            .arg(count(passport_, "rows_in"), count(passport_, "rows_ok"), countText(rejected)),
        content);
    sum->setObjectName(QStringLiteral("passport.rows"));
    sum->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(sum);
    markdown_ += QStringLiteral("- ") + sum->text() + QLatin1Char('\n');
    column->addWidget(facts({{tr("Columns"), countText(std::ssize(columns))},
                             {tr("Copies among texts"), countText(copies)},
                             {tr("Empty cells"), countText(empty)}}));
    if (rejected > 0) {
        auto* show = new QPushButton(tr("Show rejects"), content);
        show->setObjectName(QStringLiteral("passport.rejects"));
        connect(show, &QPushButton::clicked, this, &PassportView::rejectsAsked);
        column->addWidget(show, 0, Qt::AlignLeft);
    }
    return card(tr("Rows"), content);
}

QWidget* PassportView::classesCard() {
    const engine::Json classes = passport_.value("classes", engine::Json::array());
    if (classes.empty()) return nullptr;
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    auto* list = new BarList(theme_, content);
    list->setObjectName(QStringLiteral("passport.classes"));
    list->setAccessibleName(tr("Classes"));
    const auto most = classes[0]["rows"].get<double>();
    const auto rows = std::max(1.0, passport_.value("rows_ok", 0.0));
    std::vector<BarList::Bar> bars;
    for (const engine::Json& one : classes) {
        if (bars.size() == kMostBars) break;
        const auto n = one["rows"].get<double>();
        bars.push_back(
            {fromUtf8(one["name"].get<std::string>()), n / most,
             tr("%1  (%2 %)").arg(countText(static_cast<qint64>(n)), percentText(n / rows))});
        markdown_ += QStringLiteral("- %1: %2\n").arg(bars.back().name, bars.back().number);
    }
    list->setBars(std::move(bars));
    column->addWidget(list);
    QStringList notes;
    if (classes.size() > kMostBars)
        notes << tr("and %n more class(es)", nullptr, static_cast<int>(classes.size() - kMostBars));
    const qint64 none = passport_.value("unlabelled", qint64{0});
    if (none > 0) notes << tr("%n row(s) without a label", nullptr, static_cast<int>(none));
    if (!notes.isEmpty()) {
        auto* label = new QLabel(notes.join(QStringLiteral(", ")), content);
        label->setForegroundRole(QPalette::PlaceholderText);
        column->addWidget(label);
    }
    return card(tr("Classes (%1)").arg(countText(std::ssize(classes))), content);
}

QWidget* PassportView::textCard() {
    QList<std::pair<QString, QString>> lines;
    const engine::Json& columns = passport_["columns"];
    for (std::size_t i = 0; i < columns.size() && lines.size() < 3 * kMostHistograms; ++i) {
        const bool text = i < passport_["roles"].size() && passport_["roles"][i] == "text";
        const engine::Json length = columns[i].value("length", engine::Json());
        if (!text || !length.is_object() || !length["median"].is_number()) continue;
        const auto number = [&](const char* key) {
            return countText(qRound64(length[key].get<double>()));
        };
        lines << std::pair(
            visibleText(textOf(columns[i], "name"), 40),
            tr("p50 %1   p95 %2   max %3").arg(number("median"), number("p95"), number("most")));
        lines << std::pair(tr("Copies"), count(columns[i], "copies"));
        lines << std::pair(tr("Empty"), count(columns[i], "empty"));
    }
    if (lines.isEmpty()) return nullptr;
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    int shown = 0;
    for (std::size_t i = 0; i < columns.size() && shown < kMostHistograms; ++i) {
        if (passport_["roles"].at(i) != "text") continue;
        addHistogram(columns[i], column);
        ++shown;
    }
    column->addWidget(facts(lines));
    return card(tr("Text length (characters)"), content);
}

QWidget* PassportView::ratingsCard() {
    const engine::Json ratings = passport_.value("ratings", engine::Json());
    const engine::Json span = passport_.value("span", engine::Json());
    QList<std::pair<QString, QString>> lines;
    if (ratings.is_object()) {
        lines << std::pair(tr("Users"), count(ratings, "users"))
              << std::pair(tr("Items"), count(ratings, "items"))
              << std::pair(tr("Density"),
                           tr("%1 %").arg(percentText(ratings.value("density", 0.0), 2)))
              << std::pair(tr("Gini of items"), numberText(ratings.value("gini", 0.0), 3))
              << std::pair(tr("Users with at most %1 ratings").arg(count(ratings, "cold_at_most")),
                           tr("%1 %").arg(percentText(ratings.value("cold_share", 0.0))));
    }
    if (span.is_array())
        lines << std::pair(tr("Time span"), dateText(span[0].get<double>()) +
                                                QStringLiteral(" – ") +
                                                dateText(span[1].get<double>()));
    if (lines.isEmpty()) return nullptr;
    return card(ratings.is_object() ? tr("Users and items") : tr("Time"), facts(lines));
}

QWidget* PassportView::sourceCard() {
    const engine::Json how = passport_.value("importer", engine::Json::object());
    QList<std::pair<QString, QString>> lines;
    const QString source = textOf(passport_, "source");
    lines << std::pair(tr("Fingerprint"), textOf(passport_, "fingerprint").left(16));
    lines << std::pair(tr("From"), visibleText(QFileInfo(source).fileName(), 40));
    for (const auto& [key, title] :
         {std::pair("format", tr("Format")), std::pair("encoding", tr("Encoding"))}) {
        if (!how.contains(key)) continue;
        const QString value = textOf(how, key);
        lines << std::pair(title, value == QLatin1String("auto") ? tr("detected") : value);
    }
    if (passport_.value("synthetic", false))
        lines << std::pair(tr("Kind"), tr("synthetic: says nothing about people"));
    return card(tr("Where it came from"), facts(lines));
}

QWidget* PassportView::columnsCard() {
    const engine::Json& columns = passport_["columns"];
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    const QStringList titles = {tr("Column"), tr("Used as"), tr("Type"), tr("Empty"),
                                tr("Different")};
    const int rows = std::min(static_cast<int>(columns.size()), kMostColumnsListed);
    auto* table = new QTableWidget(rows, static_cast<int>(titles.size()), content);
    table->setObjectName(QStringLiteral("passport.columns"));
    table->setAccessibleName(tr("Columns"));
    new TableCopy(*table);
    table->setHorizontalHeaderLabels(titles);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->verticalHeader()->setVisible(false);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 8);
    table->setShowGrid(false);
    for (int i = 0; i < table->rowCount(); ++i) {
        const engine::Json& one = columns[static_cast<std::size_t>(i)];
        const auto role = passport_["roles"].at(static_cast<std::size_t>(i)).get<std::string>();
        const QStringList cells = {visibleText(textOf(one, "name"), 200),
                                   ColumnMapModel::roleTitle(fromUtf8(role)),
                                   ColumnMapModel::typeTitle(textOf(one, "type")),
                                   count(one, "empty"), count(one, "different")};
        for (int c = 0; c < cells.size(); ++c) {
            auto* item = new QTableWidgetItem(cells[c]);
            if (c >= 3) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            table->setItem(i, c, item);
        }
    }
    for (int c = 0; c < titles.size(); ++c)
        table->horizontalHeaderItem(c)->setTextAlignment((c >= 3 ? Qt::AlignRight : Qt::AlignLeft) |
                                                         Qt::AlignVCenter);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    const int letter = table->fontMetrics().averageCharWidth();
    table->setColumnWidth(1, 14 * letter);
    table->setColumnWidth(2, 20 * letter);
    const int shown = std::min(table->rowCount(), kMostColumnRows);
    table->setFixedHeight(table->fontMetrics().height() + 12 +
                          shown * table->verticalHeader()->defaultSectionSize() + 4);
    column->addWidget(table);
    if (rows < std::ssize(columns))
        column->addWidget(new QLabel(
            tr("The first %1 of %2 columns.").arg(countText(rows), countText(std::ssize(columns))),
            content));
    auto* change = new QPushButton(tr("Change what columns are used as..."), content);
    change->setObjectName(QStringLiteral("passport.roles"));
    connect(change, &QPushButton::clicked, this, &PassportView::rolesAsked);
    column->addWidget(change, 0, Qt::AlignLeft);
    return card(
        passport_.value("roles_chosen", false) ? tr("Columns") : tr("Columns (uses are guessed)"),
        content);
}

}  // namespace widgets
