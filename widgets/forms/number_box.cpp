#include "widgets/forms/number_box.h"

#include <QLineEdit>
#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/look/words.h"

namespace widgets {

using engine::Json;

QString numberAsTyped(double value) {
    QString text = fromUtf8(engine::compact_json(Json(value)));
    if (text.endsWith(QLatin1String(".0"))) text.chop(2);
    return text;
}

NumberBox::NumberBox(const engine::Field& field, QWidget* parent)
    : QAbstractSpinBox(parent),
      whole_(field.type == "int"),
      may_be_auto_(field.type == "auto_real"),
      low_(field.low.is_number() ? field.low.get<double>() : -1e300),
      high_(field.high.is_number() ? field.high.get<double>() : 1e300) {
    setKeyboardTracking(true);
    lineEdit()->setAlignment(Qt::AlignRight);
    connect(lineEdit(), &QLineEdit::textEdited, this, [this] { Q_EMIT edited(value()); });
}

QString NumberBox::textOf(const Json& value) const {
    if (value.is_string()) return engineText(value.get<std::string>());
    return value.is_number_integer() ? QString::number(value.get<std::int64_t>())
                                     : numberAsTyped(value.get<double>());
}

void NumberBox::setValue(const Json& value) {
    lineEdit()->setText(textOf(value));
    update();  // which of the arrows can be pressed
}

std::optional<double> NumberBox::number() const {
    bool good = false;
    const double value = lineEdit()->text().trimmed().toDouble(&good);
    return good && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

Json NumberBox::value() const {
    const QString text = lineEdit()->text().trimmed();
    if (may_be_auto_ && (text == engineText("auto") || text == QLatin1String("auto")))
        return "auto";
    const auto value = number();
    if (!value) return text.toStdString();
    const bool integral = *value == std::floor(*value) && std::abs(*value) < 9e15;
    if (whole_ && integral) return static_cast<std::int64_t>(*value);
    return *value;
}

void NumberBox::stepBy(int steps) {
    auto value = number();
    if (!value) value = may_be_auto_ ? 1e-4 : low_;
    for (int i = 0; i < std::abs(steps); ++i) value = stepped(*value, steps > 0);
    value = std::clamp(*value, low_, high_);
    setValue(whole_ ? Json(static_cast<std::int64_t>(std::llround(*value))) : Json(*value));
    Q_EMIT edited(this->value());
}

double NumberBox::stepped(double value, bool up) const { return value + (up ? 1 : -1); }

double ScientificSpinBox::stepped(double value, bool up) const {
    // Shares are stepped evenly; what spans many orders of magnitude is not.
    if (low() >= 0 && high() <= 1 && value >= 0.1 && high() / std::max(low(), 1e-2) <= 100)
        return std::round((value + (up ? 0.05 : -0.05)) * 100) / 100;
    if (value < 0) return -stepped(-value, !up);
    constexpr std::array<double, 5> kSeries = {1, 2, 5, 10, 20};
    if (value == 0) return up ? std::max(low(), 1e-4) : -1e-4;
    const double magnitude = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    const double front = value / magnitude;  // 1 .. 10
    double next = up ? kSeries.back() : 0.5;
    for (const double one : kSeries) {
        if (up && one > front * (1 + 1e-9)) {
            next = one;
            break;
        }
        if (!up && one < front * (1 - 1e-9)) next = one;
    }
    // Through text: 3 * 1e-5 is not the number that "3e-05" is.
    const double out = QString::number(next * magnitude, 'g', 6).toDouble();
    return !up && low() == 0 && out < 1e-6 ? 0 : out;
}

QValidator::State NumberBox::validate(QString& input, int& position) const {
    static_cast<void>(input);
    static_cast<void>(position);
    return QValidator::Acceptable;  // the form says what is wrong
}

QSize NumberBox::sizeHint() const {
    const int digits = fontMetrics().horizontalAdvance(QStringLiteral("0.00000000"));
    return {digits + 40, std::max(QAbstractSpinBox::sizeHint().height(), 24)};
}

QAbstractSpinBox::StepEnabled NumberBox::stepEnabled() const {
    const auto value = number();
    if (!value) return StepUpEnabled | StepDownEnabled;
    StepEnabled out = StepNone;
    if (*value < high_) out |= StepUpEnabled;
    if (*value > low_) out |= StepDownEnabled;
    return out;
}

}  // namespace widgets
