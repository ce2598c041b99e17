// Building, as somebody does it who begins with nothing: an empty page in the real window, nodes by
// palette, search and links, a refusal that is mended, a twin, undo of everything, and a run with
// the real engine on a small dataset of their own.
#include <gtest/gtest.h>

#include <QDockWidget>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

#include "engine/base/files.h"
#include "tests/widgets/canvas_support.h"
#include "tests/widgets/frame_support.h"
#include "tests/widgets/journey.h"
#include "tests/widgets/reviews.h"
#include "widgets/canvas/add_search.h"
#include "widgets/canvas/node_palette.h"
#include "widgets/forms/chip_edit.h"
#include "widgets/forms/field_row.h"
#include "widgets/forms/option_form.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

using test::waitUntil;

struct Build : test::Journey {
    Build() : Journey(QSize(1700, 1100)) {
        window.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
    }
    PipelineModel& model() { return *parts.pipeline; }
    PipelineView& view() { return *window.findChild<PipelineView*>(); }
    AddSearch& search() { return *window.findChild<AddSearch*>(); }
    OptionForm& form() { return *window.findChild<OptionForm*>(); }
    QString current() { return window.findChild<PipelinePage*>()->selection().current(); }

    void key(int key, Qt::KeyboardModifiers held = {}) {
        QTest::keyClick(&view(), static_cast<Qt::Key>(key), held);
    }
    void windowKey(int key, Qt::KeyboardModifiers held = {}) {
        view().setFocus();
        QTest::keyClick(&window, static_cast<Qt::Key>(key), held);
    }
    // Letters into the search that is open, then Enter.
    void find(const char* letters, bool connect) {
        ASSERT_TRUE(search().isVisible());
        auto* line = search().findChild<QLineEdit*>();
        QTest::keyClicks(line, QString::fromLatin1(letters));
        QTest::keyClick(line, Qt::Key_Return, connect ? Qt::ControlModifier : Qt::NoModifier);
        EXPECT_FALSE(search().isVisible());
        key(Qt::Key_F);  // all of it is to be seen again
    }
    using Hand::click;
    void click(const QString& node) {
        QApplication::processEvents();  // a message may have made the canvas smaller
        key(Qt::Key_F);
        const QPointF at = view().canvas().node(node)->pos() + QPointF(120, 60);
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, view().mapFromScene(at));
        EXPECT_EQ(current(), node);
    }
    QPointF port(const QString& node, const char* name, bool input) {
        return view().canvas().node(node)->port(QString::fromLatin1(name), input)->anchor();
    }
    void link(const QString& from, const char* output, const QString& to, const char* input) {
        test::dragOn(view(), port(from, output, false), port(to, input, true));
    }
    void linkToNothing(const QString& from, const char* output, const QPointF& to) {
        test::dragOn(view(), port(from, output, false), to);
    }
    bool linked(const QString& from, const QString& to) {
        for (const EdgeItem* edge : view().canvas().edges()) {
            if (fromUtf8(edge->from().node) == from && fromUtf8(edge->to().node) == to) return true;
        }
        return false;
    }
    // Out of the palette onto a place of the canvas.
    void dropKind(const char* kind, const QPointF& at) {
        QMimeData data;
        data.setData(QString::fromLatin1(NodePalette::kMime), kind);
        const QPoint place = view().mapFromScene(at);
        QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(view().viewport(), &enter);
        ASSERT_TRUE(enter.isAccepted());
        QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(view().viewport(), &drop);
        key(Qt::Key_F);
    }
    void edit(const char* option, const char* text) {
        FieldRow* row = form().row(QString::fromLatin1(option));
        ASSERT_NE(row, nullptr);
        form().focus(QString::fromLatin1(option));
        auto* line = row->editor()->findChild<QLineEdit*>();
        ASSERT_TRUE(waitUntil([&] { return line->isVisible(); }));
        line->selectAll();
        QTest::keyClicks(line, QString::fromLatin1(text));
        QTest::keyClick(line, Qt::Key_Return);
    }
};

// Dataset, split, budget; an encoder; vectors, head, scores, verdict.
void buildByHand(Build& at) {
    at.windowKey(Qt::Key_N, Qt::ControlModifier);
    ASSERT_EQ(at.window.page(), Page::Pipeline);
    auto* palette = at.window.findChild<NodePalette*>();
    ASSERT_TRUE(palette->isVisible()) << "an empty page shows what can be added";
    palette->setCurrentItem(palette->item(QStringLiteral("dataset")));
    QTest::keyClick(palette, Qt::Key_Return);
    ASSERT_EQ(at.current(), QStringLiteral("dataset"));
    at.key(Qt::Key_Return);  // its properties
    at.edit("source", "reviews");
    at.edit("text", "text");
    at.edit("label", "label");
    const engine::Json options = at.model().document().node("dataset")->options;
    EXPECT_EQ(options["source"], "reviews");
    EXPECT_EQ(options["text"], engine::Json::array({"text"}));

    at.view().setFocus();
    at.key(Qt::Key_Space);
    at.find("split", true);
    ASSERT_TRUE(at.linked(QStringLiteral("dataset"), QStringLiteral("split")));
    const QPointF split = at.view().canvas().node(QStringLiteral("split"))->pos();
    at.linkToNothing(QStringLiteral("split"), "data", split + QPointF(90, 150));
    EXPECT_FALSE(at.search().shown().contains(QStringLiteral("encoder"))) << "it takes no data";
    at.find("label bud", false);
    ASSERT_TRUE(at.linked(QStringLiteral("split"), QStringLiteral("budget")));
    at.dropKind("encoder", QPointF(90, 100));
    at.click(QStringLiteral("budget"));
    at.key(Qt::Key_Space);
    at.find("linear", true);
    ASSERT_TRUE(at.linked(QStringLiteral("budget"), QStringLiteral("probe")));
}

