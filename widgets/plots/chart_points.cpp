#include "widgets/plots/chart_points.h"

#include <QAbstractTableModel>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLocale>
#include <QSaveFile>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <utility>

#include "engine/base/csv_writer.h"
#include "widgets/data/table_copy.h"

namespace widgets {
namespace {

// The shortest text that reads back as the same number; no locale has a say.
void appendNumber(QByteArray& out, double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    out.append(text.data(), static_cast<qsizetype>(end.ptr - text.data()));
}

QByteArray field(const QString& text) {
    QByteArray bytes = QByteArray::fromStdString(engine::harmless_cell(text.toStdString()));
    if (bytes.contains(',') || bytes.contains('"') || bytes.contains('\n')) {
        bytes.replace('"', "\"\"");
        return '"' + bytes + '"';
    }
    return bytes;
}

class PointsModel : public QAbstractTableModel {
public:
    PointsModel(ChartPoints points, QObject* parent)
        : QAbstractTableModel(parent), points_(std::move(points)) {
        for (const ChartCurve& curve : points_.curves) {
            rows_ += static_cast<qsizetype>(curve.points.size());
            ends_.push_back(rows_);
        }
    }
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(rows_);
    }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : 3;
    }
    QVariant data(const QModelIndex& index, int role) const override {
        if (!index.isValid()) return {};
        if (role == Qt::TextAlignmentRole)
            return QVariant(Qt::AlignVCenter |
                            (index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight));
        if (role != Qt::DisplayRole) return {};
        const auto place = std::upper_bound(ends_.begin(), ends_.end(), index.row());
        const auto which = static_cast<std::size_t>(place - ends_.begin());
        const ChartCurve& curve = points_.curves[which];
        if (index.column() == 0) return curve.name;
        const qsizetype first = which == 0 ? 0 : ends_[which - 1];
        const ChartPoint& point = curve.points[static_cast<std::size_t>(index.row() - first)];
        const double value = index.column() == 1 ? point.x : point.y;
        if (std::isnan(value)) return QStringLiteral("–");
        return QLocale().toString(value, 'g', 7);
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation == Qt::Vertical || role != Qt::DisplayRole) return {};
        if (section == 0) return PointsDialog::tr("Curve");
        return section == 1 ? points_.x_title : points_.y_title;
    }

private:
    ChartPoints points_;
    std::vector<qsizetype> ends_;  // first row after each curve
    qsizetype rows_ = 0;
};

}  // namespace

bool savePointsAsCsv(const ChartPoints& points, const QString& path, QString* why) {
    constexpr qsizetype kBlock = 1 << 20;  // bytes held before they are written
    QSaveFile file(path);
    bool good = file.open(QIODevice::WriteOnly);
    QByteArray out = "curve," +
                     field(points.x_title.isEmpty() ? QStringLiteral("x") : points.x_title) + ',' +
                     field(points.y_title.isEmpty() ? QStringLiteral("y") : points.y_title) + '\n';
    for (const ChartCurve& curve : points.curves) {
        const QByteArray name = field(curve.name);
        for (const ChartPoint& point : curve.points) {
            if (!good) break;
            out.append(name).append(',');
            appendNumber(out, point.x);
            out.append(',');
            appendNumber(out, point.y);
            out.append('\n');
            if (out.size() < kBlock) continue;
            good = file.write(out) == out.size();
            out.clear();
        }
    }
    good = good && file.write(out) == out.size() && file.commit();
    if (!good && why != nullptr) *why = file.errorString();
    return good;
}

PointsDialog::PointsDialog(const ChartPoints& points, const QString& title,
                           std::function<void()> save, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(title.isEmpty() ? tr("Points") : title);
    resize(560, 420);
    auto* layout = new QVBoxLayout(this);
    auto* table = new QTableView(this);
    table->setModel(new PointsModel(points, table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setAlternatingRowColors(true);
    table->setObjectName(QStringLiteral("points"));
    table->setAccessibleName(windowTitle());
    new TableCopy(*table, {{}, {}, std::move(save)});
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Interactive);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(table);
    layout->addWidget(buttons);
}

}  // namespace widgets
