// The form of options, made out of the catalog.
#include <gtest/gtest.h>

#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "engine/plan/resolve.h"
#include "tests/widgets/support.h"
#include "widgets/canvas/job_states.h"
#include "widgets/document/edits.h"
#include "widgets/forms/chip_edit.h"
#include "widgets/forms/document_form.h"
#include "widgets/forms/fault_list.h"
#include "widgets/forms/field_row.h"
#include "widgets/forms/number_box.h"
#include "widgets/forms/option_form.h"
#include "widgets/forms/pickers.h"
#include "widgets/forms/properties.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

using engine::Json;
using test::experiment;
using test::TestParts;

struct FormTest : testing::Test {
    TestParts parts;
    Pickers pickers{*parts.reader};
    OptionForm form{*parts.pipeline, parts.theme, pickers};

    // A pipeline of one node of that kind; -> its id.
    QString only(const std::string& kind) {
        engine::Document document;
        const std::string id = edits::addNode(document, parts.catalog, kind, 0, 0);
        parts.pipeline->load(document, {});
        form.setNode(fromUtf8(id));
        form.show();
        return fromUtf8(id);
    }
    Json stored(const char* option) {
        return parts.pipeline->document().node(form.node().toStdString())->options[option];
    }
    QLineEdit* line(const char* option) {
        return form.row(QString::fromLatin1(option))->editor()->findChild<QLineEdit*>();
    }
    void type(const char* option, const char* text) {
        QLineEdit* edit = line(option);
        edit->selectAll();
        QTest::keyClicks(edit, QString::fromLatin1(text));
    }
};

TEST_F(FormTest, OfEveryKindShowsEveryOptionThatIsNotHiddenByAnother) {
    for (const engine::NodeKind& kind : parts.catalog.entries()) {
        only(kind.id);
        const Json options = parts.pipeline->document().nodes[0].options;
        QStringList expected;
        for (const engine::Field& field : kind.fields) {
            if (engine::is_shown(field, options)) expected << fromUtf8(field.name);
        }
        EXPECT_EQ(form.shownOptions(), expected) << kind.id;
    }
}

TEST_F(FormTest, ANumberThatIsTypedIsTheDocuments) {
    for (const engine::NodeKind& kind : parts.catalog.entries()) {
        for (const engine::Field& field : kind.fields) {
            if (field.type != "int" && field.type != "real" && field.type != "auto_real") continue;
            only(kind.id);
            const double wanted = field.low.get<double>() == field.default_value
                                      ? field.high.get<double>()
                                      : field.low.get<double>();
            type(field.name.c_str(), numberAsTyped(wanted).toLatin1().constData());
            EXPECT_EQ(stored(field.name.c_str()).get<double>(), wanted)
                << kind.id << "." << field.name;
            EXPECT_TRUE(form.row(fromUtf8(field.name))->isChanged());
        }
    }
}

TEST_F(FormTest, AValueOutOfRangeShowsWhyAndTheLastValidOneStays) {
    for (const engine::NodeKind& kind : parts.catalog.entries()) {
        for (const engine::Field& field : kind.fields) {
            if (!field.low.is_number() || field.type == "ints" || field.type == "reals") continue;
            only(kind.id);
            const Json before = stored(field.name.c_str());
            const QString wrong = numberAsTyped(field.high.get<double>() * 10 + 1);
            QLineEdit* edit = line(field.name.c_str());
            edit->setText(QString());
            QTest::keyClicks(edit, QStringLiteral("x"));
            EXPECT_EQ(stored(field.name.c_str()), before) << kind.id << "." << field.name;
            edit->setText(wrong.chopped(1));
            QTest::keyClicks(edit, wrong.right(1));
            FieldRow* row = form.row(fromUtf8(field.name));
            EXPECT_TRUE(row->error().contains(engineText(field.label)))
                << kind.id << "." << field.name << ": " << row->error().toStdString();
            EXPECT_EQ(edit->text(), wrong);
            EXPECT_EQ(stored(field.name.c_str()), before);
        }
    }
}

