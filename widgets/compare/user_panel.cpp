#include "widgets/compare/user_panel.h"

#include <QEvent>
#include <QGridLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include "widgets/compare/table_tab.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

using engine::Json;

constexpr const char* kSides[] = {"a", "b"};

Cell countCell(const Json& value) {
    const double number = value.get<double>();
    return numberCell(number, numberText(number, 3));
}

QString itemsText(const Json& items) {
    QStringList out;
    for (const Json& one : items)
        out << QStringLiteral("%1 (%2)").arg(fromUtf8(one["item"].get<std::string>()),
                                             numberText(one["rating"].get<double>(), 3));
    return out.join(QStringLiteral(", "));
}

}  // namespace

UserPanel::UserPanel(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      users_table_(new TableTab(theme, this)),
      known_(new QLabel(this)),
      headings_{new QLabel(this), new QLabel(this)},
      lists_{new TableTab(theme, this), new TableTab(theme, this)} {
    users_table_->setObjectName(QStringLiteral("compare.users"));
    known_->setWordWrap(true);
    known_->setTextFormat(Qt::PlainText);
    known_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* detail = new QWidget(this);
    auto* grid = new QGridLayout(detail);
    grid->setContentsMargins(space::kSmall, 0, 0, 0);
    grid->addWidget(known_, 0, 0, 1, 2);
    for (const int side : {0, 1}) {
        headings_[side]->setTextFormat(Qt::PlainText);  // titles come out of files
        grid->addWidget(headings_[side], 1, side);
        grid->addWidget(lists_[side], 2, side);
        grid->setColumnStretch(side, 1);
    }
    grid->setRowStretch(2, 1);
    auto* parts = new QSplitter(Qt::Horizontal, this);
    parts->addWidget(users_table_);
    parts->addWidget(detail);
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    column->addWidget(parts);
    connect(users_table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& at) {
                showUser(at.isValid() ? at.siblingAtColumn(0).data().toString() : QString());
            });
    retranslate();
}

QString UserPanel::known() const { return known_->text(); }

void UserPanel::setUsers(const Json& users, const QString& a, const QString& b) {
    users_ = users;
    titles_[0] = a;
    titles_[1] = b;
    CellTable table;
    table.headers = {tr("User"),           tr("History"),     tr("Revealed"),
                     tr("Hits of A"),      tr("Hits of B"),   tr("Best item in A"),
                     tr("Best item in B"), tr("Shared items")};
    table.tips = {
        {},
        tr("Ratings of the user that the models learnt from"),
        tr("Ratings that the models were shown before they ranked"),
        tr("%1: liked items among its first ten; items of equal score count in part").arg(a),
        tr("%1: liked items among its first ten; items of equal score count in part").arg(b),
        tr("%1: place of the item that the user rated highest").arg(a),
        tr("%1: place of the item that the user rated highest").arg(b),
        tr("Items that stand among the first ten of both")};
    for (const Json& user : users_)
        table.rows << QList<Cell>{textCell(fromUtf8(user["user"].get<std::string>())),
                                  countCell(user["history"]),
                                  countCell(Json(user["support"].size())),
                                  countCell(user["a"]["hits"]),
                                  countCell(user["b"]["hits"]),
                                  countCell(user["a"]["rank"]),
                                  countCell(user["b"]["rank"]),
                                  countCell(user["shared"])};
    users_table_->setTable(std::move(table));
    if (users_table_->model()->rowCount() > 0) return users_table_->selectRow(0);
    showUser({});
}

void UserPanel::showUser(const QString& id) {
    const Json* shown = nullptr;
    for (const Json& user : users_) {
        if (user["user"].get<std::string>() == id.toStdString()) shown = &user;
    }
    known_->setText(shown == nullptr
                        ? tr("There are no users to show: what the arms scored is no longer kept.")
                    : (*shown)["support"].empty()
                        ? tr("User %1: nothing was revealed; %2 items are ranked.")
                              .arg(id, countText((*shown)["query"].get<std::int64_t>()))
                        : tr("User %1: %2 items are ranked; revealed with their ratings: %3")
                              .arg(id, countText((*shown)["query"].get<std::int64_t>()),
                                   itemsText((*shown)["support"])));
    for (const int side : {0, 1}) {
        headings_[side]->setText(titles_[side]);
        CellTable table;
        table.headers = {tr("Place"), tr("Item"), tr("Rating"), tr("Liked")};
        const Json none = Json::array();
        int place = 0;
        for (const Json& one : shown == nullptr ? none : (*shown)[kSides[side]]["top"]) {
            ++place;
            const double rating = one["rating"].get<double>();
            table.rows << QList<Cell>{numberCell(place, QString::number(place)),
                                      textCell(fromUtf8(one["item"].get<std::string>())),
                                      numberCell(rating, numberText(rating, 3)),
                                      textCell(one["liked"].get<bool>() ? tr("hit") : QString())};
            for (Cell& cell : table.rows.last()) cell.pale = !one["liked"].get<bool>();
        }
        lists_[side]->setTable(std::move(table));
    }
}

void UserPanel::retranslate() {
    users_table_->setAccessibleName(tr("Users"));
    lists_[0]->setAccessibleName(tr("List of A"));
    lists_[1]->setAccessibleName(tr("List of B"));
    if (!users_.empty()) setUsers(Json(users_), titles_[0], titles_[1]);
}

void UserPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
