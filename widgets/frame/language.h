// The window's language, changed while it runs: every widget hears LanguageChange.
#pragma once

#include <QString>
#include <QTranslator>
#include <memory>

namespace widgets {

class Language {
public:
    /// "system", "en" or "zh_CN".
    void apply(const QString& choice);
    const QString& current() const { return current_; }  // "en" or "zh_CN"

private:
    QTranslator ours_;
    QTranslator qt_;
    QString current_ = QStringLiteral("en");
    bool is_applied_ = false;
};

}  // namespace widgets
