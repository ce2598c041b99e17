// The one place of colours, type and spacing: every widget asks here, none has colours of its own.
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>

namespace widgets {

class SystemLook;

/// Spacing in logical pixels.
namespace space {
inline constexpr int kTiny = 4, kSmall = 8, kMedium = 12, kLarge = 16, kHuge = 24, kPage = 32;
}

struct Tokens {
    QColor window, surface, raised, border, text, text2, selection;
    QColor accent, done, warning, failed;
    QColor grid;  // lines of a chart
};

enum class ThemeMode { System, Light, Dark };
enum class Motion { Full, Reduced };
enum class TextSize { Caption, Body, Title, Heading, Verdict };

class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QObject* parent = nullptr);

    /// Palette, style sheet and base font of the application.
    /// @param scale  of text
    void apply(ThemeMode mode, double scale = 1.0, Motion motion = Motion::Full);
    ThemeMode mode() const { return mode_; }
    double scale() const { return scale_; }

    const Tokens& tokens() const { return tokens_; }
    /// Colour of the i-th curve or arm: told apart by people who see colours differently.
    QColor series(int index) const;
    Qt::PenStyle dash(int index) const;  // changes where colours come round again
    QFont font(TextSize size) const;
    /// An icon of resources/icons in the text colour, or in one of its own. Names: "data", "play".
    QIcon icon(const QString& name, const QColor& color = {}) const;

Q_SIGNALS:
    void changed();  // colours, icons or sizes: draw anew

private:
    Tokens tokens_;
    ThemeMode mode_ = ThemeMode::System;
    double scale_ = 1.0;
    bool dark_ = false;
    Motion motion_ = Motion::Full;
    SystemLook* system_;
};

/// What a state looks like: icon name and colour, so that colour never stands alone.
struct StateLook {
    QString icon;
    QColor color;
};
StateLook lookOf(const Theme& theme, const QString& state);  // "running", "done", "reused", ...

}  // namespace widgets