// An encoder gives no features: the refusal says so, and its button adds what is missing.
void mendTheRefusal(Build& at) {
    at.link(QStringLiteral("encoder"), "encoder", QStringLiteral("probe"), "features");
    const MessageBar& bar = at.window.messages();
    ASSERT_GT(bar.count(), 0);
    EXPECT_EQ(bar.text(bar.count() - 1),
              QStringLiteral("Linear head needs Features here; Encoder gives Encoder."));
    QPushButton* fix = at.barButton("Show fitting nodes");
    ASSERT_NE(fix, nullptr);
    QTest::mouseClick(fix, Qt::LeftButton);
    EXPECT_EQ(at.search().shown(), QStringList{QStringLiteral("features")});
    at.find("", false);
    ASSERT_TRUE(at.linked(QStringLiteral("features"), QStringLiteral("probe")));
    at.link(QStringLiteral("encoder"), "encoder", QStringLiteral("features"), "encoder");
    at.link(QStringLiteral("split"), "data", QStringLiteral("features"), "data");
    const QPointF probe = at.view().canvas().node(QStringLiteral("probe"))->pos();
    at.linkToNothing(QStringLiteral("probe"), "trained", probe + QPointF(232 + 90, 36));
    at.find("classes", false);
    ASSERT_TRUE(at.linked(QStringLiteral("probe"), QStringLiteral("evaluate")));
    at.link(QStringLiteral("split"), "data", QStringLiteral("evaluate"), "data");
    at.click(QStringLiteral("evaluate"));
    at.key(Qt::Key_Space);
    at.find("verdict", true);
    ASSERT_TRUE(at.linked(QStringLiteral("evaluate"), QStringLiteral("verdict")));
}

void expectNothingBlocks(Build& at) {
    for (const engine::Problem& problem : at.model().problems())
        EXPECT_FALSE(problem.blocks) << problem.what.text();
}

// checklist-11 checklist-28
TEST(BuildJourney, FromAnEmptyPageToAVerdict) {
    Build at;
    test::importReviews(at.parts);
    buildByHand(at);
    if (testing::Test::HasFatalFailure()) return;
    const std::string empty = engine::write_document(engine::Document{});
    mendTheRefusal(at);
    if (testing::Test::HasFatalFailure()) return;

    // Scores without an arm are never computed: Run says so, and T makes the arm with its twin.
    at.windowKey(Qt::Key_F5);
    EXPECT_TRUE(at.window.messages()
                    .text(at.window.messages().count() - 1)
                    .startsWith(QStringLiteral("The pipeline has no arm")));
    at.click(QStringLiteral("probe"));
    at.key(Qt::Key_T);
    ASSERT_EQ(at.model().document().arms.size(), 2U);
    EXPECT_EQ(at.model().document().arms[0].control, at.model().document().arms[1].id);
    EXPECT_EQ(at.model().document().arms[0].title, "Linear head");
    at.key(Qt::Key_F);
    at.click(QStringLiteral("budget"));
    at.key(Qt::Key_Return);
    auto* labels = at.form().row(QStringLiteral("rows"))->editor()->findChild<ChipEdit*>();
    ASSERT_TRUE(waitUntil([&] { return labels->isVisible(); }));
    QTest::keyClick(labels->line(), Qt::Key_Backspace);  // 256 are more than there are
    EXPECT_EQ(at.model().document().node("budget")->options["rows"], engine::Json::array({16, 64}));
    expectNothingBlocks(at);

    // Everything can be taken back, and done again.
    const std::string whole = at.model().text();
    const int steps = at.model().undoStack().count();
    EXPECT_GT(steps, 15);
    for (int i = 0; i < steps; ++i) at.windowKey(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(at.model().text(), empty);
    for (int i = 0; i < steps; ++i)
        at.windowKey(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(at.model().text(), whole);

    const QString file = at.parts.folder.filePath(QStringLiteral("mine.warm.json"));
    test::whenOpen<QFileDialog>([&file](QFileDialog& dialog) {
        dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(file);
        QMetaObject::invokeMethod(&dialog, "accept");
    });
    at.windowKey(Qt::Key_S, Qt::ControlModifier);
    ASSERT_TRUE(QFileInfo::exists(file));
    EXPECT_FALSE(at.model().isModified());
    EXPECT_EQ(*engine::read_file(file.toStdString()), whole);

    at.click(at.window.findChild<QToolButton*>(QStringLiteral("tool.run.start")));
    at.click(at.startButton());
    at.waitForEnd();
    QPushButton* compare = nullptr;
    ASSERT_TRUE(waitUntil([&] { return (compare = at.barButton("Compare")) != nullptr; }, 30000));
    const QString said = at.lastSaid();
    EXPECT_TRUE(
        said.startsWith(QStringLiteral("Linear head against Linear head, nothing pretrained: ")))
        << said.toStdString();
    at.click(compare);
    EXPECT_EQ(at.window.page(), Page::Compare);
}

}  // namespace
}  // namespace widgets
