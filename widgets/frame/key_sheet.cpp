#include "widgets/frame/key_sheet.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

#include "widgets/frame/actions.h"
#include "widgets/frame/help_html.h"

namespace widgets {
namespace {

using html::cell;
using html::heading;

QString line(const QString& keys, const QString& act) {
    return QStringLiteral("<tr>%1%2</tr>").arg(cell(keys), cell(act));
}

QString words(const char* text) { return QCoreApplication::translate("keys", text); }

}  // namespace

QString keySheet(const Actions& actions) {
    QString out = QStringLiteral("<h2>%1</h2>").arg(words(QT_TRANSLATE_NOOP("keys", "Keys")));
    for (const auto& [menu, title] : menuTitles()) {
        out += heading(withoutMnemonic(title)) + QStringLiteral("<table>");
        for (const Actions::Entry& entry : actions.all()) {
            if (entry.menu != menu || entry.action->shortcut().isEmpty()) continue;
            out += line(
                QKeySequence::listToString(entry.action->shortcuts(), QKeySequence::NativeText),
                withoutMnemonic(entry.action->text()));
        }
        out += QStringLiteral("</table>");
    }
    constexpr std::pair<Qt::Key, const char*> kCanvas[] = {
        {Qt::Key_Space, QT_TRANSLATE_NOOP("keys", "Find a node to add")},
        {Qt::Key_N, QT_TRANSLATE_NOOP("keys", "Add a note")},
        {Qt::Key_T, QT_TRANSLATE_NOOP("keys", "Add twin")},
        {Qt::Key_F, QT_TRANSLATE_NOOP("keys", "Show all of it")},
        {Qt::Key_Return,
         QT_TRANSLATE_NOOP("keys", "Properties of the node; words of a note; cards of a group")}};
    out += heading(words(QT_TRANSLATE_NOOP("keys", "Canvas"))) + QStringLiteral("<table>");
    for (const auto& [key, act] : kCanvas)
        out += line(QKeySequence(key).toString(QKeySequence::NativeText), words(act));
    out += QStringLiteral("</table>");
    constexpr std::pair<Qt::Key, const char*> kOutline[] = {
        {Qt::Key_Return, QT_TRANSLATE_NOOP("keys", "Properties of the node")},
        {Qt::Key_F2, QT_TRANSLATE_NOOP("keys", "Rename")},
        {Qt::Key_Delete, QT_TRANSLATE_NOOP("keys", "Delete")},
        {Qt::Key_C, QT_TRANSLATE_NOOP("keys", "Connect to...")},
        {Qt::Key_T, QT_TRANSLATE_NOOP("keys", "Add twin")}};
    out += heading(words(QT_TRANSLATE_NOOP("keys", "Outline"))) + QStringLiteral("<table>");
    for (const auto& [key, act] : kOutline)
        out += line(QKeySequence(key).toString(QKeySequence::NativeText), words(act));
    return out + QStringLiteral("</table>");
}

engine::Result<void> writeKeySheet(const Actions& actions, const QString& file) {
    QByteArray bytes;
    if (file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setTitle(words(QT_TRANSLATE_NOOP("keys", "Keys")));
        QTextDocument document;
        document.setHtml(keySheet(actions));
        document.print(&writer);
    } else {
        bytes = QStringLiteral(
                    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>%1</title>"
                    "</head><body style='font-family:sans-serif'>%2</body></html>\n")
                    .arg(words(QT_TRANSLATE_NOOP("keys", "Keys")), keySheet(actions))
                    .toUtf8();
    }
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return engine::make_error(engine::ErrorCode::Io, "%1 cannot be written: %2.",
                                  {file.toStdString(), out.errorString().toStdString()});
    return {};
}

}  // namespace widgets
