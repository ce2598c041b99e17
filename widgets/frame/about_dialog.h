// What the program is, the licences of all its parts, and what leaves the computer: nothing.
#pragma once

#include <QDialog>

namespace widgets {

class Theme;

class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(const Theme& theme, QWidget* parent = nullptr);
};

}  // namespace widgets
