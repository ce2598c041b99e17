// Whether the system wishes a dark window, and when that changes: by Qt's style hints where it has
// them (6.5), else by the desktop's portal, else by the palette that Qt came with.
#pragma once

#include <QObject>

class QDBusMessage;

namespace widgets {

class SystemLook : public QObject {
    Q_OBJECT
public:
    /// The first one is made before the application gets a palette of our own.
    explicit SystemLook(QObject* parent = nullptr);
    bool isDark() const { return dark_; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onSetting(const QDBusMessage& news);

private:
    void set(bool dark);
    bool palette_dark_;
    bool dark_;
};

}  // namespace widgets
