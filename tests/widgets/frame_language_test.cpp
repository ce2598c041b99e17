// A change of the language reaches every word of every page and dock at once.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QHeaderView>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTabBar>
#include <QTableView>
#include <QTreeView>

#include "tests/widgets/frame_support.h"
#include "widgets/frame/message_bar.h"

namespace widgets {
namespace {

using test::FullWindow;

// What was said stays as it was said.
bool isNews(const QObject* object) {
    for (const QObject* up = object; up != nullptr; up = up->parent())
        if (qobject_cast<const MessageBar*>(up) != nullptr) return true;
    return false;
}

void addHeader(const QHeaderView* header, QStringList& out) {
    if (header == nullptr || header->model() == nullptr) return;
    for (int i = 0; i < header->count(); ++i)
        out << header->model()->headerData(i, Qt::Horizontal).toString();
}

void addOwnWords(const QWidget* one, QStringList& out) {
    out << one->toolTip() << one->accessibleName() << one->accessibleDescription();
    if (const auto* label = qobject_cast<const QLabel*>(one)) out << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(one)) out << button->text();
    if (const auto* group = qobject_cast<const QGroupBox*>(one)) out << group->title();
    if (const auto* dock = qobject_cast<const QDockWidget*>(one)) out << dock->windowTitle();
    if (const auto* line = qobject_cast<const QLineEdit*>(one)) out << line->placeholderText();
    if (const auto* edit = qobject_cast<const QPlainTextEdit*>(one)) out << edit->placeholderText();
    if (const auto* table = qobject_cast<const QTableView*>(one))
        addHeader(table->horizontalHeader(), out);
    if (const auto* tree = qobject_cast<const QTreeView*>(one)) addHeader(tree->header(), out);
    if (const auto* tabs = qobject_cast<const QTabBar*>(one)) {
        for (int i = 0; i < tabs->count(); ++i) out << tabs->tabText(i);
    }
    if (const auto* box = qobject_cast<const QComboBox*>(one)) {
        for (int i = 0; i < box->count(); ++i) out << box->itemText(i);
    }
}

QStringList wordsOf(const QWidget& window) {
    QStringList out;
    for (const auto* one : window.findChildren<QWidget*>())
        if (!isNews(one) && !one->inherits("QDockWidgetTitleButton")) addOwnWords(one, out);
    for (const auto* action : window.findChildren<QAction*>())
        out << action->text() << action->toolTip();
    out.removeAll(QString());
    out.removeDuplicates();
    return out;
}

// Where the window's words are translated; not those of the engine, which name nodes, classes and
// templates: a person may use the same.
QSet<QString> contextsOf(const QWidget& window) {
    QSet<QString> out = {QStringLiteral("actions"),       QStringLiteral("words"),
                         QStringLiteral("canvas"),        QStringLiteral("compare"),
                         QStringLiteral("CompareTables"), QStringLiteral("CompareCharts"),
                         QStringLiteral("models"),        QStringLiteral("QObject")};
    for (const auto* one : window.findChildren<QObject*>()) {
        const QString name = QString::fromLatin1(one->metaObject()->className());
        if (name.startsWith(QLatin1String("widgets::"))) out << name;  // Qt's own words are Qt's
    }
    return out;
}

bool isTranslated(const QString& text, const QSet<QString>& contexts) {
    const QByteArray source = text.toUtf8();
    for (const QString& context : contexts) {
        const QByteArray name = context.toUtf8();
        if (QCoreApplication::translate(name.constData(), source.constData()) != text) return true;
    }
    return false;
}

// checklist-43
TEST(Language, ChangedWhileTheProgramRunsLeavesNoWordOfTheOtherBehind) {
    FullWindow full;
    full.show(Page::Pipeline);
    for (auto* dock : full.window.findChildren<QDockWidget*>()) dock->show();
    const QStringList before = wordsOf(full.window);
    full.parts.language.apply(QStringLiteral("zh_CN"));
    QCoreApplication::processEvents();
    test::settle(*full.parts.reader);
    const QSet<QString> contexts = contextsOf(full.window);
    qsizetype translatable = 0;
    for (const QString& text : before) translatable += isTranslated(text, contexts) ? 1 : 0;
    EXPECT_GT(translatable, 100) << "the window's words are found";
    for (const QString& text : wordsOf(full.window))
        EXPECT_FALSE(isTranslated(text, contexts)) << text.toStdString();
    full.parts.language.apply(QStringLiteral("en"));
    QCoreApplication::processEvents();
}

// What an input method commits arrives as it stands, and no letter of it is taken for a command.
// checklist-43
TEST(Language, EveryFieldTakesWhatAnInputMethodWrites) {
    FullWindow full;
    full.show(Page::Pipeline);
    QList<QPointer<QLineEdit>> fields;
    for (auto* one : full.window.findChildren<QLineEdit*>()) {
        const bool numbers = one->validator() != nullptr || one->isReadOnly() ||
                             qobject_cast<QAbstractSpinBox*>(one->parent()) != nullptr;
        if (!numbers && one->isEnabled()) fields << one;
    }
    EXPECT_GT(fields.size(), 4);
    for (const auto& field : fields) {
        if (field == nullptr) continue;  // another one's text took it away
        EXPECT_TRUE(field->testAttribute(Qt::WA_InputMethodEnabled));
        QInputMethodEvent event;
        event.setCommitString(QStringLiteral("中文t"));
        QCoreApplication::sendEvent(field, &event);
        if (field == nullptr) continue;
        EXPECT_TRUE(field->text().contains(QStringLiteral("中文t")))
            << field->objectName().toStdString();
    }
    for (auto* text : full.window.findChildren<QPlainTextEdit*>()) {
        if (text->isReadOnly()) continue;
        EXPECT_TRUE(text->testAttribute(Qt::WA_InputMethodEnabled));
        QInputMethodEvent event;
        event.setCommitString(QStringLiteral("中文t"));
        QCoreApplication::sendEvent(text, &event);
        EXPECT_TRUE(text->toPlainText().contains(QStringLiteral("中文t")));
    }
}

}  // namespace
}  // namespace widgets
