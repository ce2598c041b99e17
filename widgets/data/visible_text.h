// Text from files as it may be shown: what would be invisible, or would turn the line around, is
// made visible.
#pragma once

#include <QString>

namespace widgets {

/// Tabs and line ends as arrows; other control characters, marks of writing direction and of zero
/// width as ⟨U+202E⟩; at most `most` characters, then an ellipsis.
QString visibleText(const QString& text, qsizetype most = 2000);

}  // namespace widgets
