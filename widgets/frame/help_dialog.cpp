#include "widgets/frame/help_dialog.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QTextBrowser>
#include <QTreeWidget>

#include "widgets/document/edits.h"
#include "widgets/forms/number_box.h"
#include "widgets/frame/actions.h"
#include "widgets/frame/help_html.h"
#include "widgets/frame/key_sheet.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

using engine::Json;
using html::cell;

namespace {

const QString kKeys = QStringLiteral("page.keys");

struct PageHelp {
    const char* id;
    const char* title;
    const char* text;
};

// The six pages in their order, then the dialogs.
constexpr PageHelp kPages[] = {
    {"page.welcome", QT_TRANSLATE_NOOP("help", "Welcome"),
     QT_TRANSLATE_NOOP("help",
                       "Templates are pipelines that work as they are: open one, press Run, and "
                       "compare. Below stand the pipelines that were open last, and edits that a "
                       "crash left behind.")},
    {"page.data", QT_TRANSLATE_NOOP("help", "Data"),
     QT_TRANSLATE_NOOP("help",
                       "Import your own rows: choose a file, say which column is text, label, user "
                       "or item, and read the passport that tells what was kept and what was set "
                       "aside. Nothing leaves this computer.")},
    {"page.pipeline", QT_TRANSLATE_NOOP("help", "Pipeline"),
     QT_TRANSLATE_NOOP(
         "help",
         "Six lanes from the encoder to the verdict. Add nodes, draw edges from outputs to inputs, "
         "set options on the right. An arm is a path to scored test rows; its control is the same "
         "with less borrowed, so that a gain can be told from luck. Space searches for a node, T "
         "makes the twin, N writes a note, Ctrl+G groups what is selected; Run to here and Run "
         "from here, in the menu of a node, run a part.")},
    {"page.runs", QT_TRANSLATE_NOOP("help", "Runs"),
     QT_TRANSLATE_NOOP("help",
                       "Every run that was ever started, in groups that differ in the seed alone. "
                       "Open one as it ran, resume it, or choose two groups to compare.")},
    {"page.compare", QT_TRANSLATE_NOOP("help", "Compare"),
     QT_TRANSLATE_NOOP("help",
                       "Arms side by side, each mean with its count and its interval. The sentence "
                       "on top says what the numbers allow, and nothing more.")},
    {"page.models", QT_TRANSLATE_NOOP("help", "Models"),
     QT_TRANSLATE_NOOP("help",
                       "Trained models with the run they came from: try them on a text, export "
                       "them, write a report.")},
    {"widgets::ForecastDialog", QT_TRANSLATE_NOOP("help", "Forecast"),
     QT_TRANSLATE_NOOP("help",
                       "What the run will cost before it begins: how many steps are to do, how "
                       "many are reused, about how long and how much memory. Start begins; "
                       "closing changes nothing.")},
    {"widgets::ImportWizard", QT_TRANSLATE_NOOP("help", "Importing data"),
     QT_TRANSLATE_NOOP("help",
                       "First how the file is read (separator, quotes, encoding), then what each "
                       "column means, then what becomes of empty, double and damaged rows. The "
                       "preview shows the first rows as they will be read.")},
    {"widgets::ExportWizard", QT_TRANSLATE_NOOP("help", "Exporting a model"),
     QT_TRANSLATE_NOOP("help",
                       "Choose what to write and where. The exported model is loaded again and "
                       "held against the trained one; when they differ, nothing is written.")},
    {"widgets::ReportDialog", QT_TRANSLATE_NOOP("help", "Writing a report"),
     QT_TRANSLATE_NOOP("help",
                       "Choose language and format. Texts of rows are left out unless they are "
                       "asked for. The report carries the pipeline, so that it can be opened "
                       "again from it.")},
    {"widgets::ConnectDialog", QT_TRANSLATE_NOOP("help", "Connecting nodes"),
     QT_TRANSLATE_NOOP("help",
                       "Choose an output and an input that takes it. Where none fits, the "
                       "sentence says why.")},
    {"widgets::PointsDialog", QT_TRANSLATE_NOOP("help", "A chart as a table"),
     QT_TRANSLATE_NOOP("help",
                       "The points behind the curves, to read and to copy: every one of them, "
                       "also those that the picture leaves out.")},
    {"widgets::SettingsDialog", QT_TRANSLATE_NOOP("help", "Settings"),
     QT_TRANSLATE_NOOP("help",
                       "Changes work at once and stay for the next time. Type above to find a "
                       "setting; Restore Defaults sets all of them back.")},
    {"widgets::KeyEditor", QT_TRANSLATE_NOOP("help", "Changing keys"),
     QT_TRANSLATE_NOOP("help",
                       "Choose a command, press its new keys, then Set. Keys that another command "
                       "has are refused until they are taken away there. The sheet can be "
                       "printed.")},
    {"widgets::AboutDialog", QT_TRANSLATE_NOOP("help", "About and licences"),
     QT_TRANSLATE_NOOP("help",
                       "The version, the licence, and the licences of all parts that Warmstart "
                       "is made of.")},
};

QString rangeText(const engine::Field& field) {
    if (!field.choices.empty()) {
        QStringList names;
        for (const std::string& choice : field.choices) names << engineText(choice);
        return names.join(QStringLiteral(", "));
    }
    if (!field.low.is_number()) return {};
    return QCoreApplication::translate("help", "%1 to %2")
        .arg(numberAsTyped(field.low.get<double>()), numberAsTyped(field.high.get<double>()));
}

QString defaultText(const Json& value) {
    if (value.is_string()) return engineText(value.get<std::string>());
    if (value.is_boolean())
        return value.get<bool>() ? QCoreApplication::translate("help", "yes")
                                 : QCoreApplication::translate("help", "no");
    if (value.is_number()) return numberAsTyped(value.get<double>());
    if (!value.is_array()) return fromUtf8(engine::compact_json(value));
    QStringList parts;
    for (const Json& one : value) parts << defaultText(one);
    return parts.join(QStringLiteral(", "));
}

}  // namespace