TEST_F(FormTest, SmallNumbersAreReadAsTheyAreWritten) {
    only("fine_tune");
    form.focus(QStringLiteral("rate"));
    type("rate", "1e-4");
    EXPECT_EQ(stored("rate"), Json(1e-4));
    EXPECT_EQ(line("rate")->text(), QStringLiteral("1e-4"));
    type("rate", "auto");
    EXPECT_EQ(stored("rate"), Json("auto"));
    auto* box = form.row(QStringLiteral("rate"))->editor()->findChild<NumberBox*>();
    type("rate", "1e-4");
    box->stepBy(1);
    EXPECT_EQ(stored("rate"), Json(2e-4));
    box->stepBy(-2);
    EXPECT_EQ(stored("rate"), Json(5e-5));
}

TEST_F(FormTest, TheArrowBringsBackTheDefaultAndUndoTheValueBefore) {
    only("fine_tune");
    form.focus(QStringLiteral("epochs"));
    type("epochs", "7");
    ASSERT_EQ(stored("epochs"), Json(7));
    FieldRow* row = form.row(QStringLiteral("epochs"));
    EXPECT_TRUE(row->isChanged());
    Q_EMIT row->resetAsked();
    EXPECT_EQ(stored("epochs"), Json(3));
    EXPECT_EQ(line("epochs")->text(), QStringLiteral("3"));
    EXPECT_FALSE(row->isChanged());
    QTest::qWait(1100);  // what follows within a second would be one step with it
    type("epochs", "9");
    line("epochs")->clearFocus();
    parts.pipeline->undoStack().undo();
    EXPECT_EQ(line("epochs")->text(), QStringLiteral("3"));
}

TEST_F(FormTest, TheArrowClearsAWrongValueToo) {
    only("fine_tune");
    type("epochs", "x");
    FieldRow* row = form.row(QStringLiteral("epochs"));
    ASSERT_FALSE(row->error().isEmpty());
    Q_EMIT row->resetAsked();
    EXPECT_TRUE(row->error().isEmpty());
    EXPECT_EQ(line("epochs")->text(), QStringLiteral("3"));
}

TEST_F(FormTest, AnOptionThatAnotherHidesComesAndGoes) {
    only("fine_tune");
    EXPECT_FALSE(form.shownOptions().contains(QStringLiteral("last_k")));
    auto* box = form.row(QStringLiteral("unfreeze"))->editor()->findChild<QComboBox*>();
    box->setCurrentIndex(box->findData(QStringLiteral("last_k")));
    Q_EMIT box->activated(box->currentIndex());
    EXPECT_EQ(stored("unfreeze"), Json("last_k"));
    EXPECT_TRUE(form.shownOptions().contains(QStringLiteral("last_k")));
}

TEST_F(FormTest, AListGrowsByEnterShrinksByItsCrossAndRefusesWhatIsNoNumber) {
    only("budget");
    auto* chips = form.row(QStringLiteral("rows"))->editor()->findChild<ChipEdit*>();
    QTest::keyClicks(chips->line(), QStringLiteral("1000"));
    QTest::keyClick(chips->line(), Qt::Key_Return);
    EXPECT_EQ(stored("rows"), Json({16, 64, 256, 1000}));
    EXPECT_EQ(chips->line()->text(), QString());
    QTest::keyClicks(chips->line(), QStringLiteral("many"));
    QTest::keyClick(chips->line(), Qt::Key_Return);
    EXPECT_FALSE(form.row(QStringLiteral("rows"))->error().isEmpty());
    EXPECT_EQ(stored("rows"), Json({16, 64, 256, 1000}));
    chips->findChildren<QToolButton*>().front()->click();
    EXPECT_EQ(stored("rows"), Json({64, 256, 1000}));
    chips->line()->clear();
    QTest::keyClick(chips->line(), Qt::Key_Backspace);
    EXPECT_EQ(stored("rows"), Json({64, 256}));
}

TEST_F(FormTest, ChoicesOfAListAreTakenByTheirTitle) {
    only("evaluate");
    auto* chips = form.row(QStringLiteral("metrics"))->editor()->findChild<ChipEdit*>();
    QTest::keyClicks(chips->line(), engineText("auroc"));
    QTest::keyClick(chips->line(), Qt::Key_Return);
    EXPECT_EQ(stored("metrics").back(), Json("auroc"));
    QTest::keyClicks(chips->line(), QStringLiteral("beauty"));
    QTest::keyClick(chips->line(), Qt::Key_Return);
    EXPECT_FALSE(form.row(QStringLiteral("metrics"))->error().isEmpty());
}

