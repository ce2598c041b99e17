#include "widgets/data/column_map_model.h"

#include <QApplication>
#include <QComboBox>
#include <QPainter>

#include "widgets/data/visible_text.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr qsizetype kExample = 80;  // characters

QString textAt(const engine::Json& list, std::size_t i) {
    return list.is_array() && i < list.size() && list[i].is_string()
               ? fromUtf8(list[i].get_ref<const std::string&>())
               : QString();
}

}  // namespace

const QStringList& ColumnMapModel::roleIds() {
    static const QStringList ids = {QStringLiteral("ignore"), QStringLiteral("text"),
                                    QStringLiteral("label"),  QStringLiteral("group"),
                                    QStringLiteral("user"),   QStringLiteral("item"),
                                    QStringLiteral("rating"), QStringLiteral("time")};
    return ids;
}

QString ColumnMapModel::roleTitle(const QString& id) {
    if (id == QLatin1String("text")) return tr("Text");
    if (id == QLatin1String("label")) return tr("Label");
    if (id == QLatin1String("group")) return tr("Group");
    if (id == QLatin1String("user")) return tr("User");
    if (id == QLatin1String("item")) return tr("Item");
    if (id == QLatin1String("rating")) return tr("Rating");
    if (id == QLatin1String("time")) return tr("Time");
    return tr("Ignore");
}

QString ColumnMapModel::typeTitle(const QString& type) {
    if (type == QLatin1String("integer")) return tr("whole number");
    if (type == QLatin1String("number")) return tr("number");
    if (type == QLatin1String("time")) return tr("time");
    if (type == QLatin1String("empty")) return tr("empty");
    return tr("text");
}

void ColumnMapModel::setColumns(const engine::Json& preview) {
    std::vector<Line> fresh;
    const engine::Json& columns = preview["columns"];
    const engine::Json types = preview.value("types", engine::Json::array());
    const engine::Json rows = preview.value("rows", engine::Json::array());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        Line line;
        const bool object = columns[i].is_object();
        line.name = fromUtf8(object ? columns[i]["name"].get<std::string>()
                                    : columns[i].get<std::string>());
        line.type = object ? fromUtf8(columns[i].value("type", "")) : textAt(types, i);
        line.role = textAt(preview.value("roles", engine::Json::array()), i);
        for (const engine::Json& row : rows) {
            line.example = visibleText(textAt(row, i), kExample);
            if (!line.example.isEmpty()) break;
        }
        fresh.push_back(std::move(line));
    }
    const bool same = fresh.size() == lines_.size() &&
                      std::equal(fresh.begin(), fresh.end(), lines_.begin(),
                                 [](const Line& a, const Line& b) { return a.name == b.name; });
    beginResetModel();
    for (std::size_t i = 0; chosen_ && same && i < fresh.size(); ++i)
        fresh[i].role = lines_[i].role;
    if (!same) chosen_ = false;
    lines_ = std::move(fresh);
    endResetModel();
    Q_EMIT rolesChanged();
}

QStringList ColumnMapModel::roles() const {
    QStringList out;
    for (const Line& line : lines_) out << line.role;
    return out;
}

engine::Json ColumnMapModel::rolesByName() const {
    engine::Json out = engine::Json::object();
    for (const Line& line : lines_) out[line.name.toStdString()] = line.role.toStdString();
    return out;
}

void ColumnMapModel::setRole(int row, const QString& role) {
    if (row < 0 || row >= rowCount() || !roleIds().contains(role)) return;
    chosen_ = true;
    // Only texts may be several; another column gives its role up.
    const bool single = role != QLatin1String("text") && role != QLatin1String("ignore");
    for (std::size_t i = 0; single && i < lines_.size(); ++i) {
        if (lines_[i].role != role || static_cast<int>(i) == row) continue;
        lines_[i].role = QStringLiteral("ignore");
        const QModelIndex other = index(static_cast<int>(i), Role);
        Q_EMIT dataChanged(other, other);
    }
    lines_[static_cast<std::size_t>(row)].role = role;
    Q_EMIT dataChanged(index(row, Role), index(row, Role));
    Q_EMIT rolesChanged();
}

QString ColumnMapModel::lack() const {
    const QStringList all = roles();
    const auto has = [&](const char* role) { return all.contains(QLatin1String(role)); };
    if (has("user") && has("item")) {
        return has("rating") ? QString() : tr("No rating column: cold-start templates need one.");
    }
    if (!has("text")) return tr("No text column. Pick the column that holds the texts.");
    if (!has("label")) return tr("No label column. Pick the column that holds the class.");
    return {};
}

int ColumnMapModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

int ColumnMapModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QVariant ColumnMapModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Line& line = lines_[static_cast<std::size_t>(index.row())];
    if (role == Qt::EditRole && index.column() == Role) return line.role;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (index.column()) {
        case Name:
            return visibleText(line.name);
        case Type:
            return typeTitle(line.type);
        case Role:
            return roleTitle(line.role);
        default:
            return line.example;
    }
}

bool ColumnMapModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || index.column() != Role || !roleIds().contains(value.toString()))
        return false;
    setRole(index.row(), value.toString());
    return true;
}

Qt::ItemFlags ColumnMapModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags base = QAbstractTableModel::flags(index);
    return index.column() == Role ? base | Qt::ItemIsEditable : base;
}

QVariant ColumnMapModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const QStringList titles = {tr("Column"), tr("Type"), tr("Used as"), tr("Example")};
    return titles.value(section);
}

void RoleDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, QModelIndex());
    QStyleOptionComboBox box;
    box.initFrom(option.widget);
    box.rect = option.rect.adjusted(2, 1, -2, -1);
    box.currentText = index.data().toString();
    box.state = option.state & ~QStyle::State_HasFocus;
    QStyle* style = QApplication::style();
    style->drawComplexControl(QStyle::CC_ComboBox, &box, painter);
    style->drawControl(QStyle::CE_ComboBoxLabel, &box, painter);
}

QWidget* RoleDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                    const QModelIndex& index) const {
    Q_UNUSED(option);
    auto* box = new QComboBox(parent);
    box->setAccessibleName(tr("Used as"));
    for (const QString& id : ColumnMapModel::roleIds())
        box->addItem(ColumnMapModel::roleTitle(id), id);
    box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
    connect(box, &QComboBox::activated, this, [this, box] {
        Q_EMIT const_cast<RoleDelegate*>(this)->commitData(box);
        Q_EMIT const_cast<RoleDelegate*>(this)->closeEditor(box);
    });
    return box;
}

void RoleDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* box = static_cast<QComboBox*>(editor);
    box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
}

void RoleDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                const QModelIndex& index) const {
    model->setData(index, static_cast<QComboBox*>(editor)->currentData(), Qt::EditRole);
}

}  // namespace widgets
