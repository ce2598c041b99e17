// What the engine says, in the window's language; numbers as people read them.
#pragma once

#include <QString>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/sentence.h"

namespace widgets {

inline QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A title, help text or other fixed words of the engine, translated.
QString engineText(std::string_view english);
/// A sentence of the engine with its arguments: %1, %2, ... filled in after translation.
QString say(std::string_view message, const std::vector<std::string>& arguments);
QString say(const engine::Error& error);
QString say(const engine::Sentences& sentences);
/// What can be done about a fault of this kind: one sentence.
QString nextStep(engine::ErrorCode code);
/// Words out of a file as a tool tip, which would take marks among them for HTML.
QString plainToolTip(const QString& text);
/// A run's or node's state in words: "running".
QString stateWord(std::string_view state);

QString durationText(double seconds);                 // "2:10", "1:02:33", "0.4 s"; "" below zero
QString bytesText(double bytes);                      // "9.1 GB"
QString countText(std::int64_t number);               // with the locale's separators
QString percentText(double share, int decimals = 1);  // .853 -> "85.3"
QString numberText(double value, int digits = 4);
QString whenText(std::int64_t unixMilliseconds);
/// A sweep value in words: {"rows": 64} -> "64 labels".
QString sweepText(const engine::Json& sweep);

/// A measure's name for people: "macro_f1" -> "Macro F1"; unknown names stay as they are.
QString metricTitle(std::string_view name);
/// Shares are shown in per cent, others as they are.
bool isShare(std::string_view metric);
QString measureText(std::string_view metric, double value);

}  // namespace widgets