TEST_F(FormTest, ABoxSwitches) {
    only("clean");
    auto* box = form.row(QStringLiteral("strip_urls"))->editor()->findChild<QCheckBox*>();
    box->click();
    EXPECT_EQ(stored("strip_urls"), Json(false));
    parts.pipeline->undoStack().undo();
    EXPECT_TRUE(box->isChecked());
}

TEST_F(FormTest, DatasetsAndTheirColumnsAreOffered) {
    only("dataset");
    pickers.refresh();
    ASSERT_TRUE(test::waitUntil(
        [&] { return pickers.datasets().contains(QStringLiteral("generated-intents")); }));
    QComboBox* source = form.row(QStringLiteral("source"))->editor()->findChild<QComboBox*>();
    ASSERT_GE(source->findText(QStringLiteral("generated-intents")), 0);
    source->setCurrentText(QStringLiteral("generated-intents"));
    Q_EMIT source->activated(source->currentIndex());
    EXPECT_EQ(stored("source"), Json("generated-intents"));
    QComboBox* label = form.row(QStringLiteral("label"))->editor()->findChild<QComboBox*>();
    EXPECT_TRUE(test::waitUntil([&] { return label->findText(QStringLiteral("label")) >= 0; }));
}

TEST_F(FormTest, RangesOfASearchAreAddedAndTyped) {
    ASSERT_TRUE(parts.pipeline->open(experiment(QStringLiteral("news-to-comments"))));
    parts.pipeline->edit(QStringLiteral("add"), [&](engine::Document& d) {
        edits::addNode(d, parts.catalog, "tune", 0, 0);
        edits::connect(d, parts.catalog, {"adapted", "trained"}, {"tune", "trained"});
    });
    form.setNode(QStringLiteral("tune"));
    form.show();
    FieldEditor* editor = form.row(QStringLiteral("ranges"))->editor();
    QMetaObject::invokeMethod(editor->focusProxy(), "click");
    ASSERT_EQ(stored("ranges").size(), 1U);
    QLineEdit* tried = editor->findChild<QLineEdit*>();
    tried->clear();
    QTest::keyClicks(tried, QStringLiteral("1, 2, 4"));
    QTest::keyClick(tried, Qt::Key_Return);
    EXPECT_EQ(stored("ranges")[0]["values"], Json({1, 2, 4}));
    tried = editor->findChildren<QLineEdit*>().back();
    tried->clear();
    QTest::keyClicks(tried, QStringLiteral("2 .. 8"));
    QTest::keyClick(tried, Qt::Key_Return);
    EXPECT_EQ(stored("ranges")[0]["low"], Json(2.0));
    EXPECT_EQ(stored("ranges")[0]["high"], Json(8.0));
    EXPECT_LE(editor->minimumSizeHint().width(), 240);
}

TEST_F(FormTest, OptionsThatARecipeGivesAreNotOfferedTwice) {
    ASSERT_TRUE(parts.pipeline->open(experiment(QStringLiteral("news-to-comments"))));
    form.setNode(QStringLiteral("direct"));
    form.show();
    EXPECT_FALSE(form.row(QStringLiteral("epochs"))->isVisible());
    parts.pipeline->edit(QStringLiteral("cut"), [](engine::Document& d) {
        edits::disconnect(d, {"recipe", "recipe"}, {"direct", "recipe"});
    });
    form.focus(QStringLiteral("epochs"));
    EXPECT_TRUE(form.row(QStringLiteral("epochs"))->isVisible());
}

TEST_F(FormTest, WhatWasTypedBelongsToTheNodeItWasTypedIn) {
    ASSERT_TRUE(parts.pipeline->open(experiment(QStringLiteral("news-to-comments"))));
    form.setNode(QStringLiteral("source"));
    form.show();
    form.activateWindow();
    QLineEdit* source = line("source");
    source->setFocus();
    source->setText(QStringLiteral("other"));
    form.setNode(QStringLiteral("target"));
    EXPECT_EQ(parts.pipeline->document().node("target")->options["source"], Json("tweets"));
}

