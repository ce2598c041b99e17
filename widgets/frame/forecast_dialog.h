// What a start would do, before it does it: what runs, what is reused and why, how long, what is
// free.
#pragma once

#include <QDialog>

#include "engine/spec/reader.h"

class QDialogButtonBox;

namespace widgets {

class Theme;

class ForecastDialog : public QDialog {
    Q_OBJECT
public:
    /// @param blocked  why it cannot start now; "" when it can
    ForecastDialog(const Theme& theme, const QString& title, const engine::Forecast& forecast,
                   const QString& blocked, QWidget* parent = nullptr);

Q_SIGNALS:
    void queueAsked();  // accepted() is Start

private:
    QDialogButtonBox* buttonsOf(const QString& blocked);
};

}  // namespace widgets