HelpDialog::HelpDialog(const engine::Catalog& catalog, Actions& actions, const Theme& theme,
                       QWidget* parent)
    : QDialog(parent), catalog_(catalog), actions_(actions), theme_(theme) {
    resize(800, 560);
    auto* row = new QHBoxLayout(this);
    auto* parts = new QSplitter(this);
    topics_ = new QTreeWidget(parts);
    topics_->setHeaderHidden(true);
    text_ = new QTextBrowser(parts);
    text_->setOpenLinks(false);
    parts->addWidget(topics_);
    parts->addWidget(text_);
    parts->setStretchFactor(1, 1);
    parts->setSizes({220, 580});
    row->addWidget(parts);
    connect(topics_, &QTreeWidget::currentItemChanged, this, &HelpDialog::showCurrent);
    connect(&theme_, &Theme::changed, this, &HelpDialog::showCurrent);
    fill();
}

QString HelpDialog::topicOf(Page page) {
    return QString::fromLatin1(kPages[static_cast<std::size_t>(page)].id);
}

QString HelpDialog::topicOf(const QWidget& dialog) {
    for (const PageHelp& one : kPages) {
        const bool named = dialog.property("help").toString() == QLatin1String(one.id);
        if (named || dialog.inherits(one.id)) return QString::fromLatin1(one.id);
    }
    return {};
}

QString HelpDialog::text() const { return text_->toPlainText(); }

