// What is painted of a large pipeline: counted in pixels, not in time.
#include <gtest/gtest.h>

#include <QPaintEvent>
#include <QScrollBar>

#include "tests/widgets/canvas_support.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

using test::Canvas;

// How many pixels of a widget are painted.
class Painted : public QObject {
public:
    explicit Painted(QWidget* widget) : QObject(widget) { widget->installEventFilter(this); }
    bool eventFilter(QObject* watched, QEvent* event) override {
        static_cast<void>(watched);
        if (event->type() == QEvent::Paint) {
            for (const QRect& part : static_cast<QPaintEvent*>(event)->region())
                pixels += static_cast<double>(part.width()) * part.height();
        }
        return false;
    }
    double pixels = 0;
};

// Five hundred nodes over all lanes, each wired to the next of its lane where that fits.
engine::Document fiveHundred(const engine::Catalog& catalog) {
    engine::Document out;
    const char* const kinds[] = {"encoder", "clean", "features", "protonet", "probe", "evaluate"};
    for (int i = 0; i < 500; ++i)
        edits::addNode(out, catalog, kinds[i % 6], edits::kColumn * (i % 6), edits::kRow * (i / 6));
    for (int i = 7; i < 500; i += 6)
        edits::connect(out, catalog, {out.nodes[static_cast<std::size_t>(i) - 6].id, "data"},
                       {out.nodes[static_cast<std::size_t>(i)].id, "data"});
    return out;
}

struct Large : Canvas {
    Large() : Canvas(nullptr) {
        model().load(fiveHundred(parts.catalog), {});
        settle();
        view().zoomTo(1);
        view().verticalScrollBar()->setValue(1000);
        settle();
        painted = new Painted(view().viewport());
    }
    void settle() {
        for (int i = 0; i < 5; ++i) {
            QTest::qWait(20);
            QApplication::processEvents();
        }
    }
    double all() {
        return static_cast<double>(view().viewport()->width()) * view().viewport()->height();
    }
    Painted* painted = nullptr;
};

TEST(CanvasPaint, AnEditOfFiveHundredNodesPaintsTheCardThatChanged) {
    Large canvas;
    const QString node = fromUtf8(canvas.model().document().nodes[6 * 12 + 1].id);
    ASSERT_TRUE(canvas.view()
                    .mapToScene(canvas.view().viewport()->rect())
                    .boundingRect()
                    .contains(canvas.scene().node(node)->sceneBoundingRect()));
    canvas.model().edit(QStringLiteral("option"), [&](engine::Document& d) {
        EXPECT_TRUE(
            edits::setOption(d, canvas.parts.catalog, node.toStdString(), "deduplicate", false));
    });
    canvas.settle();
    EXPECT_GT(canvas.painted->pixels, 0);
    EXPECT_LT(canvas.painted->pixels, 3 * 200.0 * 90) << "of " << canvas.all();
}

TEST(CanvasPaint, ScrollingMovesThePictureAndPaintsWhatComesInAndWhatFloatsOverIt) {
    Large canvas;
    auto* map = canvas.page->findChild<QWidget*>(QStringLiteral("mini-map"));
    auto* zoom = canvas.page->findChild<QWidget*>(QStringLiteral("zoom-tools"));
    ASSERT_TRUE(test::waitUntil([&] { return map->isVisible() && zoom->isVisible(); }));
    canvas.settle();
    canvas.painted->pixels = 0;
    const QRect map_was = map->geometry(), zoom_was = zoom->geometry();
    QScrollBar* bar = canvas.view().verticalScrollBar();
    constexpr int kSteps = 10;
    for (int i = 0; i < kSteps; ++i) {
        bar->setValue(bar->value() + 12);
        QApplication::processEvents();
    }
    canvas.settle();
    EXPECT_GT(canvas.painted->pixels, 0);
    EXPECT_LT(canvas.painted->pixels, kSteps * 0.25 * canvas.all());
    EXPECT_EQ(map->geometry(), map_was);
    EXPECT_EQ(zoom->geometry(), zoom_was);
}

}  // namespace
}  // namespace widgets
