// What a start would do, before it does it: what runs, what is reused and why, how long, what is
// free.
#pragma once

#include <QDialog>

#include "engine/spec/reader.h"

namespace widgets {

class Theme;

class ForecastDialog : public QDialog {
    Q_OBJECT
public:
    ForecastDialog(const Theme& theme, const QString& title, const engine::Forecast& forecast,
                   QWidget* parent = nullptr);
};

}  // namespace widgets
