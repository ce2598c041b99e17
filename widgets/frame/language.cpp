#include "widgets/frame/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace widgets {

void Language::apply(const QString& choice) {
    const QString name = choice == QLatin1String("system") ? QLocale::system().name() : choice;
    const QString next =
        name.startsWith(QLatin1String("zh")) ? QStringLiteral("zh_CN") : QStringLiteral("en");
    if (is_applied_ && next == current_) return;  // every widget would say its words again
    is_applied_ = true;
    current_ = next;
    QCoreApplication::removeTranslator(&ours_);
    QCoreApplication::removeTranslator(&qt_);
    const bool chinese = current_ == QLatin1String("zh_CN");
    QLocale::setDefault(chinese ? QLocale(QLocale::Chinese, QLocale::China)
                                : QLocale(QLocale::English, QLocale::UnitedStates));
    // English stands in the sources; its file holds the plurals.
    if (ours_.load(QStringLiteral(":/strings/warmstart_%1.qm").arg(current_)))
        QCoreApplication::installTranslator(&ours_);
    if (!chinese) return;
    // Qt's own words ("OK", "Cancel") come with Qt; without them its dialogs stay English.
    if (qt_.load(QStringLiteral("qtbase_zh_CN"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qt_);
}

}  // namespace widgets
