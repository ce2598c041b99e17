#include "widgets/plots/duration_ticker.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DurationTicker)
};

constexpr double kMinute = 60, kHour = 3600;  // seconds

// Round times, rising: as steps of a linear axis and as ticks of a logarithmic one.
QVector<double> roundTimes() {
    QVector<double> out;
    for (double power = 1e-4; power < 0.5; power *= 10)
        for (const double digit : {1, 2, 5}) out.append(digit * power);
    for (const double unit : {1.0, kMinute})
        for (const double count : {1, 2, 5, 10, 20, 30}) out.append(unit * count);
    for (double power = kHour; power < 1e5 * kHour; power *= 10)
        for (const double digit : {1, 2, 5}) out.append(digit * power);
    return out;
}

}  // namespace

QString timeText(double seconds, const QLocale& locale) {
    const auto number = [&](double value) { return locale.toString(value, 'g', 4); };
    const double size = std::abs(seconds);
    if (size >= kHour) return Words::tr("%1 h").arg(number(seconds / kHour));
    if (size >= kMinute) return Words::tr("%1 min").arg(number(seconds / kMinute));
    return Words::tr("%1 s").arg(number(seconds));
}

double DurationTicker::getTickStep(const QCPRange& range) {
    return pickClosest(range.size() / std::max(mTickCount, 1), roundTimes());
}

QString DurationTicker::getTickLabel(double tick, const QLocale& locale, QChar, int) {
    return timeText(tick, locale);
}

// As many round times as there is room for; where a logarithmic range holds fewer than two of them,
// it is short enough for the ticks of a linear one.
QVector<double> DurationTicker::createTickVector(double step, const QCPRange& range) {
    QVector<double> all;
    if (log_) {
        for (const double time : roundTimes())
            if (range.contains(time)) all.append(time);
    }
    if (all.size() < 2) return QCPAxisTicker::createTickVector(step, range);
    const qsizetype every = (all.size() + mTickCount - 1) / std::max(mTickCount, 1);
    QVector<double> out;
    for (qsizetype i = 0; i < all.size(); i += std::max<qsizetype>(every, 1)) out.append(all[i]);
    return out;
}

}  // namespace widgets
