// What a user does with the mouse, counted: clicks, drops of files, choices in menus.
#pragma once

#include <gtest/gtest.h>

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QTest>
#include <QTimer>
#include <QUrl>
#include <QWidget>

namespace widgets::test {

struct Hand {
    int clicks = 0;

    void click(QWidget* widget) {
        ASSERT_NE(widget, nullptr);
        ASSERT_TRUE(widget->isVisible()) << widget->objectName().toStdString();
        ASSERT_TRUE(widget->isEnabled()) << widget->toolTip().toStdString();
        ++clicks;
        QTest::mouseClick(widget, Qt::LeftButton, Qt::NoModifier, widget->rect().center());
    }

    /// Drops files on whatever lies at the middle of the window, as the system would: the widget
    /// under the mouse is asked first, then those around it. -> whether somebody took them
    bool drop(QWidget& window, const QStringList& files) {
        QMimeData what;
        QList<QUrl> urls;
        for (const QString& file : files) urls << QUrl::fromLocalFile(file);
        what.setUrls(urls);
        const QPoint middle = window.rect().center();
        QWidget* under = window.childAt(middle);
        if (under == nullptr) under = &window;
        const QPoint at = under->mapFrom(&window, middle);
        QDragEnterEvent enter(at, Qt::CopyAction, &what, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(under, &enter);
        if (!enter.isAccepted()) return false;
        QDropEvent drop(at, Qt::CopyAction, &what, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(under, &drop);
        ++clicks;
        return drop.isAccepted();
    }

    /// Clicks a line of the menu that opens next: a menu runs a loop of its own, so this comes from
    /// a timer.
    void chooseSoon(const QString& start) {
        auto* timer = new QTimer(qApp);
        timer->setInterval(10);
        QObject::connect(timer, &QTimer::timeout, timer, [this, start, timer] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (menu == nullptr) return;
            timer->deleteLater();
            for (QAction* action : menu->actions()) {
                if (!action->text().startsWith(start)) continue;
                ++clicks;
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                return;
            }
            menu->close();
        });
        timer->start();
    }
};

}  // namespace widgets::test