TEST(Properties, FollowTheSelectionAndNameTheNode) {
    TestParts parts;
    ASSERT_TRUE(parts.pipeline->open(experiment(QStringLiteral("news-to-comments"))));
    Selection selection;
    const Shell shell = parts.shell();
    JobStates states(shell);
    Properties properties(shell, selection, states);
    properties.resize(280, 600);
    properties.show();
    EXPECT_TRUE(properties.documentForm().isVisible());
    selection.set({QStringLiteral("direct")});
    EXPECT_EQ(properties.form().node(), QStringLiteral("direct"));
    EXPECT_FALSE(properties.documentForm().isVisible());
    selection.set({QStringLiteral("direct"), QStringLiteral("target")});
    EXPECT_EQ(properties.form().node(), QString());
    parts.pipeline->edit(QStringLiteral("gone"), [](engine::Document& d) {
        edits::removeNodes(d, {"direct", "target"});
    });
    EXPECT_TRUE(properties.documentForm().isVisible());
}

TEST(Properties, FitTheNarrowDockForEveryKind) {
    TestParts parts;
    const Shell shell = parts.shell();
    Selection selection;
    JobStates states(shell);
    Properties properties(shell, selection, states);
    properties.resize(280, 900);
    properties.show();
    for (const engine::NodeKind& kind : parts.catalog.entries()) {
        engine::Document document;
        const std::string id = edits::addNode(document, parts.catalog, kind.id, 0, 0);
        parts.pipeline->load(document, {});
        selection.set({fromUtf8(id)});
        for (const QString& option : properties.form().shownOptions())
            properties.form().focus(option);  // every section open
        QCoreApplication::processEvents();
        EXPECT_LE(properties.form().minimumSizeHint().width(), 280 - 2 * 12 - 16) << kind.id;
        for (const QString& option : properties.form().shownOptions()) {
            FieldRow* row = properties.form().row(option);
            EXPECT_LE(row->editor()->minimumSizeHint().width(), row->width()) << kind.id;
        }
    }
}

TEST(Properties, AProblemIsMendedByItsButton) {
    TestParts parts;
    ASSERT_TRUE(parts.pipeline->open(experiment(QStringLiteral("news-to-comments"))));
    parts.pipeline->edit(QStringLiteral("wrong"), [](engine::Document& d) {
        d.edges.push_back({{"source-split", "data"}, {"labels", "data"}, 1});
    });
    FaultList list(*parts.pipeline, parts.theme, nullptr);
    std::vector<engine::Problem> own;
    for (const engine::Problem& problem : parts.pipeline->problems()) {
        if (problem.rule == "single_input") own.push_back(problem);
    }
    list.show(own);
    ASSERT_EQ(list.count(), 1);
    list.findChild<QPushButton*>()->click();
    for (const engine::Problem& problem : parts.pipeline->problems())
        EXPECT_NE(problem.rule, "single_input");
}

TEST(DocumentSettings, SeedsTitleAndArmsAreTheDocuments) {
    TestParts parts;
    ASSERT_TRUE(parts.pipeline->open(experiment(QStringLiteral("news-to-comments-first-look"))));
    DocumentForm form(parts.shell());
    form.show();
    QPushButton* five = nullptr;
    for (QPushButton* button : form.findChildren<QPushButton*>()) {
        if (button->text() == DocumentForm::tr("5 seeds")) five = button;
    }
    ASSERT_NE(five, nullptr);
    five->click();
    EXPECT_EQ(parts.pipeline->document().seeds.size(), 5U);
    auto* chips = form.findChild<ChipEdit*>();
    QTest::keyClicks(chips->line(), QStringLiteral("77"));
    QTest::keyClick(chips->line(), Qt::Key_Return);
    EXPECT_EQ(parts.pipeline->document().seeds.back(), 77U);
    QTest::keyClicks(chips->line(), QStringLiteral("-3"));
    QTest::keyClick(chips->line(), Qt::Key_Return);
    EXPECT_EQ(parts.pipeline->document().seeds.size(), 6U);
    QPushButton* twin = nullptr;
    for (QPushButton* button : form.findChildren<QPushButton*>()) {
        if (button->text() == DocumentForm::tr("Add twin")) twin = button;  // of the last arm
    }
    ASSERT_NE(twin, nullptr);
    twin->click();
    EXPECT_EQ(parts.pipeline->document().arms.size(), 5U);
}

}  // namespace
}  // namespace widgets
