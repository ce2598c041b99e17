#include "widgets/frame/layouts.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QSettings>

namespace widgets {
namespace {

const QString kNamed = QStringLiteral("window/layouts");  // name -> [state, closed]

QVariantMap named(const QSettings& settings) { return settings.value(kNamed).toMap(); }

}  // namespace

Layouts::Layouts(QMainWindow& window, QSettings& settings, QList<QDockWidget*> docks)
    : QObject(&window),
      window_(window),
      settings_(settings),
      docks_(std::move(docks)),
      first_(window.saveState()) {}

void Layouts::noteClosed() {
    closed_.clear();
    for (const QDockWidget* dock : docks_) {
        if (dock->isHidden()) closed_ << dock->objectName();
    }
}

void Layouts::show(bool shown) {
    if (shown_) noteClosed();
    shown_ = shown;
    for (QDockWidget* dock : docks_)
        dock->setVisible(shown && !closed_.contains(dock->objectName()));
}

Layouts::Layout Layouts::now() {
    if (shown_) noteClosed();
    return {window_.saveState(), closed_};
}

void Layouts::set(const Layout& layout) {
    window_.restoreState(layout.state);
    closed_ = layout.closed;
    for (QDockWidget* dock : docks_)
        dock->setVisible(shown_ && !closed_.contains(dock->objectName()));
}

void Layouts::restoreLast() {
    const QByteArray state = settings_.value(QStringLiteral("window/layout")).toByteArray();
    if (!state.isEmpty())
        set({state, settings_.value(QStringLiteral("window/closed")).toStringList()});
}

void Layouts::keepLast() {
    const Layout layout = now();
    settings_.setValue(QStringLiteral("window/layout"), layout.state);
    settings_.setValue(QStringLiteral("window/closed"), layout.closed);
}

void Layouts::reset() { set({first_, {}}); }

QStringList Layouts::names() const { return named(settings_).keys(); }

void Layouts::save(const QString& name) {
    const Layout layout = now();
    QVariantMap all = named(settings_);
    all[name] = QVariantList{layout.state, layout.closed};
    settings_.setValue(kNamed, all);
}

void Layouts::apply(const QString& name) {
    const QVariantList one = named(settings_).value(name).toList();
    if (one.size() == 2) set({one[0].toByteArray(), one[1].toStringList()});
}

void Layouts::remove(const QString& name) {
    QVariantMap all = named(settings_);
    all.remove(name);
    settings_.setValue(kNamed, all);
}

}  // namespace widgets
