#include "widgets/look/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTextDocument>
#include <array>
#include <cmath>

namespace widgets {
namespace {

constexpr std::size_t kErrorCodes = static_cast<std::size_t>(engine::ErrorCode::Internal) + 1;

std::string translated(std::string_view english) { return engineText(english).toStdString(); }

}  // namespace

QString engineText(std::string_view english) {
    const QByteArray text(english.data(), static_cast<qsizetype>(english.size()));
    return QCoreApplication::translate("engine", text.constData());
}

QString say(std::string_view message, const std::vector<std::string>& arguments) {
    return fromUtf8(engine::said(engine::Sentence{std::string(message), arguments}, translated));
}

QString say(const engine::Sentences& sentences) {
    return fromUtf8(engine::said(sentences, translated));
}

QString say(const engine::Error& error) { return say(error.message, error.arguments); }

QString nextStep(engine::ErrorCode code) {
    // In the order of the codes.
    static constexpr std::array<const char*, kErrorCodes> kSteps = {
        QT_TRANSLATE_NOOP("words", "Change what was asked for, then try again."),
        QT_TRANSLATE_NOOP("words", "Open another file, or an older copy of this one."),
        QT_TRANSLATE_NOOP("words", "Open it with the Warmstart that wrote it."),
        QT_TRANSLATE_NOOP("words", "Put a known node in its place."),
        QT_TRANSLATE_NOOP("words",
                          "Take the option out, or write it as the help of its node has it."),
        QT_TRANSLATE_NOOP("words", "Set the option to a value within its range."),
        QT_TRANSLATE_NOOP("words", "Mend it on the canvas; F8 goes to the next problem."),
        QT_TRANSLATE_NOOP("words",
                          "Look at its rows and the roles of its columns on the page Data."),
        QT_TRANSLATE_NOOP("words", "Choose another file, or fetch this one again."),
        QT_TRANSLATE_NOOP("words", "Put it back where it was, or choose another."),
        QT_TRANSLATE_NOOP("words", "Choose another model folder."),
        QT_TRANSLATE_NOOP("words", "F1 tells what can be done instead."),
        QT_TRANSLATE_NOOP("words",
                          "See that the place is there and may be written to, then try again."),
        QT_TRANSLATE_NOOP("words", "Free some room on the disk, then try again."),
        QT_TRANSLATE_NOOP(
            "words",
            "Try again; if it stays so, open another workspace and save diagnostics (menu Help)."),
        QT_TRANSLATE_NOOP("words", "End the other program, or wait for it, then try again."),
        QT_TRANSLATE_NOOP("words", "It can be begun again at any time."),
        QT_TRANSLATE_NOOP(
            "words",
            "Lower the learning rate, or look for values in the data that are no numbers."),
        QT_TRANSLATE_NOOP("words", "Save the pipeline and diagnostics (menu Help), and report it."),
    };
    return QCoreApplication::translate("words", kSteps[static_cast<std::size_t>(code)]);
}

QString plainToolTip(const QString& text) {
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

QString stateWord(std::string_view state) { return engineText(state); }

QString durationText(double seconds) {
    if (!(seconds >= 0)) return {};
    if (seconds < 10) return QCoreApplication::translate("words", "%1 s").arg(seconds, 0, 'f', 1);
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    const auto two = [](std::int64_t n) {
        return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0'));
    };
    if (whole < 3600) return QStringLiteral("%1:%2").arg(whole / 60).arg(two(whole % 60));
    return QStringLiteral("%1:%2:%3")
        .arg(whole / 3600)
        .arg(two(whole / 60 % 60))
        .arg(two(whole % 60));
}

QString bytesText(double bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString countText(std::int64_t number) {
    return QLocale().toString(static_cast<qlonglong>(number));
}

QString percentText(double share, int decimals) {
    if (!std::isfinite(share)) return QStringLiteral("–");
    return QLocale().toString(share * 100, 'f', decimals);
}

QString numberText(double value, int digits) {
    if (!std::isfinite(value)) return QStringLiteral("–");
    return QLocale().toString(value, 'g', digits);
}

QString whenText(std::int64_t unixMilliseconds) {
    if (unixMilliseconds <= 0) return {};
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(unixMilliseconds),
                              QLocale::ShortFormat);
}

QString sweepText(const engine::Json& sweep) {
    QStringList parts;
    for (const auto& [name, value] : sweep.items()) {
        const QString number = fromUtf8(engine::compact_json(value));
        if (name == "rows") {
            parts << QCoreApplication::translate("words", "%1 labels").arg(number);
        } else if (name == "support") {
            parts << QCoreApplication::translate("words", "%1 ratings").arg(number);
        } else {
            parts << engineText(name) + QLatin1Char(' ') + number;
        }
    }
    return parts.join(QStringLiteral(", "));
}

QString metricTitle(std::string_view name) {
    const std::string_view stem = name.substr(0, name.find('@'));
    static constexpr std::pair<std::string_view, const char*> kTitles[] = {
        {"accuracy", QT_TRANSLATE_NOOP("words", "Accuracy")},
        {"macro_f1", QT_TRANSLATE_NOOP("words", "Macro F1")},
        {"micro_f1", QT_TRANSLATE_NOOP("words", "Micro F1")},
        {"macro_recall", QT_TRANSLATE_NOOP("words", "Recall")},
        {"recall", QT_TRANSLATE_NOOP("words", "Recall")},
        {"macro_precision", QT_TRANSLATE_NOOP("words", "Precision")},
        {"precision", QT_TRANSLATE_NOOP("words", "Precision")},
        {"auroc", QT_TRANSLATE_NOOP("words", "AUROC")},
        {"ece", QT_TRANSLATE_NOOP("words", "Calibration error")},
        {"ndcg", QT_TRANSLATE_NOOP("words", "nDCG")},
        {"mae", QT_TRANSLATE_NOOP("words", "Mean absolute error")},
        {"seconds", QT_TRANSLATE_NOOP("words", "Seconds")},
        {"parameters", QT_TRANSLATE_NOOP("words", "Parameters")},
        {"file_bytes", QT_TRANSLATE_NOOP("words", "Size on disk")},
        {"texts_per_second", QT_TRANSLATE_NOOP("words", "Texts a second")},
        {"train/loss", QT_TRANSLATE_NOOP("words", "Training loss")},
        {"valid/loss", QT_TRANSLATE_NOOP("words", "Validation loss")},
        {"valid/accuracy", QT_TRANSLATE_NOOP("words", "Validation accuracy")},
        {"train/accuracy", QT_TRANSLATE_NOOP("words", "Training accuracy")},
    };
    for (const auto& [known, title] : kTitles) {
        if (known == stem)
            return QCoreApplication::translate("words", title) + fromUtf8(name.substr(stem.size()));
    }
    return fromUtf8(name);
}

bool isShare(std::string_view metric) {
    const std::string_view stem = metric.substr(0, metric.find('@'));
    for (const std::string_view other : {"mae", "rmse", "seconds", "parameters", "file_bytes",
                                         "texts_per_second", "log_loss", "loss"}) {
        if (stem == other) return false;
    }
    return true;
}

QString measureText(std::string_view metric, double value) {
    if (metric == "file_bytes") return bytesText(value);
    if (metric == "seconds") return durationText(value);
    if (metric == "parameters") return countText(static_cast<std::int64_t>(value));
    return isShare(metric) ? percentText(value) : numberText(value);
}

}  // namespace widgets
