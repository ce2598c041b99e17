// Pictures of what widgets paint without a chart.
#include "widgets/plots/picture.h"

#include <gtest/gtest.h>

#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QTemporaryDir>

#include "engine/base/json.h"
#include "tests/widgets/support.h"
#include "widgets/compare/confusion_view.h"
#include "widgets/compare/parallel_view.h"
#include "widgets/data/bar_list.h"
#include "widgets/data/histogram.h"

namespace widgets {
namespace {

// What is painted without a chart is saved and copied by the same menu.
TEST(Picture, IsThereOfEveryWidgetThatPaintsNumbers) {
    Theme theme;
    QTemporaryDir folder;
    ConfusionView confusion(theme);
    confusion.setPanes({QStringLiteral("good"), QStringLiteral("bad")},
                       {QStringLiteral("A"), {8, 2, 3, 7}, 1},
                       {QStringLiteral("B"), {9, 1, 4, 6}, 1});
    ParallelView parallel(theme);
    const engine::Json counts = {{"from", 0.0}, {"width", 1.0}, {"counts", {1, 5, 2}}};
    Histogram histogram(theme, counts, QStringLiteral("Words"));
    BarList bars(theme);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{&confusion, &parallel, &histogram, &bars}) {
        widget->resize(500, 240);
        auto* picture = widget->findChild<Picture*>();
        ASSERT_NE(picture, nullptr) << widget->metaObject()->className();
        for (const char* name : {"a.png", "a.svg", "a.pdf"}) {
            const QString path = folder.filePath(QString::fromLatin1(name));
            ASSERT_TRUE(picture->saveAs(path, 3)) << name;
            EXPECT_GT(QFileInfo(path).size(), 300) << name;
        }
        EXPECT_EQ(QImage(folder.filePath(QStringLiteral("a.png"))).size(), QSize(1500, 720));
        Q_EMIT widget->customContextMenuRequested({});
        auto* menu = widget->findChild<QMenu*>();
        ASSERT_NE(menu, nullptr);
        EXPECT_EQ(menu->actions().first()->text(), QStringLiteral("Save picture..."));
        menu->close();
        picture->copy();
        EXPECT_EQ(QGuiApplication::clipboard()->image().size(), QSize(1000, 480));
    }
    // Numbers are strokes and letters there, no pixels.
    QFile drawing(folder.filePath(QStringLiteral("c.svg")));
    ASSERT_TRUE(confusion.findChild<Picture*>()->saveAs(drawing.fileName()));
    ASSERT_TRUE(drawing.open(QIODevice::ReadOnly));
    const QByteArray svg = drawing.readAll();
    EXPECT_TRUE(svg.contains(">good<"));
    EXPECT_FALSE(svg.contains("<image"));
}

}  // namespace
}  // namespace widgets
