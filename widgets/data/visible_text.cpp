#include "widgets/data/visible_text.h"

namespace widgets {
namespace {

bool isHiddenMark(char16_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0x061C || c == 0xFEFF ||
           (c >= 0x007F && c <= 0x009F);
}

}  // namespace

QString visibleText(const QString& text, qsizetype most) {
    QString out;
    out.reserve(qMin(text.size(), most) + 1);
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        if (code == u'\t') {
            out += QChar(0x21E5);
        } else if (code == u'\n') {
            out += QChar(0x21B5);
        } else if (code < 0x20 || isHiddenMark(code)) {
            out += QStringLiteral("⟨U+%1⟩").arg(code, 4, 16, QLatin1Char('0')).toUpper();
        } else {
            out += c;
        }
        if (out.size() < most) continue;
        if (out.size() < text.size()) out += QChar(0x2026);
        break;
    }
    return out;
}

}  // namespace widgets
