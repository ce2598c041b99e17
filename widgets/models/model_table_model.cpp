#include "widgets/models/model_table_model.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/models/model_jobs.h"

namespace widgets {
namespace {

QString words(const char* text) { return QCoreApplication::translate("models", text); }

QString textAt(const engine::Json& object, const char* key) {
    const engine::Json value = object.value(key, engine::Json());
    return value.is_string() ? fromUtf8(value.get_ref<const std::string&>()) : QString();
}

ModelEntry trainedEntry(const engine::Json& one, const engine::Json& exported) {
    ModelEntry out;
    out.trained = true;
    out.name = textAt(one, "arm");
    out.origin = textAt(one, "title");
    out.folder = textAt(one, "artifact");
    out.run = one.value("run", qint64{0});
    out.job = one.value("job", qint64{0});
    out.type = textAt(one, "type");
    for (const engine::Json& name : one.value("classes", engine::Json::array()))
        out.classes << fromUtf8(name.get<std::string>());
    out.budget = sweepText(one.value("sweep", engine::Json::object()));
    out.seed = one.value("seed", qint64{0});
    out.accuracy = one.value("measures", engine::Json::object()).value("accuracy", -1.0);
    out.parameters = one.value("parameters", 0.0);
    out.bytes = one.value("bytes", 0.0);
    const engine::Json there = exported.is_object()
                                   ? exported.value(std::to_string(out.run), engine::Json())
                                   : engine::Json();
    if (there.is_object() && QFileInfo::exists(textAt(there, "folder"))) {
        out.exported = textAt(there, "folder");
        out.parity = there.value("parity", -1.0);
    }
    return out;
}

ModelEntry libraryEntry(const engine::Json& one) {
    ModelEntry out;
    out.name = textAt(one, "name");
    out.origin = one.value("bundled", false) ? words(QT_TRANSLATE_NOOP("models", "bundled"))
                                             : words(QT_TRANSLATE_NOOP("models", "imported"));
    out.folder = textAt(one, "folder");
    for (const engine::Json& name : one.value("classes", engine::Json::array()))
        out.classes << fromUtf8(name.get<std::string>());
    out.parameters = one.value("parameters", 0.0);
    out.bytes = one.value("bytes", 0.0);
    out.problem = textAt(one, "problem");
    return out;
}

}  // namespace

QString ModelEntry::whyNotTry() const {
    if (type == QLatin1String("few_shot"))
        return words(QT_TRANSLATE_NOOP(
            "models", "A few-shot learner has no classes of its own: it takes them from a task."));
    if (classes.isEmpty())
        return words(QT_TRANSLATE_NOOP(
            "models", "An encoder has no classes. Build a pipeline upon it first."));
    return {};
}

QString ModelEntry::whyNotExport() const {
    if (!trained)
        return words(QT_TRANSLATE_NOOP("models", "It is in the library already, as a folder."));
    return type == QLatin1String("few_shot") ? whyNotTry() : QString();
}

QString ModelEntry::whyNotBuild() const {
    if (!problem.isEmpty()) return problem;
    if (type == QLatin1String("terms"))
        return words(QT_TRANSLATE_NOOP(
            "models", "TF-IDF weights are no encoder: nothing can be built upon them."));
    return type == QLatin1String("few_shot") ? whyNotTry() : QString();
}

std::vector<ModelEntry> modelEntries(const engine::Json& trained, const engine::Json& library,
                                     const engine::Json& exported) {
    std::vector<ModelEntry> out;
    for (const engine::Json& one : trained) out.push_back(trainedEntry(one, exported));
    for (const engine::Json& one : library) out.push_back(libraryEntry(one));
    return out;
}

ModelTableModel::ModelTableModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent), theme_(theme) {}

void ModelTableModel::setEntries(std::vector<ModelEntry> entries) {
    beginResetModel();
    entries_ = std::move(entries);
    endResetModel();
}

const ModelEntry* ModelTableModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &entries_[static_cast<std::size_t>(row)] : nullptr;
}

int ModelTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

int ModelTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

bool ModelTableModel::isNumber(int column) {
    return column == Run || (column >= Seed && column <= Parity);
}

QString ModelTableModel::text(const ModelEntry& entry, int column) const {
    switch (column) {
        case Name:
            return entry.name;
        case Origin:
            return entry.origin;
        case Run:
            return entry.run > 0 ? QString::number(entry.run) : QString();
        case Task:
            return entry.classes.isEmpty()
                       ? (entry.trained ? tr("few-shot tasks") : tr("encoder"))
                       : tr("%n class(es)", nullptr, static_cast<int>(entry.classes.size()));
        case Budget:
            return entry.budget;
        case Seed:
            return entry.trained ? QString::number(entry.seed) : QString();
        case Accuracy:
            return entry.accuracy < 0 ? QString() : percentText(entry.accuracy);
        case Parameters:
            return entry.parameters > 0 ? countText(static_cast<qint64>(entry.parameters))
                                        : QString();
        case Size:
            return entry.bytes > 0 ? bytesText(entry.bytes) : QString();
        case Parity:
            return entry.parity < 0 ? QString() : differenceText(entry.parity);
        default:
            if (entry.exported.isEmpty()) return {};
            return entry.type == QLatin1String("terms") ? QStringLiteral("json, safetensors")
                                                        : QStringLiteral("safetensors");
    }
}

QVariant ModelTableModel::sortValue(const ModelEntry& entry, int column) const {
    switch (column) {
        case Run:
            return entry.run;
        case Seed:
            return entry.seed;
        case Accuracy:
            return entry.accuracy;
        case Parameters:
            return entry.parameters;
        case Size:
            return entry.bytes;
        case Parity:
            return entry.parity;
        default:
            return text(entry, column);
    }
}

QVariant ModelTableModel::data(const QModelIndex& index, int role) const {
    const ModelEntry* entry = index.isValid() ? at(index.row()) : nullptr;
    if (entry == nullptr) return {};
    switch (role) {
        case Qt::DisplayRole:
            return text(*entry, index.column());
        case kSortRole:
            return sortValue(*entry, index.column());
        case Qt::TextAlignmentRole:
            return QVariant((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) |
                            Qt::AlignVCenter);
        case Qt::DecorationRole:
            if (index.column() != Name) return {};
            return theme_.icon(
                !entry->problem.isEmpty() ? QStringLiteral("warning")
                : entry->trained          ? QStringLiteral("fit")
                                          : QStringLiteral("encoder"),
                entry->problem.isEmpty() ? theme_.tokens().accent : theme_.tokens().warning);
        case Qt::ToolTipRole:
            if (!entry->problem.isEmpty()) return entry->problem;
            if (index.column() == Task) return entry->classes.join(QStringLiteral(", "));
            if (index.column() == Exported) return QDir::toNativeSeparators(entry->exported);
            return text(*entry, index.column());
        default:
            return {};
    }
}

QVariant ModelTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Parity)
        return tr(
            "Largest difference between the probabilities of the exported model and those "
            "that the run scored its test rows with");
    if (role != Qt::DisplayRole) return {};
    const QStringList titles = {tr("Model"),  tr("Run"),        tr("Task"),       tr("Labels"),
                                tr("Seed"),   tr("Accuracy %"), tr("Parameters"), tr("Size"),
                                tr("Parity"), tr("Exported"),   tr("From")};
    return titles.value(section);
}

}  // namespace widgets
