// Pieces of the HTML that the help and the sheet of keys are made of.
#pragma once

#include <QString>

namespace widgets::html {

inline QString cell(const QString& text) {
    return QStringLiteral("<td style='padding:2px 12px 2px 0'>%1</td>").arg(text.toHtmlEscaped());
}

inline QString heading(const QString& title) {
    return QStringLiteral("<h3 style='margin-top:12px'>%1</h3>").arg(title.toHtmlEscaped());
}

}  // namespace widgets::html
