// The pipeline page in a window of its own, for the tests of the canvas.
#pragma once

#include <gtest/gtest.h>

#include <QApplication>
#include <QMainWindow>
#include <QMouseEvent>
#include <QTest>

#include "tests/widgets/support.h"
#include "widgets/canvas/pipeline_page.h"
#include "widgets/canvas/pipeline_view.h"
#include "widgets/document/edits.h"
#include "widgets/frame/actions.h"

namespace widgets::test {

/// Presses at one place of the scene, moves on the way, releases at another.
inline void dragOn(PipelineView& view, const QPointF& from, const QPointF& to) {
    QWidget* target = view.viewport();
    QTest::mousePress(target, Qt::LeftButton, {}, view.mapFromScene(from));
    for (const QPointF& place : {(from + to) / 2, to}) {
        const QPointF at = view.mapFromScene(place);
        QMouseEvent move(QEvent::MouseMove, at, target->mapToGlobal(at), Qt::NoButton,
                         Qt::LeftButton, {});
        QApplication::sendEvent(target, &move);
    }
    QTest::mouseRelease(target, Qt::LeftButton, {}, view.mapFromScene(to));
}

// The page in a window of its own, with a pipeline.
struct Canvas {
    explicit Canvas(const char* name = "news-to-comments-first-look")
        : actions(parts.theme, &window) {
        if (name != nullptr) {
            const auto opened = parts.pipeline->open(experiment(QString::fromLatin1(name)));
            EXPECT_TRUE(opened);
        }
        page = new PipelinePage(parts.shell(), actions, &window);
        window.setCentralWidget(page);
        window.resize(1400, 1300);  // wide enough for every card at 100 %
        window.show();
        QApplication::setActiveWindow(&window);
        QApplication::processEvents();
        view().zoomTo(1);
        view().ensureVisible(QRectF(0, 0, 10, 10));
        view().setFocus();
    }

    PipelineModel& model() { return *parts.pipeline; }
    PipelineView& view() { return page->view(); }
    PipelineScene& scene() { return view().canvas(); }
    QPoint at(const QPointF& scene_place) { return view().mapFromScene(scene_place); }
    PortItem* port(const char* node, const char* name, bool input) {
        return scene().node(QString::fromLatin1(node))->port(QString::fromLatin1(name), input);
    }
    void drag(const QPointF& from, const QPointF& to) { dragOn(view(), from, to); }
    void select(std::initializer_list<const char*> nodes) {
        QStringList ids;
        for (const char* node : nodes) ids << QString::fromLatin1(node);
        page->selection().set(ids);
    }
    void trigger(const char* id) { actions[QString::fromLatin1(id)]->trigger(); }

    TestParts parts;
    QMainWindow window;
    Actions actions;
    PipelinePage* page = nullptr;
};

}  // namespace widgets::test
