// What the program is, the licences of all its parts, and what leaves the computer: nothing.
#pragma once

#include <QDialog>
#include <span>

namespace widgets {

class Theme;

struct ShippedPart {
    const char* name;
    const char* licence;  // SPDX
    const char* holder;
};

/// Whatever is linked, loaded or shipped beside our own code.
std::span<const ShippedPart> shippedParts();

class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(const Theme& theme, QWidget* parent = nullptr);
};

}  // namespace widgets