void HelpDialog::fill() {
    setWindowTitle(tr("Help"));
    topics_->setAccessibleName(tr("Topics"));
    text_->setAccessibleName(tr("Text"));
    const QString was = topics_->currentItem() == nullptr
                            ? QString()
                            : topics_->currentItem()->data(0, Qt::UserRole).toString();
    topics_->clear();
    const auto add = [](auto* parent, const QString& title, const QString& id) {
        auto* item = new QTreeWidgetItem(parent, {title});
        item->setData(0, Qt::UserRole, id);
        return item;
    };
    for (const PageHelp& page : kPages)
        add(topics_, QCoreApplication::translate("help", page.title), QString::fromLatin1(page.id));
    add(topics_, tr("Keys"), kKeys);
    for (int lane = 0; lane < 6; ++lane) {
        auto* heading =
            add(topics_, engineText(engine::title_of(static_cast<engine::Lane>(lane))), QString());
        heading->setFlags(Qt::ItemIsEnabled);
        for (const engine::NodeKind& kind : catalog_.entries()) {
            if (static_cast<int>(kind.lane) == lane)
                add(heading, engineText(kind.title), fromUtf8(kind.id));
        }
        heading->setExpanded(true);
    }
    showTopicItem(was.isEmpty() ? topicOf(Page::Welcome) : was);
}

void HelpDialog::showTopicItem(const QString& topic) {
    for (QTreeWidgetItemIterator it(topics_); *it != nullptr; ++it) {
        if ((*it)->data(0, Qt::UserRole).toString() == topic) topics_->setCurrentItem(*it);
    }
}

void HelpDialog::showTopic(const QString& topic) {
    showTopicItem(topic);
    show();
    raise();
    activateWindow();
}

void HelpDialog::showKeys() { showTopic(kKeys); }

void HelpDialog::showCurrent() {
    const QTreeWidgetItem* item = topics_->currentItem();
    if (item == nullptr) return;
    const QString topic = item->data(0, Qt::UserRole).toString();
    if (const engine::NodeKind* kind = catalog_.find(topic.toStdString()))
        return text_->setHtml(kindText(*kind));
    if (topic == kKeys) return text_->setHtml(keySheet(actions_));
    for (const PageHelp& page : kPages) {
        if (topic == QLatin1String(page.id))
            text_->setHtml(
                QStringLiteral("<h2>%1</h2><p>%2</p>")
                    .arg(QCoreApplication::translate("help", page.title).toHtmlEscaped(),
                         QCoreApplication::translate("help", page.text).toHtmlEscaped()));
    }
}

QString HelpDialog::kindText(const engine::NodeKind& kind) const {
    QString out =
        QStringLiteral("<h2>%1</h2><p>%2</p>")
            .arg(engineText(kind.title).toHtmlEscaped(), engineText(kind.help).toHtmlEscaped());
    const auto ports = [&](const QString& title, const std::vector<engine::Port>& list) {
        if (list.empty()) return;
        out += html::heading(title) + QStringLiteral("<table>");
        for (const engine::Port& port : list) {
            QString note;
            if (port.many) note = tr("several edges");
            if (port.optional) note = tr("may stay open");
            out += QStringLiteral("<tr>%1%2%3</tr>")
                       .arg(cell(engineText(port.name)),
                            cell(engineText(edits::typesTitle(port.types))), cell(note));
        }
        out += QStringLiteral("</table>");
    };
    ports(tr("Takes"), kind.inputs);
    ports(tr("Gives"), kind.outputs);
    if (kind.fields.empty()) return out;
    out += html::heading(tr("Options"));
    for (const engine::Field& field : kind.fields) {
        QStringList facts;
        const QString first = defaultText(field.default_value);
        if (!first.isEmpty()) facts << tr("default: %1").arg(first);
        if (const QString range = rangeText(field); !range.isEmpty()) facts << range;
        if (!field.unit.empty()) facts << engineText(field.unit);
        out += QStringLiteral("<p><b>%1</b> <span style='color:%2'>%3</span><br>%4</p>")
                   .arg(engineText(field.label).toHtmlEscaped(), theme_.tokens().text2.name(),
                        facts.join(QStringLiteral("; ")).toHtmlEscaped(),
                        engineText(field.help).toHtmlEscaped());
    }
    return out;
}

void HelpDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) fill();
    QDialog::changeEvent(event);
}

}  // namespace widgets
