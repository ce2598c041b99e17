// A field for a number that keeps what was typed, right or wrong, so that the form can say what is
// wrong with it; a QSpinBox would put another number in its place.
#pragma once

#include <QAbstractSpinBox>
#include <optional>

#include "engine/base/json.h"
#include "engine/spec/catalog.h"

namespace widgets {

/// The number as people write it: "0.0001" and "1e-4" are read, "0.0001" or "2e-07" is written.
QString numberAsTyped(double value);

/// Whole numbers step by one.
class NumberBox : public QAbstractSpinBox {
    Q_OBJECT
public:
    /// @param field  type int, real or auto_real: its range bounds the steps
    explicit NumberBox(const engine::Field& field, QWidget* parent = nullptr);

    void setValue(const engine::Json& value);
    /// What is typed: a number, "auto" where that is allowed, else the text as it is.
    engine::Json value() const;

    void stepBy(int steps) override;
    QValidator::State validate(QString& input, int& position) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void edited(const engine::Json& value);  // by typing or stepping

protected:
    StepEnabled stepEnabled() const override;
    /// One step from a value; real numbers go 1, 2, 5, 10 (ScientificSpinBox).
    virtual double stepped(double value, bool up) const;
    double low() const { return low_; }
    double high() const { return high_; }

private:
    std::optional<double> number() const;
    QString textOf(const engine::Json& value) const;

    bool whole_, may_be_auto_;
    double low_, high_;
};

/// Real numbers over many orders of magnitude: a step goes to the next of 1, 2, 5, 10, 20, ...
class ScientificSpinBox : public NumberBox {
    Q_OBJECT
public:
    using NumberBox::NumberBox;

protected:
    double stepped(double value, bool up) const override;
};

}  // namespace widgets
